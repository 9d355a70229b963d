"""The figures as CSV files (RFC 4180), for whoever wants to reckon with them elsewhere."""

import csv
import io
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import Q

from backend.analytics.metrics import Stored
from backend.analytics.models import Cohort, DailyMetric, FunnelStep, SubscriptionDay
from backend.analytics.selectors.periods import Period
from backend.analytics.selectors.workspaces import margins
from backend.core.errors import ApplicationError
from backend.treasury.formats.spreadsheet import harmless


class NoSuchExport(ApplicationError):
    code = "no_such_export"
    status = 404

    def __init__(self) -> None:
        super().__init__(f"There is no such file. There are: {', '.join(EXPORTS)}.")


Rows = Iterable[Iterable[Any]]


def write(name: str, period: Period) -> IO[bytes]:
    """Return the file of that name, to be closed by the caller. Raises NoSuchExport."""
    if name not in EXPORTS:
        raise NoSuchExport
    columns, rows = EXPORTS[name]
    file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  the download closes it
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows(period):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    text.detach()
    return file


def _metrics(period: Period) -> Rows:
    columns = ("day", "world", "currency", "metric", "dimension", "value")
    found = DailyMetric.objects.filter(
        Q(currency__in=["", period.currency]) | Q(metric=Stored.COST),
        day__range=(period.since, period.until),
        world__in=["", period.world],
    )
    return found.order_by("day", "metric", "dimension").values_list(*columns).iterator(chunk_size=1000)


def _movements(period: Period) -> Rows:
    columns = (
        "day",
        "movement",
        "subscription_id",
        "workspace_id",
        "plan_before",
        "plan",
        "mrr_before",
        "mrr",
    )
    found = SubscriptionDay.objects.filter(
        world=period.world, currency=period.currency, day__range=(period.since, period.until)
    ).exclude(movement="")
    return found.order_by("day", "pk").values_list(*columns).iterator(chunk_size=1000)


def _funnel(period: Period) -> Rows:
    found = FunnelStep.objects.filter(day__range=(period.since, period.until), world__in=["", period.world])
    return (
        found.order_by("basis", "day", "step")
        .values_list("basis", "day", "step", "people")
        .iterator(chunk_size=1000)
    )


def _cohorts(period: Period) -> Rows:
    found = Cohort.objects.filter(cohort__range=(period.since, period.until), world__in=["", period.world])
    columns = ("kind", "grain", "cohort", "period", "size", "retained")
    return found.order_by(*columns[:4]).values_list(*columns).iterator(chunk_size=1000)


def _workspaces(period: Period) -> Rows:
    columns = EXPORTS["workspaces.csv"][0]
    return ([line[column] for column in columns] for line in margins(period, most=None)["by_cost"])


EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[Period], Rows]]] = {
    "metrics.csv": (("day", "world", "currency", "metric", "dimension", "value"), _metrics),
    "movements.csv": (
        (
            "day",
            "movement",
            "subscription_id",
            "workspace_id",
            "plan_before",
            "plan",
            "mrr_before_minor",
            "mrr_minor",
        ),
        _movements,
    ),
    "funnel.csv": (("basis", "day", "step", "people"), _funnel),
    "cohorts.csv": (("kind", "grain", "cohort", "period", "size", "retained"), _cohorts),
    "workspaces.csv": (
        ("workspace_id", "name", "revenue_minor", "calls", "cost_e8", "margin_minor", "margin_percent"),
        _workspaces,
    ),
}
