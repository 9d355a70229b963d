"""An update under pending_if_incomplete: made when its invoice is paid, and not before.

https://docs.stripe.com/billing/subscriptions/pending-updates
"""

from collections.abc import Callable
from dataclasses import replace

from sandbox.stripe import changes, waiting_changes
from sandbox.stripe.beginnings import undone_on_refusal
from sandbox.stripe.books import Books, Object
from sandbox.stripe.changes import Terms
from sandbox.stripe.errors import StripeError

BEHAVIOR = "pending_if_incomplete"
_TAKEN = frozenset(
    {"items", "off_session", "payment_behavior", "proration_behavior", "proration_date", "trial_end"}
)


def refuse_at_creation(behavior: str) -> None:
    if behavior == BEHAVIOR:
        raise StripeError(
            "`payment_behavior` may be set to `pending_if_incomplete` only when a subscription is updated.",
            param="payment_behavior",
        )


def made_once_paid(
    books: Books,
    params: Object,
    terms: Terms,
    *,
    find: Callable[[], Object],
    change: Callable[[Object, Terms], Object],
) -> Object:
    """Change what `find` gives if its invoice is paid at once; if not, the change waits and changes nothing yet."""
    if refused := sorted(params.keys() - _TAKEN):
        raise StripeError(
            "When passing `payment_behavior=pending_if_incomplete`, only the following parameters are supported: "
            f"{', '.join(sorted(_TAKEN))}.",
            param=refused[0],
        )
    try:
        with undone_on_refusal(books, True):
            return change(find(), replace(terms, payment="error_if_incomplete"))
    except StripeError:
        return _put_off(books, find(), params.get("items", []), terms)


def _put_off(books: Books, found: Object, items: list[Object], terms: Terms) -> Object:
    """Raises what made the change impossible, if that was not its payment."""
    before = waiting_changes.kept(books, found)
    with books.quietly():
        invoice = changes.change_items(books, found, items, terms)
    if invoice is None:
        return found
    found = waiting_changes.put_off(books, books.get("subscription", found["id"]), before)
    books.emit("invoice.created", invoice)
    return changes.pay_now(books, found, invoice, terms)
