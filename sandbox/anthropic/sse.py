"""The event stream of one message, in the order the API documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.anthropic.answers import Block, Message
from sandbox.anthropic.protocol.errors import error_body


@dataclass(frozen=True)
class Event:
    """Bytes for the wire; `is_token` marks the ones that are paced and counted, `is_end` the ones that say it is
    over."""

    data: bytes
    is_token: bool = False
    is_end: bool = False


def encode(name: str, payload: dict[str, Any]) -> bytes:
    """One event. Text is UTF-8; a lone surrogate, which UTF-8 cannot hold, falls back to JSON escapes."""
    try:
        data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        data = json.dumps(payload, separators=(",", ":")).encode()
    return b"event: %s\ndata: %s\n\n" % (name.encode(), data)


def error_event(error_type: str, message: str, request_id: str) -> bytes:
    return encode("error", error_body(error_type, message, request_id))


def events(message: Message) -> Iterator[Event]:
    """`message_start`, then each block's start, deltas and stop with one `ping` after the first start, then the end."""
    yield Event(encode("message_start", {"type": "message_start", "message": opening(message)}))
    for index, block in enumerate(message.blocks):
        yield from _block_events(index, block)
    yield Event(encode("message_delta", _closing(message)), is_end=True)
    yield Event(encode("message_stop", {"type": "message_stop"}), is_end=True)


def whole(message: Message) -> dict[str, Any]:
    """The same message as a non-streaming response body."""
    return opening(message) | {
        "content": [block.content for block in message.blocks],
        "stop_reason": message.stop_reason,
        "stop_sequence": message.stop_sequence,
        "usage": _usage(message, output_tokens=message.output_tokens),
    }


def opening(message: Message) -> dict[str, Any]:
    """The message as `message_start` shows it: no content yet, no stop reason, the input already counted."""
    return {
        "id": message.id,
        "type": "message",
        "role": "assistant",
        "model": message.model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": _usage(message, output_tokens=min(1, message.output_tokens)),
    }


def _block_events(index: int, block: Block) -> Iterator[Event]:
    start = {"type": "text", "text": ""} if block.is_text else block.content | {"input": {}}
    yield Event(
        encode("content_block_start", {"type": "content_block_start", "index": index, "content_block": start})
    )
    if index == 0:
        yield Event(encode("ping", {"type": "ping"}))
    for piece in block.deltas:
        yield Event(encode("content_block_delta", _delta(index, block, piece)), is_token=bool(piece))
    yield Event(encode("content_block_stop", {"type": "content_block_stop", "index": index}))


def _delta(index: int, block: Block, piece: str) -> dict[str, Any]:
    delta = (
        {"type": "text_delta", "text": piece}
        if block.is_text
        else {"type": "input_json_delta", "partial_json": piece}
    )
    return {"type": "content_block_delta", "index": index, "delta": delta}


def _closing(message: Message) -> dict[str, Any]:
    return {
        "type": "message_delta",
        "delta": {"stop_reason": message.stop_reason, "stop_sequence": message.stop_sequence},
        "usage": {"output_tokens": message.output_tokens},
    }


def _usage(message: Message, *, output_tokens: int) -> dict[str, Any]:
    return {
        "input_tokens": message.input_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": 0,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
        "output_tokens": output_tokens,
        "service_tier": "standard",
    }
