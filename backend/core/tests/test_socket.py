"""The socket as a browser sees it: who is let in, what a frame does, and that no frame breaks the connection."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, ClassVar
from uuid import uuid4

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from backend.accounts.models import User
from backend.core import realtime
from backend.core.errors import ApplicationError
from backend.core.realtime import consumer, topics
from backend.core.realtime.consumer import RealtimeConsumer
from backend.core.realtime.frames import Frame
from backend.core.realtime.topics import Command

pytestmark = pytest.mark.django_db(transaction=True)
application = AuthMiddlewareStack(RealtimeConsumer.as_asgi())
KILN, SECRET, FLAWED = str(uuid4()), str(uuid4()), str(uuid4())
MESSAGE = str(uuid4())


class KilnIsCold(ApplicationError):
    code = "kiln_cold"
    detail = "The kiln is cold."


class KilnTopic(realtime.Topic):
    """A topic of no product: everyone may listen, except to the secret one."""

    streaming: ClassVar[Frame | None] = None
    preparing: ClassVar[Any] = None

    async def authorise(self, user: Any, object_id: str) -> bool:
        return object_id != SECRET

    async def snapshot(self, user: Any, object_id: str) -> Frame:
        if type(self).preparing is not None:
            await type(self).preparing()
        if object_id == FLAWED:
            raise RuntimeError("the secret recipe")
        return {"streaming": type(self).streaming}

    async def light(self, object_id: str, frame: Frame) -> list[Frame] | None:
        raise KilnIsCold(degrees=12)

    async def say(self, object_id: str, frame: Frame) -> list[Frame] | None:
        return [{"type": "said", "text": frame["text"]}]

    commands: ClassVar[dict[str, Command]] = {"kiln.light": light, "kiln.say": say}


@pytest.fixture(autouse=True)
def kiln(monkeypatch: pytest.MonkeyPatch) -> type[KilnTopic]:
    monkeypatch.setitem(topics._topics, "kiln", KilnTopic())
    monkeypatch.setattr(KilnTopic, "streaming", None)
    monkeypatch.setattr(KilnTopic, "preparing", None)
    return KilnTopic


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


async def opened(user: User) -> WebsocketCommunicator:
    cookie = await sync_to_async(cookie_of)(user)
    socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie.encode())])
    connected, _ = await socket.connect()
    assert connected
    return socket


@pytest_asyncio.fixture
async def socket(ada: User) -> AsyncIterator[WebsocketCommunicator]:
    socket = await opened(ada)
    yield socket
    await socket.disconnect()


async def asked(socket: WebsocketCommunicator, frame: Frame) -> Frame:
    await socket.send_json_to(frame)
    reply: Frame = await socket.receive_json_from(timeout=5)
    return reply


async def listening(socket: WebsocketCommunicator, topic: str = f"kiln:{KILN}") -> WebsocketCommunicator:
    assert (await asked(socket, {"type": "subscribe", "topic": topic}))["type"] == "subscribed"
    return socket


async def test_nobody_is_let_in_and_told_why() -> None:
    socket = WebsocketCommunicator(application, "/ws/")
    connected, _ = await socket.connect()
    assert connected
    closed = await socket.receive_output(timeout=5)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
    await socket.disconnect()


async def test_a_made_up_session_is_nobody() -> None:
    cookie = f"{settings.SESSION_COOKIE_NAME}=madeupmadeupmadeupmadeup".encode()
    socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie)])
    await socket.connect()
    assert (await socket.receive_output(timeout=5))["code"] == 4401
    await socket.disconnect()


async def test_a_ping_is_answered(socket: WebsocketCommunicator) -> None:
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "{",
        "[]",
        '"ping"',
        '{"type": 7}',
        "{}",
        r'{"type": "ping", "t": "\udc00"}',
        '{"type":"' + "x" * 300_000,
    ],
)
async def test_a_malformed_frame_is_an_error_and_the_connection_stays(
    socket: WebsocketCommunicator, text: str
) -> None:
    await socket.send_to(text_data=text)
    refused = await socket.receive_json_from(timeout=5)
    assert (refused["type"], refused["code"], refused["ref"]) == ("error", "malformed_frame", None)
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


async def test_bytes_are_no_frame(socket: WebsocketCommunicator) -> None:
    await socket.send_to(bytes_data=b'{"type": "ping"}')
    assert (await socket.receive_json_from(timeout=5))["code"] == "malformed_frame"


@pytest.mark.parametrize("name", ["client_id", "topic"])
@pytest.mark.parametrize("oddity", ["[" * 400 + "]" * 400, "7", '{"a": 1}', "1e99"])
async def test_an_error_survives_whatever_stands_where_its_reference_should(
    socket: WebsocketCommunicator, name: str, oddity: str
) -> None:
    await socket.send_to(text_data=f'{{"type": "kiln.say", "{name}": {oddity}}}')
    refused = await socket.receive_json_from(timeout=5)
    assert (refused["code"], refused["ref"], refused["topic"]) == ("unknown_topic", None, None)
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


@pytest.mark.parametrize(
    "topic",
    [
        pytest.param(f"kiln:{SECRET}", id="another's"),
        pytest.param(f"oven:{KILN}", id="unknown kind"),
        "kiln:north",
        "kiln",
        7,
        None,
    ],
)
async def test_a_topic_that_is_not_yours_is_as_one_that_is_not(
    socket: WebsocketCommunicator, topic: Any
) -> None:
    refused = await asked(socket, {"type": "subscribe", "topic": topic})
    assert (refused["type"], refused["code"]) == ("error", "unknown_topic")
    assert refused["ref"] == (topic if isinstance(topic, str) else None)
    await realtime.apublish(f"kiln:{SECRET}", {"type": "kiln.lit"})
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


async def test_subscribers_hear_and_others_do_not(socket: WebsocketCommunicator, bo: User) -> None:
    await listening(socket)
    other = await opened(bo)
    await realtime.apublish(f"kiln:{KILN}", {"type": "kiln.lit", "degrees": 900})
    assert await socket.receive_json_from(timeout=5) == {
        "type": "kiln.lit",
        "degrees": 900,
        "topic": f"kiln:{KILN}",
    }
    assert await asked(other, {"type": "ping"}) == {"type": "pong"}
    await other.disconnect()


async def test_an_unsubscribed_topic_is_silent(socket: WebsocketCommunicator) -> None:
    await listening(socket)
    gone = await asked(socket, {"type": "unsubscribe", "topic": f"kiln:{KILN.upper()}"})
    assert gone == {"type": "unsubscribed", "topic": f"kiln:{KILN}"}
    await realtime.apublish(f"kiln:{KILN}", {"type": "kiln.lit"})
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}
    again = await asked(socket, {"type": "unsubscribe", "topic": f"kiln:{KILN}"})
    assert again["type"] == "unsubscribed"


async def test_commands_wait_for_a_subscription(socket: WebsocketCommunicator) -> None:
    frame = {"type": "kiln.say", "topic": f"kiln:{KILN}", "text": "hello"}
    refused = await asked(socket, frame)
    assert (refused["code"], refused["ref"]) == ("unknown_topic", f"kiln:{KILN}")
    assert "Subscribe" in refused["detail"]
    await listening(socket)
    assert await asked(socket, frame) == {"type": "said", "text": "hello", "topic": f"kiln:{KILN}"}


async def test_an_unknown_command_is_named_as_such(socket: WebsocketCommunicator) -> None:
    await listening(socket)
    refused = await asked(socket, {"type": "kiln.explode", "topic": f"kiln:{KILN}", "client_id": MESSAGE})
    assert (refused["code"], refused["ref"], refused["topic"]) == ("unknown_type", MESSAGE, f"kiln:{KILN}")


async def test_an_expected_failure_brings_its_extras_and_reference(socket: WebsocketCommunicator) -> None:
    await listening(socket)
    refused = await asked(socket, {"type": "kiln.light", "topic": f"kiln:{KILN}", "client_id": MESSAGE})
    assert refused == {
        "type": "error",
        "code": "kiln_cold",
        "detail": "The kiln is cold.",
        "degrees": 12,
        "ref": MESSAGE,
        "topic": f"kiln:{KILN}",
    }


async def test_what_breaks_on_our_side_is_told_without_secrets(
    socket: WebsocketCommunicator, caplog: pytest.LogCaptureFixture
) -> None:
    broken = await asked(socket, {"type": "subscribe", "topic": f"kiln:{FLAWED}"})
    assert broken["code"] == "server_error"
    assert "recipe" not in str(broken)
    assert broken["detail"].rstrip(".").split()[-1] in caplog.text
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


async def test_no_delta_slips_past_the_snapshot_and_none_comes_twice(
    socket: WebsocketCommunicator, kiln: type[KilnTopic], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deltas pushed while the snapshot is read are held; what it already says is cut off, by code points."""

    async def meanwhile() -> None:
        for offset, text in ((0, "🎨ab"), (3, "cd🎨"), (6, "ef")):
            frame = {"type": "message.delta", "message_id": MESSAGE, "offset": offset, "text": text}
            await realtime.apublish(f"kiln:{KILN}", frame)

    monkeypatch.setattr(kiln, "preparing", meanwhile)
    monkeypatch.setattr(kiln, "streaming", {"id": MESSAGE, "text": "🎨abc"})
    subscribed = await asked(socket, {"type": "subscribe", "topic": f"kiln:{KILN}"})
    assert subscribed["snapshot"]["streaming"]["text"] == "🎨abc"
    text, offset = "", 4
    while len(text) < 4:
        delta = await socket.receive_json_from(timeout=5)
        assert delta["offset"] == offset + len(text)
        text += delta["text"]
    assert text == "d🎨ef"


async def test_a_message_begun_anew_counts_from_its_first_character(
    socket: WebsocketCommunicator, kiln: type[KilnTopic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiln, "streaming", {"id": MESSAGE, "text": "so far so good"})
    await listening(socket)
    topic = f"kiln:{KILN}"
    await realtime.apublish(topic, {"type": "message.created", "message": {"id": MESSAGE, "text": ""}})
    delta = {"type": "message.delta", "message_id": MESSAGE, "offset": 0, "text": "Anew"}
    await realtime.apublish(topic, delta)
    assert (await socket.receive_json_from(timeout=5))["type"] == "message.created"
    assert (await socket.receive_json_from(timeout=5))["text"] == "Anew"


async def test_a_check_leaves_the_welcome_connected(socket: WebsocketCommunicator, ada: User) -> None:
    await listening(socket)
    await realtime.aclose_user(ada.pk)
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}


async def test_a_session_that_ended_unnoticed_is_found_at_the_next_command(
    socket: WebsocketCommunicator, ada: User
) -> None:
    await listening(socket)
    await sync_to_async(User.objects.filter(pk=ada.pk).update)(is_active=False)
    await socket.send_json_to({"type": "kiln.say", "topic": f"kiln:{KILN}", "text": "hello"})
    closed = await socket.receive_output(timeout=5)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


async def test_a_session_that_ended_unnoticed_is_found_within_the_minute(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "RECHECK_SECONDS", 0)
    socket = await opened(ada)
    assert await asked(socket, {"type": "ping"}) == {"type": "pong"}
    await sync_to_async(User.objects.filter(pk=ada.pk).update)(is_active=False)
    closed = await socket.receive_output(timeout=5)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
    await socket.disconnect()


async def test_a_closed_socket_leaves_nothing_behind(ada: User) -> None:
    socket = await listening(await opened(ada))
    assert {"Outbox._drain", "RealtimeConsumer._recheck_every_minute"} <= running()
    await socket.disconnect()
    assert not {name for name in running() if name.startswith(("Outbox", "RealtimeConsumer"))}


def running() -> set[str]:
    return {getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()}


async def test_a_connection_that_breaks_leaves_nothing_running(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: RealtimeConsumer) -> bool:
        raise OperationalError("the database is restarting")

    socket = await opened(ada)
    monkeypatch.setattr(RealtimeConsumer, "_still_welcome", broken)
    (connection,) = consumer._open
    await realtime.aclose_user(ada.pk)
    with pytest.raises(OperationalError):
        await socket.receive_output(timeout=5)
    assert connection not in consumer._open
    assert connection.gone.is_set()
    assert connection.ticker is not None
    assert connection.ticker.cancelled()
    assert not get_channel_layer().groups.get(topics.group_name(f"user:{ada.pk}"))


async def test_a_hiccup_of_the_database_does_not_end_the_look_at_the_session(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Any] = [OperationalError("the database is restarting"), False]

    async def still_signed_in(self: RealtimeConsumer) -> bool:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return bool(answer)

    monkeypatch.setattr(consumer, "RECHECK_SECONDS", 0.01)
    monkeypatch.setattr(RealtimeConsumer, "_still_signed_in", still_signed_in)
    socket = await opened(ada)
    assert await socket.receive_output(timeout=5) == {"type": "websocket.close", "code": 4401}
