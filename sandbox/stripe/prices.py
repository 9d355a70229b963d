"""What it costs, in whole minor units and one currency: https://docs.stripe.com/api/prices.

Prices are per unit and licensed; tiers and metering are not sold here, and asking for them is refused.
"""

from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import included, registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    Schema,
    amount,
    choice,
    currency,
    flag,
    integer,
    list_of,
    metadata,
    object_of,
    text,
)

_URL = "/v1/prices"
_LONGEST = {"day": 1095, "week": 156, "month": 36, "year": 3}
_RECURRING: Schema = {
    "interval": Required(choice(*_LONGEST)),
    "interval_count": integer(1),
    "usage_type": choice("licensed"),
}
DEFAULT_PRICE: Schema = {
    "currency": Required(currency),
    "unit_amount": Required(amount),
    "recurring": object_of(_RECURRING),
    "tax_behavior": choice("exclusive", "inclusive", "unspecified"),
    "metadata": metadata,
}
_CREATE: Schema = {
    **DEFAULT_PRICE,
    "active": flag,
    "billing_scheme": choice("per_unit"),
    "lookup_key": text,
    "nickname": text,
    "product": Required(text),
    "transfer_lookup_key": flag,
}
_UPDATE: Schema = {
    "active": flag,
    "lookup_key": text,
    "metadata": metadata,
    "nickname": text,
    "tax_behavior": choice("exclusive", "inclusive", "unspecified"),
    "transfer_lookup_key": flag,
}
_LIST: Schema = {
    **PAGING,
    "active": flag,
    "currency": currency,
    "lookup_keys": list_of(text),
    "product": text,
    "type": choice("one_time", "recurring"),
}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    product = books.get("product", params["product"], param="product")
    return new_price(books, product["id"], params)


def new_price(books: Books, product: str, params: Object) -> Object:
    """Keep a price of the fields sent, and say so. Raises StripeError for a period above three years."""
    _claim_lookup_key(books, params)
    recurring = _recurring(params.get("recurring"))
    price = {
        "id": books.new_id("price"),
        "object": "price",
        "active": params.get("active", True),
        "billing_scheme": "per_unit",
        "created": books.now,
        "currency": params["currency"],
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": params.get("lookup_key"),
        "metadata": merged({}, params.get("metadata", {})),
        "nickname": params.get("nickname"),
        "product": product,
        "recurring": recurring,
        "tax_behavior": params.get("tax_behavior", "unspecified"),
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        "unit_amount": params["unit_amount"],
        "unit_amount_decimal": str(params["unit_amount"]),
    }
    books.add(price, parent=product)
    books.emit("price.created", price)
    return price


@registry.operation("GET", _URL, _LIST)
def list_(books: Books, params: Object) -> Object:
    keys = tuple(params["lookup_keys"]) if params.get("lookup_keys") else None
    equal = {name: params.get(name) for name in ("active", "currency", "product", "type")}
    return books.page("price", params, _URL, lookup_key=keys, **equal)


@registry.operation("GET", _URL + "/{price}", {})
def retrieve(books: Books, params: Object, price: str) -> Object:
    return books.get("price", price)


@registry.operation("POST", _URL + "/{price}", _UPDATE)
def update(books: Books, params: Object, price: str) -> Object:
    before = books.get("price", price)
    _claim_lookup_key(books, params, owner=price)
    after = before | {name: value for name, value in params.items() if name != "transfer_lookup_key"}
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    if changes := changed(before, after):
        books.emit("price.updated", books.save(after), changes)
    return after


@included("price", "currency_options")
def currency_options(books: Books, price: Object) -> Object:
    """What the price is in each currency; ours have one."""
    names = ("custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal")
    return {price["currency"]: {name: price[name] for name in names}}


@included("price", "tiers")
def tiers(books: Books, price: Object) -> None:
    return None


def _recurring(wanted: Object | None) -> Object | None:
    if wanted is None:
        return None
    interval, count = wanted["interval"], wanted.get("interval_count", 1)
    if count > _LONGEST[interval]:
        raise StripeError(
            "The maximum interval is 3 years.",
            param="recurring[interval_count]",
            code="parameter_invalid_integer",
        )
    return {
        "interval": interval,
        "interval_count": count,
        "meter": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def _claim_lookup_key(books: Books, params: Object, owner: str | None = None) -> None:
    """A lookup key names one price; `transfer_lookup_key` takes it from the other."""
    key = params.get("lookup_key")
    holder = next((price for price in books.every("price") if key and price["lookup_key"] == key), None)
    if holder is None or holder["id"] == owner:
        return
    if not params.get("transfer_lookup_key"):
        raise StripeError(f"A price (`{holder['id']}`) already uses that lookup key.", param="lookup_key")
    books.save({**holder, "lookup_key": None})
