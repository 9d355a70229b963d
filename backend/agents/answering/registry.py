"""The answers this process is writing, the one flusher that saves them, and how others ask to stop one."""

import asyncio
import logging
import time
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer
from django.db import Error as AnyDatabaseError

from backend.core.threads import in_thread

from . import leases
from .live import LiveAnswer

logger = logging.getLogger(__name__)
FLUSH_SECONDS = 0.2
RENEW_EVERY = 20  # flushes: a lease is renewed every 4 s even when nothing new was written
ENDING_SECONDS = 5  # what an ending may take once it is cut short
NOTICE_GROUP = "agents.answers"

_live: dict[UUID, LiveAnswer] = {}
_loop_tasks: dict[str, asyncio.Task[None]] = {}


def find(message_id: UUID) -> LiveAnswer | None:
    return _live.get(message_id)


def add(answer: LiveAnswer) -> None:
    """Take charge of an answer; the flusher and the listener of this loop start with the first one."""
    _live[answer.message_id] = answer
    _ensure("flusher", _flush_forever)
    _ensure("listener", _listen)


def remove(answer: LiveAnswer) -> None:
    if _live.get(answer.message_id) is answer:
        del _live[answer.message_id]


def stop(message_id: UUID) -> bool:
    """Stop an answer of this process, keeping its text; call on the loop. False when it is not here."""
    answer = _live.get(message_id)
    if answer is None or answer.task is None:
        return False
    answer.stopped_by_user = True
    answer.cancel()
    return True


async def ask_owner_to_stop(message_id: UUID) -> None:
    """Tell whichever process writes this answer; the flush would find the request on the row a moment later anyway."""
    if not stop(message_id):
        await get_channel_layer().group_send(
            NOTICE_GROUP, {"type": "answer.stop", "message_id": str(message_id)}
        )


async def drain(seconds: float) -> None:
    """Before the process ends: let answers finish for so long, then mark the rest interrupted with their text."""
    deadline = time.monotonic() + seconds
    while (tasks := _writing()) and (left := deadline - time.monotonic()) > 0:
        await asyncio.wait(tasks, timeout=left)
    for answer in list(_live.values()):
        answer.cancel()
    if tasks := _writing():
        await asyncio.wait(tasks, timeout=ENDING_SECONDS)


def _writing() -> list["asyncio.Task[None]"]:
    return [answer.task for answer in _live.values() if answer.task is not None]


def _ensure(name: str, run: Any) -> None:
    task = _loop_tasks.get(name)
    loop = asyncio.get_running_loop()
    if task is None or task.done() or task.get_loop() is not loop:
        _loop_tasks[name] = loop.create_task(run(), name=f"answers-{name}")


async def _flush_forever() -> None:
    ticks = 0
    while _live:
        await asyncio.sleep(FLUSH_SECONDS)
        ticks += 1
        try:
            await flush(renew_all=ticks % RENEW_EVERY == 0)
        except AnyDatabaseError:
            # The text stays in memory and dirty; the next tick tries again, and a lost lease is found then.
            logger.exception("Answers could not be saved; trying again")


async def flush(*, renew_all: bool = False) -> None:
    """Save every dirty answer in one transaction, and act on what the rows say back."""
    answers = [answer for answer in _live.values() if (answer.dirty or renew_all) and not answer.is_ending]
    if not answers:
        return
    texts = {answer.hold: answer.text for answer in answers if answer.dirty}
    for answer in answers:
        answer.dirty = False
    try:
        result = await in_thread(leases.flush, texts, [answer.hold for answer in answers])
    except AnyDatabaseError:
        for answer in answers:
            answer.dirty = True
        raise
    for answer in answers:
        if answer.message_id in result.stop_requested:
            stop(answer.message_id)
        elif answer.message_id in result.lost:
            answer.cancel()


async def _listen() -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(NOTICE_GROUP, channel)
    while True:
        notice = await layer.receive(channel)
        if notice["type"] == "answer.stop":
            stop(UUID(notice["message_id"]))
