"""Forecasts: made once a day for each series, kept as they were said, and scored against the days that came."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from itertools import islice
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.analytics.forecasting import child
from backend.analytics.forecasting import series as all_series
from backend.analytics.forecasting.enough import (
    HORIZON_DAYS,
    LEAST_DAYS,
    LEVEL,
    repeated_week,
    why_not,
)
from backend.analytics.forecasting.series import Series, Subject, load
from backend.analytics.models import Forecast, ForecastScore
from backend.core.tasks import enqueue

ONE = timedelta(days=1)
# As many series as one child process is asked about.
BATCH = 40
# Nothing moved for so long: the page may still ask, the night does not.
ASLEEP = timedelta(days=90)
# How long a page that asks again waits for the forecast it has asked for.
ASKED_SECONDS = 120


def today() -> date:
    return timezone.now().astimezone(UTC).date()


def ask_for(*, workspace_id: UUID, metric: str, world: str, currency: str) -> None:
    """Have today's forecast made, unless that is under way already."""
    day = today()
    asked = f"analytics:forecast:{workspace_id}:{metric}:{world}:{currency}:{day}"
    if cache.add(asked, True, ASKED_SECONDS):
        enqueue("analytics.forecast", workspace_id, metric, world, currency, day)


def make(*, workspace_id: UUID | str, metric: str, world: str, currency: str, day: date) -> None:
    """Make one series' forecast of `day`, which the days before it foretell; there is one for each day."""
    subject = Subject(UUID(str(workspace_id)), metric, world, currency)
    _make([subject], day)
    score([subject], day)


def make_all() -> int:
    """Make today's forecast of every series that is alive, and score the earlier ones; returns how many were made."""
    day = today()
    made = 0
    for subjects in _batches(all_series.living(since=day - ASLEEP), BATCH):
        made += _make(subjects, day)
        score(subjects, day)
    return made


def _make(subjects: Iterable[Subject], day: date) -> int:
    waiting = [
        (subject, load(subject, until=day - ONE)) for subject in subjects if not _is_made(subject, day)
    ]
    refusals = {subject: _refusal(series) for subject, series in waiting}
    able = [(subject, series) for subject, series in waiting if not refusals[subject]]
    rows = [_row(subject, day, declined_reason=reason) for subject, reason in refusals.items() if reason]
    answers = child.expect([series.values for _, series in able], horizon=HORIZON_DAYS) if able else []
    for (subject, _), expected in zip(able, answers, strict=True):
        rows.append(_row(subject, day, method=expected.method, points=_points(day, expected.points)))
    return len(Forecast.objects.bulk_create(rows, ignore_conflicts=True))


def _refusal(series: Series) -> str:
    return why_not(series.values, moving_days=series.moving_days(LEAST_DAYS))


def _is_made(subject: Subject, day: date) -> bool:
    if subject.workspace_id is not None and not Workspace.objects.filter(pk=subject.workspace_id).exists():
        # The books outlive a workspace, forecasts do not.
        return True
    return of(subject).filter(made_on=day).exists()


def _row(
    subject: Subject,
    day: date,
    *,
    method: str = "",
    points: list[dict[str, str | int]] | None = None,
    declined_reason: str = "",
) -> Forecast:
    return Forecast(
        workspace_id=subject.workspace_id,
        metric=subject.metric,
        world=subject.world,
        currency=subject.currency,
        made_on=day,
        horizon_days=HORIZON_DAYS,
        method=method,
        level=LEVEL,
        points=points or [],
        declined_reason=declined_reason,
    )


def _points(day: date, rows: list[tuple[int, int, int]]) -> list[dict[str, str | int]]:
    return [
        {
            "day": (day + ONE * step).isoformat(),
            "value_minor": value,
            "low_minor": low,
            "high_minor": high,
        }
        for step, (value, low, high) in enumerate(rows)
    ]


def of(subject: Subject) -> QuerySet[Forecast]:
    """Return the forecasts of one series."""
    workspace = Q(workspace=subject.workspace_id) if subject.workspace_id else Q(workspace=None)
    return Forecast.objects.filter(
        workspace, metric=subject.metric, world=subject.world, currency=subject.currency
    )


def score(subjects: Iterable[Subject], day: date) -> int:
    """Compare what was said of the days before `day` with what came; returns how many forecasts were scored.

    Each is scored anew until its last day has come, for the books of a day may still grow.
    """
    scored = 0
    for subject in subjects:
        series = load(subject, until=day - ONE)
        recent = of(subject).filter(
            made_on__lt=day, made_on__gte=day - ONE * (HORIZON_DAYS + 1), declined_reason=""
        )
        for forecast in recent:
            scored += _score(forecast, series)
    return scored


def _score(forecast: Forecast, series: Series) -> bool:
    naive = repeated_week(series.before(forecast.made_on), len(forecast.points))
    covered = error = naive_error = size = days = 0
    for point, repeated in zip(forecast.points, naive, strict=True):
        actual = series.on(date.fromisoformat(point["day"]))
        if actual is None:
            break
        days += 1
        covered += point["low_minor"] <= actual <= point["high_minor"]
        error += abs(actual - point["value_minor"])
        naive_error += abs(actual - repeated)
        size += abs(actual)
    if days:
        ForecastScore.objects.update_or_create(
            forecast=forecast,
            defaults={
                "scored_days": days,
                "covered_days": covered,
                "absolute_error_minor": error,
                "naive_error_minor": naive_error,
                "actual_minor": size,
            },
        )
    return bool(days)


def _batches(subjects: Iterable[Subject], size: int) -> Iterator[list[Subject]]:
    remaining = iter(subjects)
    while batch := list(islice(remaining, size)):
        yield batch
