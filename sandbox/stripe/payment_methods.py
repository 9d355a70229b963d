"""The cards of customers: https://docs.stripe.com/api/payment_methods. The documented test cards and tokens only."""

from datetime import UTC, datetime

from sandbox.stripe import cards
from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError, missing
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    Schema,
    choice,
    integer,
    metadata,
    object_of,
    text,
)

_URL = "/v1/payment_methods"
_KIND = "payment_method"
_ADDRESS: Schema = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"), text)
_BILLING: Schema = {"address": object_of(_ADDRESS), "email": text, "name": text, "phone": text}
_EXPIRY: Schema = {"exp_month": integer(1, 12), "exp_year": integer(0, 9999)}
_CARD: Schema = {
    "number": Required(text),
    "cvc": text,
    "exp_month": Required(integer(1, 12)),
    "exp_year": Required(integer(0, 9999)),
}
_CREATE: Schema = {
    "type": Required(choice("card")),
    "card": Required(object_of(_CARD)),
    "billing_details": object_of(_BILLING),
    "metadata": metadata,
}
_UPDATE: Schema = {"billing_details": object_of(_BILLING), "card": object_of(_EXPIRY), "metadata": metadata}
_LIST: Schema = {**PAGING, "customer": text, "type": choice("card")}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    number = cards.checked_number(params["card"]["number"] or "")
    month, year = _expiry(books, params["card"])
    method = cards.new_payment_method(
        books,
        number,
        exp_month=month,
        exp_year=year,
        metadata=merged({}, params.get("metadata", {})),
    )
    method["billing_details"] = _billed(method, params)
    return books.save(method)


@registry.operation("GET", _URL, _LIST)
def list_(books: Books, params: Object) -> Object:
    if customer := params.get("customer"):
        books.get("customer", customer, param="customer")
    return books.page(_KIND, params, _URL, customer=params.get("customer"))


@registry.operation("GET", "/v1/customers/{customer}/payment_methods", {**PAGING, "type": choice("card")})
def list_of_customer(books: Books, params: Object, customer: str) -> Object:
    books.get("customer", customer)
    return books.page(_KIND, params, f"/v1/customers/{customer}/payment_methods", customer=customer)


@registry.operation("GET", _URL + "/{method}", {})
def retrieve(books: Books, params: Object, method: str) -> Object:
    return _found(books, method)


@registry.operation("GET", "/v1/customers/{customer}/payment_methods/{method}", {})
def retrieve_of_customer(books: Books, params: Object, customer: str, method: str) -> Object:
    found = _found(books, method)
    if found["customer"] != customer:
        raise missing("PaymentMethod", method)
    return found


@registry.operation("POST", _URL + "/{method}", _UPDATE)
def update(books: Books, params: Object, method: str) -> Object:
    before = _found(books, method)
    after = {**before, "billing_details": _billed(before, params)}
    if "card" in params:
        month, year = _expiry(books, before["card"] | params["card"])
        after["card"] = before["card"] | {"exp_month": month, "exp_year": year}
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    if changes := changed(before, after):
        books.emit("payment_method.updated", books.save(after), changes)
    return after


@registry.operation("POST", _URL + "/{method}/attach", {"customer": Required(text)})
def attach(books: Books, params: Object, method: str) -> Object:
    customer = books.get("customer", params["customer"] or "", param="customer")
    return attach_to(books, method, customer["id"])


@registry.operation("POST", _URL + "/{method}/detach", {})
def detach(books: Books, params: Object, method: str) -> Object:
    """The card is nobody's from now on, and no customer's default."""
    found = _found(books, method)
    if found["customer"] is None:
        raise StripeError(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
            code="payment_method_unexpected_state",
            param="payment_method",
        )
    _forget_default(books, found)
    detached = books.save({**found, "customer": None})
    books.emit("payment_method.detached", detached, {"customer": found["customer"]})
    return detached


def attach_to(books: Books, method_id: str, customer_id: str) -> Object:
    """Keep a card for a customer. A token, such as pm_card_visa, becomes a card of its own."""
    number = cards.TOKENS.get(method_id)
    method = cards.new_payment_method(books, number) if number else _found(books, method_id)
    return cards.attach(books, method, customer_id)


def _found(books: Books, method_id: str) -> Object:
    found = books.find(_KIND, method_id)
    if found is None:
        raise missing("PaymentMethod", method_id)
    return found


def _billed(method: Object, params: Object) -> Object:
    sent = params.get("billing_details", {})
    address = method["billing_details"]["address"] | sent.get("address", {})
    return {**method["billing_details"], **sent, "address": address}


def _expiry(books: Books, card: Object) -> tuple[int, int]:
    today = datetime.fromtimestamp(books.now, tz=UTC)
    return cards.checked_expiry(card["exp_month"], card["exp_year"], today.year, today.month)


def _forget_default(books: Books, method: Object) -> None:
    customer = books.find("customer", method["customer"])
    if customer and customer["invoice_settings"]["default_payment_method"] == method["id"]:
        customer["invoice_settings"]["default_payment_method"] = None
        books.save(customer)
