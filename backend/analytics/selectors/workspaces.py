"""What each workspace brought and what its models cost."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from backend.accounts.models import Workspace
from backend.analytics.models import MarginTarget, WorkspaceDay

from .figures import CostRate, cost_rate, margin
from .periods import Period
from .revenue import revenue_of

SHOWN = 20
GONE = "A workspace that is gone"
NOBODY = "No workspace"


def margins(period: Period, *, most: int | None = SHOWN) -> dict[str, Any]:
    """Return the dearest workspaces and those with the least margin in money; `most` of each, or all."""
    lines = _lines(period)
    return {
        "by_cost": named(sorted(lines, key=lambda line: -line["cost_e8"])[:most]),
        "by_margin": named(sorted(lines, key=_earned)[:most]),
        "total": len(lines),
    }


def _earned(line: dict[str, Any]) -> int:
    return int(line["revenue_minor"] if line["margin_minor"] is None else line["margin_minor"])


def _lines(period: Period) -> list[dict[str, Any]]:
    used = (
        WorkspaceDay.objects.filter(world=period.world, day__range=(period.since, period.until))
        .values_list("workspace_id")
        .annotate(Sum("calls"), Sum("cost_e8"))
    )
    spent = {pk: (calls, cost_e8) for pk, calls, cost_e8 in used}
    brought = revenue_of(period)
    # One rate for the period's end, so that lines compare.
    rate = cost_rate(period.currency, period.until)
    targets = dict(MarginTarget.objects.values_list("workspace_id", "percent"))
    return [
        _line(pk, spent.get(pk, (0, 0)), brought.get(pk, 0) if pk else 0, rate, targets)
        for pk in {*spent, *brought}
    ]


def _line(
    pk: UUID | None, used: tuple[int, int], revenue: int, rate: CostRate, targets: dict[UUID, int]
) -> dict[str, Any]:
    """`used`: calls, and what they cost in 10⁻⁸ USD."""
    calls, cost_e8 = used
    cost = rate.of(cost_e8)
    share = margin(revenue, cost)
    target = targets.get(pk, settings.MARGIN_TARGET_PERCENT) if pk else settings.MARGIN_TARGET_PERCENT
    return {
        "workspace_id": pk,
        "calls": calls,
        "cost_e8": cost_e8,
        "revenue_minor": revenue,
        "margin_minor": None if cost.value is None else revenue - int(cost.value),
        "margin_percent": share.value,
        "reason": share.reason,
        "target_percent": target,
        "met": None if share.value is None else share.value >= target,
    }


def named(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict(
        Workspace.objects.filter(pk__in=[line["workspace_id"] for line in lines]).values_list("pk", "name")
    )
    return [{**line, "name": name_of(line["workspace_id"], names)} for line in lines]


def name_of(pk: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(pk, GONE) if pk else NOBODY
