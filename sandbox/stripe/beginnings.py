"""A subscription begins: with a trial, or with a first invoice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sandbox.stripe import collection, discounts, intents, lifecycle, lines
from sandbox.stripe.books import Books, Object
from sandbox.stripe.drafting import draft
from sandbox.stripe.errors import StripeError
from sandbox.stripe.items import listed, new_item, remember_debit, same_interval
from sandbox.stripe.periods import period_after

_DAY = 86_400
_HOURS_TO_PAY = 23
_NOTICE = 3 * _DAY


@dataclass(frozen=True)
class Wanted:
    """A subscription to begin. `items` and `once` are prices with quantities; `trial_end` is a time."""

    customer: Object
    items: list[tuple[Object, int]]
    once: list[tuple[Object, int]] = field(default_factory=list)
    discounts: list[Object] = field(default_factory=list)
    method: Object | None = None
    trial_end: int | None = None
    payment_behavior: str = "allow_incomplete"
    off_session: bool = False
    authenticated: bool = False
    more: Object = field(default_factory=dict)


def begin(books: Books, wanted: Wanted) -> Object:
    """Begin it, and collect its first invoice.

    Under error_if_incomplete a subscription that is not paid never was: raises the bank's refusal.
    """
    with undone_on_refusal(books, wanted.payment_behavior == "error_if_incomplete"):
        return _begin(books, wanted)


@contextmanager
def undone_on_refusal(books: Books, wanted: bool) -> Iterator[None]:
    """Undo what was written within, where a refusal is wanted to leave nothing behind."""
    books.db.execute("SAVEPOINT attempt")
    try:
        yield
    except StripeError:
        if wanted:
            books.db.execute("ROLLBACK TO attempt")
        raise
    finally:
        books.db.execute("RELEASE attempt")


def _begin(books: Books, wanted: Wanted) -> Object:
    subscription = _begun(books, wanted)
    trial = subscription["status"] == "trialing"
    books.add(subscription, parent=wanted.customer["id"])
    subscription["discounts"] = [
        discounts.redeem(books, each, customer=wanted.customer["id"], subscription=subscription["id"])["id"]
        for each in wanted.discounts
    ]
    books.save(subscription)
    books.emit("customer.subscription.created", subscription)
    books.schedule("renewal", subscription["id"], lifecycle.period(subscription)[1])
    if trial:
        plan_notice(books, subscription)
    invoice = bill_period(
        books,
        subscription,
        reason="subscription_create",
        trial=trial,
        once=[lines.once_line(books, price, quantity) for price, quantity in wanted.once],
    )
    return _collect(books, subscription, invoice, wanted)


def bill_period(
    books: Books, subscription: Object, *, reason: str, trial: bool = False, once: list[Object] | None = None
) -> Object:
    """A draft for the current period of every item. A discount that was for once is used up by a sum to pay."""
    data = subscription["items"]["data"]
    whole = [lines.period_line(books, item, trial=trial) for item in data]
    invoice = draft(
        books,
        books.get("customer", subscription["customer"]),
        [*whole, *(once or [])],
        reason=reason,
        currency=subscription["currency"],
        subscription=subscription,
        wanted_discounts=subscription["discounts"],
        period=lifecycle.period(subscription) if reason == "subscription_create" else None,
    )
    first = len(invoice["lines"]["data"]) - len(whole) - len(once or [])
    for item, line in zip(data, invoice["lines"]["data"][first:], strict=False):
        period = line["period"]
        remember_debit(books, item, discounts.net(line), period["start"], period["end"])
    subscription["latest_invoice"] = invoice["id"]
    if invoice["subtotal"] > 0:
        _use_up(books, subscription)
    books.save(subscription)
    return invoice


def plan_notice(books: Books, subscription: Object) -> None:
    """A trial's end is told three days before, or at once when it is nearer."""
    at = max(books.now, subscription["trial_end"] - _NOTICE)
    books.schedule("trial_will_end", subscription["id"], at)


def _collect(books: Books, subscription: Object, invoice: Object, wanted: Wanted) -> Object:
    invoice = collection.finalize(books, invoice)
    if invoice["status"] == "paid":
        return books.get("subscription", subscription["id"])
    books.schedule("incomplete_expiry", subscription["id"], books.now + _HOURS_TO_PAY * 3600)
    if wanted.payment_behavior == "default_incomplete":
        return books.get("subscription", subscription["id"])
    invoice = collection.collect(
        books,
        invoice,
        wanted.method,
        off_session=wanted.off_session,
        authenticated=wanted.authenticated,
    )
    if wanted.payment_behavior == "error_if_incomplete" and invoice["status"] != "paid":
        raise incomplete(books, invoice)
    return books.get("subscription", subscription["id"])


def incomplete(books: Books, invoice: Object) -> StripeError:
    """Why the invoice could not be paid at once."""
    intent = collection.intent_of(books, invoice)
    if intent["status"] == "requires_action":
        return StripeError(
            "Payment for this subscription requires additional user action before it can be completed "
            "successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
            status=402,
            type="card_error",
            code="subscription_payment_intent_requires_action",
        )
    if intent["last_payment_error"] is None:
        return no_method()
    return intents.refusal(intent)


def no_method() -> StripeError:
    return StripeError(
        "This customer has no attached payment source or default payment method. Please consider adding a "
        "default payment method.",
        code="resource_missing",
    )


def _use_up(books: Books, subscription: Object) -> None:
    coupons = {
        discount["id"]: coupon for discount, coupon in discounts.standing(books, subscription["discounts"], 0)
    }
    subscription["discounts"] = [
        id for id in subscription["discounts"] if id in coupons and coupons[id]["duration"] != "once"
    ]


def _begun(books: Books, wanted: Wanted) -> Object:
    id = books.new_id("sub")
    price = wanted.items[0][0]
    trial = wanted.trial_end is not None and wanted.trial_end > books.now
    anchor = wanted.trial_end if trial and wanted.trial_end else books.now
    period = (books.now, anchor) if trial else period_after(books.now, books.now, price["recurring"])
    data = [new_item(books, id, each, quantity, period) for each, quantity in wanted.items]
    same_interval(data)
    return {
        "id": id,
        "object": "subscription",
        **_EMPTY,
        "billing_cycle_anchor": anchor,
        "created": books.now,
        "currency": price["currency"],
        "customer": wanted.customer["id"],
        "default_payment_method": None,
        "discounts": [],
        "items": listed(id, data),
        "latest_invoice": None,
        "metadata": {},
        "start_date": books.now,
        "status": "trialing" if trial else ("incomplete" if _costs(wanted) else "active"),
        "trial_end": anchor if trial else None,
        "trial_start": books.now if trial else None,
        **wanted.more,
    }


def _costs(wanted: Wanted) -> bool:
    return any(price["unit_amount"] and quantity for price, quantity in (*wanted.items, *wanted.once))


_EMPTY: dict[str, Any] = {
    "application": None,
    "application_fee_percent": None,
    "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
    "billing_cycle_anchor_config": None,
    "billing_mode": {"flexible": None, "type": "classic"},
    "billing_thresholds": None,
    "cancel_at": None,
    "cancel_at_period_end": False,
    "canceled_at": None,
    "cancellation_details": {"comment": None, "feedback": None, "reason": None},
    "collection_method": "charge_automatically",
    "customer_account": None,
    "days_until_due": None,
    "default_source": None,
    "default_tax_rates": [],
    "description": None,
    "ended_at": None,
    "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}},
    "livemode": False,
    "next_pending_invoice_item_invoice": None,
    "on_behalf_of": None,
    "pause_collection": None,
    "payment_settings": {
        "payment_method_options": None,
        "payment_method_types": None,
        "save_default_payment_method": "off",
    },
    "pending_invoice_item_interval": None,
    "pending_setup_intent": None,
    "pending_update": None,
    "schedule": None,
    "test_clock": None,
    "transfer_data": None,
    "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
}
