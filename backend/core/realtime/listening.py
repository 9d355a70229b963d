"""Listening to the channel layer without a socket: one channel for as long as someone listens, and none after."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from channels.layers import get_channel_layer

Message = dict[str, Any]


class Listener:
    """Waits that run out lose nothing: the layer over Redis drops a channel, and what comes meanwhile, when a wait on
    it is cancelled, so the same wait goes on behind them."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._wait: asyncio.Task[Message] | None = None

    async def next(self, seconds: float) -> Message | None:
        """Return the next message, or None when none came within `seconds`."""
        if self._wait is None:
            self._wait = asyncio.create_task(get_channel_layer().receive(self.channel))
        done, _ = await asyncio.wait({self._wait}, timeout=seconds)
        if not done:
            return None
        wait, self._wait = self._wait, None
        return wait.result()

    async def leave(self) -> None:
        """Give the channel up. Only a cancelled wait does that, so wait for nothing, behind what is left unread."""
        if self._wait is not None and self._wait.cancel():
            await asyncio.wait({self._wait})
            return
        try:
            async with asyncio.timeout(0):
                while True:
                    await get_channel_layer().receive(self.channel)
        except TimeoutError:
            return


@asynccontextmanager
async def listening(group: str | None = None) -> AsyncIterator[Listener]:
    """Open a channel, in `group` if one is named, and give it up at the end."""
    layer = get_channel_layer()
    listener = Listener(await layer.new_channel())
    try:
        if group is not None:
            await layer.group_add(group, listener.channel)
        yield listener
    finally:
        if group is not None:
            await layer.group_discard(group, listener.channel)
        await listener.leave()
