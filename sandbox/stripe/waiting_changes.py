"""A change that waits for its payment, and until then changes nothing.

https://docs.stripe.com/billing/subscriptions/pending-updates
"""

import copy
from dataclasses import dataclass

from sandbox.stripe import lifecycle
from sandbox.stripe.books import Books, Object

_HOURS_TO_PAY = 23
_FIELDS = ("items", "billing_cycle_anchor", "discounts", "status", "trial_end")
_EXPIRY = "pending_update_expiry"


@dataclass(frozen=True)
class Kept:
    """What a subscription is at a moment, with what was debited for each of its items."""

    fields: Object
    debits: list[Object]


def kept(books: Books, subscription: Object) -> Kept:
    ids = [item["id"] for item in subscription["items"]["data"]]
    debits = [books.find("item_debit", f"debit_{id}") for id in ids]
    fields = {name: copy.deepcopy(subscription[name]) for name in _FIELDS}
    return Kept(fields, [debit for debit in debits if debit is not None])


def put_off(books: Books, subscription: Object, before: Kept) -> Object:
    """Take a change back that was made to the subscription, and keep it until its invoice is paid."""
    after = kept(books, subscription)
    _restore(books, subscription, before)
    ends = lifecycle.period(subscription)[1]
    expires = min(books.now + _HOURS_TO_PAY * 3600, ends)
    _forget(books, subscription)
    books.add(
        {
            "id": f"waiting_{subscription['id']}",
            "object": "waiting_change",
            "fields": after.fields,
            "debits": after.debits,
        }
    )
    books.schedule(_EXPIRY, subscription["id"], expires)
    told = {
        "billing_cycle_anchor": after.fields["billing_cycle_anchor"],
        "expires_at": expires,
        "subscription_items": after.fields["items"]["data"],
        "trial_end": after.fields["trial_end"],
        "trial_from_plan": None,
    }
    return lifecycle.change(books, subscription, pending_update=told)


def waits_for(subscription: Object | None, invoice: Object) -> bool:
    """Whether a change to the subscription waits for this very invoice."""
    return bool(
        subscription and subscription["pending_update"] and subscription["latest_invoice"] == invoice["id"]
    )


def make_good(books: Books, subscription: Object) -> None:
    """Do what waited: it is paid."""
    waiting = books.get("waiting_change", f"waiting_{subscription['id']}")
    _restore(books, subscription, Kept(waiting["fields"], waiting["debits"]))
    _forget(books, subscription)
    lifecycle.change(books, subscription, pending_update=None)
    books.emit("customer.subscription.pending_update_applied", subscription)


def give_up(books: Books, subscription: Object) -> None:
    """Drop what waited: nobody paid it in time, or its invoice is void."""
    _forget(books, subscription)
    lifecycle.change(books, subscription, pending_update=None)
    books.emit("customer.subscription.pending_update_expired", subscription)


def _restore(books: Books, subscription: Object, state: Kept) -> None:
    subscription.update(copy.deepcopy(state.fields))
    for debit in state.debits:
        if books.find("item_debit", debit["id"]):
            books.save(debit)
        else:
            books.add(debit)
    books.schedule("renewal", subscription["id"], lifecycle.period(subscription)[1])
    books.save(subscription)


def _forget(books: Books, subscription: Object) -> None:
    books.unschedule(_EXPIRY, subscription["id"])
    if waiting := books.find("waiting_change", f"waiting_{subscription['id']}"):
        books.drop(waiting)
