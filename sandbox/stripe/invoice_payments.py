"""Which payment intent pays which invoice: https://docs.stripe.com/api/invoice-payment."""

from sandbox.stripe.books import Books, Object
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, choice, object_of, text

_URL = "/v1/invoice_payments"
_PAYMENT = object_of({"type": choice("payment_intent"), "payment_intent": text})


@registry.operation("GET", _URL, {**PAGING, "invoice": text, "payment": _PAYMENT, "status": text})
def index(books: Books, params: Object) -> Object:
    intent = (params.get("payment") or {}).get("payment_intent")
    wanted = {name: params.get(name) for name in ("invoice", "status")}
    return books.page("invoice_payment", params, _URL, parent=intent, **wanted)


@registry.operation("GET", _URL + "/{payment}", {})
def retrieve(books: Books, params: Object, payment: str) -> Object:
    return books.get("invoice_payment", payment)
