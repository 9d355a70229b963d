"""Breaking a connection in mid-answer, as a failing network does, whichever server carries it."""

import os
import socket
from contextlib import suppress
from pathlib import Path

from starlette.types import Scope

_OPEN_FILES = next((path for path in (Path("/proc/self/fd"), Path("/dev/fd")) if path.exists()), None)


def sever(scope: Scope) -> bool:
    """Shut the socket of this request down without finishing the response; False where it cannot be found.

    ASGI has no message for this, and raising does not do it under every server, so the socket is looked up by its peer.
    """
    peer = tuple(scope.get("client") or ())
    if not peer or _OPEN_FILES is None:
        return False
    for entry in _OPEN_FILES.iterdir():
        with suppress(OSError, ValueError):
            if _shut_if_peer(int(entry.name), peer):
                return True
    return False


def _shut_if_peer(descriptor: int, peer: tuple[object, ...]) -> bool:
    with socket.socket(fileno=os.dup(descriptor)) as connection:
        if tuple(connection.getpeername()[:2]) != peer[:2]:
            return False
        connection.shutdown(socket.SHUT_RDWR)
        return True
