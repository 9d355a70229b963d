"""An answer's text, taken off the wire before the SDK and pydantic-ai make events of it.

Their events cost several times what reading the text does (`python -m bench.layers`), and nobody looks at one token's.
A `Tap` held open around a request hears the text as it comes. What passes on to the SDK is the same stream with less
to do: of each block's text its first piece, so that whoever waits for a first token sees it, and at the block's end
all the rest as one.
https://docs.anthropic.com/en/api/messages-streaming
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextvars import ContextVar

import httpx2
import orjson

JOIN_SECONDS = 0.04
_END_OF_EVENT = re.compile(rb"\r?\n\r?\n")


class Tap:
    """Hears the text of the requests made in its context. `is_open` once the wire of one is being read."""

    def __init__(self) -> None:
        self.is_open = False
        self.length = 0
        self._read_at: float | None = None

    def open(self) -> None:
        """A request's answer begins."""
        self.is_open, self.length, self._read_at = True, 0, None

    def hear(self, text: str, *, begins_block: bool) -> None:
        raise NotImplementedError

    def heard(self, text: str, *, begins_block: bool) -> None:
        self.length += len(text)
        if self._read_at is None:
            self._read_at = asyncio.get_running_loop().time()
        self.hear(text, begins_block=begins_block)

    async def pause(self) -> None:
        """Let tokens gather before the next read: once there is text, the wire is read every 40 ms at most.

        Every answer keeps its own beat. Counted from the last read instead, answers that were once held up together
        would be read together ever after, and the last of them wait for all the others.
        """
        if self._read_at is None:
            return
        loop = asyncio.get_running_loop()
        self._read_at += JOIN_SECONDS
        if (wait := self._read_at - loop.time()) > 0:
            await asyncio.sleep(wait)
        elif wait < -JOIN_SECONDS:
            self._read_at = loop.time()


current: ContextVar[Tap | None] = ContextVar("anthropic_tap", default=None)


class TappedStream(httpx2.AsyncByteStream):
    def __init__(self, wire: httpx2.AsyncByteStream, tap: Tap) -> None:
        self._wire, self._tap = wire, tap
        self._block: int | None = None
        self._held: list[str] = []

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        rest = b""
        try:
            async for data in self._wire:
                *events, rest = _END_OF_EVENT.split(rest + data)
                if passing := b"".join(map(self._pass, events)):
                    yield passing
        except httpx2.HTTPError:
            # What was said before the wire broke belongs to the answer.
            yield self._release()
            raise
        yield self._release() + rest

    def _pass(self, event: bytes) -> bytes:
        """Return what the SDK is to read for `event`: nothing where its text was only heard."""
        if event.startswith(b"event: ping"):
            return b""
        said = _text_delta(event)
        if said is None:
            return self._release() + event + b"\n\n"
        block, text = said
        begins, self._block = block != self._block, block
        self._tap.heard(text, begins_block=begins)
        if begins:
            return event + b"\n\n"
        self._held.append(text)
        return b""

    def _release(self) -> bytes:
        """Return the text held back so far as one event."""
        text, self._held = "".join(self._held), []
        if not text:
            return b""
        delta = {
            "type": "content_block_delta",
            "index": self._block,
            "delta": {"type": "text_delta", "text": text},
        }
        return b"event: content_block_delta\ndata: " + json.dumps(delta).encode() + b"\n\n"


def _text_delta(event: bytes) -> tuple[int, str] | None:
    """Return (block, text) of an event that adds to a text; what cannot be read is the SDK's to complain about.

    Python's own JSON where it must be, for orjson refuses the halves of characters that may come in two deltas.
    """
    if b'"text_delta"' not in event:
        return None
    try:
        data = event[event.index(b"{") :]
        said = json.loads(data) if b"\\ud" in data.lower() else orjson.loads(data)
        return (said["index"], said["delta"]["text"]) if said["delta"]["type"] == "text_delta" else None
    except (ValueError, LookupError, TypeError):
        return None
