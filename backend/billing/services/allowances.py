"""A plan's model spend, written down as the budget that the governor holds every call to."""

from uuid import UUID

from django.db import transaction

from backend.billing import inclusions
from backend.billing.features import Feature
from backend.treasury.models import Budget, ScopeKind
from backend.treasury.services import budgets
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window
from backend.treasury.worlds import World

from . import overage

# What this process has seen written, so that a call need not look.
_seen: dict[UUID, tuple[int | None, bool]] = {}
MOST_KEPT = 50_000


def in_force(workspace_id: UUID) -> None:
    """See to it that the plan's allowance stands as a budget; free of queries while the plan is the same."""
    wanted = _wanted(workspace_id)
    if _seen.get(workspace_id) != wanted:
        write_down(workspace_id)
        if len(_seen) >= MOST_KEPT:
            _seen.clear()
        _seen[workspace_id] = wanted


@transaction.atomic
def write_down(workspace_id: UUID) -> None:
    """Bring the allowance's budgets, real and sandbox, to what the plan includes now. Safe to repeat."""
    limit_e8, may_go_past = _wanted(workspace_id)
    for world in World:
        budget = of(workspace_id, world)
        if limit_e8 is None:
            if budget is not None:
                overage.lifting(workspace_id)
                budgets.lift(budget)
            continue
        if budget is None or budget.limit_e8 != limit_e8:
            budget = budgets.set_limit(
                scope=Scope(ScopeKind.PLAN, workspace_id),
                window=Window.MONTH,
                limit_e8=limit_e8,
                world=world,
                workspace_id=workspace_id,
            )
        if budget.overage_allowed and not may_go_past:
            budgets.allow_overage(budget, cap_e8=0)


def of(workspace_id: UUID, world: str) -> Budget | None:
    """Return the allowance's budget in one world; None where the plan's model spend is unlimited."""
    return Budget.objects.filter(
        scope_kind=ScopeKind.PLAN, scope_id=workspace_id, world=world, window=Window.MONTH
    ).first()


def forget() -> None:
    _seen.clear()


def _wanted(workspace_id: UUID) -> tuple[int | None, bool]:
    values = inclusions.of(workspace_id).values
    limit_e8, overage = values[Feature.MODEL_SPEND], values[Feature.OVERAGE]
    assert limit_e8 is None or isinstance(limit_e8, int)
    return limit_e8, bool(overage)
