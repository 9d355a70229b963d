"""A model server that knows when it wrote its first token: the Messages API reduced to what a stream needs.

Each answer's first text is the monotonic clock in nanoseconds at the moment it was written, so that a reader on the
same machine can tell how long it travelled.
"""

import asyncio
import json
import time
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


def delta(text: str) -> bytes:
    return event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


class Upstream:
    """Serves any POST with `tokens` short tokens, `gap` seconds apart, after `thinking` seconds."""

    def __init__(self, *, tokens: int = 20, gap: float = 0.005, thinking: float = 0.05) -> None:
        self.tokens, self.gap, self.thinking = tokens, gap, thinking
        self.address = ""
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Upstream":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._read_request(reader):
                await self._answer(writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            writer.close()

    async def _read_request(self, reader: asyncio.StreamReader) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        await reader.readexactly(length)
        return True

    async def _answer(self, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + chunk(START))
        await asyncio.sleep(self.thinking)
        writer.write(chunk(delta(f"{time.monotonic_ns()} ")))
        for _ in range(self.tokens - 1):
            await asyncio.sleep(self.gap)
            writer.write(chunk(delta("word ")))
        writer.write(chunk(END) + b"0\r\n\r\n")
        await writer.drain()
