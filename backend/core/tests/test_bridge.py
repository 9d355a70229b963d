"""Reaching the server's loop from threads, and the database from the loop."""

import asyncio
import threading
from typing import Any

import pytest
from channels.layers import get_channel_layer
from django.db import connection, transaction

from backend.accounts.models import User
from backend.core import realtime
from backend.core.realtime import bridge, push
from backend.core.realtime.topics import group_name
from backend.core.threads import in_thread

TOPIC = "kiln:01890000-0000-7000-8000-00000000000b"


@pytest.fixture
def loop_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "_loop", None)


async def joined(topic: str) -> str:
    layer = get_channel_layer()
    channel: str = await layer.new_channel()
    await layer.group_add(group_name(topic), channel)
    return channel


async def heard(channel: str) -> dict[str, Any]:
    async with asyncio.timeout(5):
        message: dict[str, Any] = await get_channel_layer().receive(channel)
    return message


async def test_a_frame_published_from_a_thread_arrives(loop_at_hand: None) -> None:
    bridge.bind(asyncio.get_running_loop())
    channel = await joined(TOPIC)
    thread = threading.Thread(target=realtime.publish, args=(TOPIC, {"type": "kiln.lit"}))
    thread.start()
    assert await heard(channel) == {"type": "topic.frame", "frame": {"type": "kiln.lit", "topic": TOPIC}}
    thread.join(5)


async def test_frames_from_one_thread_keep_their_order(loop_at_hand: None) -> None:
    bridge.bind(asyncio.get_running_loop())
    channel = await joined(TOPIC)

    def publish() -> None:
        for number in range(50):
            realtime.publish(TOPIC, {"type": "kiln.tick", "number": number})

    await asyncio.get_running_loop().run_in_executor(None, publish)
    assert [(await heard(channel))["frame"]["number"] for _ in range(50)] == list(range(50))


def test_where_no_server_runs_a_loop_of_its_own_does_the_work(loop_at_hand: None) -> None:
    async def where() -> tuple[str, asyncio.AbstractEventLoop]:
        return threading.current_thread().name, asyncio.get_running_loop()

    (first_thread, first), (_, second) = (bridge.submit(where()).result(5) for _ in range(2))
    assert first_thread == "atelier-loop"
    assert first is second is bridge.running_loop()
    first.call_soon_threadsafe(first.stop)


def test_publishing_without_a_server_is_harmless(loop_at_hand: None) -> None:
    realtime.publish(TOPIC, {"type": "kiln.lit"})
    assert bridge.running_loop() is None


def test_a_loop_that_stopped_is_not_at_hand(loop_at_hand: None) -> None:
    loop = asyncio.new_event_loop()
    bridge.bind(loop)
    assert bridge.running_loop() is None
    loop.close()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_published_before_the_commit_nor_after_a_rollback(monkeypatch: pytest.MonkeyPatch) -> None:
    pushed: list[str] = []
    monkeypatch.setattr(push, "publish", lambda topic, frame: pushed.append(frame["type"]))
    with transaction.atomic():
        realtime.publish_on_commit(TOPIC, {"type": "kept"})
        assert pushed == []
    with pytest.raises(RuntimeError), transaction.atomic():
        realtime.publish_on_commit(TOPIC, {"type": "lost"})
        raise RuntimeError
    assert pushed == ["kept"]


async def test_a_broken_layer_is_logged_and_never_raised(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class BrokenLayer:
        async def group_send(self, group: str, message: dict[str, Any]) -> None:
            raise ConnectionError("gone")

    monkeypatch.setattr(push, "get_channel_layer", BrokenLayer)
    await realtime.apublish(TOPIC, {"type": "kiln.lit"})
    assert "could not be pushed" in caplog.text


@pytest.mark.django_db(transaction=True)
async def test_database_work_off_the_loop_gives_its_connection_back(ada: User) -> None:
    def work() -> tuple[str, Any]:
        assert User.objects.filter(pk=ada.pk).exists()
        assert connection.connection is not None
        return threading.current_thread().name, connection

    name, used = await in_thread(work)
    assert name.startswith("atelier-db")
    assert used.connection is None


@pytest.mark.django_db(transaction=True)
async def test_a_failure_off_the_loop_comes_back_and_leaves_no_connection(ada: User) -> None:
    seen: list[Any] = []

    def fail() -> None:
        User.objects.count()
        seen.append(connection)
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        await in_thread(fail)
    assert seen[0].connection is None
