"""What happened, newest first: https://docs.stripe.com/api/events."""

from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, Schema, list_of, text

_LIST: Schema = {**PAGING, "type": text, "types": list_of(text)}


@registry.operation("GET", "/v1/events", _LIST)
def list_(books: Books, params: Object) -> Object:
    if params.get("type") and params.get("types"):
        raise StripeError("You may pass either `type` or `types`, not both.", param="types")
    wanted = tuple(params["types"]) if params.get("types") else params.get("type")
    return books.page("event", params, "/v1/events", type=wanted)


@registry.operation("GET", "/v1/events/{event}", {})
def retrieve(books: Books, params: Object, event: str) -> Object:
    return books.get("event", event)
