"""Checkout over HTTP: the official client opens the session, a browser without script pays on the page."""

import html
import re

import pytest

VISA = "4242424242424242"
DONE = "https://shop.example/done?session={CHECKOUT_SESSION_ID}"


@pytest.fixture
def price(client):
    product = client.v1.products.create({"name": "Pro <b>"})
    return client.v1.prices.create(
        {
            "currency": "usd",
            "unit_amount": 2900,
            "recurring": {"interval": "month"},
            "product": product.id,
        }
    )


@pytest.fixture
def open_session(client, price):
    def make(**params):
        wanted = {
            "mode": "subscription",
            "line_items": [{"price": price.id, "quantity": 1}],
            "success_url": DONE,
            "cancel_url": "https://shop.example/pricing",
            **params,
        }
        return client.v1.checkout.sessions.create(wanted)

    return make


@pytest.fixture
def pay(http):
    def submit(session, number=VISA, **more):
        form = {
            "email": "ada@example.com",
            "name": "Ada",
            "number": number,
            "expiry": "12 / 34",
            "cvc": "123",
        }
        return http.post(session.url, data={**form, **more}, follow_redirects=False)

    return submit


def _types(client):
    events = client.v1.events.list({"limit": 100}).data
    return [event.type for event in reversed(events)]


def test_a_subscription_is_bought(client, http, open_session, pay):
    session = open_session(client_reference_id="workspace-1", subscription_data={"metadata": {"plan": "pro"}})
    shown = http.get(session.url)
    assert shown.status_code == 200
    assert "Sandbox: no real money moves" in shown.text
    assert "1 × Pro &lt;b&gt; ($29.00 / month)" in shown.text
    before = len(_types(client))
    answer = pay(session)
    assert answer.status_code == 303
    assert answer.headers["location"] == DONE.replace("{CHECKOUT_SESSION_ID}", session.id)
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription", "line_items"]})
    assert (done.status, done.payment_status, done.amount_total) == ("complete", "paid", 2900)
    assert (done.url, done.client_reference_id) == (None, "workspace-1")
    assert done.customer_details.email == "ada@example.com"
    assert done.subscription.status == "active"
    assert done.subscription.metadata["plan"] == "pro"
    assert done.line_items.data[0].amount_total == 2900
    assert _types(client)[before:] == [
        "customer.created",
        "payment_method.attached",
        "customer.subscription.created",
        "invoice.created",
        "payment_intent.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice_payment.paid",
        "invoice.paid",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
        "checkout.session.completed",
    ]
    assert pay(session).status_code == 410


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("4000000000000002", "Your card was declined."),
        ("4000000000009995", "Your card has insufficient funds."),
        ("4000000000000341", "Your card was declined."),
        ("4111111111111111", "The sandbox takes only Stripe's test cards."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed_except_the_card(
    client, open_session, pay, number, words
):
    session = open_session()
    answer = pay(session, number)
    assert answer.status_code == 402
    assert words in html.unescape(answer.text)
    assert 'value="ada@example.com"' in answer.text
    assert number not in answer.text
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert client.v1.subscriptions.list({"status": "all"}).data == []
    assert pay(session).status_code == 303


def test_a_challenge_is_failed_and_then_passed(client, http, open_session, pay):
    session = open_session()
    asked = pay(session, "4000002760003184")
    challenge = http.get(session.url + "/challenge")
    assert asked.headers["location"] == f"{session.id}/challenge"
    assert "who pays $29.00" in challenge.text
    back = http.post(session.url + "/challenge", data={"answer": "fail"}, follow_redirects=True)
    assert "We are unable to authenticate your payment method." in back.text
    assert 'value="ada@example.com"' in back.text
    pay(session, "4000002760003184")
    passed = http.post(session.url + "/challenge", data={"answer": "complete"}, follow_redirects=False)
    assert passed.headers["location"].startswith("https://shop.example/done")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_a_trial_costs_nothing_today(client, open_session, pay):
    session = open_session(subscription_data={"trial_period_days": 14})
    assert session.amount_total == 0
    pay(session)
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert (done.payment_status, done.subscription.status) == ("no_payment_required", "trialing")


def test_a_promotion_code_is_typed_on_the_page(client, http, open_session, pay):
    coupon = client.v1.coupons.create({"percent_off": 50, "duration": "once"})
    client.v1.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "HALF"})
    session = open_session(allow_promotion_codes=True)
    wrong = http.post(session.url, data={"apply": "1", "promotion_code": "WHOLE"})
    assert "This code is invalid." in wrong.text
    right = http.post(session.url, data={"apply": "1", "promotion_code": "half"})
    assert "−$14.50" in right.text
    pay(session)
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["invoice"]})
    assert (done.amount_subtotal, done.amount_total) == (2900, 1450)
    assert done.invoice.amount_paid == 1450
    assert client.v1.coupons.retrieve(coupon.id).times_redeemed == 1


def test_a_single_payment_with_a_price_of_its_own(client, open_session, pay):
    data = {"currency": "eur", "unit_amount": 1234, "product_data": {"name": "Poster"}}
    session = open_session(
        mode="payment",
        line_items=[{"price_data": data, "quantity": 2}],
        payment_intent_data={"metadata": {"order": "7"}},
    )
    assert pay(session, "4000000000000002").status_code == 402
    pay(session)
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (done.amount_total, done.payment_intent.amount_received) == (2468, 2468)
    assert done.payment_intent.metadata["order"] == "7"
    charges = client.v1.charges.list({"payment_intent": done.payment_intent.id}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]


def test_a_card_is_kept_without_a_payment(client, open_session, pay):
    customer = client.v1.customers.create({"email": "ada@example.com"})
    session = open_session(mode="setup", line_items=[], customer=customer.id)
    pay(session)
    done = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]})
    assert done.setup_intent.status == "succeeded"
    kept = client.v1.customers.payment_methods.list(customer.id).data
    assert [method.id for method in kept] == [done.setup_intent.payment_method]


def test_a_session_expires(client, http, open_session, steer):
    session = open_session()
    client.v1.checkout.sessions.expire(session.id)
    assert http.get(session.url).status_code == 410
    assert _types(client)[-1] == "checkout.session.expired"


def test_every_field_has_a_label(http, open_session):
    text = http.get(open_session(allow_promotion_codes=True).url).text
    fields = set(re.findall(r'<input id="(\w+)"', text))
    assert fields == {"email", "number", "expiry", "cvc", "name", "promotion_code"}
    assert set(re.findall(r'<label for="(\w+)"', text)) == fields
    assert "<script" not in text
