"""How much of each feature a workspace has used, as its billing page shows it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from backend.accounts.models import Membership, User
from backend.billing import displays
from backend.billing.features import SPECS, Feature, Kind, Unit
from backend.billing.services import entitlements
from backend.billing.services.entitlements import Entitlement
from backend.treasury.forecasts import forecast
from backend.treasury.models import Budget, BudgetPeriod, ScopeKind
from backend.treasury.worlds import World

Json = dict[str, Any]


def report(workspace_id: UUID, user: User) -> list[Json]:
    """Return every feature with what is used and left; what each person counts is that of `user`."""
    return [_line(feature, workspace_id, user) for feature in Feature]


def _line(feature: Feature, workspace_id: UUID, user: User) -> Json:
    found = entitlements.check(workspace_id, feature, user=user)
    used, limit, resets_at, projection = found.used, found.limit, found.resets_at, None
    if feature is Feature.SEATS:
        used = Membership.objects.for_workspace(workspace_id).count()
    if feature is Feature.MODEL_SPEND and (period := _spending(workspace_id)) is not None:
        used, limit, resets_at = period.spent_e8, period.full_e8, period.ends_at
        projection = _forecast(period)
    return {
        **_words(feature, found, used, limit),
        "used": used,
        "limit": limit,
        "left": None if limit is None or used is None else max(0, limit - used),
        "percent": None if limit is None or used is None else _percent(used, limit),
        "resets_at": resets_at,
        "forecast": projection,
    }


def _words(feature: Feature, found: Entitlement, used: int | None, limit: int | None) -> Json:
    spec = SPECS[feature]
    counted = spec.kind is Kind.INTEGER
    full = counted and limit is not None and used is not None and used >= limit
    upgrade = found.upgrade or (entitlements.next_plan(found.plan, feature, used or 0) if full else None)
    return {
        "feature": str(feature),
        "label": feature.label,
        "kind": str(spec.kind),
        "unit": str(spec.unit),
        "by_person": spec.by_person,
        "value": found.value,
        "display": displays.amount(spec.unit, limit)
        if counted and limit is not None
        else displays.value(feature, found.value, by_contract=found.plan.by_contract),
        "used_display": "" if used is None else _used(spec.unit, used),
        "allowed": found.allowed and not full,
        "reason": found.reason or (f"All of what {found.plan.name} includes is used." if full else ""),
        "upgrade": {"key": upgrade.key, "name": upgrade.name} if upgrade else None,
    }


def _used(unit: Unit, used: int) -> str:
    return displays.spent(used) if unit is Unit.USD_E8 else displays.amount(unit, used)


def _percent(used: int, limit: int) -> int:
    """Return whole percent, rounded down; 100 for anything of a limit of nothing."""
    return used * 100 // limit if limit else 100


def _spending(workspace_id: UUID) -> BudgetPeriod | None:
    """Return the open window of the plan's allowance for models, in the world that models are paid in."""
    world = World.SIMULATED if settings.AI_SANDBOX else World.REAL
    budgets = Budget.objects.filter(scope_kind=ScopeKind.PLAN, scope_id=workspace_id, world=world)
    now = timezone.now()
    periods = BudgetPeriod.objects.filter(budget__in=budgets, starts_at__lte=now, ends_at__gt=now)
    return periods.select_related("budget").order_by("-ends_at").first()


def _forecast(period: BudgetPeriod) -> Json:
    now: datetime = timezone.now()
    found = forecast(period, now)
    projected = found.projected_e8
    return {
        "projected": projected,
        "display": "" if projected is None else displays.spent(projected),
        "exceeds_limit": projected is not None and projected > period.full_e8,
        "reason": found.reason,
        "known_from": found.known_from,
    }
