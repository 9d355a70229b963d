"""The rows in which use is counted: found or opened, and moved by one conditional UPDATE."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from . import windows
from .features import SPECS, Feature
from .models import UsageCounter

MOST_KEPT = 50_000
UTC_ZONE = ZoneInfo("UTC")
# Two processes with another second on their clocks must not count in a window that is over.
_TAKE = """
UPDATE billing_usagecounter SET used = used + %s, updated_at = %s
WHERE id = %s AND (ends_at IS NULL OR ends_at > %s) AND used + %s <= %s RETURNING used
"""


@dataclass(frozen=True)
class Scope:
    """Whose use: a workspace, or a person with the zone that their days are counted in."""

    id: UUID
    zone: ZoneInfo = UTC_ZONE


@dataclass(frozen=True)
class Taken:
    counter_id: UUID
    used: int


_current: dict[tuple[Feature, UUID], UUID] = {}


def forget() -> None:
    _current.clear()


def current(feature: Feature, scope: Scope) -> UsageCounter | None:
    """Return the counter of the window that is open now, if anything was counted in it."""
    newest = _newest(feature, scope)
    return newest if newest is not None and _is_open(newest) else None


def used(feature: Feature, scope: Scope) -> tuple[int, datetime | None]:
    """Return what was used in the window that is open now, or would be, and when it ends. One query."""
    newest = _newest(feature, scope)
    if newest is not None and _is_open(newest):
        return newest.used, newest.ends_at
    return 0, _next_bounds(feature, scope, newest).ends_at


def _newest(feature: Feature, scope: Scope) -> UsageCounter | None:
    return UsageCounter.objects.filter(feature=feature, scope_id=scope.id).order_by("-ends_at").first()


def _is_open(counter: UsageCounter) -> bool:
    return counter.ends_at is None or counter.ends_at > timezone.now()


def _next_bounds(feature: Feature, scope: Scope, before: UsageCounter | None) -> windows.Bounds:
    counting = SPECS[feature].counting
    assert counting is not None, f"{feature} is not counted"
    ended = windows.Bounds(before.starts_at, before.ends_at) if before else None
    return windows.bounds(counting, timezone.now(), scope.zone, ended)


def take(feature: Feature, scope: Scope, amount: int, limit: int) -> Taken | None:
    """Count `amount` if the window still has room for it; None if it has not.

    The window found last is tried first, so that counting is one statement; only when that one is over, full or gone
    is the open window looked up.
    """
    kept = _current.get((feature, scope.id))
    if kept is not None and (taken := _take(kept, amount, limit)):
        return taken
    newest = _newest(feature, scope)
    counter = newest if newest is not None and _is_open(newest) else _opened(feature, scope, newest)
    if len(_current) >= MOST_KEPT:
        _current.clear()
    _current[feature, scope.id] = counter.pk
    return None if counter.pk == kept else _take(counter.pk, amount, limit)


def give_back(counter_id: UUID, amount: int) -> None:
    """Take `amount` off the window it was counted in, never below zero."""
    less = Case(When(used__gte=amount, then=F("used") - amount), default=Value(0))
    UsageCounter.objects.filter(pk=counter_id).update(used=less, updated_at=timezone.now())


def _take(counter_id: UUID, amount: int, limit: int) -> Taken | None:
    key = UsageCounter._meta.pk.get_db_prep_value(counter_id, connection)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [amount, now, key, now, amount, limit])
        row = cursor.fetchone()
    return Taken(counter_id, row[0]) if row else None


def _opened(feature: Feature, scope: Scope, before: UsageCounter | None) -> UsageCounter:
    bounds = _next_bounds(feature, scope, before)
    window = {"feature": feature, "scope_id": scope.id, "ends_at": bounds.ends_at}
    try:
        with transaction.atomic():
            return UsageCounter.objects.create(**window, starts_at=bounds.starts_at)
    except IntegrityError:
        return UsageCounter.objects.get(**window)
