"""Books in memory, and a till that speaks to the registry as HTTP would: everything sent is text."""

import sqlite3
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from sandbox.stripe import (  # noqa: F401  (importing registers the operations)
    invoices,
    payment_intents,
    previews,
    refunds,
    renewals,
    subscriptions,
)
from sandbox.stripe.books import API_VERSION, PLATFORM, SCHEMA, Books
from sandbox.stripe.cards import attach, new_payment_method
from sandbox.stripe.due import catch_up
from sandbox.stripe.operations import registry

NOON = int(datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp())
DAY = 86_400


class Till:
    """One account's books; `post("/v1/refunds", charge=…)` answers as the API does."""

    def __init__(self) -> None:
        db = sqlite3.connect(":memory:", isolation_level=None)
        db.executescript(SCHEMA)
        self.books = Books(db, account=PLATFORM, now=NOON, api_version=API_VERSION)

    def get(self, path, **params):
        return registry.perform(self.books, "GET", path, _texts(params))

    def post(self, path, **params):
        return registry.perform(self.books, "POST", path, _texts(params))

    def delete(self, path, **params):
        return registry.perform(self.books, "DELETE", path, _texts(params))

    def advance(self, *, days=0, seconds=0):
        catch_up(self.books, self.books.now + days * DAY + seconds)

    def events(self, after=0):
        return [event["type"] for event in self.books.every("event")][after:]

    def price(self, amount, *, interval="month", name="Pro", currency="usd"):
        product = self.books.add({"id": Books.new_id("prod"), "object": "product", "name": name})
        recurring = interval and {"interval": interval, "interval_count": 1, "usage_type": "licensed"}
        price = {
            "id": Books.new_id("price"),
            "object": "price",
            "active": True,
            "created": NOON,
            "currency": currency,
            "metadata": {},
            "nickname": None,
            "product": product["id"],
            "recurring": recurring,
            "type": "recurring" if recurring else "one_time",
            "unit_amount": amount,
        }
        return self.books.add(price)["id"]

    def customer(self, number="4242424242424242"):
        customer = {
            "id": Books.new_id("cus"),
            "object": "customer",
            "balance": 0,
            "email": "ada@example.com",
            "invoice_prefix": "ADA00001",
            "invoice_settings": {"default_payment_method": None},
            "name": "Ada",
            "next_invoice_sequence": 1,
        }
        self.books.add(customer)
        if number:
            method = attach(self.books, new_payment_method(self.books, number), customer["id"])
            customer["invoice_settings"]["default_payment_method"] = method["id"]
            self.books.save(customer)
        return customer["id"]

    def coupon(self, **fields):
        coupon = {
            "id": Books.new_id("co"),
            "object": "coupon",
            "amount_off": None,
            "percent_off": None,
            "duration": "once",
            "duration_in_months": None,
            "max_redemptions": None,
            "redeem_by": None,
            "times_redeemed": 0,
            "valid": True,
            **fields,
        }
        return self.books.add(coupon)["id"]

    def subscribe(self, price, *, customer=None, **params):
        customer = customer or self.customer()
        return self.post("/v1/subscriptions", customer=customer, items=[{"price": price}], **params)

    def latest_invoice(self, subscription):
        fresh = self.get(f"/v1/subscriptions/{subscription['id']}")
        return self.get(f"/v1/invoices/{fresh['latest_invoice']}")

    def find(self, kind, id):
        return SimpleNamespace(**self.books.get(kind, id))


@pytest.fixture
def till():
    return Till()


def _texts(value):
    if isinstance(value, dict):
        return {name: _texts(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
