"""Sums made by hand: they wait for the next invoice, or are charged by an invoice of their own."""

import pytest

from sandbox.stripe import invoice_items  # noqa: F401  (importing registers the operations)
from sandbox.stripe.errors import StripeError

ITEM = {"currency": "usd", "description": "Model spend, October", "discountable": False}


def _shown(invoice):
    return [(line["description"], line["amount"]) for line in invoice["lines"]["data"]]


def test_the_next_invoice_takes_an_item_up_and_the_preview_shows_it(till):
    begun = till.subscribe(till.price(2900))
    mine = {"customer": begun["customer"], "subscription": begun["id"]}
    made = till.post("/v1/invoiceitems", **ITEM, **mine, amount=327)
    till.post("/v1/invoiceitems", **ITEM, customer=begun["customer"], amount=5)
    gone = till.post("/v1/invoiceitems", **ITEM, **mine, amount=99)
    till.delete(f"/v1/invoiceitems/{gone['id']}")
    preview = till.post("/v1/invoices/create_preview", subscription=begun["id"])
    till.advance(days=31, seconds=7200)
    renewal = till.latest_invoice(begun)
    assert _shown(renewal) == _shown(preview)
    assert _shown(renewal)[:2] == [("Model spend, October", 327), ("Model spend, October", 5)]
    assert (renewal["status"], renewal["amount_paid"]) == ("paid", 2900 + 332)
    details = renewal["lines"]["data"][0]["parent"]["invoice_item_details"]
    assert (details["invoice_item"], details["proration"]) == (made["id"], False)
    assert till.get(f"/v1/invoiceitems/{made['id']}")["invoice"] == renewal["id"]
    assert not till.get("/v1/invoiceitems", customer=begun["customer"], pending=True)["data"]
    assert len(till.get("/v1/invoiceitems", invoice=renewal["id"])["data"]) == 2
    with pytest.raises(StripeError, match="attached to an invoice"):
        till.delete(f"/v1/invoiceitems/{made['id']}")


def test_what_still_waits_when_a_subscription_ends_is_charged_with_its_period(till):
    begun = till.subscribe(till.price(2900))
    till.post("/v1/invoiceitems", **ITEM, customer=begun["customer"], subscription=begun["id"], amount=327)
    till.delete(f"/v1/subscriptions/{begun['id']}")
    assert len(till.get("/v1/invoices", customer=begun["customer"])["data"]) == 1
    till.advance(days=31)
    newest = till.get("/v1/invoices", customer=begun["customer"])["data"][0]
    assert (_shown(newest), newest["status"]) == ([("Model spend, October", 327)], "paid")


def test_an_invoice_of_its_own_charges_the_named_card_within_the_hour(till):
    customer = till.customer(number=None)
    method = till.books.get("customer", till.customer())["invoice_settings"]["default_payment_method"]
    made = till.post("/v1/invoiceitems", **ITEM, customer=customer, amount=327)
    invoice = till.post(
        "/v1/invoices",
        customer=customer,
        auto_advance=True,
        default_payment_method=method,
        pending_invoice_items_behavior="include",
    )
    assert (_shown(invoice), invoice["status"]) == ([("Model spend, October", 327)], "draft")
    till.advance(seconds=3601)
    assert till.get(f"/v1/invoices/{invoice['id']}")["amount_paid"] == 327
    assert till.get(f"/v1/invoiceitems/{made['id']}")["invoice"] == invoice["id"]


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"customer": "cus_nobody"}, "customer"),
        ({"amount": "3.27"}, "amount"),
        ({"currency": "eur"}, "currency"),
        ({"tax_code": "txcd_1"}, "tax_code"),
        ({"subscription": "sub_nothing"}, "subscription"),
    ],
)
def test_what_is_refused(till, changes, param):
    begun = till.subscribe(till.price(2900))
    sent = {**ITEM, "customer": begun["customer"], "subscription": begun["id"], "amount": 1, **changes}
    with pytest.raises(StripeError) as refused:
        till.post("/v1/invoiceitems", **sent)
    assert (refused.value.status, refused.value.body["param"]) == (400, param)


def test_an_ended_subscription_takes_none(till):
    begun = till.subscribe(till.price(2900))
    till.delete(f"/v1/subscriptions/{begun['id']}")
    with pytest.raises(StripeError, match="it is canceled"):
        till.post("/v1/invoiceitems", **ITEM, customer=begun["customer"], subscription=begun["id"], amount=1)
