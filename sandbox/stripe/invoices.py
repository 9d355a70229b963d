"""Invoices as the API shows them: listed, changed, finalized, paid, or given up."""

from sandbox.stripe import collection, lifecycle
from sandbox.stripe.beginnings import no_method
from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.cards import named
from sandbox.stripe.errors import StripeError
from sandbox.stripe.intents import refusal
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, choice, flag, metadata, text

_STATUS = choice("draft", "open", "paid", "uncollectible", "void")


@registry.operation("GET", "/v1/invoices/{invoice}", {})
def retrieve(books: Books, params: Object, invoice: str) -> Object:
    return books.get("invoice", invoice)


@registry.operation(
    "GET", "/v1/invoices", {**PAGING, "customer": text, "subscription": text, "status": _STATUS}
)
def index(books: Books, params: Object) -> Object:
    parent = params.get("customer")
    wanted = {"status": params.get("status")}
    if id := params.get("subscription"):
        books.get("subscription", id, param="subscription")
        wanted["id"] = tuple(each["id"] for each in books.every("invoice") if _bills(each, id))
    return books.page("invoice", params, "/v1/invoices", parent=parent, **wanted)


@registry.operation("GET", "/v1/invoices/{invoice}/lines", PAGING)
def lines(books: Books, params: Object, invoice: str) -> Object:
    found: Object = books.get("invoice", invoice)["lines"]
    return found


@registry.operation(
    "POST", "/v1/invoices/{invoice}", {"metadata": metadata, "description": text, "auto_advance": flag}
)
def update(books: Books, params: Object, invoice: str) -> Object:
    found = books.get("invoice", invoice)
    before = dict(found)
    fields = dict(params)
    if "metadata" in fields:
        fields["metadata"] = merged(found["metadata"], fields["metadata"])
    found.update(fields)
    books.emit("invoice.updated", found, changed(before, found))
    return books.save(found)


@registry.operation("POST", "/v1/invoices/{invoice}/finalize", {"auto_advance": flag})
def finalize(books: Books, params: Object, invoice: str) -> Object:
    return collection.finalize(books, books.get("invoice", invoice))


@registry.operation("POST", "/v1/invoices/{invoice}/pay", {"payment_method": text, "off_session": flag})
def pay(books: Books, params: Object, invoice: str) -> Object:
    """Try a card now, by default the one on file. Raises the bank's refusal, as 402; the attempt is kept."""
    found = books.get("invoice", invoice)
    if found["status"] == "paid":
        raise StripeError("Invoice is already paid", code="invoice_already_paid")
    if found["status"] == "draft":
        found = collection.finalize(books, found)
    if found["status"] == "paid":
        return found
    customer = books.get("customer", found["customer"])
    method = lifecycle.paying_method(books, collection.subscription_of(books, found), customer)
    if id := params.get("payment_method"):
        method = named(books, id)
    found = collection.collect(
        books, found, method, off_session=params.get("off_session", True), automatic=False
    )
    if found["status"] == "paid":
        return found
    intent = collection.intent_of(books, found)
    raise refusal(intent) if intent["last_payment_error"] else no_method()


@registry.operation("POST", "/v1/invoices/{invoice}/void", {})
def void(books: Books, params: Object, invoice: str) -> Object:
    return collection.void(books, books.get("invoice", invoice))


@registry.operation("POST", "/v1/invoices/{invoice}/mark_uncollectible", {})
def mark_uncollectible(books: Books, params: Object, invoice: str) -> Object:
    return collection.mark_uncollectible(books, books.get("invoice", invoice))


def _bills(invoice: Object, subscription: str) -> bool:
    parent = invoice["parent"]
    return parent is not None and parent["subscription_details"]["subscription"] == subscription
