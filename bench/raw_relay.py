"""The least a relay can be, as the physical limit: `python -m bench.raw_relay PORT UPSTREAM`.

No HTTP library, no framework, no database: it reads the model's events off the wire, joins their texts for 40 ms as
Atelier does, and writes WebSocket frames of the same shape. Every text frame it receives asks for an answer.
"""

import asyncio
import base64
import hashlib
import sys
from typing import Any
from urllib.parse import urlsplit

import orjson

from .tabs import TEXT, frame, read_frames

JOIN_SECONDS = 0.04
REQUEST = b"POST /v1/messages HTTP/1.1\r\nhost: upstream\r\ncontent-length: 2\r\n\r\n{}"
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Answer(asyncio.Protocol):
    """One request to the model, relayed to one socket."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.received = b""
        self.text = ""
        self.offset = 0
        self.joining: asyncio.TimerHandle | None = None
        self.last_push = 0.0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(REQUEST)

    def data_received(self, data: bytes) -> None:
        # Chunk sizes and event names stand on lines of their own, so the data lines are all there is to find.
        *lines, self.received = (self.received + data).split(b"\n")
        for line in lines:
            if line.startswith(b"data: "):
                self._hear(orjson.loads(line[6:]))

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] == "content_block_delta":
            self.text += event["delta"]["text"]
            self._push_in_time()
        elif event["type"] == "message_stop":
            self._push()
            self._send({"type": "message.completed"})
            self.transport.close()

    def _push_in_time(self) -> None:
        if self.joining is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self.last_push + JOIN_SECONDS - loop.time()
        if wait <= 0:
            self._push()
        else:
            self.joining = loop.call_later(wait, self._push)

    def _push(self) -> None:
        if self.joining is not None:
            self.joining.cancel()
            self.joining = None
        if self.text:
            self._send({"type": "message.delta", "offset": self.offset, "text": self.text})
            self.offset += len(self.text)
            self.text = ""
            self.last_push = asyncio.get_running_loop().time()

    def _send(self, message: dict[str, Any]) -> None:
        self.socket.write(frame(TEXT, orjson.dumps(message), mask=False))


class Socket(asyncio.Protocol):
    def __init__(self, host: str, port: int) -> None:
        self.upstream = host, port
        self.received = bytearray()
        self.is_open = False

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.is_open:
            self._open()
            return
        for opcode, _ in read_frames(self.received):
            if opcode == TEXT:
                loop = asyncio.get_running_loop()
                connecting = loop.create_connection(lambda: Answer(self.transport), *self.upstream)
                asking.add(task := loop.create_task(connecting))
                task.add_done_callback(asking.discard)

    def _open(self) -> None:
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return
        lines = bytes(self.received[:end]).split(b"\r\n")
        del self.received[: end + 4]
        key = next(line.split(b": ")[1] for line in lines if line.lower().startswith(b"sec-websocket-key"))
        accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
        self.transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        self.is_open = True


asking: set[asyncio.Task[Any]] = set()


async def main(port: int, upstream: str) -> None:
    to = urlsplit(upstream)
    assert to.hostname and to.port
    host, upstream_port = to.hostname, to.port
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Socket(host, upstream_port), "127.0.0.1", port, backlog=1000)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
