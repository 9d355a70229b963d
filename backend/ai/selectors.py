"""Questions about usage; nothing here writes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from backend.accounts.models import User

from .models import ModelCall
from .money import as_money

TOTALS = {
    "calls": Count("id"),
    "input_tokens": Sum("input_tokens", default=0),
    "output_tokens": Sum("output_tokens", default=0),
    "cost_e8": Sum("cost_e8", default=0),
}
EMPTY = {"calls": 0, "input_tokens": 0, "output_tokens": 0, "cost_e8": 0}


def usage_of(user: User, *, days: int = 30) -> dict[str, Any]:
    """Return the user's own model usage: this month's totals, and each of the last `days` days (UTC).

    One world at a time: while the sandbox answers only its calls count, and once a real model does only real ones.
    """
    today = timezone.now().astimezone(UTC).date()
    calls = ModelCall.objects.filter(user=user, sandbox=settings.AI_SANDBOX)
    month = calls.filter(created_at__gte=_midnight(today.replace(day=1))).aggregate(**TOTALS)
    recent = calls.filter(created_at__gte=_midnight(today - timedelta(days=days - 1)))
    return {"month": _shown({**EMPTY, **month}), "days": by_day(recent), "sandbox": settings.AI_SANDBOX}


def system_usage(*, since: date, until: date) -> dict[str, Any]:
    """Return everyone's usage between two dates (inclusive, UTC) by user, model and day, dearest first; one world."""
    calls = ModelCall.objects.filter(
        sandbox=settings.AI_SANDBOX,
        created_at__gte=_midnight(since),
        created_at__lt=_midnight(until + timedelta(days=1)),
    )
    return {
        "since": since,
        "until": until,
        "sandbox": settings.AI_SANDBOX,
        "total": _shown({**EMPTY, **calls.aggregate(**TOTALS)}),
        "by_user": _grouped(calls, user_id="user_id", email="user__email"),
        "by_model": _grouped(calls, vendor="vendor", model="model"),
        "by_day": by_day(calls),
    }


def by_day(calls: QuerySet[ModelCall]) -> list[dict[str, Any]]:
    rows = (
        calls.annotate(date=TruncDate("created_at", tzinfo=UTC))
        .values("date")
        .annotate(**TOTALS)
        .order_by("date")
    )
    return [_shown(dict(row)) for row in rows]


def _grouped(calls: QuerySet[ModelCall], **names: str) -> list[dict[str, Any]]:
    rows = calls.values(*names.values()).annotate(**TOTALS).order_by("-cost_e8", *names.values())
    return [
        _shown({**{name: row[path] for name, path in names.items()}, **_only_totals(row)}) for row in rows
    ]


def _only_totals(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in TOTALS}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    shown = dict(row)
    shown["cost"] = as_money(shown.pop("cost_e8"))
    return shown


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
