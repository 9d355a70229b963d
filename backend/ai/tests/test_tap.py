"""Text taken off the wire: heard at once and whole, while the SDK reads the same answer in fewer events."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from backend.integrations.anthropic.tap import Tap, TappedStream


class Ear(Tap):
    """Remembers what it heard, with a bar where a block begins."""

    def __init__(self) -> None:
        super().__init__()
        self.heard_so_far: list[str] = []

    def hear(self, text: str, *, begins_block: bool) -> None:
        self.heard_so_far.append(f"|{text}" if begins_block else text)


class Wire(httpx2.AsyncByteStream):
    def __init__(self, *parts: bytes, breaks: bool = False) -> None:
        self.parts, self.breaks = parts, breaks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part
        if self.breaks:
            raise httpx2.ReadError("the line went dead")


def event(kind: str, **data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data})}\n\n".encode()


def says(text: str, block: int = 0) -> bytes:
    return event("content_block_delta", index=block, delta={"type": "text_delta", "text": text})


START, STOP = event("message_start"), event("message_stop")
PING, BLOCK_STOP = event("ping"), event("content_block_stop", index=0)


async def passed(ear: Ear, wire: Wire) -> list[dict[str, Any]]:
    """Return the events that reach the SDK."""
    raw = b"".join([data async for data in TappedStream(wire, ear)])
    return [json.loads(one[one.index(b"{") :]) for one in raw.split(b"\n\n") if one]


def texts(events: list[dict[str, Any]]) -> list[str]:
    return [event["delta"]["text"] for event in events if event["type"] == "content_block_delta"]


async def test_each_piece_is_heard_and_the_rest_of_a_block_passes_as_one() -> None:
    ear = Ear()
    events = await passed(ear, Wire(START, says("One "), says("two "), says("three."), BLOCK_STOP, STOP))
    assert ear.heard_so_far == ["|One ", "two ", "three."]
    assert texts(events) == ["One ", "two three."]
    assert [event["type"] for event in events] == [
        "message_start",
        "content_block_delta",
        "content_block_delta",
        "content_block_stop",
        "message_stop",
    ]


async def test_a_piece_is_heard_before_the_next_arrives() -> None:
    ear = Ear()
    heard_by_then: list[list[str]] = []

    class Watched(Wire):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            for part in self.parts:
                yield part
                heard_by_then.append(list(ear.heard_so_far))

    await passed(ear, Watched(says("One "), says("two ")))
    assert heard_by_then == [["|One "], ["|One ", "two "]]


async def test_each_block_begins_anew_and_a_ping_begins_nothing() -> None:
    ear = Ear()
    await passed(ear, Wire(says("A"), PING, says("B"), BLOCK_STOP, says("C", block=2), says("D", block=2)))
    assert ear.heard_so_far == ["|A", "B", "|C", "D"]


@pytest.mark.parametrize("size", [1, 7, 64])
async def test_events_may_come_in_pieces_and_with_either_line_end(size: int) -> None:
    raw = (START + says("Kiln ") + says("🎨 lit.") + STOP).replace(b"\n", b"\r\n")
    ear = Ear()
    events = await passed(ear, Wire(*(raw[at : at + size] for at in range(0, len(raw), size))))
    assert "".join(ear.heard_so_far) == "|Kiln 🎨 lit."
    assert "".join(texts(events)) == "Kiln 🎨 lit."


async def test_the_halves_of_a_character_pass_in_order() -> None:
    ear = Ear()
    events = await passed(ear, Wire(says("x"), says("\ud83c"), says("\udfa8")))
    assert ear.heard_so_far == ["|x", "\ud83c", "\udfa8"]
    assert texts(events) == ["x", "🎨"]


async def test_a_wire_that_breaks_passes_on_what_was_said_before() -> None:
    reached = b""
    with pytest.raises(httpx2.ReadError):
        async for data in TappedStream(Wire(says("One "), says("two "), says("three"), breaks=True), Ear()):
            reached += data
    assert b'"two three"' in reached


async def test_a_wire_that_merely_ends_passes_on_what_was_said_and_no_end() -> None:
    events = await passed(Ear(), Wire(says("One "), says("two ")))
    assert texts(events) == ["One ", "two "]


async def test_arguments_of_a_tool_that_name_a_text_delta_are_none() -> None:
    ear = Ear()
    arguments = event(
        "content_block_delta", index=1, delta={"type": "input_json_delta", "partial_json": 'say "text_delta"'}
    )
    odd = event("content_block_delta", index=1, delta={"type": "other", "kind": "text_delta"})
    broken = b'event: content_block_delta\ndata: {"type": "text_delta", oops\n\n'
    wire = Wire(arguments, odd, broken)
    assert b"".join([data async for data in TappedStream(wire, ear)]) == arguments + odd + broken
    assert ear.heard_so_far == []
