"""The channel layer of a single process."""

import asyncio
import time
from typing import Any

from channels.layers import InMemoryChannelLayer

LOOK_EVERY = 5.0  # seconds; messages that nobody fetches expire after a minute


class MemoryLayer(InMemoryChannelLayer):
    """Channels' own, for many tabs: it looked through every channel and group at each send and each receipt, and made a
    task and a deep copy for each receiver. Here the receivers of one group share the message, so none may change it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._looked = 0.0

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self._clean_expired()
        for channel in self.groups.get(group, ()):
            queue = self.channels.get(channel)
            if queue is None:
                queue = self.channels[channel] = asyncio.Queue(self.get_capacity(channel))
            # Like any layer, it drops what a receiver has no room for.
            if not queue.full():
                queue.put_nowait((time.time() + self.expiry, message))

    def _clean_expired(self) -> None:
        now = time.monotonic()
        if now - self._looked > LOOK_EVERY:
            self._looked = now
            super()._clean_expired()
