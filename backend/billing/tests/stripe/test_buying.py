"""Ada buys a plan: over our API and Stripe's hosted page, as a person does."""

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.billing import inclusions
from backend.billing.models import BillingAccount, Subscription
from backend.billing.services import syncing

from .double import Double
from .shop import ASKS, REFUSED, Shop, answer_challenge, type_card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(plans: dict[str, str], ada_workspace: Workspace, ada_client: APIClient) -> Shop:
    return Shop(ada_client)


def test_the_plan_is_there_when_she_returns(shop: Shop, ada_workspace: Workspace) -> None:
    state = shop.subscribe("starter")
    assert (state["status"], state["plan"]) == ("complete", {"key": "starter", "name": "Starter"})
    assert inclusions.of(ada_workspace.pk).plan.key == "starter"
    shown = shop.get("subscription").json()
    assert (shown["status"], shown["interval"]) == ("active", "month")
    assert shown["next_charge"]["amount_minor"] == 1900
    assert shown["payment_method"] == {"brand": "visa", "last4": "4242", "exp": "12/2034"}
    assert shown["can"]["checkout"]["allowed"] is False
    assert all(shown["can"][action]["allowed"] for action in ("change", "cancel", "portal"))
    assert shown["sandbox"] is True


def test_the_receipt_is_listed_at_once(shop: Shop) -> None:
    shop.subscribe("starter", "year")
    (invoice,) = shop.get("invoices/").json()["results"]
    assert (invoice["total_display"], invoice["status_display"]) == ("$199.00", "Paid")
    assert invoice["number"].endswith("-0001")
    assert invoice["pdf_url"].startswith("http")


def test_a_trial_is_given_once(shop: Shop, double: Double) -> None:
    shop.subscribe("pro")
    shown = shop.get("subscription").json()
    assert (shown["status"], shown["trial"]["days_left"]) == ("trialing", 14)
    shop.post("cancel", {"reason": "unused", "immediately": True})
    shop.subscribe("pro")
    assert shop.get("subscription").json()["status"] == "active"


def test_a_second_subscription_is_refused(shop: Shop) -> None:
    shop.subscribe("starter")
    again = shop.post("checkout", {"plan": "pro", "interval": "month"})
    assert (again.status_code, again.json()["code"]) == (409, "already_subscribed")


def test_one_that_we_have_not_heard_of_yet_is_refused_too(shop: Shop) -> None:
    opened = shop.open("starter")
    type_card(opened["url"])
    again = shop.post("checkout", {"plan": "pro", "interval": "month"})
    assert (again.status_code, again.json()["code"]) == (409, "already_subscribed")
    assert shop.get("subscription").json()["plan"]["key"] == "starter"


def test_a_second_checkout_closes_the_first(shop: Shop) -> None:
    first, second = shop.open("starter"), shop.open("pro")
    assert type_card(first["url"]).status_code == 410
    assert shop.get(f"checkout/{first['session_id']}").json()["status"] == "expired"
    assert type_card(second["url"]).status_code == 303


def test_a_refused_card_leaves_the_checkout_open(shop: Shop, ada_workspace: Workspace) -> None:
    opened = shop.open("starter")
    assert type_card(opened["url"], REFUSED).status_code == 402
    state = shop.get(f"checkout/{opened['session_id']}").json()
    assert (state["status"], state["message"]) == ("open", "The checkout is still open: nothing was charged.")
    assert not Subscription.objects.filter(workspace=ada_workspace).exists()


def test_the_banks_question_is_answered_on_the_page(shop: Shop) -> None:
    opened = shop.open("starter")
    type_card(opened["url"], ASKS)
    answer_challenge(opened["url"])
    assert shop.get(f"checkout/{opened['session_id']}").json()["status"] == "complete"


def test_a_code_takes_off_what_it_says(shop: Shop, double: Double) -> None:
    coupon = double.sdk.coupons.create({"percent_off": 50, "duration": "once"})
    double.sdk.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "HALF"})
    opened = shop.open("starter", code="half")
    type_card(opened["url"])
    shop.get(f"checkout/{opened['session_id']}")
    (invoice,) = shop.get("invoices/").json()["results"]
    assert invoice["paid_minor"] == 950
    wrong = shop.post("coupon", {"code": "WHOLE"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "unknown_promotion_code")


def test_the_same_key_opens_one_checkout(shop: Shop) -> None:
    body = {"plan": "starter", "interval": "month"}
    headers = {"Idempotency-Key": "once"}
    first, second = (shop.post("checkout", body, **headers).json() for _ in range(2))
    assert first == second


def test_a_checkout_of_another_workspace_is_not_there(shop: Shop, cy_client: APIClient) -> None:
    opened = shop.open("starter")
    for session in (opened["session_id"], "cs_test_nothing", "../v1/customers"):
        assert cy_client.get(f"/api/v1/billing/checkout/{session}").status_code == 404


@pytest.mark.parametrize(
    ("plan", "interval", "currency", "says"),
    [
        ("enterprise", "month", "USD", "by contract"),
        ("free", "month", "USD", "not sold"),
        ("pro", "month", "EUR", "not sold monthly in EUR"),
        ("gold", "month", "USD", "no such plan"),
    ],
)
def test_what_is_not_sold_says_why(shop: Shop, plan: str, interval: str, currency: str, says: str) -> None:
    refused = shop.post("checkout", {"plan": plan, "interval": interval, "currency": currency})
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_not_for_sale")
    assert says in refused.json()["detail"]


def test_without_a_key_one_reads_and_cannot_buy(shop: Shop, settings: object) -> None:
    settings.STRIPE_SECRET_KEY = ""  # type: ignore[attr-defined]
    shown = shop.get("subscription").json()
    assert (shown["plan"]["key"], shown["configured"]) == ("free", False)
    assert shown["can"]["checkout"] == {
        "allowed": False,
        "reason": "Payments are not set up on this installation.",
    }
    refused = shop.post("checkout", {"plan": "starter", "interval": "month"})
    assert (refused.status_code, refused.json()["code"]) == (503, "billing_not_configured")


def test_stripe_being_away_is_said_and_nothing_is_kept(shop: Shop, double: Double) -> None:
    double.control("faults", status=500, path="/v1/customers", times=9)
    refused = shop.post("checkout", {"plan": "starter", "interval": "month"})
    assert (refused.status_code, refused.json()["code"]) == (503, "stripe_unavailable")
    assert not BillingAccount.objects.exists()


def test_cancelled_it_runs_out_and_may_be_resumed(shop: Shop, double: Double) -> None:
    shop.subscribe("starter")
    shown = shop.post("cancel", {"reason": "too_expensive", "comment": "A lot."}).json()
    assert shown["cancels_at"] == shown["period"]["ends_at"]
    assert shown["can"]["resume"]["allowed"] is True
    assert Subscription.objects.get().cancel_reason == "too_expensive"
    assert shop.post("resume").json()["cancels_at"] is None
    assert shop.post("resume").json()["code"] == "nothing_to_resume"
    shop.post("cancel", {"reason": "other", "immediately": True})
    assert shop.get("subscription").json()["plan"]["key"] == "free"
    assert shop.post("cancel", {"reason": "other"}).json()["code"] == "no_subscription"


def test_a_failed_renewal_shows_the_grace_and_where_to_pay(shop: Shop, double: Double) -> None:
    shop.subscribe("pro", number="4000000000000341")
    double.advance(days=14 + 1 / 12)
    account = BillingAccount.objects.get()
    subscription = Subscription.objects.get().stripe_id
    for kind, stripe_id in (("subscription", subscription), ("customer", account.stripe_customer_id)):
        syncing.refresh(type=kind, stripe_id=stripe_id)
    latest = double.sdk.subscriptions.retrieve(subscription).latest_invoice
    syncing.refresh(type="invoice", stripe_id=str(latest))
    grace = shop.get("subscription").json()["grace"]
    assert grace["amount_due"]["display"] == "$99.00"
    assert type_card(grace["pay_link"]).status_code == 200
    syncing.refresh(type="subscription", stripe_id=subscription)
    assert shop.get("subscription").json()["status"] == "active"


def test_portal_tax_ids_and_contact(shop: Shop) -> None:
    assert shop.get("contact").json()["email"] == "ada@example.com"
    assert shop.post("portal").json()["url"].startswith("http")
    made = shop.post("tax-ids", {"type": "eu_vat", "value": "DE000000000"})
    assert (made.status_code, made.json()["verification"]) == (201, "verified")
    refused = shop.post("tax-ids", {"type": "eu_vat", "value": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "stripe_refused")
    assert [each["value"] for each in shop.get("tax-ids").json()] == ["DE000000000"]
    assert shop.delete(f"tax-ids/{made.json()['id']}").status_code == 204
    assert shop.delete(f"tax-ids/{made.json()['id']}").status_code == 404
    contact = {"email": "books@example.com", "name": "Ada Ltd", "address": {"city": "Bonn", "country": "DE"}}
    assert shop.put("contact", contact).status_code == 200
    assert shop.get("contact").json()["address"]["city"] == "Bonn"
