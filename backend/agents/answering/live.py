"""An answer while it is being written: its text so far, and the deltas on their way to the readers."""

import asyncio
import time
from uuid import UUID

from backend.core import realtime

from .leases import Hold
from .text import TextCleaner

JOIN_SECONDS = 0.04
# A piece that comes this close to its turn leaves at once: the last one may have been late itself.
SLACK_SECONDS = 0.015


class LiveAnswer:
    """The first delta leaves at once; after it, what arrives within 40 ms leaves together.

    `text` is always at least what readers have been sent, and its length counts Unicode code points, as offsets do.
    """

    def __init__(self, *, hold: Hold, topic: str) -> None:
        self.hold = hold
        self.topic = topic
        self.dirty = False
        self.task: asyncio.Task[None] | None = None
        self.is_ending = False
        self.stopped_by_user = False
        self._cleaner = TextCleaner()
        self._parts: list[str] = []
        self._length = 0
        self._sent = 0
        self._last_push = 0.0
        self._pusher: asyncio.Task[None] | None = None

    @property
    def message_id(self) -> UUID:
        return self.hold.message_id

    @property
    def text(self) -> str:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def sent_text(self) -> str:
        """What readers have been sent: a newcomer's deltas go on from exactly here."""
        return self.text[: self._sent]

    def cancel(self) -> None:
        """Cut the writing short. An ending that is being written already is left to finish, frame and all."""
        if self.task is not None and not self.is_ending:
            self.task.cancel()

    async def write(self, piece: str) -> None:
        self._append(self._cleaner.feed(piece))
        if self._sent == self._length or (self._pusher is not None and not self._pusher.done()):
            return
        wait = self._last_push + JOIN_SECONDS - time.monotonic()
        if wait <= SLACK_SECONDS:
            await self.push()
        else:
            self._pusher = asyncio.create_task(self._push_later(wait))

    def _append(self, piece: str) -> None:
        if piece:
            self._parts.append(piece)
            self._length += len(piece)
            self.dirty = True

    async def _push_later(self, wait: float) -> None:
        await asyncio.sleep(wait)
        await self.push()

    async def push(self) -> None:
        """Send readers what they have not been sent yet."""
        piece, offset = self.text[self._sent :], self._sent
        if not piece:
            return
        self._sent = offset + len(piece)
        self._last_push = time.monotonic()
        frame = {"type": "message.delta", "message_id": str(self.message_id), "offset": offset, "text": piece}
        await realtime.apublish(self.topic, frame)

    async def settle(self) -> None:
        """Send the rest, so that the terminal frame follows every delta."""
        self._append(self._cleaner.finish())
        if self._pusher is not None:
            await asyncio.gather(self._pusher, return_exceptions=True)
        await self.push()
