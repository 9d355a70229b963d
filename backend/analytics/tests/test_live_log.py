"""Superusers' tabs hear that the log goes on, and nothing of what it says."""

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from backend.accounts.models import User
from backend.analytics import handlers
from backend.core.realtime.consumer import RealtimeConsumer
from backend.events.models import DomainEvent
from backend.events.services import outbox

pytestmark = pytest.mark.django_db(transaction=True)
application = AuthMiddlewareStack(RealtimeConsumer.as_asgi())
SUBSCRIBE = {"type": "subscribe", "topic": "platform:events"}


def cookie_of(user: User) -> bytes:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}".encode()


async def opened(user: User) -> WebsocketCommunicator:
    cookie = await sync_to_async(cookie_of)(user)
    socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie)])
    await socket.connect()
    await socket.send_json_to(SUBSCRIBE)
    return socket


def happen(number: int) -> None:
    event = outbox.record("kiln.lit", payload={"client_secret": f"s{number}"})
    outbox.dispatch(event.pk)


async def test_a_storm_of_events_is_one_frame_without_their_words(
    root: User, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_bell", handlers.Bell(quiet=3600))
    hers, its = await opened(ada), await opened(root)
    assert (await hers.receive_json_from(timeout=10))["code"] == "unknown_topic"
    assert (await its.receive_json_from(timeout=10))["type"] == "subscribed"

    for number in range(20):
        await sync_to_async(happen)(number)
    assert await DomainEvent.objects.filter(dispatched_at=None).acount() == 0
    # What is asked now is answered behind every frame pushed before it.
    for socket in (hers, its):
        await socket.send_json_to({"type": "ping"})
    assert await hers.receive_json_from(timeout=10) == {"type": "pong"}
    frames = {tuple((await its.receive_json_from(timeout=10)).items()) for _ in range(2)}
    assert frames == {(("type", "pong"),), (("type", "events.recorded"), ("topic", "platform:events"))}
    await hers.disconnect()
    await its.disconnect()


async def test_an_office_given_up_is_noticed_by_a_socket_that_was_open_before(root: User) -> None:
    socket = await opened(root)
    assert (await socket.receive_json_from(timeout=10))["type"] == "subscribed"
    await User.objects.filter(pk=root.pk).aupdate(is_superuser=False)
    await socket.send_json_to(SUBSCRIBE)
    assert (await socket.receive_json_from(timeout=10))["code"] == "unknown_topic"
    await socket.disconnect()


def test_the_bell_rings_again_after_the_quiet() -> None:
    bell = handlers.Bell(quiet=0.5)
    assert [bell.ring(now) for now in (10, 10.1, 10.5, 10.5, 11)] == [
        True, False, True, False, True,
    ]  # fmt: skip
