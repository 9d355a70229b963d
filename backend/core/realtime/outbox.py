"""What one socket still has to send. A slow reader's deltas grow together instead of piling up."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from .frames import Frame, joined


class Outbox:
    """An ordered queue between the channel layer and one socket, drained by one writer task.

    `write` returns once the transport takes more; while it waits, touching deltas are joined, so what is pending is
    bounded by the answer's own length and nobody else waits.
    """

    def __init__(self, write: Callable[[Frame], Awaitable[None]]) -> None:
        self._write = write
        self._pending: deque[Frame] = deque()
        self._filled = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._writer: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._writer = asyncio.get_running_loop().create_task(self._drain())

    def put(self, frame: Frame) -> None:
        merged = joined(self._pending[-1], frame) if self._pending else None
        if merged is None:
            self._pending.append(frame)
        else:
            self._pending[-1] = merged
        self._idle.clear()
        self._filled.set()

    async def _drain(self) -> None:
        while True:
            await self._filled.wait()
            while self._pending:
                await self._write(self._pending.popleft())
            self._filled.clear()
            self._idle.set()

    async def emptied(self) -> None:
        """Return once everything put in so far has been written."""
        await self._idle.wait()

    async def finish(self) -> None:
        """Stop writing; what is pending is dropped, because the socket is gone."""
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
