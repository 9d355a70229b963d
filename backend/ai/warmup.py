"""Run one answer through the whole model path before the first person waits for theirs.

The SDK builds its response models on first use, which cost the first stream after a start over a second; a canned
reply over an in-memory transport pays for that at start, and reaches no vendor.
"""

import asyncio
import logging
import time

import httpx2
from pydantic_ai import Agent
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

from backend.integrations.anthropic import client as anthropic_client

from .routing import routes
from .tools import NO_TOOLS, Toolset

logger = logging.getLogger(__name__)

_EVENTS = [
    (
        "message_start",
        '{"type":"message_start","message":{"id":"msg_warm","type":"message","role":"assistant","content":[],'
        '"model":"warm","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}',
    ),
    (
        "content_block_start",
        '{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}',
    ),
    (
        "content_block_delta",
        '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"warm"}}',
    ),
    ("content_block_stop", '{"type":"content_block_stop","index":0}'),
    (
        "message_delta",
        '{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}',
    ),
    ("message_stop", '{"type":"message_stop"}'),
]


def _reply(request: httpx2.Request) -> httpx2.Response:
    body = "".join(f"event: {name}\ndata: {data}\n\n" for name, data in _EVENTS)
    return httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=body.encode())


async def warm(toolset: Toolset = NO_TOOLS) -> float:
    """Stream one canned answer; returns the seconds it took."""
    started = time.perf_counter()
    client = anthropic_client.build(
        api_key="warm", base_url="http://warm.invalid", transport=httpx2.MockTransport(_reply)
    )
    model = AnthropicModel("claude-sonnet-5-5", provider=AnthropicProvider(anthropic_client=client))
    agent: Agent[None, str] = toolset.agent
    async with agent.run_stream_events("warm", model=model) as events:
        async for _ in events:
            pass
    await client.close()
    # The clients of this loop, with their connection pools and TLS contexts, are built here too.
    for purpose in ("chat",):
        for route in routes.chain(purpose):
            routes.model_of(route)
    return time.perf_counter() - started


_warming: set[asyncio.Task[float]] = set()


def start() -> asyncio.Task[float]:
    """Warm up in the background of the running loop."""
    task = asyncio.get_running_loop().create_task(warm())
    _warming.add(task)
    task.add_done_callback(_warming.discard)
    return task
