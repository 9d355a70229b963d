"""The stretches of time in which use is counted: a person's own days, calendar months, or always."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .features import Counting

SHORT = timedelta(hours=12)
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Bounds:
    """From `starts_at` up to, not including, `ends_at`; a level has no end."""

    starts_at: datetime
    ends_at: datetime | None


def bounds(counting: Counting, now: datetime, zone: ZoneInfo, before: Bounds | None) -> Bounds:
    """Return the window that would open at `now`; `before` is the one that ended last in the same scope."""
    if counting is Counting.LEVEL:
        return Bounds(ALWAYS, None)
    if counting is Counting.MONTH:
        return _month(now)
    return _day(now, zone, before)


def _month(now: datetime) -> Bounds:
    first = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Bounds(first, (first + timedelta(days=32)).replace(day=1))


def _day(now: datetime, zone: ZoneInfo, before: Bounds | None) -> Bounds:
    """Return the person's own day, until the next midnight where they live.

    It never reaches back into the one before it. A changed time zone may make one day short, but not two in a row: the
    second lasts until the midnight after, so that changing it again and again earns no extra days.
    """
    today = now.astimezone(zone).date()
    starts_at = datetime.combine(today, time.min, tzinfo=zone).astimezone(UTC)
    ends_at = datetime.combine(today + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)
    if before is None or before.ends_at is None:
        return Bounds(starts_at, ends_at)
    starts_at = max(starts_at, before.ends_at)
    if max(ends_at - starts_at, before.ends_at - before.starts_at) < SHORT:
        ends_at += timedelta(days=1)
    return Bounds(starts_at, ends_at)
