"""Limits that people set on what models cost, beside the plan's own."""

from decimal import Decimal

import pytest

from backend.accounts.models import User, Workspace
from backend.billing import displays
from backend.billing.features import Feature
from backend.billing.models import FeatureOverride
from backend.billing.services import entitlements, spending_limits
from backend.billing.services.entitlements import NotIncluded
from backend.billing.services.spending_limits import NoWorkspaceLimit
from backend.core.errors import Invalid
from backend.treasury.models import Budget, ScopeKind
from backend.treasury.services import governor
from backend.treasury.services.governor import LimitReached
from backend.treasury.services.periods import Scope
from backend.treasury.worlds import World

DOLLAR = 100_000_000


def let_go_past(workspace: Workspace) -> None:
    FeatureOverride.objects.create(workspace=workspace, feature=Feature.OVERAGE, value=True, reason="A test.")
    entitlements.changed(workspace.pk)


def spend(workspace: Workspace, amount_e8: int, world: str = World.SIMULATED) -> None:
    scopes = [Scope(ScopeKind.PLAN, workspace.pk), Scope(ScopeKind.WORKSPACE, workspace.pk)]
    held = governor.reserve(scopes=scopes, amount_e8=amount_e8, purpose="chat", world=world)
    governor.settle(held.pk, amount_e8)


def test_the_plans_allowance_is_there_without_anyone_setting_it(ada: User, ada_workspace: Workspace) -> None:
    found = spending_limits.limits(ada_workspace.pk, ada)
    assert found.plan is not None
    assert (found.plan.limit_e8, found.workspace, found.user) == (DOLLAR, None, None)


def test_each_limit_is_set_changed_and_taken_away_in_both_worlds(ada: User, ada_workspace: Workspace) -> None:
    spending_limits.limit_workspace(ada_workspace.pk, limit_e8=DOLLAR, warn_percent=50)
    spending_limits.limit_workspace(ada_workspace.pk, limit_e8=2 * DOLLAR)
    spending_limits.limit_user(ada, limit_e8=DOLLAR // 2)
    found = spending_limits.limits(ada_workspace.pk, ada)
    assert found.workspace is not None
    assert found.user is not None
    assert (found.workspace.limit_e8, found.workspace.warn_percent) == (2 * DOLLAR, 50)
    assert Budget.objects.filter(scope_kind=ScopeKind.USER).count() == len(World)
    spending_limits.limit_user(ada, limit_e8=None)
    assert spending_limits.limits(ada_workspace.pk, ada).user is None


def test_overage_needs_a_plan_that_has_it_and_ends_at_its_cap(ada_workspace: Workspace) -> None:
    with pytest.raises(NotIncluded) as refused:
        spending_limits.allow_overage(ada_workspace.pk, cap_e8=DOLLAR)
    assert refused.value.extra["upgrade"] == {"key": "pro", "name": "Pro"}
    let_go_past(ada_workspace)
    spending_limits.allow_overage(ada_workspace.pk, cap_e8=DOLLAR)
    spend(ada_workspace, 2 * DOLLAR)
    with pytest.raises(LimitReached):
        spend(ada_workspace, 1)


def test_losing_the_plan_ends_the_overage(ada: User, ada_workspace: Workspace) -> None:
    let_go_past(ada_workspace)
    spending_limits.allow_overage(ada_workspace.pk, cap_e8=DOLLAR)
    FeatureOverride.objects.all().delete()
    entitlements.changed(ada_workspace.pk)
    found = spending_limits.limits(ada_workspace.pk, ada)
    assert found.plan is not None
    assert not found.plan.overage_allowed


def test_a_top_up_is_for_this_month_and_needs_a_limit(ada_workspace: Workspace) -> None:
    with pytest.raises(NoWorkspaceLimit):
        spending_limits.top_up_workspace(ada_workspace.pk, amount_e8=DOLLAR)
    spending_limits.limit_workspace(ada_workspace.pk, limit_e8=DOLLAR // 2)
    spending_limits.top_up_workspace(ada_workspace.pk, amount_e8=DOLLAR // 4)
    spend(ada_workspace, DOLLAR * 3 // 4)
    with pytest.raises(LimitReached, match="Workspace budget"):
        spend(ada_workspace, 1)


@pytest.mark.parametrize("usd", ["-1", "0.001", "1000001", "NaN"])
def test_amounts_that_are_none_are_refused(usd: str) -> None:
    with pytest.raises(Invalid):
        spending_limits.e8_of(Decimal(usd))


@pytest.mark.parametrize(
    ("amount_e8", "spent", "left"),
    [
        (0, "$0.00", "$0.00"),
        (1, "$0.01", "$0.00"),
        (1_358_200, "$0.02", "$0.01"),
        (450_000_000, "$4.50", "$4.50"),
    ],
)
def test_what_is_spent_is_never_said_to_be_less_nor_what_is_left_more(
    amount_e8: int, spent: str, left: str
) -> None:
    assert (displays.spent(amount_e8), displays.left(amount_e8)) == (spent, left)
