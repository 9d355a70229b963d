"""Reading Stripe's objects as plain JSON."""

from collections.abc import Iterator
from typing import Any

import orjson

from .client import asking

Json = dict[str, Any]
PAGE = 100


def get(path: str, **params: Any) -> Json:
    """Return what is at `path`. Raises StripeUnavailable, and StripeRefused with `is_missing` where nothing is."""
    with asking() as client:
        found: Json = orjson.loads(client.raw_request("get", path, **params).body)
    return found


def pages(path: str, **params: Any) -> Iterator[list[Json]]:
    """Yield a list's objects, a page at a time. Raises as `get`."""
    page = get(path, limit=PAGE, **params)
    while page["data"]:
        yield page["data"]
        if not page["has_more"]:
            return
        page = get(path, limit=PAGE, starting_after=page["data"][-1]["id"], **params)
