"""What happens at Stripe, from beginning to end: our rows, the books and what is told of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.accounts.models import Workspace
from backend.billing import events, inclusions
from backend.billing.models import StripeObject, Subscription, SubscriptionChange
from backend.billing.platform import BOOKS
from backend.events.models import DomainEvent
from backend.treasury.models import LedgerEntry

from .double import Double

pytestmark = pytest.mark.django_db
DECLINES_LATER = "pm_card_chargeCustomerFail"


def recorded(name: str) -> list[dict[str, Any]]:
    rows = DomainEvent.objects.filter(name=name).order_by("pk")
    return list(rows.values_list("payload", flat=True))


def booked(books: Any, kind: str) -> list[int]:
    rows = LedgerEntry.objects.filter(workspace_id=books, kind=kind).order_by("pk")
    return list(rows.values_list("amount_minor", flat=True))


def fail_from_now_on(double: Double, theirs: Any) -> None:
    method = double.sdk.payment_methods.attach(DECLINES_LATER, params={"customer": theirs.customer})
    double.sdk.subscriptions.update(theirs.id, params={"default_payment_method": method.id})


def test_subscribing(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    amount = theirs["items"].data[0].price.unit_amount
    double.hear()

    ours = Subscription.objects.get()
    assert (ours.status, ours.mrr_minor, ours.plan.key) == ("active", amount, "pro")
    assert ours.current_period_ends_at is not None
    assert inclusions.of(ada_workspace.pk).plan.key == "pro"
    assert booked(BOOKS, "sale") == [amount]
    assert booked(BOOKS, "fee") == [-((amount * 29 + 500) // 1000 + 30)]
    assert booked(ada_workspace.pk, "expense") == [-amount]
    entry = LedgerEntry.objects.get(workspace_id=ada_workspace.pk)
    assert entry.description.startswith("Atelier Pro, ")
    assert entry.grade == "simulated"
    paid = recorded(events.PAYMENT_SUCCEEDED)[0]
    assert (paid["amount_minor"], paid["currency"], paid["card"]) == (amount, "USD", "Visa ending in 4242")
    assert paid["invoice_number"]
    assert paid["hosted_invoice_url"]
    changed = recorded(events.PLAN_CHANGED)[0]
    assert (changed["from"], changed["to"]) == ("free", "pro")
    assert len(recorded(events.SUBSCRIPTION_ACTIVATED)) == 1


def test_a_subscription_of_somebody_else_gives_nothing(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    cy_workspace: Workspace,
) -> None:
    stranger = double.sdk.customers.create(params={})
    method = double.sdk.payment_methods.attach("pm_card_visa", params={"customer": stranger.id})
    subscribe(stranger.id, default_payment_method=method.id)
    subscribe(customer_of(ada_workspace), metadata={"workspace_id": str(cy_workspace.pk)})
    double.hear()

    assert not Subscription.objects.exists()
    assert inclusions.of(ada_workspace.pk).plan.key == "free"
    assert not recorded(events.PLAN_CHANGED)


def test_dunning_until_it_ends(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    fail_from_now_on(double, theirs)
    double.hear()
    double.advance(days=32)
    double.hear()

    ours = Subscription.objects.get()
    assert ours.status == "past_due"
    assert ours.past_due_since is not None
    assert ours.grace_ends_at == ours.past_due_since + timedelta(days=7)
    assert ours.mrr_minor > 0
    failed = recorded(events.PAYMENT_FAILED)[-1]
    assert failed["reason"] == "Your card was declined."
    assert failed["next_attempt_at"]
    assert failed["update_url"]
    assert failed["plan_name"] == "Pro"

    double.advance(days=30)
    double.hear()
    ours.refresh_from_db()
    assert (ours.status, ours.mrr_minor, ours.grace_ends_at) == ("canceled", 0, None)
    assert recorded(events.SUBSCRIPTION_ENDED)
    assert inclusions.of(ada_workspace.pk).plan.key == "free"
    assert list(SubscriptionChange.objects.order_by("occurred_at").values_list("status", flat=True)) == [
        "active",
        "past_due",
        "canceled",
    ]


def test_refunds_give_the_expense_back(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    amount = theirs["items"].data[0].price.unit_amount
    charge = double.sdk.charges.list(params={"customer": theirs.customer}).data[0]
    double.sdk.refunds.create(params={"charge": charge.id, "amount": 500})
    double.hear()
    assert booked(BOOKS, "refund") == [-500]
    assert sum(booked(ada_workspace.pk, "expense")) == -(amount - 500)

    double.sdk.refunds.create(params={"charge": charge.id})
    double.hear()
    assert booked(BOOKS, "refund") == [-500, -(amount - 500)]
    assert sum(booked(ada_workspace.pk, "expense")) == 0
    assert [told["amount_minor"] for told in recorded(events.REFUND_MADE)] == [500, amount - 500]


def test_a_dispute_takes_the_money_and_winning_brings_it_back(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace, card="pm_card_createDispute"))
    amount = theirs["items"].data[0].price.unit_amount
    double.hear()
    assert booked(BOOKS, "dispute") == [-amount]
    assert -1500 in booked(BOOKS, "fee")
    assert sum(booked(ada_workspace.pk, "expense")) == 0
    dispute = double.sdk.disputes.list().data[0]
    double.sdk.disputes.update(dispute.id, params={"evidence": {"uncategorized_text": "winning_evidence"}})
    double.hear()
    assert booked(BOOKS, "dispute") == [-amount, amount]
    assert sum(booked(ada_workspace.pk, "expense")) == -amount
    assert len(recorded(events.DISPUTE_OPENED)) == 1
    assert recorded(events.DISPUTE_CLOSED)[0]["status"] == "won"


def test_a_trial_is_told_to_end_once(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    subscribe(customer_of(ada_workspace), trial_period_days=14)
    double.hear()
    assert (Subscription.objects.get().status, Subscription.objects.get().mrr_minor) == ("trialing", 0)
    assert not recorded(events.TRIAL_ENDING)
    assert not booked(BOOKS, "sale")
    double.advance(days=12)
    double.hear()
    double.hear()
    told = recorded(events.TRIAL_ENDING)
    assert len(told) == 1
    assert datetime.fromisoformat(told[0]["trial_ends_at"]) > datetime.now(UTC)


def test_cancelling_and_resuming_and_upgrading(
    double: Double,
    plans: dict[str, str],
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    double.hear()
    details: Any = {"feedback": "too_expensive", "comment": "Later."}
    double.sdk.subscriptions.update(
        theirs.id, params={"cancel_at_period_end": True, "cancellation_details": details}
    )
    double.hear()
    ours = Subscription.objects.get()
    assert ours.cancels_at == ours.current_period_ends_at
    assert (ours.cancel_reason, ours.cancel_comment) == ("too_expensive", "Later.")
    double.sdk.subscriptions.update(theirs.id, params={"cancel_at_period_end": False})
    item = theirs["items"].data[0].id
    yearly = plans["atelier_pro_year_usd"]
    double.sdk.subscriptions.update(theirs.id, params={"items": [{"id": item, "price": yearly}]})
    double.hear()
    ours.refresh_from_db()
    assert (ours.cancels_at, ours.interval) == (None, "year")
    assert len(recorded(events.SUBSCRIPTION_CANCELLED)) == 1
    assert len(recorded(events.SUBSCRIPTION_RESUMED)) == 1
    assert recorded(events.SUBSCRIPTION_CHANGED)[0]["previous_interval"] == "month"


def test_what_stripe_deletes_is_remembered_as_gone(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    customer = customer_of(ada_workspace)
    subscribe(customer)
    product = double.sdk.products.create(params={"name": "Mug"})
    double.hear()
    double.sdk.products.delete(product.id)
    double.sdk.customers.delete(customer)
    double.hear()
    assert Subscription.objects.get().status == "canceled"
    assert not StripeObject.objects.filter(dirty=True).exists()


def test_a_coupon_lowers_what_comes_in_each_month(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    coupon = double.sdk.coupons.create(
        params={"percent_off": 20, "duration": "repeating", "duration_in_months": 3}
    )
    theirs = subscribe(customer_of(ada_workspace), discounts=[{"coupon": coupon.id}])
    double.hear()
    ours = Subscription.objects.get()
    assert ours.mrr_minor == round(theirs["items"].data[0].price.unit_amount * 0.8)
    assert ours.discount == "20% for 3 months"
