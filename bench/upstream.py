"""A model server that knows when it wrote its first token: the Messages API reduced to what a stream needs.

Each answer's first text is the monotonic clock in nanoseconds at the moment it was written, so that a reader on the
same machine can tell how long it travelled; after it come numbered words, so that a missing one is noticed. All is
encoded beforehand and streams of the same millisecond share a timer, so that hundreds of them cost little.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from typing import Any


def event(kind: str, **data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **data})}\n\n".encode()


START = event(
    "message_start",
    message={
        "id": "msg_bench",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": "bench",
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 1000, "output_tokens": 1},
    },
) + event("content_block_start", index=0, content_block={"type": "text", "text": ""})
END = (
    event("content_block_stop", index=0)
    + event(
        "message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None}, usage={"output_tokens": 20}
    )
    + event("message_stop")
)
HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    b"request-id: req_bench\r\ntransfer-encoding: chunked\r\n\r\n"
)
LONGEST = 2000
TICK = 0.001


def delta(text: str) -> bytes:
    return event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def word(number: int) -> str:
    return f"w{number:04d} "


_WORDS = [chunk(delta(word(number))) for number in range(LONGEST)]


def words(tokens: int) -> str:
    """Return what follows the clock in an answer of `tokens` tokens."""
    return "".join(map(word, range(1, tokens)))


class Upstream:
    """Serves any POST with `tokens` short tokens, `gap` seconds apart, after `thinking` seconds."""

    def __init__(self, *, tokens: int = 20, gap: float = 0.005, thinking: float = 0.05) -> None:
        self.tokens, self.gap, self.thinking = tokens, gap, thinking
        self.address = ""
        self.lateness: list[float] = []
        self._server: asyncio.Server | None = None
        self._slots: dict[int, list[_Answer]] = defaultdict(list)

    async def __aenter__(self) -> "Upstream":
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Answer(self), "127.0.0.1", 0, backlog=1000)
        host, port = self._server.sockets[0].getsockname()
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    def pace(self, answer: "_Answer") -> None:
        """Let `answer` write a token every `gap` seconds, together with others of its millisecond."""
        now = asyncio.get_running_loop().time()
        slot = int(now % self.gap / TICK)
        self._slots[slot].append(answer)
        if len(self._slots[slot]) == 1:
            begun = now - now % self.gap + slot * TICK
            asyncio.get_running_loop().call_at(begun + self.gap, self._tick, slot, begun + self.gap)

    def _tick(self, slot: int, due: float) -> None:
        loop = asyncio.get_running_loop()
        self.lateness.append(loop.time() - due)
        writing = self._slots[slot] = [answer for answer in self._slots[slot] if answer.write_next()]
        if writing:
            loop.call_at(due + self.gap, self._tick, slot, due + self.gap)


class _Answer(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, upstream: Upstream) -> None:
        self.upstream = upstream
        self.received = b""
        self.written = 0
        self.tokens = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found or len(body) < _content_length(head):
            return
        self.received = b""
        self.transport.write(HEAD + chunk(START))
        asyncio.get_running_loop().call_later(self.upstream.thinking, self._write_first)

    def _write_first(self) -> None:
        self.written, self.tokens = 1, self.upstream.tokens
        self.transport.write(chunk(delta(f"{time.monotonic_ns()} ")))
        self.upstream.pace(self)

    def write_next(self) -> bool:
        """Write the next token, or the end; says whether there is more to come."""
        if self.transport.is_closing():
            return False
        if self.written >= self.tokens:
            self.transport.write(chunk(END) + b"0\r\n\r\n")
            return False
        self.transport.write(_WORDS[self.written])
        self.written += 1
        return True


def _content_length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)


async def _serve(gap: float, tokens: int) -> None:
    async with Upstream(gap=gap, tokens=tokens) as upstream:
        print(upstream.address, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]), int(sys.argv[2])))
