"""Payment intents as the API takes them; those of an invoice take the invoice along."""

from sandbox.stripe import collection, intents
from sandbox.stripe.books import Books, Object, merged
from sandbox.stripe.cards import named
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    Schema,
    choice,
    currency,
    flag,
    integer,
    list_of,
    metadata,
    object_of,
    text,
)

_TRANSFER = object_of({"destination": text, "amount": integer(least=1)})
_AMOUNT = integer(least=50, most=99_999_999)
_EDITABLE: Schema = {
    "application_fee_amount": integer(least=1),
    "description": text,
    "metadata": metadata,
    "receipt_email": text,
    "setup_future_usage": choice("off_session", "on_session"),
    "transfer_data": _TRANSFER,
    "transfer_group": text,
}
_CONFIRM: Schema = {
    "off_session": flag,
    "payment_method": text,
    "return_url": text,
    "error_on_requires_action": flag,
}


@registry.operation(
    "POST",
    "/v1/payment_intents",
    {
        **_EDITABLE,
        **_CONFIRM,
        "amount": Required(_AMOUNT),
        "automatic_payment_methods": object_of(
            {"enabled": flag, "allow_redirects": choice("always", "never")}
        ),
        "confirm": flag,
        "currency": Required(currency),
        "customer": text,
        "on_behalf_of": text,
        "payment_method_types": list_of(text),
    },
)
def create(books: Books, params: Object) -> Object:
    if id := params.get("customer"):
        books.get("customer", id, param="customer")
    fields = {name: value for name, value in params.items() if name not in {*_CONFIRM, "confirm"}}
    fields["metadata"] = merged({}, params.get("metadata", {}))
    intent = intents.new_intent(books, **fields)
    if params.get("confirm"):
        return _confirmed(books, intent, params)
    if id := params.get("payment_method"):
        intent.update(payment_method=named(books, id)["id"], status="requires_confirmation")
    return books.save(intent)


@registry.operation("GET", "/v1/payment_intents/{intent}", {"client_secret": text})
def retrieve(books: Books, params: Object, intent: str) -> Object:
    return books.get("payment_intent", intent)


@registry.operation("GET", "/v1/payment_intents", {**PAGING, "customer": text})
def index(books: Books, params: Object) -> Object:
    return books.page("payment_intent", params, "/v1/payment_intents", parent=params.get("customer"))


@registry.operation("POST", "/v1/payment_intents/{intent}", {**_EDITABLE, "amount": _AMOUNT})
def update(books: Books, params: Object, intent: str) -> Object:
    found = books.get("payment_intent", intent)
    if found["status"] in ("succeeded", "canceled") and "amount" in params:
        raise intents.unexpected(found, "changed")
    before = dict(found)
    fields = dict(params)
    if "metadata" in fields:
        fields["metadata"] = merged(before["metadata"], fields["metadata"])
    found.update(fields)
    return books.save(found)


@registry.operation("POST", "/v1/payment_intents/{intent}/confirm", _CONFIRM)
def confirm(books: Books, params: Object, intent: str) -> Object:
    found = books.get("payment_intent", intent)
    if found["status"] in ("succeeded", "canceled"):
        raise intents.unexpected(found, "confirmed")
    return _confirmed(books, found, params)


@registry.operation("POST", "/v1/payment_intents/{intent}/cancel", {"cancellation_reason": text})
def cancel(books: Books, params: Object, intent: str) -> Object:
    return intents.cancel(books, books.get("payment_intent", intent), params.get("cancellation_reason"))


@registry.operation(
    "GET",
    "/v1/invoice_payments",
    {**PAGING, "invoice": text, "payment": object_of({"type": text, "payment_intent": text})},
)
def invoice_payments(books: Books, params: Object) -> Object:
    intent = params.get("payment", {}).get("payment_intent")
    return books.page(
        "invoice_payment", params, "/v1/invoice_payments", parent=intent, invoice=params.get("invoice")
    )


def authenticate(books: Books, intent_id: str, *, passed: bool) -> Object:
    """The challenge page's answer. Raises when the intent waits for none."""
    intent = intents.authenticate(books, books.get("payment_intent", intent_id), passed=passed)
    _take_invoice_along(books, intent)
    return intent


def _confirmed(books: Books, intent: Object, params: Object) -> Object:
    """Raises the bank's refusal; the failed charge is kept, as a card's refusal is an answer."""
    id = params.get("payment_method") or intent["payment_method"] or ""
    method = named(books, id)
    if method["customer"] not in (None, intent["customer"]):
        raise StripeError(
            "The PaymentMethod you provided belongs to a Customer; pay with it for that customer only.",
            param="payment_method",
        )
    done = intents.confirm(
        books,
        intent,
        method,
        off_session=params.get("off_session", False),
        return_url=params.get("return_url"),
    )
    _take_invoice_along(books, done)
    if done["status"] == "requires_payment_method":
        raise intents.refusal(done)
    return done


def _take_invoice_along(books: Books, intent: Object) -> None:
    if invoice := collection.invoice_of(books, intent):
        collection.follow(books, invoice, intent)
