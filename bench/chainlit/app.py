"""The peer of `bench.relay`: the smallest chainlit app that streams a model's answer, as its own guide writes it."""

import os

import chainlit
from anthropic import AsyncAnthropic

client = AsyncAnthropic(api_key="bench", base_url=os.environ["ANTHROPIC_BASE_URL"])


@chainlit.on_message
async def answer(question: chainlit.Message) -> None:
    reply = chainlit.Message("")
    asked = [{"role": "user", "content": question.content}]
    async with client.messages.stream(model="claude-sonnet-5-5", max_tokens=4096, messages=asked) as stream:
        async for text in stream.text_stream:
            await reply.stream_token(text)
    await reply.update()
