"""Whatever happens while an ending is being written, the row and the frame that tells of it both come."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from backend.accounts.models import User
from backend.agents.answering import crosscheck, endings, generator, leases, registry
from backend.agents.answering.leases import Hold
from backend.agents.answering.live import LiveAnswer
from backend.agents.models import Message
from backend.agents.services import messages
from backend.core import realtime
from backend.core.realtime import bridge
from backend.projects.models import Project

from .partner import say

pytestmark = pytest.mark.django_db(transaction=True)
Frame = dict[str, Any]


@pytest.fixture
def published(launch: Project, monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    """The frames pushed from now on."""
    frames: list[Frame] = []

    async def push(topic: str, frame: Frame) -> None:
        frames.append(frame)

    monkeypatch.setattr(realtime, "apublish", push)
    return frames


async def flush(_: Message) -> None:
    """The flusher finds the row ended, which looks like a lease that was lost."""
    await registry.flush(renew_all=True)


async def stop(message: Message) -> None:
    """The reader's Stop, or the second look at it, comes a moment late."""
    registry.stop(message.pk)


async def drain(_: Message) -> None:
    """The process is asked to end and has no time left."""
    for answer in list(registry._live.values()):
        answer.cancel()


@pytest.mark.parametrize("interrupt", [flush, stop, drain])
def test_an_ending_is_told_once_it_is_written(
    launch: Project, ada: User, published: list[Frame], monkeypatch: pytest.MonkeyPatch, interrupt: Any
) -> None:
    write = endings.write

    def write_and_be_interrupted(hold: Any, *rest: Any) -> Frame | None:
        frame = write(hold, *rest)
        bridge.submit(interrupt(Message.objects.get(pk=hold.message_id))).result(10)
        return frame

    monkeypatch.setattr(endings, "write", write_and_be_interrupted)
    answer = say(launch, ada, "What do you recommend?")
    assert answer.status == Message.Status.COMPLETE
    assert published[-1]["type"] == "message.completed"
    assert published[-1]["message"]["text"] == answer.text


def test_an_answer_stopped_while_it_is_announced_ends(
    launch: Project, ada: User, published: list[Frame], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def push_and_be_stopped(topic: str, frame: Frame) -> None:
        published.append(frame)
        if frame["type"] == "message.created" and frame["message"]["role"] == "assistant":
            registry.stop(UUID(frame["message"]["id"]))
            await asyncio.sleep(0)

    monkeypatch.setattr(realtime, "apublish", push_and_be_stopped)
    answer = say(launch, ada, "What do you recommend?")
    assert answer.status == Message.Status.STOPPED
    assert published[-1]["type"] == "message.completed"


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
async def test_the_flusher_outlives_a_hiccup_of_the_database(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    answer = LiveAnswer(hold=Hold(uuid4(), 1), topic="project:1")
    answer.dirty = True
    saved = asyncio.Event()
    failures = [error("the database is restarting")]

    def flush_leases(texts: Any, renewals: Any) -> leases.Flushed:
        if failures:
            raise failures.pop()
        loop.call_soon_threadsafe(saved.set)
        return leases.Flushed(frozenset(), frozenset())

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(registry, "FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(leases, "flush", flush_leases)
    registry.add(answer)
    try:
        await asyncio.wait_for(saved.wait(), 5)
    finally:
        registry.remove(answer)


def test_an_answer_whose_owner_came_back_in_time_goes_on(welcome: Message) -> None:
    long_ago = timezone.now() - timedelta(minutes=1)
    answers = Message.objects.filter(pk=welcome.pk)
    answers.update(status=Message.Status.STREAMING, lease_expires_at=long_ago)
    orphan = Message.objects.orphaned().get()
    answers.update(lease_expires_at=timezone.now() + leases.LEASE)
    assert messages.interrupt(orphan).is_streaming
    answers.update(lease_expires_at=long_ago)
    assert messages.interrupt(orphan).status == Message.Status.INTERRUPTED


def test_a_database_away_for_a_moment_costs_no_answer(
    launch: Project, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, failures = endings.write, [OperationalError("away"), InterfaceError("away")]

    def hesitate(*args: Any) -> Any:
        if failures:
            raise failures.pop()
        return write(*args)

    monkeypatch.setattr(generator, "ENDING_WAITS", (0, 0, 0))
    monkeypatch.setattr(endings, "write", hesitate)
    answer = say(launch, ada, "Let's go with Discord.")
    assert answer.status == Message.Status.COMPLETE
    assert not failures


def test_a_detector_that_breaks_costs_no_answer(
    launch: Project, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError("a sentence nobody thought of")

    monkeypatch.setattr(crosscheck, "flag_disagreements", broken)
    assert say(launch, ada, "Let's go with Discord.").status == Message.Status.COMPLETE


def test_a_project_made_by_hand_can_be_talked_about(launch: Project, ada: User) -> None:
    launch.conversation.delete()
    assert say(Project.objects.get(pk=launch.pk), ada, "Hello").status == Message.Status.COMPLETE
