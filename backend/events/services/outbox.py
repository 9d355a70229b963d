"""The outbox: record with the change, dispatch after commit, sweep what was left."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.core.tasks import enqueue
from backend.events.models import DomainEvent, HandlerReceipt
from backend.events.registry import Registration, handlers_of, watchers

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 10
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=1)
SWEEP_BATCH = 200


def record(
    name: str,
    *,
    payload: dict[str, Any],
    workspace_id: UUID | None = None,
    actor_id: UUID | None = None,
) -> DomainEvent:
    """Record that something happened; call it inside the transaction that makes it happen.

    Delivery to handlers is at least once, and their effects exactly once as long as those live in the database.
    """
    event = DomainEvent.objects.create(
        name=name, payload=payload, workspace_id=workspace_id, actor_id=actor_id
    )
    enqueue("events.dispatch", event.pk)
    return event


def dispatch(event_id: UUID | str) -> bool:
    """Run every handler that has no receipt yet. Returns whether the event is now done with."""
    event = DomainEvent.objects.filter(pk=event_id, dispatched_at=None, failed_at=None).first()
    if event is None:
        return True
    if event.attempts == 0:
        _show(event)
    failures = [error for handler in handlers_of(event.name) if (error := _run_once(event, handler))]
    if failures:
        _postpone(event, "; ".join(failures))
        return False
    DomainEvent.objects.filter(pk=event.pk).update(dispatched_at=timezone.now(), error="")
    return True


def _show(event: DomainEvent) -> None:
    for watcher in watchers():
        try:
            watcher(event)
        except Exception:
            # Whoever only looks on must not keep the event from its handlers.
            logger.exception("A watcher failed on %s %s", event.name, event.pk)


def _run_once(event: DomainEvent, handler: Registration) -> str | None:
    """Run one handler and keep its receipt in one transaction: both stand, or neither. Returns what went wrong."""
    try:
        with transaction.atomic():
            HandlerReceipt.objects.create(event=event, handler=handler.key)
            handler.run(event)
    except IntegrityError:
        if HandlerReceipt.objects.filter(event=event, handler=handler.key).exists():
            return None
        logger.exception("Handler %s broke a constraint on %s", handler.key, event.pk)
        return f"{handler.key}: IntegrityError"
    except Exception as error:
        # One handler's fault must not keep the event from the others; it is retried and shown in the admin.
        logger.exception("Handler %s failed on %s %s", handler.key, event.name, event.pk)
        return f"{handler.key}: {type(error).__name__}: {error}"
    return None


def _postpone(event: DomainEvent, error: str) -> None:
    attempts = event.attempts + 1
    wait = min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY)
    # Another dispatch may have succeeded meanwhile, and then there is nothing left to try.
    DomainEvent.objects.filter(pk=event.pk, dispatched_at=None).update(
        attempts=attempts,
        error=error[:2000],
        next_attempt_at=timezone.now() + wait,
        failed_at=timezone.now() if attempts >= MAX_ATTEMPTS else None,
    )


def sweep() -> int:
    """Dispatch what a lost doorbell or a failed handler left behind; returns how many events were tried."""
    ids = list(
        DomainEvent.objects.pending().order_by("next_attempt_at").values_list("pk", flat=True)[:SWEEP_BATCH]
    )
    for event_id in ids:
        dispatch(event_id)
    return len(ids)


@transaction.atomic
def requeue(event_ids: list[UUID]) -> list[DomainEvent]:
    """Give failed or waiting events a fresh set of attempts, at once; returns them. What was dispatched stays so."""
    undone = list(DomainEvent.objects.select_for_update().filter(pk__in=event_ids, dispatched_at=None))
    DomainEvent.objects.filter(pk__in=[event.pk for event in undone]).update(
        attempts=0, failed_at=None, error="", next_attempt_at=timezone.now()
    )
    for event in undone:
        enqueue("events.dispatch", event.pk)
    return undone
