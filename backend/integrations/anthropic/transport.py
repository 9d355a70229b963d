"""HTTP as ever, but streams of events pass by the tap of their context."""

import httpx2

from .network import Network
from .tap import TappedStream, current


class TappedTransport(httpx2.AsyncHTTPTransport):
    def __init__(self, limits: httpx2.Limits) -> None:
        super().__init__(trust_env=False, limits=limits)
        # httpx2 has no option for the network below its pool, and the pool no setter.
        self._pool._network_backend = Network()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        tap = current.get()
        kind, coding = (response.headers.get(name, "") for name in ("content-type", "content-encoding"))
        if tap is None or not kind.startswith("text/event-stream") or coding:
            return response
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        tap.open()
        response.stream = TappedStream(response.stream, tap)
        return response
