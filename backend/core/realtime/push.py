"""Pushing frames to topics: additive only, the page's truth is always fetchable over REST."""

import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.exceptions import ChannelFull
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from . import bridge
from .topics import group_name

logger = logging.getLogger(__name__)
Frame = dict[str, Any]


async def apublish(topic: str, frame: Frame) -> None:
    """Push `frame` to everyone subscribed to `topic`; a broken layer is logged, never raised."""
    await _group_send(group_name(topic), {"type": "topic.frame", "frame": {**frame, "topic": topic}})


def publish(topic: str, frame: Frame) -> None:
    """Push `frame` from any thread. Returns at once when the server's loop is at hand."""
    _run(apublish(topic, frame))


def publish_on_commit(topic: str, frame: Frame) -> None:
    transaction.on_commit(lambda: publish(topic, frame), robust=True)


async def aclose_user(user_id: Any) -> None:
    """Make each of the user's sockets check its session again; those no longer signed in close with 4401."""
    await _group_send(group_name(f"user:{user_id}"), {"type": "session.check"})


def close_user(user_id: Any) -> None:
    transaction.on_commit(lambda: _run(aclose_user(user_id)), robust=True)


async def _group_send(group: str, message: Frame) -> None:
    layer = get_channel_layer()
    try:
        await layer.group_send(group, message)
    except (ChannelFull, RedisError, ConnectionError, OSError):
        logger.warning("A frame for %s could not be pushed", group, exc_info=True)


def _run(coroutine: Any) -> None:
    if bridge.running_loop() is not None:
        bridge.submit(coroutine)
    else:
        async_to_sync(_awaited)(coroutine)


async def _awaited(coroutine: Any) -> None:
    await coroutine
