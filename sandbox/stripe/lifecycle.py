"""What a subscription is, and how its status moves."""

from typing import Any

from sandbox.stripe.books import Books, Object, changed
from sandbox.stripe.lines import waiting_for

# Nothing more happens to a subscription that is one of these.
ENDED = frozenset({"canceled", "incomplete_expired"})
# Items made by hand are charged at the end of the period all the same: https://docs.stripe.com/api/subscriptions/cancel
LAST_ITEMS = "last_items"
_PLANS = ("renewal", "trial_will_end", "incomplete_expiry")


def change(books: Books, subscription: Object, **fields: Any) -> Object:
    """Set the fields, and tell what they were before. Says nothing when nothing changes."""
    before = {name: subscription.get(name) for name in fields}
    subscription.update(fields)
    books.save(subscription)
    if differing := changed(before, fields):
        books.emit("customer.subscription.updated", subscription, differing)
    return subscription


def end(books: Books, subscription: Object, *, reason: str, details: Object | None = None) -> Object:
    """The subscription is over, now and for good. `reason` is why, in Stripe's words."""
    for what in _PLANS:
        books.unschedule(what, subscription["id"])
    for item in waiting_for(books, subscription["id"]):
        if item["proration"]:
            books.drop(item)
        else:
            books.schedule(LAST_ITEMS, subscription["id"], max(books.now, period(subscription)[1]))
    told = {**subscription["cancellation_details"], **(details or {}), "reason": reason}
    subscription.update(
        status="canceled",
        ended_at=books.now,
        canceled_at=subscription["canceled_at"] or books.now,
        cancellation_details=told,
    )
    books.save(subscription)
    books.emit("customer.subscription.deleted", subscription)
    return subscription


def period(subscription: Object) -> tuple[int, int]:
    """The current period, which all items share."""
    item = subscription["items"]["data"][0]
    return item["current_period_start"], item["current_period_end"]


def paying_method(books: Books, subscription: Object | None, customer: Object) -> Object | None:
    """The card to charge: the subscription's own, else the customer's default for invoices."""
    own = subscription and subscription["default_payment_method"]
    default = (customer.get("invoice_settings") or {}).get("default_payment_method")
    return books.find("payment_method", own or default)
