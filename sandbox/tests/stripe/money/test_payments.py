"""Payments, refunds and disputes through the registry: exact sums, and the events in Stripe's order."""

import pytest

from sandbox.stripe.cards import new_payment_method
from sandbox.stripe.errors import StripeError
from sandbox.stripe.payment_intents import authenticate


@pytest.fixture
def pay(till):
    def make(number="4242424242424242", **params):
        method = new_payment_method(till.books, number)
        wanted = {"amount": 5000, "currency": "usd", "payment_method": method["id"], "confirm": True}
        return till.post("/v1/payment_intents", **{**wanted, **params})

    return make


def test_a_payment(till, pay):
    intent = pay(metadata={"order": "7"})
    assert (intent["status"], intent["amount_received"], intent["metadata"]) == (
        "succeeded",
        5000,
        {"order": "7"},
    )
    charge = till.get(f"/v1/charges/{intent['latest_charge']}")
    assert (charge["paid"], charge["payment_method_details"]["card"]["last4"]) == (True, "4242")
    assert till.events() == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]


@pytest.mark.parametrize(
    ("number", "code", "decline"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000000069", "expired_card", None),
    ],
)
def test_a_refusal_names_the_charge_that_failed(till, pay, number, code, decline):
    with pytest.raises(StripeError) as refused:
        pay(number)
    error = refused.value.body
    assert (refused.value.status, error["code"], error.get("decline_code")) == (402, code, decline)
    assert till.get(f"/v1/charges/{error['charge']}")["status"] == "failed"
    assert error["payment_intent"]["status"] == "requires_payment_method"
    assert till.events() == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]


@pytest.mark.parametrize(("passed", "status"), [(True, "succeeded"), (False, "requires_payment_method")])
def test_a_challenge_decides(till, pay, passed, status):
    intent = pay("4000002760003184", return_url="https://shop.example/back")
    assert intent["next_action"]["redirect_to_url"]["return_url"] == "https://shop.example/back"
    assert authenticate(till.books, intent["id"], passed=passed)["status"] == status
    with pytest.raises(StripeError, match="cannot be authenticated now"):
        authenticate(till.books, intent["id"], passed=True)


@pytest.mark.parametrize(("passed", "status"), [(True, "active"), (False, "incomplete")])
def test_a_challenge_takes_the_subscription_along(till, passed, status):
    made = till.subscribe(till.price(2900), customer=till.customer("4000002760003184"))
    intent = till.latest_invoice(made)["payments"]["data"][0]["payment"]["payment_intent"]
    authenticate(till.books, intent, passed=passed)
    assert till.get(f"/v1/subscriptions/{made['id']}")["status"] == status


def test_nobody_pays_with_the_card_of_another(till, pay):
    with pytest.raises(StripeError, match="belongs to a Customer"):
        card = till.books.get("customer", till.customer())["invoice_settings"]["default_payment_method"]
        pay(payment_method=card, customer=till.customer())
    assert "charge.succeeded" not in till.events()


def test_off_session_nobody_passes_a_challenge(till, pay):
    with pytest.raises(StripeError) as refused:
        pay("4000002760003184", off_session=True)
    assert refused.value.body["code"] == "authentication_required"


def test_no_more_is_refunded_than_was_paid(till, pay):
    intent = pay()
    first = till.post("/v1/refunds", payment_intent=intent["id"], amount=1999)
    assert (first["amount"], first["status"]) == (1999, "succeeded")
    with pytest.raises(StripeError, match=r"greater than unrefunded amount on charge \(\$30\.01\)"):
        till.post("/v1/refunds", charge=intent["latest_charge"], amount=3002)
    till.post("/v1/refunds", charge=intent["latest_charge"])
    charge = till.get(f"/v1/charges/{intent['latest_charge']}")
    assert (charge["amount_refunded"], charge["refunded"]) == (5000, True)
    with pytest.raises(StripeError, match="already been refunded"):
        till.post("/v1/refunds", charge=intent["latest_charge"])
    assert till.events()[-2:] == ["charge.refunded", "refund.created"]
    assert len(till.get("/v1/refunds", charge=charge["id"])["data"]) == 2


@pytest.mark.parametrize("text", ["winning_evidence", "losing_evidence"])
def test_a_dispute_is_opened_and_settled(till, pay, text):
    intent = pay("4000000000000259")
    assert till.events()[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    dispute = till.get("/v1/disputes", payment_intent=intent["id"])["data"][0]
    assert (dispute["amount"], dispute["status"]) == (5000, "needs_response")
    assert dispute["balance_transactions"][0]["net"] == -6500
    assert till.get(f"/v1/charges/{intent['latest_charge']}")["disputed"] is True
    with pytest.raises(StripeError, match="charged back"):
        till.post("/v1/refunds", payment_intent=intent["id"])
    done = till.post(f"/v1/disputes/{dispute['id']}", evidence={"uncategorized_text": text})
    assert done["status"] == {"winning_evidence": "won", "losing_evidence": "lost"}[text]
    assert till.events()[-1] == "charge.dispute.closed"


def test_a_voided_invoice_gives_back_the_credit_it_used(till):
    customer = till.customer("4000000000000341")
    body = till.books.get("customer", customer)
    till.books.save({**body, "balance": -1000})
    made = till.subscribe(till.price(2900), customer=customer)
    invoice = till.latest_invoice(made)
    assert (invoice["amount_due"], till.find("customer", customer).balance) == (1900, 0)
    void = till.post(f"/v1/invoices/{invoice['id']}/void")
    assert (void["status"], till.find("customer", customer).balance) == ("void", -1000)
    intent = void["payments"]["data"][0]["payment"]["payment_intent"]
    assert till.get(f"/v1/payment_intents/{intent}")["status"] == "canceled"


def test_what_is_too_small_to_charge_waits_on_the_balance(till):
    customer = till.customer()
    made = till.subscribe(till.price(30), customer=customer)
    assert (made["status"], till.latest_invoice(made)["amount_due"]) == ("active", 0)
    assert till.find("customer", customer).balance == 30
    till.advance(days=30, seconds=3600)
    assert till.latest_invoice(made)["amount_paid"] == 60
    assert till.find("customer", customer).balance == 0
