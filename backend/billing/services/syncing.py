"""An event marks its object dirty; whoever holds its lease reads it from Stripe and saves it, once for all events.

Asking is done outside any transaction, saving in one. A row is clean only if nobody marked it since the asking began;
otherwise it is read again. Stripe being away means waiting: the row stays dirty, and a sweep comes back to it.
"""

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from backend.billing.models import StripeObject
from backend.billing.stripe_sync import mirror
from backend.billing.stripe_sync.kinds import KINDS
from backend.billing.stripe_sync.reading import Reading, read
from backend.billing.worlds import environment as current_environment
from backend.core.errors import ApplicationError
from backend.core.ids import uuid7
from backend.core.tasks import enqueue
from backend.integrations.stripe import prepared
from backend.integrations.stripe.prepared import Answer, Unprepared

from . import effects

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)
FIRST_RETRY = timedelta(seconds=2)
LONGEST_RETRY = timedelta(minutes=10)
# How often one worker reads an object that is marked again and again, before it lets others go first.
MOST_ROUNDS = 20
# How often saving may find that more must be fetched: each round goes at least one object deeper.
MOST_DEPTH = 40
SWEEP_BATCH = 500
# Stripe tells of one happening by several events at once: they are read together.
GATHERING_SECONDS = 0.25


class LeaseLost(Exception):
    """Another worker has taken the object over."""


@dataclass(frozen=True)
class _Claim:
    object_id: UUID
    owner: UUID
    mark: int


def mark(*, environment: str, type: str, stripe_id: str, event_at: datetime | None = None) -> None:
    """Say that an object of Stripe's is not as we hold it, so that it is read soon; call it where that is known.

    `event_at` is when it changed by Stripe's clock, if an event said so. Kinds that are not kept are passed over.
    """
    if type not in KINDS:
        return
    object_id, was_clean = _marked(environment, type, stripe_id, event_at)
    if was_clean:
        enqueue("billing.sync_object", object_id, countdown=GATHERING_SECONDS)


def refresh(*, type: str, stripe_id: str) -> bool:
    """Read an object now and save it, in the caller's thread; call it outside any transaction.

    Returns whether we hold what Stripe has. False: Stripe is away or somebody else is at it, and it will be read soon.
    """
    object_id, _ = _marked(current_environment(), type, stripe_id, None)
    return _run(object_id, waits=False)


def sync(object_id: UUID) -> bool:
    """Read and save an object that is due. Returns whether it is clean now."""
    return _run(object_id, waits=True)


def sweep() -> int:
    """Read what is due: its doorbell was lost, its worker died, or Stripe was away. Returns how many were due."""
    due = StripeObject.objects.due(timezone.now()).filter(environment=current_environment())
    ids = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:SWEEP_BATCH])
    for object_id in ids:
        enqueue("billing.sync_object", object_id)
    return len(ids)


def _marked(environment: str, type: str, stripe_id: str, event_at: datetime | None) -> tuple[UUID, bool]:
    """Mark the object. Returns its row, and whether it was clean: if it was not, somebody is on the way already."""
    key = {"environment": environment, "type": type, "stripe_id": stripe_id}
    was_clean = False
    if not _marked_again(key, event_at, dirty=True):
        was_clean = bool(_marked_again(key, event_at, dirty=False)) or _made(key, event_at)
        if not was_clean:
            # It came to be, or became dirty, while we looked.
            _marked_again(key, event_at, dirty=True)
    return StripeObject.objects.values_list("pk", flat=True).get(**key), was_clean


def _made(key: dict[str, str], event_at: datetime | None) -> bool:
    try:
        with transaction.atomic():
            StripeObject.objects.create(**key, event_at=event_at, next_attempt_at=timezone.now())
    except IntegrityError:
        return False
    return True


def _marked_again(key: dict[str, str], event_at: datetime | None, *, dirty: bool) -> int:
    """Mark a row that is there. One that waits for Stripe to come back goes on waiting."""
    now = timezone.now()
    changes: dict[str, Any] = {"mark": F("mark") + 1, "dirty": True, "updated_at": now}
    if not dirty:
        changes["next_attempt_at"] = now
    if event_at is not None:
        older = Q(event_at=None) | Q(event_at__lt=event_at)
        changes["event_at"] = Case(When(older, then=Value(event_at)), default=F("event_at"))
    return StripeObject.objects.filter(**key, dirty=dirty).update(**changes)


def _run(object_id: UUID, *, waits: bool) -> bool:
    owner = uuid7()
    for _ in range(MOST_ROUNDS):
        claim = _claimed(object_id, owner, waits=waits)
        if claim is None or not _read_and_saved(claim):
            return False
        if not StripeObject.objects.filter(pk=object_id, dirty=True).exists():
            return True
    _let_go(object_id, owner, next_attempt_at=timezone.now())
    enqueue("billing.sync_object", object_id)
    return False


def _claimed(object_id: UUID, owner: UUID, *, waits: bool) -> _Claim | None:
    """Take the lease if it is free or ours; `waits` leaves alone what is not due yet."""
    now = timezone.now()
    rows = StripeObject.objects.filter(pk=object_id, dirty=True, environment=current_environment())
    rows = rows.filter(Q(lease_expires_at=None) | Q(lease_expires_at__lte=now) | Q(lease_owner=owner))
    if waits:
        rows = rows.filter(next_attempt_at__lte=now)
    if not rows.update(lease_owner=owner, lease_expires_at=now + LEASE):
        return None
    found = (
        StripeObject.objects.filter(pk=object_id, lease_owner=owner).values_list("mark", flat=True).first()
    )
    return None if found is None else _Claim(object_id, owner, found)


def _read_and_saved(claim: _Claim) -> bool:
    row = StripeObject.objects.get(pk=claim.object_id)
    try:
        _save(claim, read(row.type, row.stripe_id))
    except LeaseLost:
        return False
    except ApplicationError as error:
        _postpone(claim, f"{error.code}: {error}")
        return False
    except Exception as error:
        # One object's fault must not keep the worker from the others; it is tried again, and shown in the admin.
        logger.exception("%s could not be saved", row)
        _postpone(claim, f"{type(error).__name__}: {error}")
        return False
    return True


def _save(claim: _Claim, reading: Reading) -> None:
    """Save what was read, fetching in between whatever dj-stripe wants to see with it."""
    answers: dict[str, Answer] = {}
    for _ in range(MOST_DEPTH):
        try:
            with transaction.atomic():
                _save_at_once(claim, reading, answers)
            return
        except Unprepared as lacking:
            answers |= prepared.fetch(lacking.paths)
    raise RuntimeError(f"{reading.kind} {reading.stripe_id} refers to more than can be fetched")


def _save_at_once(claim: _Claim, reading: Reading, answers: dict[str, Answer]) -> None:
    """Save the object and all that follows from it, in the surrounding transaction. Raises Unprepared, LeaseLost."""
    row = StripeObject.objects.select_for_update().filter(pk=claim.object_id, lease_owner=claim.owner).first()
    if row is None:
        raise LeaseLost
    if row.read_at is None or row.read_at <= reading.at:
        if reading.data is None:
            mirror.bury(reading.kind, reading.stripe_id)
        else:
            mirror.keep(reading.kind, reading.data, answers)
        effects.follow(row, reading)
        row.read_at = reading.at
    row.dirty = row.mark != claim.mark
    row.attempts, row.error = 0, ""
    if not row.dirty:
        row.lease_owner = row.lease_expires_at = None
    row.save()


def _postpone(claim: _Claim, error: str) -> None:
    attempts = StripeObject.objects.filter(pk=claim.object_id).values_list("attempts", flat=True).first() or 0
    wait = min(FIRST_RETRY * 2 ** min(attempts, 16), LONGEST_RETRY) * random.uniform(0.5, 1)  # noqa: S311
    _let_go(
        claim.object_id,
        claim.owner,
        next_attempt_at=timezone.now() + wait,
        attempts=min(attempts + 1, 30_000),
        error=error[:2000],
    )


def _let_go(object_id: UUID, owner: UUID, **changes: object) -> None:
    rows = StripeObject.objects.filter(pk=object_id, lease_owner=owner)
    rows.update(lease_owner=None, lease_expires_at=None, updated_at=timezone.now(), **changes)
