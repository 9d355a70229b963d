"""What is sold: https://docs.stripe.com/api/products."""

from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, Required, Schema, flag, list_of, metadata, object_of, text
from sandbox.stripe.prices import DEFAULT_PRICE, new_price

_URL = "/v1/products"
_FIELDS: Schema = {
    "active": flag,
    "description": text,
    "images": list_of(text),
    "marketing_features": list_of(object_of({"name": Required(text)})),
    "metadata": metadata,
    "shippable": flag,
    "statement_descriptor": text,
    "tax_code": text,
    "unit_label": text,
    "url": text,
}
_CREATE: Schema = {
    **_FIELDS,
    "id": text,
    "name": Required(text),
    "default_price_data": object_of(DEFAULT_PRICE),
}
_UPDATE: Schema = {**_FIELDS, "name": text, "default_price": text}
_LIST: Schema = {**PAGING, "active": flag, "ids": list_of(text), "shippable": flag, "url": text}


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    product = new_product(books, params)
    if data := params.get("default_price_data"):
        product["default_price"] = new_price(books, product["id"], data)["id"]
        books.save(product)
    return product


def new_product(books: Books, params: Object) -> Object:
    """Keep a product of the fields sent, and say so."""
    product = {
        "id": params.get("id") or books.new_id("prod"),
        "object": "product",
        "active": True,
        "created": books.now,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": params["name"],
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "type": "service",
        "unit_label": None,
        "updated": books.now,
        "url": None,
    }
    product |= {name: params[name] for name in _FIELDS if name in params}
    product["metadata"] = merged({}, params.get("metadata", {}))
    books.add(product)
    books.emit("product.created", product)
    return product


@registry.operation("GET", _URL, _LIST)
def list_(books: Books, params: Object) -> Object:
    ids = tuple(params["ids"]) if params.get("ids") else None
    equal = {name: params.get(name) for name in ("active", "shippable", "url")}
    return books.page("product", params, _URL, id=ids, **equal)


@registry.operation("GET", _URL + "/{product}", {})
def retrieve(books: Books, params: Object, product: str) -> Object:
    return books.get("product", product)


@registry.operation("POST", _URL + "/{product}", _UPDATE)
def update(books: Books, params: Object, product: str) -> Object:
    before = books.get("product", product)
    after = {**before, **params, "updated": books.now}
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    if price_id := params.get("default_price"):
        _check_own_price(books, product, price_id)
    if changes := changed(before, after):
        books.emit("product.updated", books.save(after), changes)
    return after


@registry.operation("DELETE", _URL + "/{product}", {})
def delete(books: Books, params: Object, product: str) -> Object:
    found = books.get("product", product)
    if next(books.every("price", parent=product), None):
        raise StripeError(
            "This product cannot be deleted because it has one or more user-created prices.", param="id"
        )
    books.drop(found)
    books.emit("product.deleted", found)
    return {"id": product, "object": "product", "deleted": True}


@registry.operation("GET", _URL + "/{product}/features", PAGING)
def features(books: Books, params: Object, product: str) -> Object:
    """Entitlements are ours to keep, so no product has features here."""
    books.get("product", product)
    return books.page("product_feature", params, f"{_URL}/{product}/features", parent=product)


def _check_own_price(books: Books, product: str, price_id: str) -> None:
    price = books.get("price", price_id, param="default_price")
    if price["product"] != product:
        raise StripeError(
            f"The price `{price_id}` does not belong to the product `{product}`.", param="default_price"
        )
