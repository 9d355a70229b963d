"""A customer's VAT number and the like: https://docs.stripe.com/api/tax_ids.

Stripe asks the tax office; here the documented test values tell what it would have said.
"""

import re

from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError, missing
from sandbox.stripe.operations import included, registry
from sandbox.stripe.parameters import PAGING, Required, Schema, choice, text

_URL = "/v1/customers/{customer}/tax_ids"
# Each kind's form and its country; None where the value begins with it.
_KINDS: dict[str, tuple[str, str | None]] = {
    "eu_vat": (r"[A-Z]{2}[0-9A-Z]{2,12}", None),
    "gb_vat": (r"GB(\d{9}|\d{12})", "GB"),
    "ch_vat": (r"CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)", "CH"),
    "us_ein": (r"\d{2}-\d{7}", "US"),
    "au_abn": (r"\d{11}", "AU"),
}
_VERIFIED_KINDS = ("eu_vat", "gb_vat", "ch_vat", "au_abn")
_ANSWERS = {"000000000": "verified", "111111111": "unverified", "222222222": "pending"}
FIELDS: Schema = {"type": Required(choice(*_KINDS)), "value": Required(text)}


@registry.operation("POST", _URL, FIELDS)
def create(books: Books, params: Object, customer: str) -> Object:
    books.get("customer", customer)
    return add(books, customer, params)


@registry.operation("GET", _URL, PAGING)
def list_(books: Books, params: Object, customer: str) -> Object:
    books.get("customer", customer)
    return books.page("tax_id", params, _URL.format(customer=customer), parent=customer)


@registry.operation("GET", _URL + "/{tax_id}", {})
def retrieve(books: Books, params: Object, customer: str, tax_id: str) -> Object:
    return _of(books, customer, tax_id)


@registry.operation("DELETE", _URL + "/{tax_id}", {})
def delete(books: Books, params: Object, customer: str, tax_id: str) -> Object:
    found = _of(books, customer, tax_id)
    books.drop(found)
    books.emit("customer.tax_id.deleted", found)
    return {"id": tax_id, "object": "tax_id", "deleted": True}


@included("customer", "tax_ids")
def of_customer(books: Books, customer: Object) -> Object:
    return list_(books, {}, customer["id"])


def add(books: Books, customer: str, fields: Object) -> Object:
    """Keep a tax id. Raises tax_id_invalid when it has not the form of its kind."""
    form, country = _KINDS[fields["type"]]
    value = fields["value"] or ""
    if not re.fullmatch(form, value):
        raise StripeError(f"Invalid value for {fields['type']}.", code="tax_id_invalid", param="value")
    tax_id = {
        "id": books.new_id("txi"),
        "object": "tax_id",
        "country": country or value[:2],
        "created": books.now,
        "customer": customer,
        "customer_account": None,
        "livemode": False,
        "owner": {"type": "customer", "customer": customer},
        "type": fields["type"],
        "value": value,
        "verification": _verification(fields["type"], value),
    }
    books.add(tax_id, parent=customer)
    books.emit("customer.tax_id.created", tax_id)
    return tax_id


def _verification(kind: str, value: str) -> Object:
    status = next((answer for digits, answer in _ANSWERS.items() if digits in value), "unavailable")
    if kind not in _VERIFIED_KINDS:
        status = "unavailable"
    return {"status": status, "verified_address": None, "verified_name": None}


def _of(books: Books, customer: str, tax_id: str) -> Object:
    found = books.get("tax_id", tax_id)
    if found["customer"] != customer:
        raise missing("tax_id", tax_id)
    return found
