"""Daphne with two manners it lacks: a send that waits for a slow reader, and a stop that lets answers finish."""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any, cast

from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import reactor
from twisted.internet.interfaces import IPushProducer
from zope.interface import implementer

logger = logging.getLogger(__name__)
# Small enough that a reader of 1 kB/s is noticed, large enough that a healthy one never is.
SOCKET_SEND_BUFFER = 64 * 1024


@implementer(IPushProducer)
class Gate:
    """Open while the transport takes more; closed by Twisted when its buffer is full."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()

    def pauseProducing(self) -> None:
        self._open.clear()

    def resumeProducing(self) -> None:
        self._open.set()

    stopProducing = resumeProducing

    async def wait(self) -> None:
        await self._open.wait()


class PatientServer(Server):
    """Each ASGI `send` on a socket returns only when the transport takes more, so callers feel the reader's pace."""

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        await super().handle_reply(protocol, message)
        if isinstance(protocol, WebSocketProtocol) and message["type"] in (
            "websocket.accept",
            "websocket.send",
        ):
            await _gate_of(protocol).wait()

    def stop_listening(self) -> None:
        """Take no new connections; those there are go on."""
        for listener in self.listeners:
            listener.addCallback(lambda port: port.stopListening())

    def protocol_disconnected(self, protocol: Any) -> None:
        gate = getattr(protocol, "atelier_gate", None)
        if gate is not None:
            gate.stopProducing()
        super().protocol_disconnected(protocol)


def _gate_of(protocol: Any) -> Gate:
    gate = getattr(protocol, "atelier_gate", None)
    if gate is None:
        gate = protocol.atelier_gate = Gate()
        transport = protocol.transport
        # The HTTP channel that made the upgrade is still registered, and would pause reading instead of writing.
        transport.unregisterProducer()
        transport.registerProducer(gate, True)
        transport.getHandle().setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SOCKET_SEND_BUFFER)
    return gate


def stop_when_drained(drain: Callable[[], Awaitable[None]]) -> None:
    """Run `drain` on the server's loop, then stop the reactor."""
    stop = cast(Any, reactor).stop  # the module stands for the installed reactor, which its types do not say

    async def drain_and_stop() -> None:
        try:
            await drain()
        finally:
            asyncio.get_running_loop().call_soon(stop)

    asyncio.get_running_loop().create_task(drain_and_stop())
