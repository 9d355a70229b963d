"""The record of each call: opened before it is sent, closed with what it used and cost."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from prometheus_client import Counter, Histogram

from backend.ai.models import ModelCall
from backend.core.ids import uuid7
from backend.core.tasks import enqueue
from backend.treasury.models import Reservation
from backend.treasury.services import governor
from backend.treasury.services.governor import LimitReached

from . import spending
from .context import CallContext
from .pricing import CallUsage, cost_of
from .routes import Route
from .spending import Hold

CALLS = Counter("atelier_model_calls_total", "Calls to models", ["vendor", "model", "status", "code"])
FIRST_TOKEN = Histogram(
    "atelier_model_first_token_seconds", "From request to first token", ["vendor", "model"]
)
# A call still open after this long lost its process.
ABANDONED_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Outcome:
    status: str
    usage: CallUsage
    latency_ms: int
    first_token_ms: int | None = None
    error_code: str = ""
    error_detail: str = ""


def open_call(context: CallContext, route: Route, *, prompt: int, max_tokens: int) -> tuple[ModelCall, Hold]:
    """Hold what the call may cost and write it down, both or neither. Raises LimitReached and PriceUnknown."""
    spending.write_limits_down(context, route)
    try:
        with transaction.atomic():
            return _opened(context, route, prompt=prompt, max_tokens=max_tokens)
    except LimitReached as refusal:
        governor.tell_of(refusal)
        raise


def _opened(context: CallContext, route: Route, *, prompt: int, max_tokens: int) -> tuple[ModelCall, Hold]:
    call_id = uuid7()
    held = spending.hold(call_id, route, context, prompt=prompt, max_tokens=max_tokens)
    call = ModelCall.objects.create(
        pk=call_id,
        workspace_id=context.workspace_id,
        user_id=context.user_id,
        subject_id=context.subject_id,
        purpose=context.purpose,
        vendor=route.vendor,
        model=route.model,
        sandbox=route.sandbox,
        reservation_id=held.reservation_id,
    )
    return call, held


def close_call(call: ModelCall, outcome: Outcome) -> int:
    """Write down how a call ended and settle what it cost; returns that in 10⁻⁸ USD.

    A call that was given up for dead meanwhile stays closed as it was. The day's alarm is checked after commit.
    """
    cost_e8, price = cost_of(call.vendor, call.model, outcome.usage)
    ended = {
        "status": outcome.status,
        "error_code": outcome.error_code,
        "error_detail": outcome.error_detail,
        "input_tokens": outcome.usage.input_tokens,
        "output_tokens": outcome.usage.output_tokens,
        "cache_read_tokens": outcome.usage.cache_read_tokens,
        "cache_write_tokens": outcome.usage.cache_write_tokens,
        "estimated": outcome.usage.estimated,
        "cost_e8": cost_e8,
        "price": price,
        "latency_ms": outcome.latency_ms,
        "first_token_ms": outcome.first_token_ms,
    }
    with transaction.atomic():
        if _close(call.pk, **ended) and call.reservation_id is not None:
            governor.settle_here(call.reservation_id, cost_e8)
        enqueue("ai.check_daily_cost")
    CALLS.labels(call.vendor, call.model, outcome.status, outcome.error_code).inc()
    if outcome.first_token_ms is not None:
        FIRST_TOKEN.labels(call.vendor, call.model).observe(outcome.first_token_ms / 1000)
    return cost_e8


def _close(call_id: UUID, **ended: Any) -> bool:
    now = timezone.now()
    still_open = ModelCall.objects.filter(pk=call_id, status=ModelCall.Status.SENT)
    return bool(still_open.update(**ended, settled_at=now, updated_at=now))


def close_abandoned() -> int:
    """Mark calls whose process died as failed, at what the governor settled for them; returns how many.

    Whose hold is still renewed is alive, however long it takes.
    """
    long_open = ModelCall.objects.filter(
        status=ModelCall.Status.SENT, created_at__lt=timezone.now() - ABANDONED_AFTER
    )
    rows = list(long_open.values_list("pk", "reservation_id"))
    held = Reservation.objects.in_bulk([held_by for _, held_by in rows if held_by])
    return sum(
        _close(
            pk,
            status=ModelCall.Status.FAILED,
            error_code="abandoned",
            estimated=True,
            cost_e8=held[held_by].actual_e8 or 0 if held_by in held else 0,
        )
        for pk, held_by in rows
        if held_by not in held or held[held_by].status != Reservation.Status.HELD
    )
