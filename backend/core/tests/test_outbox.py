"""A slow reader's frames: deltas grow together, everything else keeps its place, nobody waits."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.realtime.frames import Frame
from backend.core.realtime.outbox import Outbox

from .test_frames import delta


class Wire:
    """A transport that takes a frame only when told to."""

    def __init__(self) -> None:
        self.taken: list[Frame] = []
        self.offered = asyncio.Event()
        self._room = asyncio.Semaphore(0)

    async def write(self, frame: Frame) -> None:
        self.taken.append(frame)
        self.offered.set()
        await self._room.acquire()

    def let_one_through(self) -> None:
        self.offered.clear()
        self._room.release()


async def drained(wire: Wire, count: int) -> list[Frame]:
    async with asyncio.timeout(5):
        while len(wire.taken) < count:
            wire.let_one_through()
            await wire.offered.wait()
    return wire.taken


async def test_frames_leave_in_order_at_once() -> None:
    wire = Wire()
    outbox = Outbox(wire.write)
    outbox.start()
    outbox.put({"type": "pong"})
    async with asyncio.timeout(5):
        await wire.offered.wait()
    outbox.put({"type": "task.changed"})
    assert await drained(wire, 2) == [{"type": "pong"}, {"type": "task.changed"}]
    await outbox.finish()


async def test_deltas_behind_a_blocked_writer_become_one() -> None:
    wire = Wire()
    outbox = Outbox(wire.write)
    outbox.start()
    outbox.put(delta(0, "🎨"))
    async with asyncio.timeout(5):
        await wire.offered.wait()
    for offset, letter in enumerate("hundred tokens and more", start=1):
        outbox.put(delta(offset, letter))
    outbox.put({"type": "message.completed", "message": {}})
    outbox.put({"type": "pong"})
    assert await drained(wire, 4) == [
        delta(0, "🎨"),
        delta(1, "hundred tokens and more"),
        {"type": "message.completed", "message": {}},
        {"type": "pong"},
    ]
    await outbox.finish()


async def test_a_frame_between_two_deltas_keeps_them_apart() -> None:
    wire = Wire()
    outbox = Outbox(wire.write)
    for frame in (delta(0, "ab"), {"type": "task.changed"}, delta(2, "cd"), delta(4, "ef"), delta(9, "gap")):
        outbox.put(frame)
    outbox.start()
    assert await drained(wire, 4) == [
        delta(0, "ab"),
        {"type": "task.changed"},
        delta(2, "cdef"),
        delta(9, "gap"),
    ]
    await outbox.finish()


@settings(deadline=None)
@given(st.lists(st.text(max_size=5), max_size=30), st.integers(0, 30))
def test_whenever_it_blocks_the_whole_text_arrives(pieces: list[str], blocks_at: int) -> None:
    asyncio.run(arrives_whole(pieces, blocks_at))


async def arrives_whole(pieces: list[str], blocks_at: int) -> None:
    wire, offset = Wire(), 0
    outbox = Outbox(wire.write)
    outbox.start()
    for number, piece in enumerate(pieces):
        if number == blocks_at:
            await asyncio.sleep(0)  # one turn of the loop: the writer takes what is there and blocks
        outbox.put(delta(offset, piece))
        offset += len(piece)
    outbox.put({"type": "pong"})
    async with asyncio.timeout(30):
        while not wire.taken or wire.taken[-1] != {"type": "pong"}:
            wire.let_one_through()
            await wire.offered.wait()
    deltas = wire.taken[:-1]
    assert "".join(frame["text"] for frame in deltas) == "".join(pieces)
    assert len(deltas) <= 2
    await outbox.finish()


async def test_what_is_pending_is_dropped_with_the_socket() -> None:
    wire = Wire()
    outbox = Outbox(wire.write)
    outbox.start()
    outbox.put({"type": "pong"})
    async with asyncio.timeout(5):
        await wire.offered.wait()
    outbox.put({"type": "task.changed"})
    await outbox.finish()
    wire.let_one_through()
    await asyncio.sleep(0)
    assert wire.taken == [{"type": "pong"}]
    assert outbox._writer is not None
    assert outbox._writer.cancelled()


async def test_one_that_never_began_can_be_finished() -> None:
    await Outbox(Wire().write).finish()


@pytest.mark.parametrize("count", [20_000])
async def test_what_waits_stays_one_frame_however_long_the_answer(count: int) -> None:
    outbox = Outbox(Wire().write)
    for offset in range(count):
        outbox.put(delta(offset, "x"))
    assert [len(frame["text"]) for frame in outbox._pending] == [count]
