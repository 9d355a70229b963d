"""How an answer ends: its last state, the event, the allowance given back, and the frame that says so."""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from backend.agents import events, wire
from backend.agents.models import Message
from backend.ai.routing.spending import SpendLimitReached
from backend.ai.services.streams import Answer
from backend.billing.services import entitlements
from backend.core.errors import ApplicationError
from backend.events.services import outbox

from . import crosscheck, leases
from .leases import Hold
from .workbench import Workbench

logger = logging.getLogger(__name__)
INTERRUPTED = {
    "code": "interrupted",
    "detail": "The answer was cut off on our side. What it had said is kept, and it was not counted; retry it.",
    "retryable": True,
}


def broken(reference: str) -> str:
    return f"Something broke on our side, and nothing was counted. Retry, or quote reference {reference}."


@dataclass(frozen=True)
class Ending:
    status: str
    result: Answer
    error: dict[str, Any] | None = field(default=None)

    @classmethod
    def complete(cls, result: Answer) -> "Ending":
        return cls(Message.Status.COMPLETE, result)

    @classmethod
    def stopped(cls, result: Answer) -> "Ending":
        return cls(Message.Status.STOPPED, result)

    @classmethod
    def cut_at_limit(cls, result: Answer, error: ApplicationError) -> "Ending":
        """What was said so far is an answer, and counted; a limit on spending allowed no more of it."""
        told = {"code": SpendLimitReached.code, "detail": SpendLimitReached.detail, "retryable": False}
        return cls(Message.Status.STOPPED, result, {**told, "limit": error.extra.get("limit_name")})

    @classmethod
    def interrupted(cls, result: Answer) -> "Ending":
        return cls(Message.Status.INTERRUPTED, result, INTERRUPTED)

    @classmethod
    def failed(cls, result: Answer, *, code: str, detail: str) -> "Ending":
        return cls(Message.Status.FAILED, result, {"code": code, "detail": detail, "retryable": True})


def write(hold: Hold, ending: Ending, text: str, bench: Workbench | None) -> dict[str, Any] | None:
    """Write the ending and return its frame; None when the answer is no longer ours to end. Safe to try again."""
    with transaction.atomic():
        if not leases.end(hold, **_fields(ending, text, bench)):
            return None
        message = Message.objects.select_related("reply_to", "conversation").get(pk=hold.message_id)
        settle(message)
    return wire.terminal(wire.message(message))


def cross_check(ending: Ending, text: str, bench: Workbench) -> None:
    """Let the detector read a complete answer. What breaks in it is logged, for the answer itself must not be lost."""
    if ending.status != Message.Status.COMPLETE:
        return
    try:
        if ending.result.had_tools:
            crosscheck.flag_disagreements(bench)
        else:
            crosscheck.serve_without_tools(bench, text)
    except Exception:
        logger.exception("The detector could not read an answer of project %s", bench.project.pk)


def _fields(ending: Ending, text: str, bench: Workbench | None) -> dict[str, Any]:
    totals = ending.result.totals
    usage = {
        "input_tokens": totals.input_tokens,
        "output_tokens": totals.output_tokens,
        "cache_read_tokens": totals.cache_read_tokens,
    }
    return {
        "status": ending.status,
        "text": text,
        "error": ending.error,
        "model": ending.result.model,
        "sandbox": ending.result.sandbox,
        "usage": usage,
        "cost_e8": totals.cost_e8,
        "detected": bench.detected.as_json() if bench else None,
    }


def settle(message: Message) -> None:
    """Record what happened, and give back the allowance of a question that got no answer."""
    answered = message.status == Message.Status.COMPLETE or (
        message.status == Message.Status.STOPPED and message.text.strip()
    )
    asked = message.reply_to
    if not answered and asked is not None and asked.counted_in is not None:
        entitlements.release(asked.counted_in)
        Message.objects.filter(pk=asked.pk).update(counted_in=None)
    outbox.record(
        events.MESSAGE_ANSWERED if answered else events.MESSAGE_FAILED,
        workspace_id=message.workspace_id,
        actor_id=asked.author_id if asked else None,
        payload={
            "message_id": str(message.pk),
            "project_id": str(message.conversation.project_id),
            "status": message.status,
        },
    )
