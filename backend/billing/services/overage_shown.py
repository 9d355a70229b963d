"""What was spent past the allowance, and with which invoice it comes, as the billing page shows it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.billing import displays
from backend.billing.models import OVER, OverageCharge, OverageState, Subscription
from backend.billing.worlds import environment
from backend.treasury.models import BudgetPeriod

from . import overage, spending_limits
from .overage import CURRENCY

Json = dict[str, Any]


def so_far(workspace_id: UUID, period: BudgetPeriod | None) -> Json:
    """Return what this month will be charged as it stands, when, and what of earlier months is on its way.

    Nothing is charged, and nothing said, where calls and payments are of two worlds.
    """
    if overage.world() != spending_limits.world():
        return {"due_minor": 0, "due_display": displays.money(0, CURRENCY), "charged_at": None, "waiting": []}
    paying = overage.payer(workspace_id)
    due = overage.uncharged_minor(period) if period else 0
    ends_at = period.ends_at if period else None
    return {
        "due_minor": due,
        "due_display": displays.money(due, CURRENCY),
        "charged_at": invoiced_at(paying, ends_at) if paying and ends_at else None,
        "waiting": [_waiting(row, paying) for row in _on_its_way(workspace_id)],
    }


def invoiced_at(paying: Subscription, since: datetime) -> datetime:
    """Return about when the first invoice comes after `since`: with a renewal or the plan's end, else at once."""
    if overage.stands_alone(paying) or paying.current_period_ends_at is None:
        return since
    at = paying.cancels_at or paying.current_period_ends_at
    if at >= since:
        return at
    return since if paying.cancels_at else _renewal_after(at, since)


def _renewal_after(renewal: datetime, since: datetime) -> datetime:
    """Count months on from a renewal, its day kept where the month has it."""
    month = renewal
    while month < since:
        following = month.replace(day=1) + timedelta(days=32)
        last = (following.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        month = following.replace(day=min(renewal.day, last.day))
    return month


def _on_its_way(workspace_id: UUID) -> list[OverageCharge]:
    rows = OverageCharge.objects.filter(
        environment=environment(),
        workspace_id=workspace_id,
        state__in=(OverageState.CLAIMED, OverageState.SENT),
    )
    return list(rows.order_by("period_starts_at", "pk"))


def _waiting(row: OverageCharge, paying: Subscription | None) -> Json:
    runs = paying is not None and paying.status not in OVER and not row.alone
    return {
        "month": row.period_starts_at,
        "amount_minor": row.amount_minor,
        "display": displays.money(row.amount_minor, CURRENCY),
        "charged_at": invoiced_at(paying, row.period_ends_at) if paying and runs else None,
    }
