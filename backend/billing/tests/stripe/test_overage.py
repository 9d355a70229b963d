"""What was spent past the allowance is charged at cost, once, with the next invoice or one of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import User, Workspace
from backend.billing.features import Feature
from backend.billing.models import OverageCharge, OverageState, Plan, Subscription
from backend.billing.services import allowances, farewells, overage, overage_charges, spending_limits
from backend.billing.tests.limits import limit_to
from backend.conftest import AtOnce, SetClock
from backend.treasury.models import BudgetPeriod, ScopeKind
from backend.treasury.services import governor
from backend.treasury.services.periods import Scope
from backend.treasury.worlds import World

from .double import Double
from .test_stories import booked
from .world import disagreements

pytestmark = pytest.mark.django_db
CENT = 1_000_000
PAST = 327 * CENT + 999_999


def overspend(workspace: Workspace, *, world: World = World.SIMULATED, past_e8: int = PAST) -> BudgetPeriod:
    """Switch overage on, and spend so much past the allowance."""
    spending_limits.allow_overage(workspace.pk, cap_e8=2_000 * CENT)
    budget = allowances.of(workspace.pk, world)
    assert budget is not None
    amount = budget.limit_e8 + past_e8
    scopes = [Scope(ScopeKind.PLAN, workspace.pk)]
    hold = governor.reserve(scopes=scopes, amount_e8=amount, purpose="chat", world=world)
    governor.settle(hold.pk, amount)
    return BudgetPeriod.objects.get(budget=budget)


def end(period: BudgetPeriod, clock: SetClock, *, hours: float = 1) -> None:
    assert period.ends_at is not None
    clock((period.ends_at + timedelta(hours=hours)).isoformat())


def charged(double: Double) -> list[tuple[int, bool]]:
    """The items at Stripe: how much, and whether on an invoice."""
    items = double.sdk.invoice_items.list(params={"limit": 100}).data
    return [(item.amount, item.invoice is not None) for item in items if not item.proration]


def charge(times: int = 1) -> OverageCharge:
    """Do what beat and the worker do, so often."""
    for _ in range(times):
        overage.claim_due()
        for row in OverageCharge.objects.all():
            overage_charges.charge(row.pk)
    return OverageCharge.objects.get()


def due_again() -> None:
    OverageCharge.objects.update(next_attempt_at=timezone.now())


@pytest.fixture
def theirs(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> Any:
    """Ada's subscription to Pro at Stripe, of which we have heard."""
    made = subscribe(customer_of(ada_workspace))
    double.hear()
    return made


def test_a_month_is_charged_once_with_the_next_invoice(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    period = overspend(ada_workspace)
    end(period, clock, hours=0.9)
    overage.claim_due()
    assert not OverageCharge.objects.exists()
    end(period, clock)
    row = charge(times=3)
    assert (row.state, row.amount_minor) == (OverageState.SENT, 327)
    assert charged(double) == [(327, False)]
    item = double.sdk.invoice_items.list().data[0]
    assert item.description == f"Model spend past the allowance, {period.starts_at:%B %Y}: $3.27"

    double.advance(days=32)
    double.hear()
    row.refresh_from_db()
    assert (row.state, row.invoice_stripe_id[:3]) == (OverageState.INVOICED, "in_")
    assert booked(ada_workspace.pk, "expense") == [-9900, -9900 - 327]
    assert disagreements(double) == []
    assert charge(times=2).state == OverageState.INVOICED


def test_the_changes_preview_shows_what_waits_and_no_renewal_repeats_it(
    theirs: Any, ada: User, ada_client: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    end(overspend(ada_workspace), clock)
    charge()
    sent = {"plan": "starter", "interval": "month"}
    shown = ada_client.post("/api/v1/billing/plan-change/preview", sent, format="json").json()
    assert 327 in [line["amount_minor"] for line in shown["lines"]]
    assert shown["total_minor"] == sum(line["amount_minor"] for line in shown["lines"])
    assert shown["renewal"]["amount_minor"] == 1900


def test_the_page_says_what_will_be_charged_and_when(
    theirs: Any, ada_client: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    def shown() -> Any:
        return ada_client.get("/api/v1/billing/budgets").json()["budgets"][0]["overage"]

    clock("2026-11-21T12:00:00+00:00")
    Subscription.objects.update(current_period_ends_at="2026-11-30T09:00:00Z")
    period = overspend(ada_workspace)
    assert (shown()["due_display"], shown()["charged_at"]) == ("$3.27", "2026-12-30T09:00:00Z")
    end(period, clock)
    charge()
    assert (shown()["due_minor"], shown()["charged_at"]) == (0, "2027-01-30T09:00:00Z")
    assert [(each["display"], each["charged_at"]) for each in shown()["waiting"]] == [
        ("$3.27", "2026-12-30T09:00:00Z")
    ]


def test_an_allowance_without_a_limit_from_now_on_takes_no_charge_away(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    overspend(ada_workspace)
    limit_to(ada_workspace, Feature.MODEL_SPEND, None)
    allowances.in_force(ada_workspace.pk)
    assert allowances.of(ada_workspace.pk, World.SIMULATED) is None
    row = charge(times=2)
    assert (row.state, row.amount_minor, charged(double)) == (OverageState.SENT, 327, [(327, False)])


@pytest.mark.parametrize("forgotten", [False, True])
def test_an_unknown_outcome_is_asked_for_again_and_never_doubled(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock, forgotten: bool
) -> None:
    end(overspend(ada_workspace), clock)
    double.control("faults", status=500, method="POST", path="/v1/invoiceitems", times=1, after=True)
    row = charge()
    assert (row.state, row.error[:18]) == (OverageState.CLAIMED, "stripe_unavailable")
    due_again()
    if forgotten:
        # Stripe knows the key no more: the customer's items are looked through instead.
        OverageCharge.objects.update(asked_at=timezone.now() - timedelta(days=2))
    assert charge().state == OverageState.SENT
    assert charged(double) == [(327, False)]
    asked = [each for each in double.requests() if each["path"] == "/v1/invoiceitems"]
    assert [each["method"] for each in asked].count("POST") == (1 if forgotten else 2)


def test_while_stripe_is_down_it_waits(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    end(overspend(ada_workspace), clock)
    double.control("faults", status=503, method="POST", path="/v1/invoiceitems", times=2)
    row = charge(times=2)
    assert (row.state, row.attempts) == (OverageState.CLAIMED, 1)
    assert row.next_attempt_at > timezone.now()
    for _ in range(2):
        due_again()
        row = charge()
    assert (row.state, row.error, charged(double)) == (OverageState.SENT, "", [(327, False)])


def test_at_a_cancellation_the_rest_gets_an_invoice_of_its_own(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    period = overspend(ada_workspace)
    double.sdk.subscriptions.cancel(theirs.id)
    double.hear()
    assert (row := charge(times=2)).alone
    assert (row.state, charged(double)) == (OverageState.INVOICED, [(327, True)])
    double.advance(days=1)
    double.hear()
    assert booked(ada_workspace.pk, "expense") == [-9900, -327]
    end(period, clock)
    charge()


def test_what_waits_for_an_invoice_that_never_comes_is_taken_back_and_charged_by_itself(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    end(overspend(ada_workspace), clock)
    assert charge().state == OverageState.SENT
    double.sdk.subscriptions.cancel(theirs.id)
    double.hear()
    assert charge(times=2).alone
    double.advance(days=40)
    assert charged(double) == [(327, True)]


def test_a_yearly_plan_does_not_wait_a_year(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    clock: SetClock,
) -> None:
    subscribe(customer_of(ada_workspace), interval="year")
    double.hear()
    end(overspend(ada_workspace), clock)
    assert charge().state == OverageState.INVOICED


def test_what_was_deleted_at_stripe_by_hand_stays_so(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock
) -> None:
    end(overspend(ada_workspace), clock)
    double.sdk.invoice_items.delete(charge().stripe_id)
    due_again()
    assert charge(times=2).state == OverageState.WAIVED
    assert charged(double) == []


def test_who_leaves_pays_for_what_was_used(theirs: Any, ada: User, ada_workspace: Workspace) -> None:
    overspend(ada_workspace)
    farewells.let_go(ada)
    row = OverageCharge.objects.get()
    assert (row.alone, row.amount_minor) == (True, 327)


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize(
    "case",
    [
        ("sandbox", World.SIMULATED, True),
        ("sandbox", World.REAL, False),
        ("live", World.SIMULATED, False),
        ("live", World.REAL, True),
        ("test", World.REAL, True),
    ],
)
def test_each_stripe_charges_for_its_own_world(
    ada_workspace: Workspace, clock: SetClock, settings: Any, case: tuple[str, World, bool]
) -> None:
    environment, spent_in, is_charged = case
    Subscription.objects.update(environment=environment)
    ada_workspace.billing_accounts.update(environment=environment)
    settings.STRIPE_ENVIRONMENT = environment
    end(overspend(ada_workspace, world=spent_in), clock)
    overage.claim_due()
    assert OverageCharge.objects.exists() is is_charged


def test_without_overage_and_within_a_former_limit_nothing_is_owed(
    theirs: Any, ada_workspace: Workspace, pro: Plan, clock: SetClock
) -> None:
    period = overspend(ada_workspace, past_e8=-1)
    pro.features.filter(feature="model_spend").update(value=CENT)
    allowances.write_down(ada_workspace.pk)
    spending_limits.allow_overage(ada_workspace.pk, cap_e8=0)
    end(period, clock)
    overage.claim_due()
    assert not OverageCharge.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_claimed_and_charged_by_several_at_once_it_is_one_item(
    double: Double, theirs: Any, ada_workspace: Workspace, clock: SetClock, at_once: AtOnce
) -> None:
    end(overspend(ada_workspace), clock)
    at_once(3, overage.claim_due)
    row = OverageCharge.objects.get()
    at_once(3, lambda: overage_charges.charge(row.pk))
    assert charged(double) == [(327, False)]
