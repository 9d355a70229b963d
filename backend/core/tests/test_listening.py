"""A listener without a socket misses nothing while it waits, and leaves no channel behind."""

import asyncio
import time
from typing import Any

import channels.layers
import pytest
from channels.layers import InMemoryChannelLayer

from backend.config.settings.parts.realtime import MEMORY_LAYER
from backend.core.api import health
from backend.core.realtime import listening as module
from backend.core.realtime.listening import listening
from backend.core.realtime.memory import MemoryLayer


class RedisLike(InMemoryChannelLayer):
    """Keeps channels as channels_redis.pubsub does: from `new_channel` until a wait on one is cancelled."""

    async def new_channel(self, prefix: str = "specific.") -> str:
        channel = await super().new_channel(prefix)
        self.channels[channel] = asyncio.Queue()
        return channel

    async def send(self, channel: str, message: Any) -> None:
        if channel in self.channels:
            self.channels[channel].put_nowait(message)

    async def receive(self, channel: str) -> Any:
        try:
            return await self.channels.setdefault(channel, asyncio.Queue()).get()
        except asyncio.CancelledError:
            self.channels.pop(channel, None)
            raise

    def _clean_expired(self) -> None:
        pass


@pytest.fixture(params=[RedisLike, MemoryLayer])
def layer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    made = request.param()
    for place in (module, health):
        monkeypatch.setattr(place, "get_channel_layer", lambda: made)
    return made


async def test_what_comes_between_two_waits_is_not_lost(layer: Any) -> None:
    async with listening("kilns") as listener:
        assert await listener.next(0.01) is None
        await layer.group_send("kilns", {"type": "lit"})
        assert await listener.next(5) == {"type": "lit"}


@pytest.mark.parametrize("unread", [0, 3])
async def test_whoever_leaves_gives_the_channel_up(layer: Any, unread: int) -> None:
    async with listening("kilns"):
        for _ in range(unread):
            await layer.group_send("kilns", {"type": "lit"})
    assert (layer.channels, layer.groups) == ({}, {})


async def test_whoever_leaves_while_waiting_gives_the_channel_up(layer: Any) -> None:
    joined = asyncio.Event()

    async def listen() -> None:
        async with listening("kilns") as listener:
            joined.set()
            await listener.next(60)

    task = asyncio.create_task(listen())
    await joined.wait()
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    assert (layer.channels, layer.groups) == ({}, {})


async def test_a_check_of_health_gives_its_channel_up(layer: Any) -> None:
    await health._echo()
    assert layer.channels == {}


async def test_whoever_listens_for_days_still_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = InMemoryChannelLayer(**MEMORY_LAYER)
    monkeypatch.setattr(module, "get_channel_layer", lambda: layer)
    async with listening("kilns") as listener:
        later = time.time() + 30 * 24 * 3600
        monkeypatch.setattr(channels.layers.time, "time", lambda: later)
        await layer.group_send("kilns", {"type": "lit"})
        assert await listener.next(1) == {"type": "lit"}
