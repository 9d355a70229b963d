"""Where events are sent, and the secret they are signed with: https://docs.stripe.com/api/webhook_endpoints."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox.stripe.books import API_VERSION, Books, Object, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, Required, Schema, choice, flag, list_of, metadata, text

_KIND = "webhook_endpoint"
# Marks the endpoint of the application that the sandbox belongs to.
_OWN = {"sandbox": "application"}
_URL = "/v1/webhook_endpoints"


@dataclass(frozen=True)
class Listener:
    """The application beside the sandbox: where it takes webhooks, and the secret that it checks them with."""

    url: str
    secret: str


def _address(value: Any, name: str) -> str:
    if not isinstance(value, str) or urlsplit(value).scheme not in ("http", "https"):
        raise StripeError("Invalid URL: An explicit scheme (such as https) must be provided.", param=name)
    return value


_CREATE: Schema = {
    "url": Required(_address),
    "enabled_events": Required(list_of(text)),
    "api_version": choice(API_VERSION),
    "connect": flag,
    "description": text,
    "metadata": metadata,
}
_UPDATE: Schema = {
    "url": _address,
    "enabled_events": list_of(text),
    "description": text,
    "metadata": metadata,
    "disabled": flag,
}


def listen(books: Books, listener: Listener) -> None:
    """Send every event to the application from now on: one endpoint, whatever its address was before."""
    known = next((each for each in books.every(_KIND) if each["metadata"] == _OWN), None)
    said = {"url": listener.url, "secret": listener.secret}
    if known is not None:
        books.save({**known, **said})
        return
    endpoint = _endpoint(books, {"url": listener.url, "enabled_events": ["*"], "metadata": _OWN})
    books.add({**endpoint, **said}, parent="account")


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    """The answer shows the secret; no later one does."""
    return books.add(_endpoint(books, params), parent="connect" if params.get("connect") else "account")


def _endpoint(books: Books, params: Object) -> Object:
    return {
        "id": books.new_id("we"),
        "object": _KIND,
        "api_version": params.get("api_version"),
        "application": None,
        "created": books.now,
        "description": params.get("description"),
        "enabled_events": params["enabled_events"],
        "livemode": False,
        "metadata": merged({}, params.get("metadata", {})),
        "secret": books.new_id("whsec"),
        "status": "enabled",
        "url": params["url"],
    }


@registry.operation("GET", _URL, PAGING)
def list_(books: Books, params: Object) -> Object:
    page = books.page(_KIND, params, _URL)
    return page | {"data": [_public(endpoint) for endpoint in page["data"]]}


@registry.operation("GET", _URL + "/{endpoint}", {})
def retrieve(books: Books, params: Object, endpoint: str) -> Object:
    return _public(books.get(_KIND, endpoint))


@registry.operation("POST", _URL + "/{endpoint}", _UPDATE)
def update(books: Books, params: Object, endpoint: str) -> Object:
    found = books.get(_KIND, endpoint)
    for name in ("url", "enabled_events", "description"):
        if name in params:
            found[name] = params[name]
    if "metadata" in params:
        found["metadata"] = merged(found["metadata"], params["metadata"])
    if "disabled" in params:
        found["status"] = "disabled" if params["disabled"] else "enabled"
    return _public(books.save(found))


@registry.operation("DELETE", _URL + "/{endpoint}", {})
def delete(books: Books, params: Object, endpoint: str) -> Object:
    found = books.get(_KIND, endpoint)
    books.drop(found)
    return {"id": endpoint, "object": _KIND, "deleted": True}


def _public(endpoint: Object) -> Object:
    return {name: value for name, value in endpoint.items() if name != "secret"}
