"""The wire to a vendor, read at the pace of whoever listens to it.

httpx2 brings its network by way of anyio, which tells the kernel before and after every read whether it still wants to
know of this socket: with a hundred answers under way that takes a sixth of a core. asyncio's own streams gather what
comes, and a read is mostly a look into a buffer.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2

from .tap import current

_HAPPY_EYEBALLS = 0.25  # seconds until the other of IPv6 and IPv4 is tried too (RFC 8305)


class Network(httpcore2.AsyncNetworkBackend):
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        with _failing_as(httpcore2.ConnectTimeout, httpcore2.ConnectError):
            async with asyncio.timeout(timeout):
                stream = await _connected(host, port, (local_address, 0) if local_address else None)
        for option in socket_options or ():
            stream.get_extra_info("socket").setsockopt(*option)
        return stream

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _connected(host: str, port: int, local: tuple[str, int] | None) -> "Stream":
    loop = asyncio.get_running_loop()
    reader = _Reader(loop=loop)
    protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
    transport, _ = await loop.create_connection(
        lambda: protocol, host, port, local_addr=local, happy_eyeballs_delay=_HAPPY_EYEBALLS
    )
    return Stream(reader, asyncio.StreamWriter(transport, protocol, reader, loop))


class _Reader(asyncio.StreamReader):
    """Knows whether a read would have to wait."""

    gathered = 0

    def feed_data(self, data: bytes) -> None:  # type: ignore[override]  # a transport feeds nothing but bytes
        self.gathered += len(data)
        super().feed_data(data)

    async def read(self, n: int = -1) -> bytes:
        data = await super().read(n)
        self.gathered -= len(data)
        return data


class Stream(httpcore2.AsyncNetworkStream):
    def __init__(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, or wait for it; before the next read of a heard answer, let some more gather."""
        if (tap := current.get()) is not None:
            await tap.pause()
        with _failing_as(httpcore2.ReadTimeout, httpcore2.ReadError):
            # A timer for each read would cost as much as the read.
            if self._reader.gathered:
                return await self._reader.read(max_bytes)
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _failing_as(httpcore2.WriteTimeout, httpcore2.WriteError):
            async with asyncio.timeout(timeout):
                self._writer.write(buffer)
                await self._writer.drain()

    async def aclose(self) -> None:
        self._writer.close()
        # That the other side was gone already is no news at the end.
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        try:
            with _failing_as(httpcore2.ConnectTimeout, httpcore2.ConnectError):
                async with asyncio.timeout(timeout):
                    await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            self._writer.close()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """Answer what the pool asks; a wire at rest counts as readable once the other side has closed it."""
        if info == "is_readable":
            return self._reader.at_eof() or self._reader.exception() is not None
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._writer.get_extra_info(names.get(info, info))


@contextlib.contextmanager
def _failing_as(too_late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Raise what httpx2 knows: its names say what was being done, and which model to try next hangs on them."""
    try:
        yield
    except TimeoutError as error:
        raise too_late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
