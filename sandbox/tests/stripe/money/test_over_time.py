"""Months in a moment: the official client moves the clock, and what is due happens in order."""

from itertools import pairwise

import pytest
import stripe

NOON = 1_800_000_000
DAY = 86_400


def _customer(client, token):
    method = client.v1.payment_methods.attach(token, {"customer": (made := client.v1.customers.create()).id})
    client.v1.customers.update(made.id, {"invoice_settings": {"default_payment_method": method.id}})
    return made.id


def _price(client):
    product = client.v1.products.create({"name": "Pro"}).id
    rhythm = {"recurring": {"interval": "month"}, "currency": "usd"}
    return client.v1.prices.create({**rhythm, "product": product, "unit_amount": 2900}).id


def test_three_renewals(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    made = client.v1.subscriptions.create(
        {"customer": _customer(client, "pm_card_visa"), "items": [{"price": _price(client)}]}
    )
    client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON + 93 * DAY})
    invoices = client.v1.invoices.list({"subscription": made.id}).data
    assert [invoice.amount_paid for invoice in invoices] == [2900] * 4
    assert len({invoice.number for invoice in invoices}) == 4
    periods = [(line.period.start, line.period.end) for invoice in invoices for line in invoice.lines.data]
    assert all(later[0] == earlier[1] for later, earlier in pairwise(periods))


def test_a_renewal_that_fails_ends_after_four_retries(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    customer = _customer(client, "pm_card_chargeCustomerFail")
    made = client.v1.subscriptions.create(
        {"customer": customer, "items": [{"price": _price(client)}], "trial_period_days": 7}
    )
    client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON + 8 * DAY})
    assert client.v1.subscriptions.retrieve(made.id).status == "past_due"
    client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON + 29 * DAY})
    ended = client.v1.subscriptions.retrieve(made.id)
    assert (ended.status, ended.cancellation_details.reason) == ("canceled", "payment_failed")
    assert client.v1.subscriptions.list({"customer": customer}).data == []
    types = [event.type for event in client.v1.events.list({"limit": 100}).data]
    assert types.count("invoice.payment_failed") == 5
    assert types.count("customer.subscription.trial_will_end") == 1


def test_a_declined_card_is_a_card_error_and_its_charge_is_kept(client):
    method = "pm_card_chargeDeclined"
    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_intents.create(
            {"amount": 5000, "currency": "usd", "payment_method": method, "confirm": True}
        )
    assert refused.value.code == "card_declined"
    assert [charge.status for charge in client.v1.charges.list().data] == ["failed"]
