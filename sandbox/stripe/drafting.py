"""A new invoice: its lines, discounts, the customer's balance, and what is due."""

from collections.abc import Iterable

from sandbox.stripe import discounts
from sandbox.stripe.books import Books, Object
from sandbox.stripe.lines import pending, take_up

_HOUR = 3600
# Less than this cannot be charged; it is kept on the balance: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
_LEAST = {"usd": 50, "eur": 50, "gbp": 30}


def draft(
    books: Books,
    customer: Object,
    lines: list[Object],
    *,
    reason: str,
    currency: str,
    subscription: Object | None = None,
    wanted_discounts: list[str] | None = None,
    period: tuple[int, int] | None = None,
    taking: Iterable[Object] = (),
) -> Object:
    """A draft of `lines` and of all that waits for the subscription's next invoice, or else of what it is `taking`."""
    id = books.new_id("in")
    waits = pending(books, subscription) if subscription else taking
    waiting = [take_up(books, item, id) for item in waits]
    whole = [{**line, "invoice": id} for line in (*waiting, *lines)]
    running = discounts.standing(books, wanted_discounts or [], books.now)
    invoice = _body(books, id, customer, currency=currency, reason=reason, subscription=subscription)
    invoice["period_start"], invoice["period_end"] = period or (books.now, books.now)
    invoice["discounts"] = [discount["id"] for discount, _ in running]
    invoice["total_discount_amounts"] = discounts.take_off(whole, running)
    invoice["total_pretax_credit_amounts"] = [
        {"amount": taken["amount"], "discount": taken["discount"], "type": "discount"}
        for taken in invoice["total_discount_amounts"]
    ]
    invoice["lines"] = {
        "object": "list",
        "data": whole,
        "has_more": False,
        "total_count": len(whole),
        "url": f"/v1/invoices/{id}/lines",
    }
    _sum_up(invoice)
    books.add(invoice, parent=customer["id"])
    books.emit("invoice.created", invoice)
    return invoice


def _sum_up(invoice: Object) -> None:
    subtotal = sum(line["amount"] for line in invoice["lines"]["data"])
    total = subtotal - sum(taken["amount"] for taken in invoice["total_discount_amounts"])
    due, _ = settled(total, invoice["starting_balance"], invoice["currency"])
    invoice.update(subtotal=subtotal, subtotal_excluding_tax=subtotal, total=total, total_excluding_tax=total)
    invoice.update(amount_due=due, amount_remaining=due)


def settled(total: int, balance: int, currency: str) -> tuple[int, int]:
    """What is due, and the customer's balance afterwards: below zero it is their credit, above it their debt.

    A credit is used up first; what is too small to be charged waits on the balance.
    """
    owed = total + balance
    if owed < _LEAST[currency]:
        return 0, owed
    return owed, 0


def _body(
    books: Books, id: str, customer: Object, *, currency: str, reason: str, subscription: Object | None
) -> Object:
    return {
        "id": id,
        "object": "invoice",
        **_EMPTY,
        "automatic_tax": {
            "disabled_reason": None,
            "enabled": False,
            "liability": None,
            "provider": None,
            "status": None,
        },
        "automatically_finalizes_at": books.now + _HOUR,
        "billing_reason": reason,
        "created": books.now,
        "currency": currency,
        "customer": customer["id"],
        "customer_address": customer.get("address"),
        "customer_email": customer.get("email"),
        "customer_name": customer.get("name"),
        "customer_phone": customer.get("phone"),
        "customer_shipping": customer.get("shipping"),
        "customer_tax_exempt": customer.get("tax_exempt", "none"),
        "customer_tax_ids": [
            {"type": tax_id["type"], "value": tax_id["value"]}
            for tax_id in books.every("tax_id", parent=customer["id"])
        ],
        "default_payment_method": subscription and subscription["default_payment_method"],
        "effective_at": books.now,
        "parent": _parent(subscription),
        "payments": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/invoice_payments?invoice={id}",
        },
        "starting_balance": customer.get("balance", 0),
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
    }


def _parent(subscription: Object | None) -> Object | None:
    if subscription is None:
        return None
    details = {
        "metadata": subscription["metadata"],
        "subscription": subscription["id"],
        "subscription_proration_date": None,
    }
    return {"quote_details": None, "subscription_details": details, "type": "subscription_details"}


_EMPTY: Object = {
    "account_country": "US",
    "account_name": "Sandbox",
    "account_tax_ids": None,
    "amount_overpaid": 0,
    "amount_paid": 0,
    "amount_paid_off_stripe": 0,
    "amount_shipping": 0,
    "application": None,
    "attempt_count": 0,
    "attempted": False,
    "auto_advance": True,
    "collection_method": "charge_automatically",
    "confirmation_secret": None,
    "custom_fields": None,
    "customer_account": None,
    "default_source": None,
    "default_tax_rates": [],
    "description": None,
    "due_date": None,
    "ending_balance": None,
    "footer": None,
    "from_invoice": None,
    "hosted_invoice_url": None,
    "invoice_pdf": None,
    "issuer": {"type": "self"},
    "last_finalization_error": None,
    "latest_revision": None,
    "livemode": False,
    "metadata": {},
    "next_payment_attempt": None,
    "number": None,
    "on_behalf_of": None,
    "payment_settings": {
        "default_mandate": None,
        "payment_method_options": None,
        "payment_method_types": None,
    },
    "post_payment_credit_notes_amount": 0,
    "pre_payment_credit_notes_amount": 0,
    "receipt_number": None,
    "rendering": None,
    "shipping_cost": None,
    "shipping_details": None,
    "statement_descriptor": None,
    "status": "draft",
    "test_clock": None,
    "threshold_reason": None,
    "total_taxes": [],
    "webhooks_delivered_at": None,
}
