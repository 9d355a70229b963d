"""The socket's frames as server-sent events, for a client that only speaks HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import orjson
from rest_framework.renderers import BaseRenderer

from backend.agents import wire
from backend.agents.answering import snapshots
from backend.agents.models import Message
from backend.agents.services.messages import Exchange
from backend.core.api.renderers import OrjsonRenderer
from backend.core.realtime import bridge, frames
from backend.core.realtime.listening import Listener, listening
from backend.core.realtime.topics import group_name

Frame = dict[str, Any]
KEEP_ALIVE_SECONDS = 15
TERMINAL = ("message.completed", "message.failed")


class EventStreamRenderer(BaseRenderer):
    """Lets a client ask for events by `Accept`; errors before the first event are still problem+json."""

    media_type = "text/event-stream"
    format = "event-stream"
    charset = None

    def render(self, data: Any, media_type: str | None = None, context: Any = None) -> bytes:
        return OrjsonRenderer().render(data)


async def frames_of(project_id: UUID, exchange: Exchange) -> AsyncIterator[bytes]:
    """Yield the frames of one answer until it ends. Leaving early never stops the answer."""
    bridge.bind(asyncio.get_running_loop())
    topic = f"project:{project_id}"
    async with listening(group_name(topic)) as listener:
        for message in (exchange.user, exchange.assistant):
            if message is not None:
                yield _event({"type": "message.created", "message": wire.message(message)}, topic)
        async for frame in _answer_frames(exchange.assistant.pk, listener):
            yield _event(frame, topic) if frame else b": still here\n\n"


async def _answer_frames(message_id: UUID, listener: Listener) -> AsyncIterator[Frame]:
    """Yield what has been written, then what follows, then the end; an empty frame when it was silent for long."""
    so_far = await snapshots.of_message(message_id)
    if so_far["status"] != Message.Status.STREAMING:
        yield wire.terminal(so_far)
        return
    length = len(so_far["text"])
    if length:
        yield {"type": "message.delta", "message_id": str(message_id), "offset": 0, "text": so_far["text"]}
    while True:
        frame = await _next(listener)
        if frame is None:
            # A frame can be lost, a row cannot: in a long silence the row says whether the answer has ended.
            row = await snapshots.of_message(message_id)
            frame = wire.terminal(row) if row["status"] != Message.Status.STREAMING else {}
        kept = _about(frame, str(message_id), length) if frame else frame
        if kept is None:
            continue
        yield kept
        if kept.get("type") in TERMINAL:
            return


def _about(frame: Frame, message_id: str, length: int) -> Frame | None:
    """Return the frame if it belongs to this answer and says something new."""
    if frames.is_delta(frame):
        return frames.above(frame, length) if frame["message_id"] == message_id else None
    if frame["type"] == "message.created":
        return None
    message = frame.get("message")
    return frame if message is None or message["id"] == message_id else None


async def _next(listener: Listener) -> Frame | None:
    event = await listener.next(KEEP_ALIVE_SECONDS)
    return event["frame"] if event else None


def _event(frame: Frame, topic: str) -> bytes:
    body = orjson.dumps({**frame, "topic": topic}, default=str)
    return b"event: " + frame["type"].encode() + b"\ndata: " + body + b"\n\n"
