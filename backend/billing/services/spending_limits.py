"""The limits people set on model spend: the workspace's, one's own, and how far past the plan's allowance."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from backend.accounts.models import User
from backend.billing.features import Feature
from backend.core.errors import ApplicationError, Invalid
from backend.treasury.models import Budget, ScopeKind
from backend.treasury.money import E8_PER_USD
from backend.treasury.services import budgets
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window
from backend.treasury.worlds import World

from . import allowances, entitlements

MOST_USD = Decimal(1_000_000)


class NoWorkspaceLimit(ApplicationError):
    code = "no_workspace_limit"
    status = 409
    detail = "The workspace has no limit that could be topped up. Set one first, or let the plan's allowance decide."


@dataclass(frozen=True)
class Limits:
    """The budgets that calls of one person in one workspace are held to; None where there is none."""

    plan: Budget | None
    workspace: Budget | None
    user: Budget | None


def world() -> World:
    """Return the world that calls are made in now."""
    return World.SIMULATED if settings.AI_SANDBOX else World.REAL


def limits(workspace_id: UUID, user: User) -> Limits:
    """Return the limits that hold now, the plan's written down first if it was not yet."""
    allowances.in_force(workspace_id)
    return Limits(
        plan=allowances.of(workspace_id, world()),
        workspace=_of(Scope(ScopeKind.WORKSPACE, workspace_id)),
        user=_of(Scope(ScopeKind.USER, user.pk)),
    )


def limit_workspace(workspace_id: UUID, *, limit_e8: int | None, warn_percent: int | None = None) -> None:
    """Limit what the whole workspace spends each month, sandbox calls by themselves; None takes the limit away."""
    _limit(Scope(ScopeKind.WORKSPACE, workspace_id), limit_e8, warn_percent, workspace_id)


def limit_user(user: User, *, limit_e8: int | None, warn_percent: int | None = None) -> None:
    """Limit what one's own calls cost each month, in whichever workspace."""
    _limit(Scope(ScopeKind.USER, user.pk), limit_e8, warn_percent, None)


@transaction.atomic
def allow_overage(workspace_id: UUID, *, cap_e8: int) -> None:
    """Let calls go on past the plan's allowance, up to `cap_e8` a month; zero forbids it again. Raises NotIncluded."""
    if cap_e8:
        entitlements.require(workspace_id, Feature.OVERAGE)
    allowances.write_down(workspace_id)
    for each in World:
        budget = allowances.of(workspace_id, each)
        if budget is not None:
            budgets.allow_overage(budget, cap_e8=cap_e8)


def top_up_workspace(workspace_id: UUID, *, amount_e8: int) -> None:
    """Raise the workspace's limit for this month alone. Raises NoWorkspaceLimit."""
    budget = _of(Scope(ScopeKind.WORKSPACE, workspace_id))
    if budget is None:
        raise NoWorkspaceLimit
    budgets.top_up(budget, amount_e8=amount_e8)


def e8_of(usd: Decimal) -> int:
    """Return dollars as 10⁻⁸ USD. Raises Invalid below zero, past a million and for parts of a cent."""
    if usd.is_nan() or not 0 <= usd <= MOST_USD or usd != round(usd, 2):
        raise Invalid(errors={"amount": ["Write dollars and cents, from 0 to 1,000,000."]})
    return int(usd * E8_PER_USD)


@transaction.atomic
def _limit(scope: Scope, limit_e8: int | None, warn_percent: int | None, workspace_id: UUID | None) -> None:
    for each in World:
        budget = _of(scope, each)
        if limit_e8 is None:
            if budget is not None:
                budgets.lift(budget)
            continue
        budgets.set_limit(
            scope=scope,
            window=Window.MONTH,
            limit_e8=limit_e8,
            world=each,
            workspace_id=workspace_id,
            warn_percent=warn_percent or (budget.warn_percent if budget else 80),
        )


def _of(scope: Scope, in_world: World | None = None) -> Budget | None:
    return Budget.objects.filter(
        scope_kind=scope.kind, scope_id=scope.id, world=in_world or world(), window=Window.MONTH
    ).first()
