"""What is expected of one series, and how well it was foretold before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from backend.analytics.models import Forecast, ForecastScore


@dataclass(frozen=True)
class Accuracy:
    """Over all scored forecasts of a series. `error_percent` is the error's share of what really moved."""

    coverage_percent: float
    error_percent: float | None
    scored_days: int


def newest(*, workspace_id: UUID, metric: str, world: str, currency: str) -> Forecast | None:
    return (
        Forecast.objects.for_workspace(workspace_id)
        .filter(metric=metric, world=world, currency=currency)
        .order_by("-made_on")
        .first()
    )


def accuracy(*, workspace_id: UUID, metric: str, world: str, currency: str) -> Accuracy | None:
    sums = ForecastScore.objects.filter(
        forecast__workspace=workspace_id,
        forecast__metric=metric,
        forecast__world=world,
        forecast__currency=currency,
    ).aggregate(
        days=Sum("scored_days"),
        covered=Sum("covered_days"),
        error=Sum("absolute_error_minor"),
        actual=Sum("actual_minor"),
    )
    if not sums["days"]:
        return None
    return Accuracy(
        coverage_percent=round(100 * sums["covered"] / sums["days"], 2),
        error_percent=round(100 * sums["error"] / sums["actual"], 2) if sums["actual"] else None,
        scored_days=sums["days"],
    )


def is_fresh(forecast: Forecast | None, day: date) -> bool:
    return forecast is not None and forecast.made_on == day
