"""What dj-stripe asks of Stripe while it saves, answered from what was fetched before.

dj-stripe fetches whatever an object refers to in the middle of saving it. `install` puts a stand-in where the SDK's
own HTTP client would be: it answers from memory and never touches the network, so that no call can happen inside a
transaction. What it could not answer is said by `Unprepared`; fetch that outside, and save again.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import stripe
from django.conf import settings

from .client import asking
from .errors import StripeRefused

# dj-stripe asks for a product's features each time; ours are not sold through Stripe's entitlements.
_NO_FEATURES = '{"object": "list", "data": [], "has_more": false, "url": "/v1/products/features"}'
# No restricted key may ask whose it is: https://docs.stripe.com/keys#limit-access
_NAMELESS_ACCOUNT = '{"id": "acct_of_restricted_key", "object": "account"}'


@dataclass(frozen=True)
class Answer:
    body: str
    status: int = 200


@dataclass
class _Asked:
    answers: Mapping[str, Answer]
    missing: list[str] = field(default_factory=list)


class Unprepared(Exception):
    """These addresses were asked for and not fetched yet."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


_asked: ContextVar[_Asked | None] = ContextVar("stripe_answers", default=None)


class _Memory(stripe.HTTPClient):
    name = "memory"

    def request_with_retries(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        post_data: Any = None,
        max_network_retries: int | None = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        asked = _asked.get()
        if asked is None or method.lower() != "get":
            raise RuntimeError(f"dj-stripe may not speak with Stripe by itself: {method} {url}")
        path = _path(url)
        if path.partition("?")[0].endswith("/features"):
            return _NO_FEATURES, 200, {}
        answer = asked.answers.get(path)
        if answer is None:
            asked.missing.append(path)
            raise Unprepared([path])
        return answer.body, answer.status, {}

    def close(self) -> None:
        """Nothing is open."""


def install() -> None:
    """Keep everything that uses the SDK's global client off the network; ours have clients of their own."""
    stripe.default_http_client = _Memory()


@contextmanager
def answering(answers: Mapping[str, Answer]) -> Iterator[None]:
    """Answer what is asked inside from `answers`. Raises Unprepared, also where dj-stripe swallowed it."""
    asked = _Asked(answers)
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)
    if asked.missing:
        raise Unprepared(asked.missing)


def fetch(paths: list[str]) -> dict[str, Answer]:
    """Ask Stripe for what was missing. Raises StripeUnavailable.

    That an object is not there, or not for this key to see, is an answer too.
    """
    return {path: _fetched(path) for path in paths}


def _fetched(path: str) -> Answer:
    try:
        with asking() as client:
            return Answer(client.raw_request("get", path).body)
    except StripeRefused as refused:
        if refused.is_forbidden and path == "/v1/account":
            return Answer(_NAMELESS_ACCOUNT)
        if refused.is_missing or refused.is_forbidden:
            return Answer('{"error": {"type": "invalid_request_error", "code": "resource_missing"}}', 404)
        raise


def stand_in_key() -> str:
    """Return what dj-stripe knows the account by. It writes that into the database, so it is not the real key."""
    kind = "sk_live_" if settings.STRIPE_LIVE_MODE else "sk_test_"
    return kind + hashlib.sha256(f"dj-stripe {settings.STRIPE_SECRET_KEY}".encode()).hexdigest()[:40]


def as_stripe_object(data: dict[str, Any]) -> stripe.StripeObject:
    """Return plain JSON in the shape that dj-stripe reads."""
    return stripe.convert_to_stripe_object(data, api_key=stand_in_key())


def _path(url: str) -> str:
    """Return the address below the API's host, which may itself lie under a path."""
    parts = urlsplit(url)
    path = parts.path[parts.path.index("/v1/") :]
    return f"{path}?{parts.query}" if parts.query else path
