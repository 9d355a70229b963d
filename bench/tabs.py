"""A browser tab reduced to what a load generator can afford: a WebSocket whose text frames carry a time of arrival."""

import asyncio
import base64
import os
import time
from typing import Any
from urllib.parse import urlsplit

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def frame(opcode: int, payload: bytes, *, mask: bool) -> bytes:
    """Return one whole WebSocket frame. https://www.rfc-editor.org/rfc/rfc6455#section-5.2"""
    flag, length = 0x80 if mask else 0, len(payload)
    if length < 126:
        head = bytes((0x80 | opcode, flag | length))
    elif length < 65_536:
        head = bytes((0x80 | opcode, flag | 126)) + length.to_bytes(2)
    else:
        head = bytes((0x80 | opcode, flag | 127)) + length.to_bytes(8)
    # A key of zeros is a key, and leaves the payload as it is.
    return head + (b"\0\0\0\0" if mask else b"") + payload


def read_frames(received: bytearray) -> list[tuple[int, bytes]]:
    """Take the whole frames off the front of `received`, unmasked ones as well as those masked with zeros."""
    frames, at = [], 0
    while len(received) - at >= 2:
        size = received[at + 1] & 0x7F
        start = at + 2 + (4 if received[at + 1] & 0x80 else 0)
        if size >= 126:
            wide = 2 if size == 126 else 8
            size = int.from_bytes(received[at + 2 : at + 2 + wide])
            start += wide
        if len(received) < start + size:
            break
        frames.append((received[at] & 0x0F, bytes(received[start : start + size])))
        at = start + size
    del received[:at]
    return frames


class Tab(asyncio.Protocol):
    """One tab that asks and reads. A server's own tab says how: `greet`, `ask` and `read`."""

    def __init__(self, address: str, **headers: str) -> None:
        self.url = urlsplit(address)
        self.headers = headers
        self.received = bytearray()
        self.is_open = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.begin()

    def begin(self) -> None:
        """Forget the last answer."""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.times: list[float] = []
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, self.url.hostname, self.url.port)
        await asyncio.wait_for(self.ready, 30)

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        path = self.url.path + (f"?{self.url.query}" if self.url.query else "")
        headers = {
            "Host": self.url.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **self.headers,
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        transport.write("\r\n".join([*lines, "", ""]).encode())

    def connection_lost(self, error: Exception | None) -> None:
        for future in (self.ready, self.ended):
            if not future.done():
                future.set_exception(error or ConnectionError("the server closed the socket"))
                future.exception()

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self.received += data
        if not self.is_open and not self._opened():
            return
        for opcode, payload in read_frames(self.received):
            if opcode == TEXT:
                self.read(payload, now)
            elif opcode == PING:
                self.transport.write(frame(PONG, payload, mask=True))
            elif opcode == CLOSE:
                self.transport.close()

    def _opened(self) -> bool:
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        if not self.received.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(self.received[:end].decode())
        del self.received[: end + 4]
        self.is_open = True
        self.greet()
        return True

    def send(self, text: bytes) -> None:
        self.transport.write(frame(TEXT, text, mask=True))

    def heard(self, text: str, now: float) -> None:
        self.times.append(now)
        self.texts.append(text)

    def end(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def greet(self) -> None:
        self.ready.set_result(None)

    def ask(self) -> None:
        raise NotImplementedError

    def read(self, payload: bytes, now: float) -> None:
        raise NotImplementedError
