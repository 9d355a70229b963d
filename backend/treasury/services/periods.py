"""The window of a budget that is open now: opened when first asked for, with the limits of that moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from backend.events.services import outbox
from backend.treasury import events, windows
from backend.treasury.models import Budget, BudgetPeriod, Reservation, ScopeKind


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
    budgets = {budget.pk: budget for budget in Budget.objects.filter(wanted, world=world)}
    found = _locked(budgets, now)
    if len(found) < len(budgets):
        for pk in sorted(budgets.keys() - {period.budget_id for period in found}):
            _opened(budgets[pk], now)
        found = _locked(budgets, now)
    return found


def _locked(budgets: Mapping[UUID, Budget], now: datetime) -> list[BudgetPeriod]:
    wanted = Q(pk__in=[])
    for budget in budgets.values():
        wanted |= Q(budget=budget, starts_at=windows.bounds(budget.window, now).starts_at)
    found = list(BudgetPeriod.objects.select_for_update().filter(wanted).order_by("pk"))
    for period in found:
        period.budget = budgets[period.budget_id]
    return found


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
    periods = BudgetPeriod.objects.select_related("budget").filter(pk__in=list(period_ids))
    _tell(periods.order_by("pk"), refused=refused)


def _tell(periods: Iterable[BudgetPeriod], *, refused: bool = False) -> None:
    for period in periods:
        warned = period.spent_e8 >= period.warns_at_e8
        if warned and _first(period, "warned_at"):
            _record(events.BUDGET_WARNED, period)
        exhausted = period.spent_e8 >= period.full_e8 or (refused and warned)
        if exhausted and _first(period, "exhausted_at"):
            _record(events.BUDGET_EXHAUSTED, period)


def _first(period: BudgetPeriod, field: str) -> bool:
    if getattr(period, field) is not None:
        return False
    unset = BudgetPeriod.objects.filter(pk=period.pk, **{field: None})
    return bool(unset.update(**{field: timezone.now()}))


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


def move(reservation: Reservation, *, held_e8: int, spent_e8: int) -> None:
    """Add to what is held and spent in every period that holds `reservation`, and tell of what is reached by it.

    They are locked in the order of their keys; call it inside a transaction.
    """
    holding = BudgetPeriod.objects.select_for_update(of=("self",)).select_related("budget")
    found = list(holding.filter(holds__reservation=reservation).order_by("pk"))
    BudgetPeriod.objects.filter(pk__in=[period.pk for period in found]).update(
        held_e8=F("held_e8") + held_e8, spent_e8=F("spent_e8") + spent_e8, updated_at=timezone.now()
    )
    for period in found:
        period.spent_e8 += spent_e8
    _tell(found)
