"""The words that customers type for a coupon: https://docs.stripe.com/api/promotion_codes."""

import re
import secrets
from typing import Any

from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.due import happening
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
    metadata,
    object_of,
    text,
    timestamp,
)

_URL = "/v1/promotion_codes"
_KIND = "promotion_code"
_END = "promotion_code_end"
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _code(value: Any, name: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,500}", value):
        raise StripeError("Promotion codes may only contain letters, digits and dashes.", param=name)
    return value


_CREATE: Schema = {
    "promotion": Required(object_of({"type": Required(choice("coupon")), "coupon": Required(text)})),
    "active": flag,
    "code": _code,
    "customer": text,
    "expires_at": timestamp,
    "max_redemptions": integer(1),
    "metadata": metadata,
    "restrictions": object_of(
        {"first_time_transaction": flag, "minimum_amount": integer(1), "minimum_amount_currency": currency}
    ),
}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    coupon = books.get("coupon", params["promotion"]["coupon"], param="promotion[coupon]")
    if params.get("customer"):
        books.get("customer", params["customer"], param="customer")
    code = params.get("code") or "".join(secrets.choice(_ALPHABET) for _ in range(8))
    _check_free(books, code, params.get("customer"))
    restrictions = params.get("restrictions", {})
    promotion_code = {
        "id": books.new_id("promo"),
        "object": _KIND,
        "active": params.get("active", True) and coupon["valid"],
        "code": code,
        "created": books.now,
        "customer": params.get("customer"),
        "customer_account": None,
        "expires_at": params.get("expires_at"),
        "livemode": False,
        "max_redemptions": params.get("max_redemptions"),
        "metadata": merged({}, params.get("metadata", {})),
        "promotion": {"coupon": coupon["id"], "type": "coupon"},
        "restrictions": {
            "first_time_transaction": restrictions.get("first_time_transaction", False),
            "minimum_amount": restrictions.get("minimum_amount"),
            "minimum_amount_currency": restrictions.get("minimum_amount_currency"),
        },
        "times_redeemed": 0,
    }
    books.add(promotion_code, parent=coupon["id"])
    if promotion_code["expires_at"]:
        books.schedule(_END, promotion_code["id"], promotion_code["expires_at"])
    books.emit("promotion_code.created", promotion_code)
    return promotion_code


@registry.operation("GET", _URL, {**PAGING, "active": flag, "code": text, "coupon": text, "customer": text})
def list_(books: Books, params: Object) -> Object:
    """`code` is found in whichever case it is written."""
    equal = {name: params.get(name) for name in ("active", "customer")}
    if wanted := params.get("code"):
        equal["id"] = tuple(each["id"] for each in books.every(_KIND) if _same(each["code"], wanted))
    return books.page(_KIND, params, _URL, parent=params.get("coupon"), **equal)


@registry.operation("GET", _URL + "/{promotion_code}", {})
def retrieve(books: Books, params: Object, promotion_code: str) -> Object:
    return books.get(_KIND, promotion_code)


@registry.operation("POST", _URL + "/{promotion_code}", {"active": flag, "metadata": metadata})
def update(books: Books, params: Object, promotion_code: str) -> Object:
    before = books.get(_KIND, promotion_code)
    after = {**before, **params}
    if after["active"] and not before["active"]:
        _check_free(books, before["code"], before["customer"])
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    if changes := changed(before, after):
        books.emit("promotion_code.updated", books.save(after), changes)
    return after


@happening(_END)
def end(books: Books, promotion_code_id: str) -> None:
    if found := books.find(_KIND, promotion_code_id):
        books.save({**found, "active": False})


def _check_free(books: Books, code: str, customer: str | None) -> None:
    for other in books.every(_KIND):
        if other["active"] and other["customer"] == customer and _same(other["code"], code):
            raise StripeError(f"An active promotion code with `code: {code}` already exists.", param="code")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
