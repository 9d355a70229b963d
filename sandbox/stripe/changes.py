"""A running subscription changes: other prices or quantities, another end of its trial, another card."""

from dataclasses import dataclass

from sandbox.stripe import beginnings, collection, lifecycle
from sandbox.stripe.books import Books, Object
from sandbox.stripe.drafting import draft
from sandbox.stripe.errors import StripeError
from sandbox.stripe.items import Subscribed, credit_unused, debit_rest, listed, planned, same_interval
from sandbox.stripe.lines import pending
from sandbox.stripe.periods import period_after


@dataclass(frozen=True)
class Terms:
    """How a change is paid for: `proration` is Stripe's proration_behavior, `at` the moment it counts from."""

    at: int
    proration: str = "create_prorations"
    payment: str = "allow_incomplete"
    off_session: bool = False


def change_items(books: Books, subscription: Object, wanted: list[Object], terms: Terms) -> Object | None:
    """Change what is subscribed to. Returns the draft of an invoice that is due at once, if there is one.

    Another interval begins a new period now and is always invoiced now, as are prorations under always_invoice.
    """
    start, end = lifecycle.period(subscription)
    if not start <= terms.at < end:
        raise StripeError(
            "`proration_date` must be within the current billing period.", param="proration_date"
        )
    before = same_interval(subscription["items"]["data"])
    plan = planned(books, subscription, wanted)
    data = [each.after for each in plan if each.after is not None]
    restarts = same_interval(data) != before and subscription["status"] != "trialing"
    _prorate(books, subscription, plan, terms, restarts=restarts)
    if restarts:
        return _restart(books, subscription, data)
    lifecycle.change(books, subscription, items=listed(subscription["id"], data))
    if terms.proration != "always_invoice" or not any(pending(books, subscription)):
        return None
    return bill_pending(books, subscription)


def end_trial(books: Books, subscription: Object, moment: int) -> Object | None:
    """Move the trial's end. Now or past means that the first paid period begins, whose draft is returned."""
    if moment > books.now:
        _extend_trial(books, subscription, moment)
        return None
    books.unschedule("trial_will_end", subscription["id"])
    data = subscription["items"]["data"]
    period = period_after(books.now, books.now, same_interval(data))
    data = [{**item, "current_period_start": period[0], "current_period_end": period[1]} for item in data]
    lifecycle.change(
        books,
        subscription,
        status="active",
        trial_end=books.now,
        billing_cycle_anchor=books.now,
        items=listed(subscription["id"], data),
    )
    books.schedule("renewal", subscription["id"], period[1])
    return beginnings.bill_period(books, subscription, reason="subscription_update")


def bill_pending(books: Books, subscription: Object) -> Object:
    """A draft of what waits, and of nothing else."""
    invoice = draft(
        books,
        books.get("customer", subscription["customer"]),
        [],
        reason="subscription_update",
        currency=subscription["currency"],
        subscription=subscription,
    )
    subscription["latest_invoice"] = invoice["id"]
    books.save(subscription)
    return invoice


def pay_now(books: Books, subscription: Object, invoice: Object, terms: Terms) -> Object:
    """Finalize the draft and collect it. Raises the bank's refusal under error_if_incomplete."""
    invoice = collection.finalize(books, invoice)
    if invoice["status"] == "open" and terms.payment != "default_incomplete":
        customer = books.get("customer", subscription["customer"])
        method = lifecycle.paying_method(books, subscription, customer)
        invoice = collection.collect(books, invoice, method, off_session=terms.off_session)
    if invoice["status"] == "open" and terms.payment == "error_if_incomplete":
        raise beginnings.incomplete(books, invoice)
    return books.get("subscription", subscription["id"])


def _prorate(
    books: Books, subscription: Object, plan: list[Subscribed], terms: Terms, *, restarts: bool
) -> None:
    if terms.proration == "none" or subscription["status"] == "trialing":
        return
    for each in plan:
        if not restarts and _costs_the_same(each):
            continue
        if each.before is not None:
            credit_unused(books, subscription, each.before, terms.at)
        if each.after is not None and not restarts:
            debit_rest(books, subscription, each.after, terms.at)


def _costs_the_same(each: Subscribed) -> bool:
    if each.before is None or each.after is None:
        return False
    before, after = each.before, each.after
    return before["price"]["id"] == after["price"]["id"] and before["quantity"] == after["quantity"]


def _restart(books: Books, subscription: Object, data: list[Object]) -> Object:
    period = period_after(books.now, books.now, same_interval(data))
    moved = [{**item, "current_period_start": period[0], "current_period_end": period[1]} for item in data]
    lifecycle.change(
        books, subscription, items=listed(subscription["id"], moved), billing_cycle_anchor=books.now
    )
    books.schedule("renewal", subscription["id"], period[1])
    return beginnings.bill_period(books, subscription, reason="subscription_update")


def _extend_trial(books: Books, subscription: Object, moment: int) -> None:
    if subscription["status"] != "trialing":
        raise StripeError("The sandbox moves the end of a running trial only.", param="trial_end")
    data = [{**item, "current_period_end": moment} for item in subscription["items"]["data"]]
    lifecycle.change(
        books,
        subscription,
        trial_end=moment,
        billing_cycle_anchor=moment,
        items=listed(subscription["id"], data),
    )
    books.schedule("renewal", subscription["id"], moment)
    beginnings.plan_notice(books, subscription)
