"""Nothing is spent that was not reserved: `reserve` → `mark_sent` → `settle`, or `release`.

All amounts are integer 10⁻⁸ USD. Every function is one short transaction, so that asynchronous code calls each through
one thread hop. A holder renews its lease while it works; `sweep` closes what a dead one left behind.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Required, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.core.errors import ApplicationError
from backend.treasury.models import BudgetPeriod, Hold, Reservation, ScopeKind
from backend.treasury.models.budgets import fits
from backend.treasury.money import dollars
from backend.treasury.worlds import World

from . import periods
from .periods import Scope

LEASE = timedelta(minutes=2)
SWEEP_BATCH = 200
Status = Reservation.Status


class LimitReached(ApplicationError):
    """A limit that does not come back by itself leaves too little: someone has to raise it."""

    code = "budget_exhausted"
    status = 402
    detail = "A spending limit has been reached."


class LimitReachedForNow(LimitReached):
    """As LimitReached, by a limit that resets at `resets_at`."""

    status = 429


class NotHeld(ApplicationError):
    """The lease ran out and the hold was closed: whoever lost it must not send."""

    code = "reservation_closed"
    status = 409
    detail = "This hold was closed meanwhile. Reserve again before you spend."


class SettledOtherwise(ApplicationError):
    code = "reservation_settled_otherwise"
    status = 409
    detail = "This hold was settled already, at another amount."


class Asked(TypedDict, total=False):
    """What `reserve` takes."""

    scopes: Required[Sequence[Scope]]
    amount_e8: Required[int]
    purpose: Required[str]
    world: str
    at_least_e8: int | None
    subject_id: UUID | None
    lease: timedelta
    is_sent: bool


def reserve(**asked: Unpack[Asked]) -> Reservation:
    """Hold `amount_e8` in every budget on `scopes`, or in none.

    With `at_least_e8` it holds what the tightest budget still has, as long as that is no less: the caller then stops
    in the middle when the held amount is used up. Look at `reservation.amount_e8` for what was granted.
    With `is_sent` the call goes out at once, which saves `mark_sent`.
    Raises LimitReached naming the tightest limit, with `limit_name`, `left_e8`, `resets_at`.
    """
    try:
        with transaction.atomic():
            return reserve_here(**asked)
    except LimitReached as refusal:
        tell_of(refusal)
        raise


def reserve_here(
    *,
    scopes: Sequence[Scope],
    amount_e8: int,
    purpose: str,
    world: str = World.REAL,
    at_least_e8: int | None = None,
    subject_id: UUID | None = None,
    lease: timedelta = LEASE,
    is_sent: bool = False,
) -> Reservation:
    """As `reserve`, in the caller's transaction: a refusal has to roll it back, and to be told of then (`tell_of`)."""
    if amount_e8 < 0 or (at_least_e8 is not None and not 0 <= at_least_e8 <= amount_e8):
        raise ValueError("A hold is of zero or more, and at most of the amount asked for.")
    now = timezone.now()
    found = periods.locked_for(scopes, world, now)
    reservation = Reservation.objects.create(
        world=world,
        purpose=purpose,
        subject_id=subject_id,
        amount_e8=_granted(found, amount_e8, amount_e8 if at_least_e8 is None else at_least_e8),
        lease_expires_at=now + lease,
        sent_at=now if is_sent else None,
    )
    _hold(reservation, found)
    return reservation


def tell_of(refusal: LimitReached) -> None:
    """Record once per window that a budget refused; for who reserved in a transaction that the refusal rolled back."""
    periods.announce([UUID(refusal.extra["period_id"])], refused=True)


def _granted(found: list[BudgetPeriod], amount_e8: int, at_least_e8: int) -> int:
    if not found:
        return amount_e8
    tightest = _tightest(found)
    granted = min(amount_e8, tightest.left_e8)
    if granted < at_least_e8 or (tightest.left_e8 == 0 and amount_e8 > 0):
        raise _refusal(tightest)
    return granted


def _tightest(found: list[BudgetPeriod]) -> BudgetPeriod:
    return min(found, key=lambda period: period.left_e8)


def _hold(reservation: Reservation, found: list[BudgetPeriod]) -> None:
    """Count the hold in every period. The UPDATE asks once more whether it fits in all, whatever was read before it."""
    ids = [period.pk for period in found]
    fitting = BudgetPeriod.objects.filter(fits(reservation.amount_e8), pk__in=ids)
    if fitting.update(held_e8=F("held_e8") + reservation.amount_e8) < len(found):
        raise _refusal(_tightest(found))
    Hold.objects.bulk_create(Hold(reservation=reservation, period=period) for period in found)


def _refusal(period: BudgetPeriod) -> LimitReached:
    budget, resets_at = period.budget, period.ends_at
    extra: dict[str, Any] = {
        "limit_name": budget.name,
        "scope": budget.scope_kind,
        "scope_id": str(budget.scope_id),
        "limit_e8": period.full_e8,
        "left_e8": period.left_e8,
        "resets_at": resets_at.isoformat() if resets_at else None,
        "period_id": str(period.pk),
    }
    said = f"{budget.name}: {dollars(period.left_e8)} of {dollars(period.full_e8)} is left."
    if resets_at is None:
        again = (
            "What begins anew has its own." if budget.scope_kind == ScopeKind.RUN else "Raise it to go on."
        )
        return LimitReached(f"{said} {again}", **extra)
    seconds = max(1, round((resets_at - timezone.now()).total_seconds()))
    again = f"It resets on {resets_at:%Y-%m-%d at %H:%M} UTC."
    return LimitReachedForNow(f"{said} {again}", retry_after=seconds, **extra)


def mark_sent(reservation_id: UUID) -> None:
    """Note that the call goes out now: from here on a dead holder costs the upper bound. Raises NotHeld."""
    _while_held(reservation_id, sent_at=timezone.now())


def renew(reservation_id: UUID, *, lease: timedelta = LEASE) -> None:
    """Say that the holder is alive. Raises NotHeld."""
    _while_held(reservation_id, lease_expires_at=timezone.now() + lease)


def _while_held(reservation_id: UUID, **changes: datetime) -> None:
    if not Reservation.objects.filter(pk=reservation_id, status=Status.HELD).update(**changes):
        raise NotHeld


@transaction.atomic
def settle(reservation_id: UUID, actual_e8: int) -> None:
    """Count what it really cost, in full even above the hold, and give the rest of the hold back.

    The same settlement twice is one. What the sweep had estimated or released is corrected to `actual_e8`.
    Raises SettledOtherwise for another amount than was settled before.
    """
    settle_here(reservation_id, actual_e8)


def settle_here(reservation_id: UUID, actual_e8: int) -> None:
    """As `settle`, in the caller's transaction."""
    reservation = Reservation.objects.select_for_update().get(pk=reservation_id)
    if reservation.status == Status.SETTLED and not reservation.estimated:
        if reservation.actual_e8 != actual_e8:
            raise SettledOtherwise(actual_e8=reservation.actual_e8)
        return
    _close(reservation, Status.SETTLED, actual_e8=actual_e8)


@transaction.atomic
def release(reservation_id: UUID) -> None:
    """Give the whole hold back, for a call that was never made. Releasing again does nothing.

    Raises SettledOtherwise once it is settled.
    """
    reservation = Reservation.objects.select_for_update().get(pk=reservation_id)
    if reservation.status == Status.SETTLED:
        raise SettledOtherwise(actual_e8=reservation.actual_e8)
    if reservation.status == Status.HELD:
        _close(reservation, Status.RELEASED)


def sweep() -> int:
    """Close what dead holders left: never sent is released, sent settles at its upper bound as an estimate.

    Returns how many were closed.
    """
    now = timezone.now()
    expired = Reservation.objects.expired(now).order_by("lease_expires_at")
    ids = list(expired.values_list("pk", flat=True)[:SWEEP_BATCH])
    return sum(_close_expired(reservation_id, now) for reservation_id in ids)


def close_orphans() -> int:
    """At the start of a single-process installation: whoever held anything died with the last process."""
    Reservation.objects.filter(status=Status.HELD).update(lease_expires_at=timezone.now())
    closed = 0
    while batch := sweep():
        closed += batch
    return closed


@transaction.atomic
def _close_expired(reservation_id: UUID, now: datetime) -> bool:
    """Look again under the lock: the holder may have come back between."""
    reservation = Reservation.objects.expired(now).select_for_update().filter(pk=reservation_id).first()
    if reservation is None:
        return False
    if reservation.sent_at is None:
        _close(reservation, Status.RELEASED)
    else:
        _close(reservation, Status.SETTLED, actual_e8=reservation.amount_e8, estimated=True)
    return True


def _close(
    reservation: Reservation, status: str, *, actual_e8: int | None = None, estimated: bool = False
) -> None:
    """Move a locked reservation to its end, and its amount within every period that holds it."""
    was_held = reservation.amount_e8 if reservation.status == Status.HELD else 0
    was_spent = reservation.actual_e8 or 0
    reservation.status, reservation.actual_e8, reservation.estimated = status, actual_e8, estimated
    reservation.closed_at = timezone.now()
    reservation.save(update_fields=["status", "actual_e8", "estimated", "closed_at", "updated_at"])
    periods.move(reservation, held_e8=-was_held, spent_e8=(actual_e8 or 0) - was_spent)
