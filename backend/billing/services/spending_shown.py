"""The limits on model spend, as the billing page shows them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.accounts.models import User
from backend.billing import displays
from backend.billing.features import Feature
from backend.treasury.forecasts import forecast
from backend.treasury.models import Budget, BudgetPeriod, ScopeKind
from backend.treasury.money import dollars
from backend.treasury.services import periods
from backend.treasury.worlds import World

from . import entitlements, overage_shown, spending_limits

Json = dict[str, Any]
NAMES = {
    ScopeKind.PLAN: "Included in the plan",
    ScopeKind.WORKSPACE: "Limit of the workspace",
    ScopeKind.USER: "Your own cap",
}


def shown(workspace_id: UUID, user: User, *, manages: bool) -> Json:
    """Return the plan's allowance, the workspace's limit and one's own cap, each with what is spent of it."""
    found = spending_limits.limits(workspace_id, user)
    rows = (
        (ScopeKind.PLAN, found.plan, False),
        (ScopeKind.WORKSPACE, found.workspace, manages),
        (ScopeKind.USER, found.user, True),
    )
    past = {"included": bool(entitlements.value(workspace_id, Feature.OVERAGE))}
    return {
        "sandbox": spending_limits.world() == World.SIMULATED,
        "budgets": [
            {
                "kind": kind.value,
                "name": NAMES[kind],
                **(_figures(budget) if budget else _none()),
                "overage": {**past, **_overage(workspace_id, budget)} if kind is ScopeKind.PLAN else None,
                "can_edit": can_edit,
            }
            for kind, budget, can_edit in rows
        ],
    }


def _figures(budget: Budget) -> Json:
    now = timezone.now()
    period = periods.open_period(budget, now)
    percent = (period.spent_e8 * 100 // period.full_e8) if period.full_e8 else 100
    return {
        "limit_e8": budget.limit_e8,
        "limit_display": dollars(budget.limit_e8),
        "spent_e8": period.spent_e8,
        "spent_display": displays.spent(period.spent_e8),
        "held_e8": period.held_e8,
        "left_display": displays.left(period.left_e8),
        "percent": percent,
        "warn_percent": budget.warn_percent,
        "resets_at": period.ends_at,
        "forecast": _forecast(period, now),
        "topped_up_display": dollars(period.topped_up_e8) if period.topped_up_e8 else None,
    }


def _none() -> Json:
    """Return the figures of a limit that is not there: nothing is counted against it."""
    return {
        "limit_e8": None,
        "limit_display": None,
        "spent_e8": 0,
        "spent_display": dollars(0),
        "held_e8": 0,
        "left_display": None,
        "percent": None,
        "warn_percent": 80,
        "resets_at": None,
        "forecast": {"projected_e8": None, "display": None, "reason": ""},
        "topped_up_display": None,
    }


def _overage(workspace_id: UUID, budget: Budget | None) -> Json:
    cap_e8 = budget.overage_e8 if budget else 0
    period = periods.open_period(budget, timezone.now()) if budget else None
    cap = {"allowed": cap_e8 > 0, "cap_e8": cap_e8, "cap_display": dollars(cap_e8)}
    return {**cap, **overage_shown.so_far(workspace_id, period)}


def _forecast(period: BudgetPeriod, now: datetime) -> Json:
    found = forecast(period, now)
    projected = found.projected_e8
    return {
        "projected_e8": projected,
        "display": None if projected is None else displays.spent(projected),
        "reason": found.reason,
    }
