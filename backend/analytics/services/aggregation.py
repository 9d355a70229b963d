"""Counting: notice which days got something new, then count those again, in steps that each stand by themselves."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from backend.analytics.aggregation import cohorts, funnels, lifecycle, subscriptions, usage
from backend.analytics.aggregation.sources import SOURCES
from backend.analytics.models import AggregationLease, Bookmark, CalendarDay
from backend.analytics.sql import sorting_in_files

# A week at a time: memory does not grow with history, and no one else waits long to write.
STRIDE = 7
LEASE = timedelta(minutes=10)
# What belongs to a day may still change in its last hours: a call gets its cost when it ends.
UNSETTLED = timedelta(hours=2)
ONE = timedelta(days=1)


def catch_up() -> int:
    """Count everything that is new since the last time, however long ago; returns how many days were counted.

    Returns 0 at once while another process counts: what it does not notice, the next call will.
    """
    with _lease() as held:
        if not held:
            return 0
        with sorting_in_files():
            notice()
            return _count_stale()


def aggregate(day: date) -> int:
    """Count `day` again, whatever is there; and those after it, as far as they rest on it."""
    mark([day])
    return catch_up()


@transaction.atomic
def mark(days: Iterable[date]) -> None:
    """Remember to count these days again."""
    _mark(usage_days=set(days), lifecycle_since=min(days, default=None))


@transaction.atomic
def notice() -> None:
    """Look for rows added since the sources were last read, mark the days that they tell of, and move the bookmarks."""
    now = timezone.now()
    read = dict(Bookmark.objects.values_list("source", "read_until"))
    usage_days, lifecycle_days = set[date](), set[date]()
    for source in SOURCES:
        days = source.days_since(read.get(source.name))
        usage_days |= days if source.is_usage else set()
        lifecycle_days |= days if source.is_lifecycle else set()
        if days and source.name == "subscriptions":
            subscriptions.rebuild(read.get(source.name))
        Bookmark.objects.update_or_create(source=source.name, defaults={"read_until": now})
    since = _extend_calendar(usage_days | lifecycle_days, now)
    unsettled = min([*(until for until in read.values()), now]) - UNSETTLED
    open_days = _days(max(since, _utc_day(unsettled)), _utc_day(now))
    _mark(
        usage_days=usage_days | set(open_days),
        lifecycle_since=min([*lifecycle_days, *open_days], default=None),
    )


def _extend_calendar(days: set[date], now: datetime) -> date:
    """Have a row for every day from the first that anything tells of until today; returns that first day.

    A day that comes before all others changes what stood on each of them.
    """
    today = _utc_day(now)
    known = CalendarDay.objects.aggregate(first=Min("day"))["first"]
    first = min([*days, *([known] if known else []), today])
    have = set(CalendarDay.objects.filter(day__gte=first).values_list("day", flat=True))
    missing = [day for day in _days(first, today) if day not in have]
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=day, week=_monday(day), month=day.replace(day=1)) for day in missing],
        batch_size=500,
        ignore_conflicts=True,
    )
    if missing:
        CalendarDay.objects.filter(day__gte=missing[0]).update(lifecycle_stale=True)
    return first


def _mark(*, usage_days: set[date], lifecycle_since: date | None) -> None:
    for few in _batches(sorted(usage_days)):
        CalendarDay.objects.filter(day__in=few).update(usage_stale=True)
    if lifecycle_since is not None:
        CalendarDay.objects.filter(day__gte=lifecycle_since).update(lifecycle_stale=True)


def _count_stale() -> int:
    """Count the marked days, oldest first, and take their marks away; a run that is cut short is taken up again."""
    stale = CalendarDay.objects.filter(Q(usage_stale=True) | Q(lifecycle_stale=True)).count()
    for since, until in _runs(_stale_days(usage_stale=True)):
        _count_usage(since, until)
    days = _stale_days(lifecycle_stale=True)
    for since, until in _runs(days):
        _count_lifecycle(since, until, keep=days[0])
    if days:
        _finish(days[0])
    return stale


def _stale_days(**mark: bool) -> list[date]:
    return list(CalendarDay.objects.filter(**mark).order_by("day").values_list("day", flat=True))


@transaction.atomic
def _count_usage(since: date, until: date) -> None:
    usage.count(since, until)
    kept_since = max(since, visits_kept_since())
    if kept_since <= until:
        usage.count_visits(kept_since, until)
    _counted(since, until).update(usage_stale=False, counted_at=timezone.now())
    _renew()


@transaction.atomic
def _count_lifecycle(since: date, until: date, *, keep: date) -> None:
    """Count a stretch of days; the mark on `keep` stays until the cohorts, which need all of them, are counted."""
    touched = funnels.cohorts_touched(since, until)
    lifecycle.count(since, until)
    funnels.count(since, until, touched | funnels.cohorts_touched(since, until))
    counted = _counted(since, until).exclude(day=keep)
    counted.update(lifecycle_stale=False, counted_at=timezone.now())
    _renew()


@transaction.atomic
def _finish(since: date) -> None:
    cohorts.count(since)
    _counted(since, since).update(lifecycle_stale=False, counted_at=timezone.now())


def _counted(since: date, until: date) -> QuerySet[CalendarDay]:
    return CalendarDay.objects.filter(day__range=(since, until))


def visits_kept_since() -> date:
    """Return the first day of which every single visit is still kept."""
    return _utc_day(timezone.now()) - timedelta(days=settings.VISITS_KEPT_DAYS)


@contextmanager
def _lease() -> Iterator[bool]:
    """Hold the right to count, unless another process holds it; a dead one's lease runs out."""
    now = timezone.now()
    AggregationLease.objects.get_or_create(id=1)
    free = AggregationLease.objects.filter(Q(held_until=None) | Q(held_until__lt=now))
    held = bool(free.update(held_until=now + LEASE))
    try:
        yield held
    finally:
        if held:
            AggregationLease.objects.update(held_until=None)


def _renew() -> None:
    AggregationLease.objects.update(held_until=timezone.now() + LEASE)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Join days that follow one another, up to STRIDE of them."""
    start: date | None = None
    for place, day in enumerate(days):
        start = start or day
        ends = place + 1 == len(days) or days[place + 1] != day + ONE
        if ends or (day - start).days + 1 >= STRIDE:
            yield start, day
            start = None


def _batches(days: list[date], size: int = 500) -> Iterator[list[date]]:
    for begin in range(0, len(days), size):
        yield days[begin : begin + size]


def _days(since: date, until: date) -> list[date]:
    return [since + ONE * number for number in range((until - since).days + 1)]


def _monday(day: date) -> date:
    return day - ONE * day.weekday()


def _utc_day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
