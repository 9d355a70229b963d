"""The one clock of the whole double: the real one, until a test clock freezes it.

Stripe gives each test clock its own customers. Here there is one, and everything keeps its time, so that a year of
renewals passes in a moment. Advancing it lets all that is due happen in order before the call returns.
"""

import json
import sqlite3
import time

from sandbox.stripe.books import PLATFORM, Books, Object
from sandbox.stripe.due import catch_up_everywhere
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, Required, text, timestamp

_KIND = "test_helpers.test_clock"
_URL = "/v1/test_helpers/test_clocks"
_KEPT_FOR = 30 * 24 * 3600


def present(db: sqlite3.Connection) -> int:
    """The time in Unix seconds: where the test clock stands or, without one, what time it really is."""
    row = db.execute("SELECT body FROM objects WHERE kind = ? LIMIT 1", (_KIND,)).fetchone()
    return int(json.loads(row[0])["frozen_time"]) if row else int(time.time())


@registry.operation("POST", _URL, {"frozen_time": Required(timestamp), "name": text})
def create(books: Books, params: Object) -> Object:
    if standing(books):
        raise StripeError("The sandbox has one test clock, and it is running: advance or delete that one.")
    return freeze(books, params["frozen_time"], name=params.get("name"))


@registry.operation("GET", _URL, PAGING)
def list_(books: Books, params: Object) -> Object:
    return books.of(PLATFORM).page(_KIND, params, _URL)


@registry.operation("GET", _URL + "/{test_clock}", {})
def retrieve(books: Books, params: Object, test_clock: str) -> Object:
    return books.of(PLATFORM).get(_KIND, test_clock)


@registry.operation("POST", _URL + "/{test_clock}/advance", {"frozen_time": Required(timestamp)})
def advance(books: Books, params: Object, test_clock: str) -> Object:
    return move(books, books.of(PLATFORM).get(_KIND, test_clock), params["frozen_time"])


@registry.operation("DELETE", _URL + "/{test_clock}", {})
def delete(books: Books, params: Object, test_clock: str) -> Object:
    found = books.of(PLATFORM).get(_KIND, test_clock)
    books.of(PLATFORM).drop(found)
    return {"id": found["id"], "object": _KIND, "deleted": True}


def standing(books: Books) -> Object | None:
    """The test clock, if there is one."""
    return next(books.of(PLATFORM).every(_KIND), None)


def freeze(books: Books, at: int, *, name: str | None = None) -> Object:
    """Stop the clock at a time, without letting anything happen."""
    books.now = at
    body = {
        "id": books.new_id("clock"),
        "object": _KIND,
        "created": at,
        "deletes_after": at + _KEPT_FOR,
        "frozen_time": at,
        "livemode": False,
        "name": name,
        "status": "ready",
        "status_details": {},
    }
    books.of(PLATFORM).add(body)
    books.of(PLATFORM).emit("test_helpers.test_clock.created", body)
    return body


def move(books: Books, found: Object, to: int) -> Object:
    """Advance the clock. Everything due until then has happened, each at its own time, when this returns."""
    if to <= found["frozen_time"]:
        raise StripeError(
            f"The test clock can only be advanced: it stands at {found['frozen_time']}.", param="frozen_time"
        )
    platform = books.of(PLATFORM)
    platform.emit("test_helpers.test_clock.advancing", {**found, "status": "advancing"})
    catch_up_everywhere(books, to)
    platform.now = to
    advanced = platform.save({**found, "frozen_time": to})
    platform.emit("test_helpers.test_clock.ready", advanced)
    return advanced
