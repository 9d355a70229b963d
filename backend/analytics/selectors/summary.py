"""Everything the dashboard shows of a period, in a number of queries that its length does not change."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Sum

from backend.analytics.metrics import MOVEMENT, SHOWN, Shown, Stored, Unit
from backend.analytics.models import CalendarDay, Cohort, DailyMetric, FunnelStep, Movement, Step

from .charts import charts
from .figures import Daily, Figure, figures, load, percentage
from .periods import Period
from .workspaces import margins

_TOP_VISITS = 10
# Longer than this, movements are shown by the month.
_BY_DAY = 62


def summary(period: Period, *, compare: bool) -> dict[str, Any]:
    earlier = period.before()
    daily = load(period, earlier)
    now = figures(daily, period)
    then = figures(daily, earlier) if compare else {}
    return {
        "since": period.since,
        "until": period.until,
        "world": period.world,
        "currency": period.currency,
        "currencies": currencies(period),
        "compared_with": {"since": earlier.since, "until": earlier.until} if compare else None,
        "counted_at": CalendarDay.objects.aggregate(last=Max("counted_at"))["last"],
        "tiles": [_tile(shown, now[shown.key], then.get(shown.key)) for shown in SHOWN.values()],
        "charts": charts(daily, period),
        "movements": _movements(daily, period),
        "funnel": funnel(period, int(now["visitors"].value or 0)),
        "cohorts": cohorts(period),
        "workspaces": margins(period),
        "visits": _visits(period),
        "targets": _targets(now, then),
    }


def _tile(shown: Shown, now: Figure, then: Figure | None) -> dict[str, Any]:
    previous = then.value if then else None
    return {
        "metric": shown.key,
        "label": shown.label,
        "explanation": shown.explanation,
        "unit": shown.unit.value,
        "form": shown.form.value,
        "value": now.value,
        "reason": now.reason,
        "previous": previous,
        "change_percent": _change(now.value, previous),
        "opens": shown.opens,
        "made_of": list(shown.made_of),
    }


def _change(now: float | None, previous: float | None) -> float | None:
    """Return by how many percent it grew; nothing where it began at zero or below."""
    if now is None or previous is None or previous <= 0:
        return None
    return round(100 * (now - previous) / previous, 2)


def currencies(period: Period) -> list[str]:
    """Return those in which anyone of this world ever paid, and the one that is shown: none is left out in silence."""
    billed = DailyMetric.objects.filter(metric=Stored.MRR, world=period.world).exclude(currency="")
    return sorted({period.currency, *billed.order_by().values_list("currency", flat=True).distinct()})


def _movements(daily: Daily, period: Period) -> dict[str, Any]:
    """Return MRR's movements; the parts of each row add up to its `net`, and `mrr` is what stood at its end.

    `opening` is what stood on the evening before the period: with the parts of all rows it makes `closing`.
    """
    by_day = period.length <= _BY_DAY
    buckets: dict[date, list[date]] = defaultdict(list)
    for day in period.days():
        buckets[day if by_day else day.replace(day=1)].append(day)
    rows = [_movement(daily, start, days) for start, days in buckets.items()]
    return {
        "grain": "day" if by_day else "month",
        "opening": daily.at(Stored.MRR, period.eve),
        "closing": daily.at(Stored.MRR, period.until),
        "rows": rows,
    }


def _movement(daily: Daily, start: date, days: list[date]) -> dict[str, Any]:
    parts = {
        kind.value: sum(daily.values[MOVEMENT.format(kind.value)].get(day, 0) for day in days)
        for kind in Movement
    }
    return {"period": start, **parts, "net": sum(parts.values()), "mrr": daily.at(Stored.MRR, days[-1])}


def funnel(period: Period, visitors: int) -> dict[str, Any]:
    """Return the way in, by who signed up in the period and by which steps were taken in it."""
    rows = (
        FunnelStep.objects.filter(day__range=(period.since, period.until), world__in=["", period.world])
        .values_list("basis", "step")
        .annotate(Sum("people"))
    )
    people = {(basis, step): count for basis, step, count in rows}
    return {
        basis.value: _steps([people.get((basis.value, step.value), 0) for step in Step], visitors)
        for basis in FunnelStep.Basis
    }


def _steps(people: list[int], visitors: int) -> list[dict[str, Any]]:
    names = [("visited", "Visited"), *((step.value, step.label) for step in Step)]
    counts = [visitors, *people]
    return [
        {
            "step": name,
            "label": label,
            "people": count,
            "percent_of_first": percentage(count, counts[0], "").value,
            "percent_of_previous": percentage(count, counts[max(0, place - 1)], "").value,
        }
        for place, ((name, label), count) in enumerate(zip(names, counts, strict=True))
    ]


def cohorts(period: Period) -> dict[str, Any]:
    """Return the cohorts that began in the period, each with every later one until its end."""
    cells = Cohort.objects.filter(
        cohort__range=(period.since, period.until),
        period__lte=period.until,
        world__in=["", period.world],
    ).order_by("cohort", "period")
    found: dict[str, dict[str, list[dict[str, Any]]]] = {
        kind.value: {grain.value: [] for grain in Cohort.Grain} for kind in Cohort.Kind
    }
    for cell in cells:
        lines = found[cell.kind][cell.grain]
        if not lines or lines[-1]["cohort"] != cell.cohort:
            lines.append({"cohort": cell.cohort, "size": cell.size, "periods": []})
        share = percentage(cell.retained, cell.size, "").value
        lines[-1]["periods"].append({"period": cell.period, "retained": cell.retained, "percent": share})
    return found


def _visits(period: Period) -> dict[str, list[dict[str, Any]]]:
    parts = {
        "paths": Stored.VISITS_BY_PATH,
        "sources": Stored.VISITS_BY_SOURCE,
        "campaigns": Stored.VISITS_BY_CAMPAIGN,
        "devices": Stored.VISITS_BY_DEVICE,
    }
    rows = (
        DailyMetric.objects.filter(metric__in=parts.values(), day__range=(period.since, period.until))
        .values_list("metric", "dimension")
        .annotate(visits=Sum("value"))
        .order_by("-visits", "dimension")
    )
    by_metric: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for metric, name, count in rows:
        by_metric[metric].append({"name": name, "visits": count})
    return {part: by_metric[metric][:_TOP_VISITS] for part, metric in parts.items()}


def _targets(now: dict[str, Figure], then: dict[str, Figure]) -> list[dict[str, Any]]:
    """Return what we aim at beside what is; `met` is empty where what is cannot be said."""
    growth = _change(now["mrr"].value, then["mrr"].value) if then else None
    return [
        _target("growth", "MRR growth", Unit.PERCENT, settings.GROWTH_TARGET_PERCENT, growth, at_least=True),
        _target("churn", "Churn", Unit.PERCENT, settings.CHURN_TARGET_PERCENT, now["churn"].value),
        _target(
            "ltv", "Lifetime value", Unit.MINOR, settings.LTV_TARGET_MINOR, now["ltv"].value, at_least=True
        ),
        _target(
            "margin",
            "Margin",
            Unit.PERCENT,
            settings.MARGIN_TARGET_PERCENT,
            now["margin"].value,
            at_least=True,
        ),
    ]


def _target(
    key: str, label: str, unit: Unit, target: int, actual: float | None, *, at_least: bool = False
) -> dict[str, Any]:
    met = None if actual is None else (actual >= target if at_least else actual < target)
    return {
        "metric": key,
        "label": label,
        "unit": unit.value,
        "target": target,
        "at_least": at_least,
        "actual": actual,
        "met": met,
    }
