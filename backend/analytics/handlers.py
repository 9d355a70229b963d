"""Telling the log of events that there is more to read."""

import threading
import time

from backend.core import realtime
from backend.events.models import DomainEvent
from backend.events.registry import watches

EVENTS = "platform:events"
# One ring speaks for as long after it: whoever hears it waits this out, and a little more, before reading.
QUIET_SECONDS = 0.5


class Bell:
    """Rings at most once in `quiet` seconds from this process, so that a storm of events is no storm of frames.

    A frame says only that the log goes on. Its reader asks for the newest page, which holds what was left unsaid.
    """

    def __init__(self, quiet: float = QUIET_SECONDS) -> None:
        self._quiet = quiet
        self._lock = threading.Lock()
        self._rung = float("-inf")

    def ring(self, now: float) -> bool:
        """Say whether this is a time to ring; if so, the quiet begins anew."""
        with self._lock:
            if now - self._rung < self._quiet:
                return False
            self._rung = now
            return True


_bell = Bell()


@watches
def announce(event: DomainEvent) -> None:
    if _bell.ring(time.monotonic()):
        realtime.publish(EVENTS, {"type": "events.recorded"})
