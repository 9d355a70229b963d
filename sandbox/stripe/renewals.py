"""What happens to subscriptions by itself: renewals, the end of a trial, retries, and the end."""

from sandbox.stripe import beginnings, collection, lifecycle
from sandbox.stripe.books import Books, Object
from sandbox.stripe.due import happening
from sandbox.stripe.items import listed, same_interval
from sandbox.stripe.periods import period_after

_HOUR = 3600


@happening("renewal")
def renew(books: Books, subscription_id: str) -> None:
    """A period or a trial is over: begin the next, and draft its invoice, which is collected an hour later."""
    subscription = books.get("subscription", subscription_id)
    if subscription["cancel_at_period_end"]:
        lifecycle.end(books, subscription, reason="cancellation_requested")
        return
    if _trial_ends_unpaid(books, subscription):
        lifecycle.end(books, subscription, reason="payment_failed")
        return
    _next_period(books, subscription)
    if subscription["status"] == "incomplete":
        return
    invoice = beginnings.bill_period(books, subscription, reason="subscription_cycle")
    if subscription["status"] == "unpaid":
        invoice["auto_advance"] = False
        books.save(invoice)
        return
    books.schedule("invoice_finalize", invoice["id"], books.now + _HOUR)


@happening("invoice_finalize")
def finalize(books: Books, invoice_id: str) -> None:
    """Finalize a renewal's draft and charge the card on file; nobody is there to pass a challenge."""
    invoice = collection.finalize(books, books.get("invoice", invoice_id))
    if invoice["status"] == "open":
        charge_on_file(books, invoice)


@happening("invoice_retry")
def retry(books: Books, invoice_id: str) -> None:
    invoice = books.get("invoice", invoice_id)
    if invoice["status"] == "open":
        charge_on_file(books, invoice)


@happening("trial_will_end")
def tell_trial_will_end(books: Books, subscription_id: str) -> None:
    subscription = books.get("subscription", subscription_id)
    if subscription["status"] == "trialing":
        books.emit("customer.subscription.trial_will_end", subscription)


@happening("incomplete_expiry")
def expire(books: Books, subscription_id: str) -> None:
    """A first invoice that nobody paid in 23 hours takes its subscription along."""
    subscription = books.get("subscription", subscription_id)
    if subscription["status"] != "incomplete":
        return
    books.unschedule("renewal", subscription_id)
    lifecycle.change(books, subscription, status="incomplete_expired", ended_at=books.now)
    collection.void(books, books.get("invoice", subscription["latest_invoice"]))


@happening("pending_update_expiry")
def drop_waiting_change(books: Books, subscription_id: str) -> None:
    """A change that nobody paid in time goes, with its invoice."""
    subscription = books.get("subscription", subscription_id)
    if subscription["pending_update"]:
        collection.void(books, books.get("invoice", subscription["latest_invoice"]))


def charge_on_file(books: Books, invoice: Object) -> None:
    """Try the card that the invoice names, if it stands by itself, else the one on file."""
    customer = books.get("customer", invoice["customer"])
    method = lifecycle.paying_method(books, collection.subscription_of(books, invoice), customer)
    if invoice["parent"] is None and invoice["default_payment_method"]:
        method = books.get("payment_method", invoice["default_payment_method"])
    collection.collect(books, invoice, method, off_session=True)


def _next_period(books: Books, subscription: Object) -> None:
    data = subscription["items"]["data"]
    start, end = period_after(books.now, subscription["billing_cycle_anchor"], same_interval(data))
    moved = [{**item, "current_period_start": start, "current_period_end": end} for item in data]
    books.schedule("renewal", subscription["id"], end)
    status = "active" if subscription["status"] == "trialing" else subscription["status"]
    lifecycle.change(books, subscription, items=listed(subscription["id"], moved), status=status)


def _trial_ends_unpaid(books: Books, subscription: Object) -> bool:
    if subscription["status"] != "trialing":
        return False
    behavior = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    customer = books.get("customer", subscription["customer"])
    return behavior == "cancel" and lifecycle.paying_method(books, subscription, customer) is None
