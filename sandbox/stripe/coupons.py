"""What takes something off: https://docs.stripe.com/api/coupons. It ends by itself when its time or number is up."""

from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.due import happening
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import included, registry
from sandbox.stripe.parameters import (
    PAGING,
    Schema,
    choice,
    currency,
    decimal,
    integer,
    list_of,
    metadata,
    object_of,
    text,
    timestamp,
)

_URL = "/v1/coupons"
_END = "coupon_end"
_CREATE: Schema = {
    "id": text,
    "amount_off": integer(1, 99_999_999),
    "applies_to": object_of({"products": list_of(text)}),
    "currency": currency,
    "duration": choice("forever", "once", "repeating"),
    "duration_in_months": integer(1),
    "max_redemptions": integer(1),
    "metadata": metadata,
    "name": text,
    "percent_off": decimal(0.01, 100),
    "redeem_by": timestamp,
}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    _check(books, params)
    coupon = {
        "id": params.get("id") or books.new_id("coupon").removeprefix("coupon_")[:8],
        "object": "coupon",
        "amount_off": params.get("amount_off"),
        "created": books.now,
        "currency": params.get("currency"),
        "duration": params.get("duration", "once"),
        "duration_in_months": params.get("duration_in_months"),
        "livemode": False,
        "max_redemptions": params.get("max_redemptions"),
        "metadata": merged({}, params.get("metadata", {})),
        "name": params.get("name"),
        "percent_off": params.get("percent_off"),
        "redeem_by": params.get("redeem_by"),
        "times_redeemed": 0,
        "valid": True,
    }
    books.add(coupon)
    _limit_to(books, coupon["id"], params)
    if coupon["redeem_by"]:
        books.schedule(_END, coupon["id"], coupon["redeem_by"])
    books.emit("coupon.created", coupon)
    return coupon


@registry.operation("GET", _URL, PAGING)
def list_(books: Books, params: Object) -> Object:
    return books.page("coupon", params, _URL)


@registry.operation("GET", _URL + "/{coupon}", {})
def retrieve(books: Books, params: Object, coupon: str) -> Object:
    return books.get("coupon", coupon)


@registry.operation("POST", _URL + "/{coupon}", {"metadata": metadata, "name": text})
def update(books: Books, params: Object, coupon: str) -> Object:
    """Only its name and metadata: what a coupon takes off never changes."""
    before = books.get("coupon", coupon)
    after = {**before, **params}
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    if changes := changed(before, after):
        books.emit("coupon.updated", books.save(after), changes)
    return after


@registry.operation("DELETE", _URL + "/{coupon}", {})
def delete(books: Books, params: Object, coupon: str) -> Object:
    """Nobody can redeem it any more; discounts already given go on."""
    found = books.get("coupon", coupon)
    books.drop(found)
    books.unschedule(_END, coupon)
    books.emit("coupon.deleted", {**found, "valid": False})
    return {"id": coupon, "object": "coupon", "deleted": True}


def products_of(books: Books, coupon_id: str) -> list[str] | None:
    """The products to which the coupon is limited; None when it is for all."""
    limit = books.find("coupon_limit", f"limit_{coupon_id}")
    return limit["products"] if limit else None


@included("coupon", "applies_to")
def applies_to(books: Books, coupon: Object) -> Object | None:
    products = products_of(books, coupon["id"])
    return {"products": products} if products else None


@happening(_END)
def end(books: Books, coupon_id: str) -> None:
    if coupon := books.find("coupon", coupon_id):
        books.save({**coupon, "valid": False})


def _check(books: Books, params: Object) -> None:
    if ("amount_off" in params) == ("percent_off" in params):
        raise StripeError(
            "You must pass either percent_off or amount_off, and not both.", param="percent_off"
        )
    if "amount_off" in params and "currency" not in params:
        raise StripeError(
            "You must pass currency when passing amount_off", code="parameter_missing", param="currency"
        )
    if (params.get("duration") == "repeating") != ("duration_in_months" in params):
        raise StripeError(
            "duration_in_months goes with a duration of repeating, and only with it.",
            param="duration_in_months",
        )
    if params.get("redeem_by", books.now + 1) <= books.now:
        raise StripeError("redeem_by must be in the future.", param="redeem_by")


def _limit_to(books: Books, coupon_id: str, params: Object) -> None:
    """Kept apart, as a coupon shows its products only when asked."""
    products = params.get("applies_to", {}).get("products")
    if not products:
        return
    for index, product in enumerate(products):
        books.get("product", product, param=f"applies_to[products][{index}]")
    books.add({"id": f"limit_{coupon_id}", "object": "coupon_limit", "products": products})
