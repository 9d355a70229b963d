"""The window of a budget that is open now: opened when first asked for, with the limits of that moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from backend.events.services import outbox
from backend.treasury import events, windows
from backend.treasury.models import Budget, BudgetPeriod, ScopeKind


@dataclass(frozen=True)
class Scope:
    """What spending counts against: a plan's allowance, a workspace, a run, an agent or a person."""

    kind: ScopeKind
    id: UUID


def locked_for(scopes: Iterable[Scope], world: str, now: datetime) -> list[BudgetPeriod]:
    """Return the open periods of every budget on `scopes`, locked; call it inside a transaction.

    Always in the order of their keys, so that two who hold the same budgets never wait for each other in a circle.
    A scope without a budget limits nothing.
    """
    wanted = Q(pk__in=[])
    for scope in scopes:
        wanted |= Q(scope_kind=scope.kind, scope_id=scope.id)
    budgets = Budget.objects.filter(wanted, world=world).order_by("pk")
    ids = [open_period(budget, now).pk for budget in budgets]
    periods = BudgetPeriod.objects.select_for_update(of=("self",)).select_related("budget")
    return list(periods.filter(pk__in=ids).order_by("pk"))


def open_period(budget: Budget, now: datetime) -> BudgetPeriod:
    """Return the period that `now` falls into; call it inside a transaction."""
    starts_at = windows.bounds(budget.window, now).starts_at
    period = BudgetPeriod.objects.filter(budget=budget, starts_at=starts_at).first()
    return period or _opened(budget, now)


def _opened(budget: Budget, now: datetime) -> BudgetPeriod:
    """Open a period with the limits that hold now; whoever changes them meanwhile waits for the locked row."""
    current = Budget.objects.select_for_update().get(pk=budget.pk)
    bounds = windows.bounds(current.window, now)
    period, _ = BudgetPeriod.objects.get_or_create(
        budget=current,
        starts_at=bounds.starts_at,
        defaults={
            "ends_at": bounds.ends_at,
            "limit_e8": current.limit_e8,
            "overage_e8": current.overage_e8,
            "highest_full_e8": current.limit_e8,
            "highest_overage_e8": current.overage_e8,
        },
    )
    return period


@transaction.atomic
def announce(period_ids: Iterable[UUID], *, refused: bool = False) -> None:
    """Tell once per window that a budget's share for warning, and its 100 %, is reached by what was really spent.

    Where work was `refused` past the share for warning, the budget counts as exhausted too: what is left is too small.
    """
    now = timezone.now()
    for period in (
        BudgetPeriod.objects.select_related("budget").filter(pk__in=list(period_ids)).order_by("pk")
    ):
        warned = period.spent_e8 >= period.warns_at_e8
        if warned and _first(period, "warned_at", now):
            _record(events.BUDGET_WARNED, period)
        exhausted = period.spent_e8 >= period.full_e8 or (refused and warned)
        if exhausted and _first(period, "exhausted_at", now):
            _record(events.BUDGET_EXHAUSTED, period)


def _first(period: BudgetPeriod, field: str, now: datetime) -> bool:
    unset = BudgetPeriod.objects.filter(pk=period.pk, **{field: None})
    return bool(unset.update(**{field: now}))


def _record(name: str, period: BudgetPeriod) -> None:
    outbox.record(
        name,
        workspace_id=period.budget.workspace_id,
        payload={
            "budget_id": str(period.budget_id),
            "scope": period.budget.scope_kind,
            "scope_id": str(period.budget.scope_id),
            "world": period.budget.world,
            "window_starts_at": period.starts_at.isoformat(),
            "resets_at": period.ends_at.isoformat() if period.ends_at else None,
            "limit_e8": period.full_e8,
            "spent_e8": period.spent_e8,
        },
    )


def move(period_ids: list[UUID], *, held_e8: int, spent_e8: int) -> None:
    """Add to what is held and spent, in the order of the keys."""
    ordered = BudgetPeriod.objects.select_for_update().filter(pk__in=period_ids).order_by("pk")
    for period_id in list(ordered.values_list("pk", flat=True)):
        BudgetPeriod.objects.filter(pk=period_id).update(
            held_e8=F("held_e8") + held_e8, spent_e8=F("spent_e8") + spent_e8, updated_at=timezone.now()
        )
