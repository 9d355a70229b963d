"""Who pays: https://docs.stripe.com/api/customers."""

import secrets
from typing import Any

from sandbox.stripe import payment_methods, tax_ids
from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import included, registry
from sandbox.stripe.parameters import (
    PAGING,
    Reader,
    Required,
    Schema,
    choice,
    integer,
    list_of,
    metadata,
    object_of,
    text,
)

_URL = "/v1/customers"
_ADDRESS: Schema = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"), text)
_SHIPPING: Schema = {"address": Required(object_of(_ADDRESS)), "name": Required(text), "phone": text}


def _or_none(reader: Reader) -> Reader:
    return lambda value, name: None if value == "" else reader(value, name)


def _address(value: Any, name: str) -> Object:
    return dict.fromkeys(_ADDRESS) | object_of(_ADDRESS)(value, name)


_FIELDS: Schema = {
    "address": _or_none(_address),
    "balance": integer(-99_999_999, 99_999_999),
    "business_name": text,
    "description": text,
    "email": text,
    "individual_name": text,
    "invoice_prefix": text,
    "invoice_settings": object_of({"default_payment_method": text, "footer": text}),
    "metadata": metadata,
    "name": text,
    "phone": text,
    "preferred_locales": list_of(text),
    "shipping": _or_none(object_of(_SHIPPING)),
    "tax_exempt": choice("exempt", "none", "reverse"),
}
_CREATE: Schema = {
    **_FIELDS,
    "payment_method": text,
    "tax_id_data": list_of(object_of(tax_ids.FIELDS)),
    "test_clock": text,
}
_ENDED = ("canceled", "incomplete_expired")
_BLANK: Object = {
    "address": None,
    "balance": 0,
    "business_name": None,
    "currency": None,
    "customer_account": None,
    "default_source": None,
    "delinquent": False,
    "description": None,
    "discount": None,
    "email": None,
    "individual_name": None,
    "invoice_settings": {
        "custom_fields": None,
        "default_payment_method": None,
        "footer": None,
        "rendering_options": None,
    },
    "livemode": False,
    "metadata": {},
    "name": None,
    "next_invoice_sequence": 1,
    "phone": None,
    "preferred_locales": [],
    "shipping": None,
    "tax_exempt": "none",
    "test_clock": None,
}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    """With a card that declines there is no customer, and no trace of one."""
    method_id = params.pop("payment_method", None)
    identities = params.pop("tax_id_data", [])
    with books.undone_when_refused():
        customer = books.save(_with(books, _add(books), params))
        books.emit("customer.created", customer)
        if method_id:
            payment_methods.attach_to(books, method_id, customer["id"])
        _check_default_card(books, customer)
    for identity in identities:
        tax_ids.add(books, customer["id"], identity)
    return customer


@registry.operation("GET", _URL, {**PAGING, "email": text, "test_clock": text})
def list_(books: Books, params: Object) -> Object:
    equal = {name: params.get(name) for name in ("email", "test_clock")}
    return books.page("customer", params, _URL, **equal)


@registry.operation("GET", _URL + "/{customer}", {})
def retrieve(books: Books, params: Object, customer: str) -> Object:
    """A deleted customer answers too, by saying so."""
    return books.buried("customer", customer) or books.get("customer", customer)


@registry.operation("POST", _URL + "/{customer}", _FIELDS)
def update(books: Books, params: Object, customer: str) -> Object:
    before = books.get("customer", customer)
    after = _with(books, before, params)
    _check_default_card(books, after)
    if changes := changed(before, after):
        books.emit("customer.updated", books.save(after), changes)
    return after


@registry.operation("DELETE", _URL + "/{customer}", {})
def delete(books: Books, params: Object, customer: str) -> Object:
    """Ends their subscriptions at once and lets their cards go."""
    found = books.get("customer", customer)
    for subscription in books.every("subscription"):
        if subscription["customer"] == customer and subscription["status"] not in _ENDED:
            registry.perform(books, "DELETE", f"/v1/subscriptions/{subscription['id']}", {})
    for method in books.every("payment_method"):
        if method["customer"] == customer:
            books.save({**method, "customer": None})
    stone = books.bury(found)
    books.emit("customer.deleted", found)
    return stone


@included("customer", "subscriptions")
def subscriptions(books: Books, customer: Object) -> Object:
    url = f"{_URL}/{customer['id']}/subscriptions"
    return books.page("subscription", {}, url, customer=customer["id"])


@included("customer", "sources")
def sources(books: Books, customer: Object) -> Object:
    """Cards of the API before payment methods: nobody has any here."""
    return books.page("source", {}, f"{_URL}/{customer['id']}/sources", parent=customer["id"])


def _add(books: Books) -> Object:
    new = {"id": books.new_id("cus"), "object": "customer", "created": books.now}
    return books.add(new | _BLANK | {"invoice_prefix": secrets.token_hex(4).upper()})


def _with(books: Books, customer: Object, params: Object) -> Object:
    """The customer with the fields that were sent."""
    after = {**customer, **params}
    if "metadata" in params:
        after["metadata"] = merged(customer["metadata"], params["metadata"])
    if settings := params.get("invoice_settings"):
        after["invoice_settings"] = customer["invoice_settings"] | settings
    if params.get("test_clock"):
        after["test_clock"] = books.get("test_helpers.test_clock", params["test_clock"], param="test_clock")[
            "id"
        ]
    return after


def _check_default_card(books: Books, customer: Object) -> None:
    """The card that pays by default is one of the customer's own."""
    method_id = customer["invoice_settings"]["default_payment_method"]
    param = "invoice_settings[default_payment_method]"
    if method_id and books.get("payment_method", method_id, param=param)["customer"] != customer["id"]:
        raise StripeError(
            f"The customer does not have a payment method with the ID {method_id}. "
            "The payment method must be attached to the customer.",
            code="resource_missing",
            param=param,
        )
