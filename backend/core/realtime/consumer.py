"""The socket at /ws/: subscriptions, commands and pushed frames of one browser tab."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import orjson
from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.module_loading import import_string

from backend.core.errors import ApplicationError
from backend.core.ids import uuid7

from . import bridge, frames
from .frames import Frame
from .outbox import Outbox
from .topics import Topic, group_name, topic_named

logger = logging.getLogger(__name__)
SIGNED_OUT = 4401
# Private, for the registered 1012 (service restart) is not one that our server may send.
SERVICE_RESTART = 4012
RECHECK_SECONDS = 60
Source = Callable[[], Awaitable[Any]]


class RealtimeConsumer(AsyncWebsocketConsumer):
    """One tab. Frames from the layer wait while a subscription is prepared, so no delta slips past its snapshot."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.topics: dict[str, Topic] = {}
        self.floors: dict[str, int] = {}
        self.ticker: asyncio.Task[None] | None = None
        self.outbox = Outbox(self._write)
        self.gone = asyncio.Event()
        self.scope, self.base_send = scope, send
        self.channel_layer = get_channel_layer()
        self.channel_name = await self.channel_layer.new_channel()
        self.turn = asyncio.Lock()
        try:
            await self._attend(receive, partial(self.channel_layer.receive, self.channel_name))
        except StopConsumer:
            pass
        finally:
            # Here and not in `disconnect`, which Channels does not call once a handler has raised.
            await self._leave()

    async def _attend(self, *sources: Source) -> None:
        """Dispatch what comes from the tab and from the layer, one message at a time, until a handler ends it.

        Channels' own loop makes two tasks anew for each message, which costs a delta more than its way to the wire.
        """
        tasks = [asyncio.create_task(self._dispatch_all(source)) for source in sources]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    async def _dispatch_all(self, source: Source) -> None:
        while True:
            message = await source()
            async with self.turn:
                await self.dispatch(message)

    async def connect(self) -> None:
        bridge.bind(asyncio.get_running_loop())
        await self.accept()
        if not self.scope["user"].is_authenticated:
            await self.close(code=SIGNED_OUT)
            return
        self.user = self.scope["user"]
        self.outbox.start()
        _open.add(self)
        await self.channel_layer.group_add(group_name(f"user:{self.user.pk}"), self.channel_name)
        self.ticker = asyncio.create_task(self._recheck_every_minute())

    async def _leave(self) -> None:
        if self not in _open:
            return
        _open.discard(self)
        self.gone.set()
        if self.ticker is not None:
            self.ticker.cancel()
        await self.outbox.finish()
        for topic in {*self.topics, f"user:{self.user.pk}"}:
            await self.channel_layer.group_discard(group_name(topic), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame: Frame = {}
        try:
            frame = frames.parse(text_data)
            await self._obey(frame)
        except ApplicationError as error:
            self._refuse(frame, error.code, error.detail, **error.extra)
        except Exception:
            # The connection outlives any one command: the person is told, the log has the rest.
            reference = uuid7().hex
            logger.exception("A socket command failed, reference %s", reference)
            detail = f"Something broke on our side. Try again, or quote reference {reference}."
            self._refuse(frame, "server_error", detail)

    async def _obey(self, frame: Frame) -> None:
        kind = frame["type"]
        if kind == "ping":
            self.outbox.put({"type": "pong"})
        elif kind == "subscribe":
            await self._subscribe(frame)
        elif kind == "unsubscribe":
            await self._unsubscribe(frame)
        else:
            await self._command(kind, frame)

    async def _subscribe(self, frame: Frame) -> None:
        name, prefix, object_id = frames.split_topic(frame)
        topic = topic_named(prefix, object_id)
        if topic is None or not await topic.authorise(self.user, object_id):
            raise frames.UnknownTopic
        await self.channel_layer.group_add(group_name(name), self.channel_name)
        self.topics[name] = topic
        snapshot = await topic.snapshot(self.user, object_id)
        self._raise_floor(snapshot.get("streaming"))
        self.outbox.put({"type": "subscribed", "topic": name, "snapshot": snapshot})

    def _raise_floor(self, message: Frame | None) -> None:
        """Deltas that wait in the layer below the text just shown are not shown again."""
        if message:
            self.floors[str(message["id"])] = len(message["text"])

    async def _unsubscribe(self, frame: Frame) -> None:
        name, _, _ = frames.split_topic(frame)
        if self.topics.pop(name, None) is not None and name != f"user:{self.user.pk}":
            await self.channel_layer.group_discard(group_name(name), self.channel_name)
        self.outbox.put({"type": "unsubscribed", "topic": name})

    async def _command(self, kind: str, frame: Frame) -> None:
        name, _, object_id = frames.split_topic(frame)
        topic = self.topics.get(name)
        if topic is None:
            raise frames.UnknownTopic("Subscribe to this topic before sending commands to it.")
        if kind not in topic.commands:
            raise frames.UnknownType
        if not await self._still_signed_in():
            await self.close(code=SIGNED_OUT)
            return
        for reply in await topic.commands[kind](self.user, object_id, frame) or []:
            self._raise_floor(reply.get("message"))
            self.outbox.put({**reply, "topic": name})

    def _refuse(self, frame: Frame, code: str, detail: str, **extra: Any) -> None:
        # Only text is given back: nesting that can be read may be too deep to be written.
        client_id, topic = (_text_in(frame, name) for name in ("client_id", "topic"))
        body = {"type": "error", "code": code, "detail": detail, "ref": client_id or topic, "topic": topic}
        self.outbox.put({**extra, **body})

    async def dispatch(self, message: Frame) -> None:
        """Take what came from the tab or the layer. A pushed frame asks no database, so the tidying up that Channels
        does on another thread before every message is left out for it."""
        if message["type"] == "topic.frame":
            await self.topic_frame(message)
        else:
            await super().dispatch(message)

    async def topic_frame(self, event: Frame) -> None:
        """A frame pushed to a group this socket is in."""
        frame = event["frame"]
        if frame["topic"] not in self.topics:
            return
        if frames.is_delta(frame):
            self._put_delta(frame)
        else:
            self._forget_floor(frame)
            self.outbox.put(frame)

    def _put_delta(self, frame: Frame) -> None:
        kept = frames.above(frame, self.floors.get(frame["message_id"], 0))
        if kept is not None:
            self.outbox.put(kept)

    def _forget_floor(self, frame: Frame) -> None:
        """A message that ended or began anew counts from its own first character again."""
        message = frame.get("message")
        if isinstance(message, dict):
            self.floors.pop(str(message.get("id")), None)

    async def session_check(self, event: Frame) -> None:
        if not await self._still_welcome():
            await self.close(code=SIGNED_OUT)

    async def server_leaving(self, event: Frame) -> None:
        """Comes behind every frame pushed before it: once those are sent, the tab is told to connect anew."""
        await self.outbox.emptied()
        await self.close(code=SERVICE_RESTART)

    async def _recheck_every_minute(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            try:
                signed_in = await self._still_signed_in()
            except DatabaseError:
                logger.warning("A session could not be looked at; it is in a minute", exc_info=True)
                continue
            if not signed_in:
                await self.close(code=SIGNED_OUT)
                return

    async def _still_welcome(self) -> bool:
        if not await self._still_signed_in():
            return False
        for name, topic in list(self.topics.items()):
            if not await topic.authorise(self.user, name.partition(":")[2]):
                return False
        return True

    async def _still_signed_in(self) -> bool:
        session = self.scope.get("session")
        if session is None or session.session_key is None:
            return False
        user = await _user_of_session(session.session_key)
        return user is not None and user == self.user.pk

    async def _write(self, frame: Frame) -> None:
        await self.send(text_data=orjson.dumps(frame, default=str).decode())


def _text_in(frame: Frame, name: str) -> str | None:
    value = frame.get(name)
    return value if isinstance(value, str) else None


_open: set[RealtimeConsumer] = set()


async def close_all(seconds: float) -> None:
    """Before the process ends: close its sockets behind their last frames; those too slow for that are cut off."""
    leaving = [asyncio.create_task(consumer.gone.wait()) for consumer in _open]
    for consumer in list(_open):
        await consumer.channel_layer.send(consumer.channel_name, {"type": "server.leaving"})
    if leaving:
        await asyncio.wait(leaving, timeout=seconds)


async def _user_of_session(session_key: str) -> Any:
    """Return the id of the active user whom this session signs in now, read fresh from the store."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(session_key)
    user = await get_user({"session": await _loaded(store)})
    return user.pk if user.is_authenticated and user.is_active else None


@database_sync_to_async
def _loaded(store: Any) -> Any:
    close_old_connections()
    store.load()
    return store
