"""Every operation of the API in one registry: where it lives, what it takes, and the function that does it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError
from sandbox.stripe.parameters import Schema, list_of, read, text

# `ids` are those in the path, `params` what was sent, read by the operation's schema.
Work = Callable[..., Object]
# A field that an object has only when asked for by `expand`: the tax ids of a customer.
Inclusion = Callable[[Books, Object], Any]


@dataclass(frozen=True)
class Operation:
    method: str
    path: re.Pattern[str]
    schema: Schema
    work: Work


@dataclass
class Registry:
    """Filled at import by `@registry.operation("POST", "/v1/customers/{customer}", {...})`."""

    operations: list[Operation] = field(default_factory=list)

    def operation(self, method: str, path: str, schema: Schema) -> Callable[[Work], Work]:
        pattern = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path) + "$")
        whole = {"expand": list_of(text), **schema}

        def registered(work: Work) -> Work:
            self.operations.append(Operation(method, pattern, whole, work))
            # A word of its own, as in /v1/invoices/create_preview, goes before an id in the same place.
            self.operations.sort(key=lambda operation: operation.path.groups)
            return work

        return registered

    def perform(self, books: Books, method: str, path: str, raw: dict[str, Any]) -> Object:
        """Do what was asked: `work(books, params, **ids)`. Raises StripeError: 404 for an address nobody has."""
        for operation in self.operations:
            found = operation.path.match(path)
            if found and operation.method == method:
                params = read(operation.schema, raw)
                expand = params.pop("expand", [])
                return expanded(books, operation.work(books, params, **found.groupdict()), expand)
        raise StripeError(
            f"Unrecognized request URL ({method}: {path}). The sandbox has only what billing calls.",
            status=404,
        )


registry = Registry()
_inclusions: dict[tuple[str, str], Inclusion] = {}


def included(kind: str, name: str) -> Callable[[Inclusion], Inclusion]:
    """Register a field that objects of this kind show only when `expand` names it."""

    def registered(work: Inclusion) -> Inclusion:
        _inclusions[kind, name] = work
        return work

    return registered


# Fields that hold an id, and the kind of object it names.
_EXPANDABLE = {
    "customer": "customer",
    "product": "product",
    "default_price": "price",
    "price": "price",
    "test_clock": "test_helpers.test_clock",
    "subscription": "subscription",
    "latest_invoice": "invoice",
    "invoice": "invoice",
    "payment_intent": "payment_intent",
    "payment_method": "payment_method",
    "default_payment_method": "payment_method",
    "latest_charge": "charge",
    "charge": "charge",
    "balance_transaction": "balance_transaction",
    "coupon": "coupon",
    "promotion_code": "promotion_code",
    "discount": "discount",
    "discounts": "discount",
    "setup_intent": "setup_intent",
}


def expanded(books: Books, body: Object, paths: list[str]) -> Object:
    """The object with ids replaced by what they name, along paths such as `data.customer`."""
    for path in paths:
        _expand(books, body, path.split("."), path)
    return body


def _expand(books: Books, node: Any, path: list[str], whole: str) -> None:
    if isinstance(node, list):
        for item in node:
            _expand(books, item, path, whole)
        return
    if not path or not isinstance(node, dict):
        return
    name, rest = path[0], path[1:]
    if inclusion := _inclusions.get((node.get("object", ""), name)):
        node[name] = inclusion(books, node)
    if name not in node:
        raise StripeError(f"This property cannot be expanded ({whole}).", param="expand")
    if name in _EXPANDABLE:
        node[name] = _found(books, _EXPANDABLE[name], node[name])
    _expand(books, node[name], rest, whole)


def _found(books: Books, kind: str, value: Any) -> Any:
    """What an id names, or each of a list of ids; anything else stays as it is."""
    if isinstance(value, list):
        return [_found(books, kind, item) for item in value]
    return (books.find(kind, value) or value) if isinstance(value, str) else value
