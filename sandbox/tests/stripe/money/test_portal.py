"""The portal over HTTP: a customer changes the plan, leaves, stays, and gives another card."""

import html
import re

import pytest

VISA = {"number": "4242424242424242", "expiry": "12/34", "cvc": "123", "action": "card"}


@pytest.fixture
def prices(client):
    product = client.v1.products.create({"name": "Atelier"}).id

    def make(amount):
        recurring = {"currency": "usd", "recurring": {"interval": "month"}}
        return client.v1.prices.create({**recurring, "product": product, "unit_amount": amount}).id

    return [make(2900), make(9900)]


@pytest.fixture
def customer(client):
    made = client.v1.customers.create({"email": "ada@example.com", "payment_method": "pm_card_visa"})
    card = client.v1.customers.payment_methods.list(made.id).data[0].id
    client.v1.customers.update(made.id, {"invoice_settings": {"default_payment_method": card}})
    return made.id


@pytest.fixture
def subscription(client, prices, customer):
    return client.v1.subscriptions.create({"customer": customer, "items": [{"price": prices[0]}]})


@pytest.fixture
def portal(client, http, customer, subscription):
    session = client.v1.billing_portal.sessions.create(
        {"customer": customer, "return_url": "https://shop.example/settings"}
    )

    def visit(**form):
        answer = http.post(session.url, data=form, follow_redirects=True) if form else http.get(session.url)
        return answer, html.unescape(answer.text)

    return visit


def test_it_shows_plan_card_and_invoices(portal):
    answer, text = portal()
    assert answer.status_code == 200
    assert "Atelier, $29.00 / month" in text
    assert "Visa ending in 4242" in text
    assert re.search(r"-0001</a><span>[^<]*paid</span><b>\$29\.00</b>", text)
    assert "Sandbox: no real money moves" in text


def test_another_plan_is_charged_at_once(client, portal, subscription, prices):
    _, text = portal(action="price", subscription=subscription.id, price=prices[1])
    assert "Your plan has changed." in text
    after = client.v1.subscriptions.retrieve(subscription.id, {"expand": ["latest_invoice"]})
    assert after["items"].data[0].price.id == prices[1]
    assert after.latest_invoice.billing_reason == "subscription_update"
    assert 6990 <= after.latest_invoice.amount_paid <= 7000


def test_leaving_and_staying(client, portal, subscription):
    _, text = portal(action="cancel", subscription=subscription.id)
    assert "Keep my plan" in text
    assert client.v1.subscriptions.retrieve(subscription.id).cancel_at_period_end is True
    _, text = portal(action="resume", subscription=subscription.id)
    assert "Cancel my plan" in text
    assert client.v1.subscriptions.retrieve(subscription.id).cancel_at is None


def test_another_card(client, portal, customer):
    _, text = portal(**{**VISA, "number": "5555555555554444"})
    assert "Your card ending in 4444 is charged from now on." in text
    answer, text = portal(**{**VISA, "number": "4000000000000002"})
    assert (answer.status_code, "Your card was declined." in text) == (402, True)
    kept = client.v1.customers.retrieve(customer, {"expand": ["invoice_settings.default_payment_method"]})
    assert kept.invoice_settings.default_payment_method.card.last4 == "4444"


def test_a_card_that_asks_for_a_challenge(http, portal):
    answer, text = portal(**{**VISA, "number": "4000002500003155"})
    assert "3-D Secure" in text
    failed = http.post(str(answer.url), data={"answer": "fail"})
    assert "unable to authenticate" in failed.text
    passed = http.post(str(answer.url), data={"answer": "complete"})
    assert "Your card ending in 3155 is charged from now on." in passed.text


def test_another_customers_plan_cannot_be_touched(client, portal, prices):
    stranger = client.v1.customers.create({"email": "cy@example.com"}).id
    theirs = client.v1.subscriptions.create(
        {"customer": stranger, "items": [{"price": prices[0]}], "payment_behavior": "default_incomplete"}
    )
    answer, text = portal(action="cancel", subscription=theirs.id)
    assert (answer.status_code, "You have no such plan." in text) == (402, True)
    assert client.v1.subscriptions.retrieve(theirs.id).cancel_at_period_end is False


def test_an_invoice_can_be_read_and_kept(client, http, subscription):
    invoice = client.v1.invoices.retrieve(subscription.latest_invoice)
    assert "$29.00" in http.get(invoice.hosted_invoice_url).text
    pdf = http.get(invoice.invoice_pdf)
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-1.4") and b"$29.00" in pdf.content
