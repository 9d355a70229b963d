"""The server's event loop, for threads that must reach it.

An in-memory channel layer belongs to the loop it lives on. `async_to_sync(group_send)` from a worker thread puts the
message in place but does not wake that loop, so delivery waits for its next turn (415 ms at the median under daphne);
running the call *on* the loop delivers in about a millisecond.
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def bind(loop: asyncio.AbstractEventLoop) -> None:
    """Remember `loop` as the server's. Called at every connection, so it is cheap when nothing changed."""
    global _loop  # noqa: PLW0603
    if _loop is not loop:
        _loop = loop


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the server's loop if it runs now."""
    return _loop if _loop is not None and _loop.is_running() else None


def server_loop() -> asyncio.AbstractEventLoop:
    """Return the server's loop, or a loop on a thread of its own where no server runs (commands, WSGI, tests)."""
    with _lock:
        loop = running_loop()
        return loop if loop is not None else _start_own_loop()


def _start_own_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    loop.call_soon(ready.set)
    threading.Thread(target=loop.run_forever, name="atelier-loop", daemon=True).start()
    ready.wait(5)
    bind(loop)
    return loop


def submit(coroutine: Coroutine[Any, Any, Any]) -> "Future[Any]":
    """Start `coroutine` on the server's loop from any thread; the caller may wait for the future or drop it."""
    return asyncio.run_coroutine_threadsafe(coroutine, server_loop())
