"""What each way of reading a model's stream costs: `python -m bench.layers`.

CPU of this process per token, over streams of 50 tokens/s read at once; the model is a process of its own. Each way
includes all above which it is built, so the difference between two rows is what the upper one adds.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable
from urllib.parse import urlsplit

import httpx2
import orjson
from anthropic import AsyncAnthropic
from pydantic_ai import Agent
from pydantic_ai.messages import AgentStreamEvent, PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

from backend.ai.routing.words import Words
from backend.integrations.anthropic import client as anthropic_client

from . import machine
from .product import ROOT

STREAMS, TOKENS, GAP = 40, 250, 0.02
# Seconds after the start between which all of them stream.
WINDOW = (1.5, 4.5)
Way = Callable[[str], AsyncIterator[str]]
QUESTION = {"model": "m", "max_tokens": 100, "messages": [{"role": "user", "content": "What now?"}]}


def texts(line: bytes) -> str:
    event = orjson.loads(line[6:]) if line.startswith(b"data: ") else {}
    return str(event["delta"]["text"]) if event.get("type") == "content_block_delta" else ""


async def bare_socket(address: str) -> AsyncIterator[str]:
    to = urlsplit(address)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    writer.write(b"POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")
    async for line in reader:
        if text := texts(line):
            yield text
        if b"message_stop" in line:
            break
    writer.close()


async def http_client(address: str) -> AsyncIterator[str]:
    async with client(address)._client.stream("POST", address, json={}) as reply:
        rest = b""
        async for data in reply.aiter_raw():
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if text := texts(line):
                    yield text


async def sdk_bytes(address: str) -> AsyncIterator[str]:
    create = client(address).messages.with_streaming_response.create
    async with create(**QUESTION, stream=True) as reply:
        rest = b""
        async for data in reply.iter_bytes():
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if text := texts(line):
                    yield text


async def sdk_events(address: str) -> AsyncIterator[str]:
    async for event in await client(address).messages.create(**QUESTION, stream=True):
        if event.type == "content_block_delta":
            yield event.delta.text


async def sdk_text_stream(address: str) -> AsyncIterator[str]:
    async with client(address).messages.stream(**QUESTION) as stream:
        async for text in stream.text_stream:
            yield text


async def pydantic_ai_events(address: str) -> AsyncIterator[str]:
    model = AnthropicModel("m", provider=AnthropicProvider(anthropic_client=client(address)))
    async with Agent(model).run_stream_events("What now?") as events:
        async for event in events:
            if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
                yield event.delta.content_delta
            elif isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
                yield event.part.content


async def atelier(address: str) -> AsyncIterator[str]:
    if address not in _tapped:
        _tapped[address] = anthropic_client.build(api_key="bench", base_url=address)
    model = AnthropicModel("m", provider=AnthropicProvider(anthropic_client=_tapped[address]))
    words = Words()

    async def run() -> None:
        await Agent(model).run("What now?", event_stream_handler=drain)

    async def drain(_: object, events: AsyncIterable[AgentStreamEvent]) -> None:
        async for event in events:
            words.watch(event)

    task = words.listen_to(run())
    async for text in words:
        yield text
    await task


_clients: dict[str, AsyncAnthropic] = {}
_tapped: dict[str, AsyncAnthropic] = {}


def client(address: str) -> AsyncAnthropic:
    if address not in _clients:
        http = httpx2.AsyncClient(trust_env=False, limits=httpx2.Limits(max_connections=1000))
        _clients[address] = AsyncAnthropic(api_key="bench", base_url=address, http_client=http)
    return _clients[address]


WAYS: dict[str, Way] = {
    "bare socket, lines, orjson": bare_socket,
    "HTTP client (httpx2), lines, orjson": http_client,
    "SDK's raw bytes, lines, orjson": sdk_bytes,
    "SDK's events": sdk_events,
    "SDK's text stream": sdk_text_stream,
    "pydantic-ai's events over the SDK's": pydantic_ai_events,
    "Atelier: all of these, with the text tapped off the wire": atelier,
}


async def cost(way: Way, address: str) -> float:
    """Return the CPU seconds per token while STREAMS streams are under way, begun within one gap."""
    await read(way, address)
    tasks = []
    for _ in range(STREAMS):
        tasks.append(asyncio.create_task(read(way, address)))
        await asyncio.sleep(GAP / STREAMS)
    await asyncio.sleep(WINDOW[0])
    before = time.process_time()
    await asyncio.sleep(WINDOW[1] - WINDOW[0])
    used = time.process_time() - before
    await asyncio.gather(*tasks)
    return used / (STREAMS * (WINDOW[1] - WINDOW[0]) / GAP)


async def read(way: Way, address: str) -> int:
    tokens = 0
    async for text in way(address):
        tokens += text.count(" ")
    assert tokens == TOKENS, tokens
    return tokens


async def main() -> None:
    print(f"{STREAMS} streams at {1 / GAP:.0f} tokens a second{'':30}CPU µs per token")
    command = [sys.executable, "-m", "bench.upstream", str(GAP), str(TOKENS)]
    if cores := machine.cores():
        os.sched_setaffinity(0, {cores[0]})
    model = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
    if cores:
        os.sched_setaffinity(model.pid, {cores[1]})
    assert model.stdout is not None
    address = model.stdout.readline().strip()
    try:
        for name, way in WAYS.items():
            print(f"{name:60}{await cost(way, address) * 1e6:10.0f}", flush=True)
    finally:
        model.terminate()
        model.wait()


if __name__ == "__main__":
    asyncio.run(main())
