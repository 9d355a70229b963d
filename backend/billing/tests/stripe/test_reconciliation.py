"""The nightly look at everything: what differs is shown, read again, and gone the next night."""

from collections.abc import Callable
from typing import Any

import pytest

from backend.accounts.models import Workspace
from backend.accounts.tests.factories import WorkspaceFactory
from backend.billing.admin import open_differences
from backend.billing.models import (
    BillingAccount,
    PlanPrice,
    ReconciliationDifference,
    ReconciliationRun,
    StripeObject,
    Subscription,
)
from backend.billing.services import reconciliation
from backend.treasury.models import LedgerEntry

from .double import Double, work

pytestmark = pytest.mark.django_db


def found() -> set[tuple[str, str]]:
    rows = ReconciliationDifference.objects.filter(resolved_at=None)
    return set(rows.values_list("type", "what"))


def look() -> ReconciliationRun:
    run = reconciliation.reconcile()
    assert run is not None
    return run


def test_nothing_differs_after_everything_was_heard(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    subscribe(customer_of(ada_workspace))
    charge = double.sdk.charges.list().data[0]
    double.sdk.refunds.create(params={"charge": charge.id, "amount": 100})
    double.hear()
    run = look()
    assert found() == set()
    assert run.compared == {"customer": 1, "subscription": 1, "invoice": 1, "refund": 1, "price": 4}
    assert run.finished_at is not None


def test_what_was_never_told_is_found_and_heals(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    charge = double.sdk.charges.list().data[0]
    double.sdk.refunds.create(params={"charge": charge.id, "amount": 100})
    run = look()
    assert found() == {("subscription", "missing_here"), ("invoice", "not_booked"), ("refund", "not_booked")}
    assert (run.found, open_differences().count) == (3, 3)

    work()
    assert Subscription.objects.get().stripe_id == theirs.id
    assert LedgerEntry.objects.filter(kind="refund").count() == 1
    look()
    assert found() == set()
    assert open_differences().count == 0
    assert ReconciliationDifference.objects.count() == 3


def test_a_difference_that_stays_is_one_row(
    double: Double, plans: dict[str, str], subscribe: Callable[..., Any]
) -> None:
    stranger = double.sdk.customers.create(params={})
    method = double.sdk.payment_methods.attach("pm_card_visa", params={"customer": stranger.id})
    subscribe(stranger.id, default_payment_method=method.id)
    look()
    work()
    look()
    assert found() == {("subscription", "not_ours")}
    assert ReconciliationDifference.objects.count() == 1


def test_rows_that_stripe_does_not_have_are_found(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    subscribe(customer_of(ada_workspace))
    double.hear()
    Subscription.objects.update(stripe_id="sub_gone", mrr_minor=1)
    BillingAccount.objects.create(
        workspace=WorkspaceFactory(), environment="sandbox", stripe_customer_id="cus_gone"
    )
    PlanPrice.objects.filter(plan__key="starter").update(amount_minor=1)
    look()
    assert found() == {
        ("subscription", "missing_at_stripe"),
        ("subscription", "missing_here"),
        ("customer", "missing_at_stripe"),
        ("price", "differs"),
    }


def test_a_change_we_missed_is_named(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    double.hear()
    double.sdk.subscriptions.cancel(theirs.id)
    look()
    assert "status: canceled at Stripe, active here" in ReconciliationDifference.objects.get().detail


def test_what_is_being_read_is_no_difference_yet(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    double.hear()
    double.sdk.subscriptions.cancel(theirs.id)
    StripeObject.objects.filter(stripe_id=theirs.id).update(dirty=True)
    assert look().found == 0


def test_stripe_going_away_resolves_nothing(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    subscribe(customer_of(ada_workspace))
    look()
    before = found()
    double.control("faults", status=500)
    run = look()
    assert (run.finished_at, found()) == (None, before)
    assert run.error
