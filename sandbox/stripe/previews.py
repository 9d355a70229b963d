"""The preview of an invoice: what would really happen happens, is shown, and is undone."""

from sandbox.stripe import changes, lifecycle
from sandbox.stripe.beginnings import Wanted, begin, bill_period
from sandbox.stripe.books import Books, Object
from sandbox.stripe.discounts import DISCOUNTS, redeem
from sandbox.stripe.errors import StripeError
from sandbox.stripe.items import CHANGED, credit_unused, listed, recurring_price, same_interval
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import Schema, choice, either, flag, object_of, text, timestamp
from sandbox.stripe.periods import period_after
from sandbox.stripe.subscriptions import PRORATION, terms_of

_DETAILS: Schema = {
    "items": CHANGED,
    "proration_behavior": PRORATION,
    "proration_date": timestamp,
    "trial_end": either("now", timestamp),
    "cancel_at_period_end": flag,
    "cancel_now": flag,
}


@registry.operation(
    "POST",
    "/v1/invoices/create_preview",
    {
        "customer": text,
        "subscription": text,
        "subscription_details": object_of(_DETAILS),
        "discounts": DISCOUNTS,
        "preview_mode": choice("next", "recurring"),
    },
)
def create_preview(books: Books, params: Object) -> Object:
    """The invoice that comes next, with the changes in `subscription_details`. Nothing of it is kept."""
    now = books.now
    books.db.execute("SAVEPOINT preview")
    try:
        invoice = _next_invoice(books, params)
    finally:
        books.now = now
        books.db.execute("ROLLBACK TO preview")
        books.db.execute("RELEASE preview")
    return _as_preview(books, invoice)


def _next_invoice(books: Books, params: Object) -> Object:
    details = params.get("subscription_details", {})
    if id := params.get("subscription"):
        subscription = books.get("subscription", id, param="subscription")
        _discount(books, subscription, params.get("discounts", []))
        return _changed(books, subscription, details)
    return _first(books, params, details)


def _first(books: Books, params: Object, details: Object) -> Object:
    """What a new subscription would cost at once."""
    customer = books.get("customer", params.get("customer") or "", param="customer")
    trial_end = details.get("trial_end")
    wanted = Wanted(
        customer=customer,
        items=[
            (
                recurring_price(books, each.get("price"), "subscription_details[items][price]"),
                each.get("quantity", 1),
            )
            for each in details.get("items", [])
        ],
        discounts=params.get("discounts", []),
        trial_end=trial_end if isinstance(trial_end, int) else None,
        payment_behavior="default_incomplete",
    )
    if not wanted.items:
        raise StripeError("Nothing to invoice for customer", code="invoice_upcoming_none")
    return books.get("invoice", begin(books, wanted)["latest_invoice"])


def _changed(books: Books, subscription: Object, details: Object) -> Object:
    terms = terms_of(books, details)
    if details.get("cancel_now"):
        for item in subscription["items"]["data"]:
            credit_unused(books, subscription, item, terms.at)
        return changes.bill_pending(books, subscription)
    if details.get("items"):
        invoice = changes.change_items(books, subscription, details["items"], terms)
        if invoice is not None:
            return invoice
    if trial_end := details.get("trial_end"):
        moment = books.now if trial_end == "now" else trial_end
        invoice = changes.end_trial(books, subscription, moment)
        if invoice is not None:
            return invoice
    return _renewal(books, subscription, details)


def _renewal(books: Books, subscription: Object, details: Object) -> Object:
    """What the next period costs, with all that waits for its invoice."""
    ends = details.get("cancel_at_period_end", subscription["cancel_at_period_end"])
    if ends or subscription["status"] in lifecycle.ENDED:
        raise StripeError(
            f"No upcoming invoices for customer: {subscription['customer']}", code="invoice_upcoming_none"
        )
    data = subscription["items"]["data"]
    books.now = lifecycle.period(subscription)[1]
    start, end = period_after(books.now, subscription["billing_cycle_anchor"], same_interval(data))
    moved = [{**item, "current_period_start": start, "current_period_end": end} for item in data]
    subscription["items"] = listed(subscription["id"], moved)
    return bill_period(books, subscription, reason="subscription_cycle")


def _discount(books: Books, subscription: Object, wanted: list[Object]) -> None:
    for each in wanted:
        customer, id = subscription["customer"], subscription["id"]
        subscription["discounts"].append(redeem(books, each, customer=customer, subscription=id)["id"])


def _as_preview(books: Books, invoice: Object) -> Object:
    id = books.new_id("upcoming_in")
    for line in invoice["lines"]["data"]:
        line["invoice"] = id
    invoice["lines"]["url"] = f"/v1/invoices/{id}/lines"
    invoice.update(
        id=id,
        status="draft",
        number=None,
        hosted_invoice_url=None,
        invoice_pdf=None,
        confirmation_secret=None,
        billing_reason="upcoming",
        attempted=False,
        ending_balance=invoice["starting_balance"] + invoice["total"] - invoice["amount_due"],
    )
    invoice["payments"]["data"] = []
    return invoice
