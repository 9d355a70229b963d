"""The daily series that forecasts go on with, in whole minor units; a day without movement is zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Min, Sum

from backend.analytics.metrics import Stored
from backend.analytics.models import DailyMetric, Forecast
from backend.treasury.models import Kind, LedgerEntry
from backend.treasury.tiles import Tile, kinds_of

# As on the money page: what customers paid; refunds, fees and costs are taken off only of what is kept.
EARNING = kinds_of(Tile.EARNED)
Metric = Forecast.Metric


@dataclass(frozen=True)
class Subject:
    """Whose series, of what. Without a workspace it is the platform's MRR."""

    workspace_id: UUID | None
    metric: str
    world: str
    currency: str


@dataclass(frozen=True)
class Series:
    """Consecutive days from `first`, and on how many of the last ones anything moved."""

    first: date
    values: list[int]

    def on(self, day: date) -> int | None:
        place = (day - self.first).days
        return self.values[place] if 0 <= place < len(self.values) else None

    def before(self, day: date) -> list[int]:
        return self.values[: max(0, (day - self.first).days)]

    def moving_days(self, among_last: int) -> int:
        return sum(1 for value in self.values[-among_last:] if value)


def load(subject: Subject, *, until: date) -> Series:
    """Return the days from the first with anything in the books up to and including `until`."""
    by_day = _mrr(subject, until) if subject.workspace_id is None else _ledger(subject, until)
    first = min(by_day, default=until + timedelta(days=1))
    return Series(
        first,
        [by_day.get(first + timedelta(days=step), 0) for step in range((until - first).days + 1)],
    )


def _ledger(subject: Subject, until: date) -> dict[date, int]:
    assert subject.workspace_id is not None
    entries = (
        LedgerEntry.objects.for_workspace(subject.workspace_id)
        .in_world(subject.world)
        .filter(currency=subject.currency, day__lte=until)
        .order_by()
    )
    # A history begins with the first line of any kind, so that "nothing earned yet" counts as days of zero.
    first = entries.aggregate(Min("day"))["day__min"]
    counted = (
        entries.filter(kind__in=EARNING)
        if subject.metric == Metric.EARNED
        else entries.exclude(kind=Kind.PAYOUT)
    )
    sums = dict(counted.values_list("day").annotate(Sum("amount_minor")))
    return {first: 0, **sums} if first else {}


def _mrr(subject: Subject, until: date) -> dict[date, int]:
    rows = DailyMetric.objects.filter(
        metric=Stored.MRR, world=subject.world, currency=subject.currency, day__lte=until
    )
    return dict(rows.values_list("day", "value"))


def living(*, since: date) -> Iterable[Subject]:
    """Return every series in which anything moved on or after `since`."""
    moved = LedgerEntry.objects.filter(day__gte=since).order_by()
    for world in ("real", "simulated"):
        for workspace_id, currency in (
            moved.in_world(world).values_list("workspace_id", "currency").distinct()
        ):
            for metric in (Metric.EARNED, Metric.KEPT):
                yield Subject(workspace_id, metric.value, world, currency)
    recurring = DailyMetric.objects.filter(metric=Stored.MRR, day__gte=since).order_by()
    for world, currency in recurring.values_list("world", "currency").distinct():
        yield Subject(None, Metric.MRR.value, world, currency)
