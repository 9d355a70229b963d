"""Writing one answer: an asyncio task of this process, from the briefing to the terminal frame."""

import asyncio
import logging
from concurrent.futures import Future
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import Error as AnyDatabaseError

from backend.ai.routing.context import CallContext
from backend.ai.routing.spending import SpendLimitReached
from backend.ai.services import streams
from backend.ai.services.streams import Answer, AnswerRequest
from backend.core import realtime
from backend.core.errors import ApplicationError
from backend.core.ids import uuid7
from backend.core.realtime import bridge
from backend.core.threads import in_thread
from backend.treasury.services.governor import LimitReached

from . import endings, registry
from .endings import Ending
from .leases import Hold
from .live import LiveAnswer
from .prompt import Briefing, brief
from .tools import TOOLS
from .workbench import Workbench

logger = logging.getLogger(__name__)
# Seconds between tries; together well within the lease.
ENDING_WAITS = (0.2, 1.0, 3.0)


@dataclass(frozen=True)
class Launch:
    """A claimed answer, ready to be written; `created` are the frames that announce it, in order."""

    hold: Hold
    project_id: UUID
    created: tuple[dict[str, object], ...]


def launch(job: Launch) -> None:
    """Start writing on the server's loop, from any thread; returns at once."""
    bridge.submit(_start(job)).add_done_callback(_report)


def _report(written: "Future[None]") -> None:
    """Nobody waits for an answer's task, so what broke even its ending is told to the log."""
    error = None if written.cancelled() else written.exception()
    if error is not None:
        logger.error("An answer's ending could not be written", exc_info=error)


async def _start(job: Launch) -> None:
    """Announce and write in one task, so that no delta overtakes the frame that announces its message."""
    answer = LiveAnswer(hold=job.hold, topic=f"project:{job.project_id}")
    answer.task = asyncio.current_task()
    registry.add(answer)
    try:
        await _write(answer, job.created)
    finally:
        registry.remove(answer)


async def _write(answer: LiveAnswer, created: tuple[dict[str, object], ...]) -> None:
    result, bench = Answer(), None
    try:
        for frame in created:
            await realtime.apublish(answer.topic, frame)
        briefing = await in_thread(brief, answer.message_id)
        bench = _workbench(briefing)
        async with aclosing(streams.stream(_request(briefing, bench), result)) as pieces:
            async for piece in pieces:
                await answer.write(piece)
        ending = Ending.complete(result)
    except asyncio.CancelledError:
        _survive_cancellation()
        ending = Ending.stopped(result) if answer.stopped_by_user else Ending.interrupted(result)
    except (SpendLimitReached, LimitReached) as error:
        ending = (
            Ending.cut_at_limit(result, error)
            if result.text.strip()
            else Ending.failed(result, code=error.code, detail=error.detail)
        )
    except ApplicationError as error:
        ending = Ending.failed(result, code=error.code, detail=error.detail)
    except Exception:
        # Whatever broke, the person gets an end and a Retry instead of an answer that never comes.
        reference = uuid7().hex
        logger.exception("Answer %s broke, reference %s", answer.message_id, reference)
        ending = Ending.failed(result, code="server_error", detail=endings.broken(reference))
    answer.is_ending = True
    await answer.settle()
    await _end(answer, ending, bench)


def _survive_cancellation() -> None:
    """The ending must still be written, so the request to cancel counts as obeyed."""
    task = asyncio.current_task()
    while task is not None and task.uncancel():
        pass


def _workbench(briefing: Briefing) -> Workbench:
    return Workbench(
        project=briefing.project,
        user_id=briefing.user_id,
        user_message_id=briefing.user_message_id,
        user_text=briefing.user_text,
    )


def _request(briefing: Briefing, bench: Workbench) -> AnswerRequest:
    return AnswerRequest(
        system=briefing.system,
        turns=briefing.turns,
        toolset=TOOLS,
        deps=bench,
        context=CallContext(
            purpose="chat",
            workspace_id=briefing.project.workspace_id,
            user_id=briefing.user_id,
            subject_id=briefing.message_id,
            run_id=briefing.conversation_id,
        ),
    )


async def _end(answer: LiveAnswer, ending: Ending, bench: Workbench | None) -> None:
    if bench is not None:
        await in_thread(endings.cross_check, ending, answer.text, bench)
    frame = await _written(answer, ending, bench)
    if frame is not None:
        await realtime.apublish(answer.topic, frame)


async def _written(answer: LiveAnswer, ending: Ending, bench: Workbench | None) -> dict[str, Any] | None:
    """Write the ending, patiently: a database that is away for a moment must not cost a whole answer."""
    for wait in ENDING_WAITS:
        try:
            return await in_thread(endings.write, answer.hold, ending, answer.text, bench)
        except AnyDatabaseError:
            logger.warning("Answer %s could not be ended yet", answer.message_id, exc_info=True)
            await asyncio.sleep(wait)
    return await in_thread(endings.write, answer.hold, ending, answer.text, bench)
