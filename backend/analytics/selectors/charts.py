"""What is stored by the day, as lines; and the margin, which is made of two of them."""

from datetime import date
from typing import Any

from backend.analytics.metrics import SHOWN, Form, Stored, Unit

from .figures import CostRate, Daily, cost_rate, percentage
from .periods import Period

# Charts of figures that are made of others would need them for every day; these are stored by the day.
CHARTED = (
    "mrr",
    "active_subscriptions",
    "trials",
    "paying_subscriptions",
    "total_users",
    "sign_ups",
    "verified",
    "activated",
    "departures",
    "visits",
    "visitors",
    "active_people",
    "messages",
    "model_calls",
    "model_cost",
)


def charts(daily: Daily, period: Period) -> dict[str, Any]:
    days = list(period.days())
    series = [_line(daily, key, days) for key in CHARTED]
    return {
        "days": days,
        "series": [*series, _margins(daily, days, cost_rate(period.currency, period.until))],
    }


def _line(daily: Daily, key: str, days: list[date]) -> dict[str, Any]:
    shown = SHOWN.get(key)
    values = daily.values[key]
    is_stock = shown is not None and shown.form == Form.STOCK
    # What stood on a day that is not counted yet is not known; nothing that happened is zero.
    missing = None if is_stock else 0
    return {
        "metric": key,
        "label": shown.label if shown else "Active people",
        "unit": (shown.unit if shown else Unit.COUNT).value,
        "values": [values.get(day, missing) for day in days],
    }


def _margins(daily: Daily, days: list[date], rate: CostRate) -> dict[str, Any]:
    """Return each day's margin: what is left of a 365th of twelve MRR; nothing where none stood or no rate is known."""
    shown = SHOWN["margin"]
    return {
        "metric": shown.key,
        "label": shown.label,
        "unit": shown.unit.value,
        "values": [
            _margin_of(
                daily.values[Stored.MRR].get(day, 0), rate.of(daily.values[Stored.COST].get(day, 0)).value
            )
            for day in days
        ],
    }


def _margin_of(mrr: int, cost: float | None) -> float | None:
    return None if cost is None else percentage(12 * mrr - 365 * int(cost), 12 * mrr, "").value
