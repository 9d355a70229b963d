"""Changing plans: what was shown is what is charged, and what is not paid is not given."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.billing import inclusions
from backend.billing.models import BillingAccount, Subscription
from backend.billing.services import syncing

from .double import DAY, Double
from .shop import Shop, type_card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(plans: dict[str, str], ada_workspace: Workspace, ada_client: APIClient) -> Shop:
    return Shop(ada_client)


def latest_invoice(double: Double) -> dict[str, Any]:
    subscription = double.sdk.subscriptions.retrieve(Subscription.objects.get().stripe_id)
    found: dict[str, Any] = double.sdk.invoices.retrieve(str(subscription.latest_invoice)).to_dict()
    return found


def pay_with(double: Double, card: str) -> None:
    customer = BillingAccount.objects.get().stripe_customer_id
    method = double.sdk.payment_methods.attach(card, {"customer": customer})
    settings = {"default_payment_method": method.id}
    double.sdk.customers.update(customer, {"invoice_settings": settings})
    double.sdk.subscriptions.update(
        Subscription.objects.get().stripe_id, {"default_payment_method": method.id}
    )


def test_an_upgrade_is_charged_as_shown_and_is_there_at_once(
    shop: Shop, double: Double, ada_workspace: Workspace
) -> None:
    shop.subscribe("starter")
    double.advance(days=10)
    shown = shop.preview("pro")
    assert (shown["kind"], shown["takes_effect"]) == ("upgrade", "now")
    assert [line["kind"] for line in shown["lines"]] == ["credit", "charge"]
    assert shown["renewal"]["amount_minor"] == 9900
    done = shop.confirm(shown)
    assert done.json()["status"] == "applied", done.content
    invoice = latest_invoice(double)
    assert invoice["amount_paid"] == shown["due_now_minor"] > 0
    assert inclusions.of(ada_workspace.pk).plan.key == "pro"


CHANGES = [("starter", "month"), ("starter", "year"), ("pro", "month"), ("pro", "year")]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    path=st.lists(st.sampled_from(CHANGES), min_size=2, max_size=3, unique=True),
    waits=st.lists(st.integers(1, 27 * DAY), min_size=2, max_size=2),
)
def test_whatever_is_shown_is_charged_to_the_cent(
    shop: Shop, double: Double, path: list[tuple[str, str]], waits: list[int]
) -> None:
    """Along any way between plans, at any second: due, credit and lines are those of the invoice."""
    if row := Subscription.objects.first():
        double.sdk.subscriptions.cancel(row.stripe_id)
        Subscription.objects.all().delete()
    shop.subscribe(*path[0])
    if Subscription.objects.get().status == "trialing":
        double.sdk.subscriptions.update(Subscription.objects.get().stripe_id, {"trial_end": "now"})
        syncing.refresh(type="subscription", stripe_id=Subscription.objects.get().stripe_id)
    for (plan, interval), wait in zip(path[1:], waits, strict=False):
        double.advance(days=wait / DAY)
        syncing.refresh(type="subscription", stripe_id=Subscription.objects.get().stripe_id)
        shown = shop.preview(plan, interval)
        done = shop.confirm(shown)
        assert done.json().get("status") == "applied", done.content
        invoice = latest_invoice(double)
        assert invoice["amount_paid"] == shown["due_now_minor"]
        assert (
            invoice["total"] == shown["total_minor"] == sum(line["amount_minor"] for line in shown["lines"])
        )
        assert [line["amount"] for line in invoice["lines"]["data"]] == [
            line["amount_minor"] for line in shown["lines"]
        ]


def test_a_downgrade_is_credited_for_the_next_invoice(shop: Shop, double: Double) -> None:
    shop.subscribe("pro", "year")
    double.sdk.subscriptions.update(Subscription.objects.get().stripe_id, {"trial_end": "now"})
    syncing.refresh(type="subscription", stripe_id=Subscription.objects.get().stripe_id)
    double.advance(days=100)
    shown = shop.preview("starter", "year")
    assert (shown["kind"], shown["due_now_minor"]) == ("downgrade", 0)
    assert shown["credited_minor"] == -shown["total_minor"] > 0
    shop.confirm(shown)
    customer = double.sdk.customers.retrieve(BillingAccount.objects.get().stripe_customer_id)
    assert customer.balance == -shown["credited_minor"]
    assert shop.preview("pro", "year")["balance_used_minor"] > 0


def test_on_trial_a_change_costs_nothing_yet(shop: Shop, double: Double) -> None:
    shop.subscribe("pro")
    shown = shop.preview("starter")
    assert (shown["lines"], shown["due_now_minor"], shown["renewal"]["amount_minor"]) == ([], 0, 1900)
    assert shop.confirm(shown).json()["status"] == "applied"
    after = shop.get("subscription").json()
    assert (after["plan"]["key"], after["status"]) == ("starter", "trialing")


def test_back_to_free_is_the_end_of_the_period(shop: Shop) -> None:
    shop.subscribe("starter")
    shown = shop.preview("free")
    assert (shown["kind"], shown["takes_effect"], shown["due_now_minor"]) == ("cancel", "period_end", 0)
    assert shop.confirm(shown).json()["status"] == "applied"
    after = shop.get("subscription").json()
    assert (after["plan"]["key"], after["cancels_at"]) == ("starter", shown["effective_at"])
    again = shop.post("plan-change/preview", {"plan": "pro", "interval": "month"})
    assert again.json()["code"] == "subscription_ending"


@pytest.mark.parametrize("card", ["pm_card_chargeCustomerFail", "pm_card_authenticationRequired"])
def test_what_is_not_paid_is_not_given(
    shop: Shop, double: Double, ada_workspace: Workspace, card: str
) -> None:
    shop.subscribe("starter")
    pay_with(double, card)
    double.advance(days=3)
    outcome = shop.confirm(shop.preview("pro")).json()
    assert outcome["status"] == "needs_action", outcome
    assert inclusions.of(ada_workspace.pk).plan.key == "starter"
    assert shop.get("subscription").json()["status"] == "active"
    if card == "pm_card_chargeCustomerFail":
        assert type_card(outcome["action_url"]).status_code == 200
        syncing.refresh(type="subscription", stripe_id=Subscription.objects.get().stripe_id)
        assert inclusions.of(ada_workspace.pk).plan.key == "pro"


def test_a_change_that_waits_gives_way_to_another(shop: Shop, double: Double) -> None:
    shop.subscribe("starter")
    pay_with(double, "pm_card_chargeCustomerFail")
    double.advance(days=3)
    shop.confirm(shop.preview("pro"))
    pay_with(double, "pm_card_visa")
    shown = shop.preview("pro", "year")
    assert shop.confirm(shown).json()["status"] == "applied"
    assert latest_invoice(double)["amount_paid"] == shown["due_now_minor"]


def test_what_changed_since_it_was_shown_is_shown_anew(shop: Shop, double: Double) -> None:
    shop.subscribe("starter")
    double.advance(days=3)
    shown = shop.preview("pro")
    coupon = double.sdk.coupons.create({"percent_off": 20, "duration": "forever"})
    double.sdk.subscriptions.update(
        Subscription.objects.get().stripe_id, {"discounts": [{"coupon": coupon.id}]}
    )
    refused = shop.confirm(shown)
    assert (refused.status_code, refused.json()["code"]) == (409, "preview_outdated")
    fresh = refused.json()["preview"]
    assert fresh["due_now_minor"] < shown["due_now_minor"]
    assert shop.confirm(fresh).json()["status"] == "applied"


def test_nobody_chooses_the_moment_that_suits_them(shop: Shop, double: Double) -> None:
    shop.subscribe("starter")
    double.advance(days=3)
    shown = shop.preview("pro")
    for tampered in ({"proration_date": shown["proration_date"] - DAY}, {"fingerprint": "x:y:z"}):
        assert shop.confirm({**shown, **tampered}).json()["code"] == "preview_outdated"


def test_where_the_new_plan_is_too_small_is_said(shop: Shop, bo: object) -> None:
    shop.subscribe("pro")
    assert {"feature": "seats", "label": "Seats", "used": 2, "limit": 1} in shop.preview("starter")[
        "narrowed"
    ]


def test_the_plan_one_has_is_no_change(shop: Shop) -> None:
    shop.subscribe("starter")
    same = shop.post("plan-change/preview", {"plan": "starter", "interval": "month"})
    assert (same.status_code, same.json()["code"]) == (409, "nothing_to_change")


def test_a_code_is_applied_to_what_runs(shop: Shop, double: Double) -> None:
    coupon = double.sdk.coupons.create({"percent_off": 25, "duration": "forever"})
    double.sdk.promotion_codes.create(
        {"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "QUARTER"}
    )
    shop.subscribe("starter")
    assert shop.post("coupon", {"code": "quarter"}).json()["discount"] == "25%"
    assert shop.post("coupon", {"code": "quarter"}).json()["code"] == "discount_present"


def test_seats_are_included(shop: Shop) -> None:
    shop.subscribe("pro")
    assert shop.put("seats", {"quantity": 5}).json()["left"] == 4
    refused = shop.put("seats", {"quantity": 6})
    assert (refused.status_code, refused.json()["upgrade"]["key"]) == (402, "enterprise")
