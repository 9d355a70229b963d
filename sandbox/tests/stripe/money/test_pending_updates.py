"""A change that is only made when it is paid: https://docs.stripe.com/billing/subscriptions/pending-updates."""

import pytest

from sandbox.stripe.cards import attach, new_payment_method
from sandbox.stripe.errors import StripeError

from .conftest import DAY

PENDING = {"payment_behavior": "pending_if_incomplete", "proration_behavior": "always_invoice"}


@pytest.fixture
def upgrade(till):
    """Pro from 30 dollars to 99, half a month in; whose card is good at first and then becomes `number`."""

    def change(number, *, interval="month"):
        customer = till.customer()
        made = till.subscribe(till.price(3000), customer=customer)
        till.advance(days=15)
        _pay_with(till, customer, number)
        item = made["items"]["data"][0]
        price = till.price(9900, name="Team", interval=interval)
        wanted = [{"id": item["id"], "price": price}]
        return price, till.post(f"/v1/subscriptions/{made['id']}", items=wanted, **PENDING)

    return change


def _pay_with(till, customer_id, number):
    method = attach(till.books, new_payment_method(till.books, number), customer_id)
    customer = till.books.get("customer", customer_id)
    customer["invoice_settings"]["default_payment_method"] = method["id"]
    till.books.save(customer)


def _price(subscription):
    return subscription["items"]["data"][0]["price"]["id"]


def test_with_a_good_card_it_is_made_at_once(upgrade, till):
    price, changed = upgrade("4242424242424242")
    assert (_price(changed), changed["pending_update"]) == (price, None)
    assert till.latest_invoice(changed)["amount_paid"] == 3450


@pytest.mark.parametrize("number", ["4000000000000341", "4000002760003184"])
def test_unpaid_it_waits_and_nothing_is_changed(upgrade, till, number):
    price, changed = upgrade(number)
    assert _price(changed) != price
    assert changed["status"] == "active"
    assert changed["pending_update"]["subscription_items"][0]["price"]["id"] == price
    assert changed["pending_update"]["expires_at"] == till.books.now + 23 * 3600
    invoice = till.latest_invoice(changed)
    assert (invoice["status"], invoice["amount_due"]) == ("open", 3450)


@pytest.mark.parametrize("interval", ["month", "year"])
def test_paid_with_another_card_it_is_made(upgrade, till, interval):
    price, changed = upgrade("4000000000000341", interval=interval)
    customer = changed["customer"]
    good = attach(till.books, new_payment_method(till.books, "4242424242424242"), customer)
    paid = till.post(f"/v1/invoices/{changed['latest_invoice']}/pay", payment_method=good["id"])
    now = till.get(f"/v1/subscriptions/{changed['id']}")
    assert (_price(now), now["pending_update"], paid["status"]) == (price, None, "paid")
    assert "customer.subscription.pending_update_applied" in till.events()
    ends = now["items"]["data"][0]["current_period_end"]
    assert (ends - till.books.now) // DAY == {"month": 15, "year": 365}[interval]


def test_after_23_hours_it_is_dropped_and_the_credit_is_as_before(upgrade, till):
    price, changed = upgrade("4000000000000341")
    till.advance(days=1)
    now = till.get(f"/v1/subscriptions/{changed['id']}")
    assert (now["pending_update"], now["status"]) == (None, "active")
    assert _price(now) != price
    assert till.latest_invoice(now)["status"] == "void"
    assert till.events()[-1] == "customer.subscription.pending_update_expired"
    _pay_with(till, now["customer"], "4242424242424242")
    wanted = [{"id": now["items"]["data"][0]["id"], "price": price}]
    again = till.post(f"/v1/subscriptions/{now['id']}", items=wanted, **PENDING)
    lines = till.latest_invoice(again)["lines"]["data"]
    assert [line["amount"] for line in lines] == [-1400, 4620]


def test_only_what_a_pending_update_supports_is_taken(till):
    made = till.subscribe(till.price(3000))
    with pytest.raises(StripeError, match="pending_if_incomplete"):
        till.post(f"/v1/subscriptions/{made['id']}", metadata={"a": "b"}, **PENDING)
