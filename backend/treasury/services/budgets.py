"""Limits, and what people may do about them: raise them, top up the open window, allow overage."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from backend.core.errors import Invalid
from backend.treasury.models import Budget, BudgetPeriod
from backend.treasury.worlds import World

from . import periods
from .periods import Scope


@transaction.atomic
def set_limit(
    *,
    scope: Scope,
    window: str,
    limit_e8: int,
    world: str = World.REAL,
    workspace_id: UUID | None = None,
    warn_percent: int = 80,
    label: str = "",
) -> Budget:
    """Put a limit of `limit_e8` (10⁻⁸ USD) on `scope` for each `window`, or change the one there is, at once."""
    budget, _ = Budget.objects.update_or_create(
        scope_kind=scope.kind,
        scope_id=scope.id,
        world=world,
        window=window,
        defaults={
            "limit_e8": limit_e8,
            "workspace_id": workspace_id,
            "warn_percent": warn_percent,
            "label": label,
        },
    )
    apply_to_open_period(budget)
    return budget


@transaction.atomic
def lift(budget: Budget) -> None:
    """Take a limit away, with its history of windows. What is held or was spent in other budgets stays there."""
    budget.delete()


@transaction.atomic
def allow_overage(budget: Budget, *, cap_e8: int) -> None:
    """Let work go on past the limit, up to `cap_e8` more in each window; zero forbids it again."""
    budget.overage_allowed, budget.overage_cap_e8 = cap_e8 > 0, cap_e8
    budget.save(update_fields=["overage_allowed", "overage_cap_e8", "updated_at"])
    apply_to_open_period(budget)


@transaction.atomic
def top_up(budget: Budget, *, amount_e8: int) -> BudgetPeriod:
    """Add `amount_e8` to the window that is open now, and to none after it."""
    if amount_e8 <= 0:
        raise Invalid("A top-up adds something.", errors={"amount_e8": ["More than zero."]})
    period = periods.open_period(budget, timezone.now())
    BudgetPeriod.objects.filter(pk=period.pk).update(topped_up_e8=F("topped_up_e8") + amount_e8)
    _remember_highest(period)
    return _alarms_set_again(period)


def apply_to_open_period(budget: Budget) -> None:
    """Bring the open window's copy of the limits up to date; call it in the transaction that changed `budget`."""
    period = periods.open_period(budget, timezone.now())
    BudgetPeriod.objects.filter(pk=period.pk).update(limit_e8=budget.limit_e8, overage_e8=budget.overage_e8)
    _remember_highest(period)
    _alarms_set_again(period)


def _remember_highest(period: BudgetPeriod) -> None:
    full = F("limit_e8") + F("topped_up_e8")
    BudgetPeriod.objects.filter(pk=period.pk).update(
        highest_full_e8=Greatest(F("highest_full_e8"), full),
        highest_overage_e8=Greatest(F("highest_overage_e8"), F("overage_e8")),
    )


def _alarms_set_again(period: BudgetPeriod) -> BudgetPeriod:
    """A higher limit may be warned of once more; one that is reached already is told of now."""
    period = BudgetPeriod.objects.select_related("budget").get(pk=period.pk)
    if period.spent_e8 < period.warns_at_e8:
        period.warned_at = None
    if period.spent_e8 < period.full_e8:
        period.exhausted_at = None
    period.save(update_fields=["warned_at", "exhausted_at", "updated_at"])
    if period.spent_e8:
        periods.announce([period.pk])
    return period
