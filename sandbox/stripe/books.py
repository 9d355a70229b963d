"""One transaction in the books of one account: its objects, what happened to them, and what is due when.

Objects are kept as the JSON that the API shows. All sums are integers in the currency's minor unit, all times are Unix
seconds. Whoever changes an object says so with `emit`: an event is what happened, told with the object as it is then.
Each account has its own books in the one file; the platform's also hold the connected accounts and the clock.
"""

import copy
import json
import operator
import secrets
import sqlite3
import string
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.stripe.errors import StripeError, missing

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    parent TEXT, body TEXT NOT NULL, UNIQUE (account, id));
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (account, kind, parent, seq);
CREATE TABLE IF NOT EXISTS due (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, object TEXT NOT NULL,
    UNIQUE (account, what, object));
CREATE INDEX IF NOT EXISTS due_by_time ON due (at);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, endpoint TEXT NOT NULL, event TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0, at REAL NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', answer TEXT);
CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (state, at);
CREATE TABLE IF NOT EXISTS idempotency (
    account TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, request_id TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (account, key));
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, method TEXT, path TEXT, status INTEGER NOT NULL, times_left INTEGER, share REAL NOT NULL,
    after INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, request_id TEXT NOT NULL, at REAL NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, account TEXT NOT NULL, idempotency_key TEXT, params TEXT NOT NULL, status INTEGER NOT NULL,
    error TEXT);
"""
API_VERSION = "2026-08-26.dahlia"
# Whose key it is: every test key belongs to this account.
PLATFORM = "acct_1SandboxPlatform00"
_DELETED = "deleted "
_LETTERS = string.ascii_letters + string.digits

_BOUNDS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}

Object = dict[str, Any]


class Books:
    """`now` is the clock's time, in seconds; `request` is named in events as their cause."""

    def __init__(
        self,
        db: sqlite3.Connection,
        *,
        account: str,
        now: int,
        api_version: str,
        request: Object | None = None,
    ) -> None:
        self.db = db
        self.account = account
        self.now = now
        self._api_version = api_version
        self._request = request or {"id": None, "idempotency_key": None}
        self._quiet = False

    def of(self, account: str) -> "Books":
        """The books of another account, in the same transaction, at the same time and for the same cause."""
        return Books(
            self.db,
            account=account,
            now=self.now,
            api_version=self._api_version,
            request=self._request,
        )

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Nobody is told of what is written within, such as a change that is taken back at once."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    @contextmanager
    def undone_when_refused(self) -> Iterator[None]:
        """What is written within goes when a StripeError leaves it, also where the API keeps a decline's traces."""
        self.db.execute("SAVEPOINT refusable")
        try:
            yield
        except StripeError:
            self.db.execute("ROLLBACK TO refusable")
            raise
        finally:
            self.db.execute("RELEASE refusable")

    # ── Objects ──

    @staticmethod
    def new_id(prefix: str) -> str:
        return f"{prefix}_" + "".join(secrets.choice(_LETTERS) for _ in range(24))

    def add(self, body: Object, *, parent: str | None = None) -> Object:
        """Keep a new object. `parent` is the id by which it is listed: the customer of a subscription."""
        try:
            self.db.execute(
                "INSERT INTO objects (account, kind, id, parent, body) VALUES (?, ?, ?, ?, ?)",
                (self.account, body["object"], body["id"], parent, json.dumps(body)),
            )
        except sqlite3.IntegrityError:
            kind = body["object"].capitalize()
            raise StripeError(f"{kind} already exists.", code="resource_already_exists", param="id") from None
        return body

    def save(self, body: Object) -> Object:
        self.db.execute(
            "UPDATE objects SET body = ? WHERE account = ? AND id = ?",
            (json.dumps(body), self.account, body["id"]),
        )
        return body

    def drop(self, body: Object) -> None:
        self.db.execute("DELETE FROM objects WHERE account = ? AND id = ?", (self.account, body["id"]))

    def bury(self, body: Object) -> Object:
        """Delete an object whose id goes on answering that it was deleted, as a customer's does."""
        stone = {"id": body["id"], "object": body["object"], "deleted": True}
        self.db.execute(
            "UPDATE objects SET kind = ?, parent = NULL, body = ? WHERE account = ? AND id = ?",
            (_DELETED + body["object"], json.dumps(stone), self.account, body["id"]),
        )
        return stone

    def buried(self, kind: str, id: str) -> Object | None:
        return self.find(_DELETED + kind, id)

    def find(self, kind: str, id: str | None) -> Object | None:
        row = self.db.execute(
            "SELECT body FROM objects WHERE account = ? AND kind = ? AND id = ?", (self.account, kind, id)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def get(self, kind: str, id: str, *, param: str | None = None) -> Object:
        """The object. Raises resource_missing: 404 for an id in a path, 400 where `param` named it."""
        found = self.find(kind, id)
        if found is None:
            raise missing(kind, id, param=param or "id", status=400 if param else 404)
        return found

    def every(self, kind: str, *, parent: str | None = None) -> Iterator[Object]:
        """All objects of a kind, the oldest first."""
        rows = self.db.execute(
            "SELECT body FROM objects WHERE account = ? AND kind = ? AND (? IS NULL OR parent = ?) ORDER BY seq",
            (self.account, kind, parent, parent),
        ).fetchall()
        return (json.loads(row[0]) for row in rows)

    def page(
        self, kind: str, params: Object, url: str, /, *, parent: str | None = None, **equal: Any
    ) -> Object:
        """A list as the API shows it, the newest first.

        `equal` keeps objects whose fields are so; None means any value, a tuple one of these.
        """
        wanted = {name: value for name, value in equal.items() if value is not None}
        found = [
            item
            for item in reversed(list(self.every(kind, parent=parent)))
            if _within(item, params.get("created")) and _matches(item, wanted)
        ]
        ids = [item["id"] for item in found]
        limit = params.get("limit", 10)
        start, end = 0, len(found)
        if after := params.get("starting_after"):
            self.get(kind, after, param="starting_after")
            start = ids.index(after) + 1 if after in ids else end
        if before := params.get("ending_before"):
            self.get(kind, before, param="ending_before")
            end = ids.index(before) if before in ids else 0
            start = max(0, end - limit)
            return _listed(found[start:end], url, more=start > 0)
        return _listed(found[start : start + limit], url, more=start + limit < end)

    # ── What happened, and what is due ──

    def emit(self, type: str, body: Object, previous: Object | None = None) -> Object:
        """Record that `type` happened to `body`, and queue it for every endpoint that listens to it."""
        if self._quiet:
            return {}
        data: Object = {"object": copy.deepcopy(body)}
        if previous is not None:
            data["previous_attributes"] = previous
        event = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": self._api_version,
            "created": self.now,
            "data": data,
            "livemode": False,
            "pending_webhooks": 0,
            "request": self._request,
            "type": type,
        }
        if self.account != PLATFORM:
            event["account"] = self.account
        listening = list(self._listening(type))
        event["pending_webhooks"] = len(listening)
        self.add(event, parent=type)
        for endpoint in listening:
            self.db.execute(
                "INSERT INTO deliveries (account, endpoint, event, at) VALUES (?, ?, ?, 0)",
                (self.account, endpoint["id"], event["id"]),
            )
        return event

    def _listening(self, type: str) -> Iterator[Object]:
        """The account's own endpoints, and those of the platform that listen to connected accounts."""
        endpoints = list(self.every("webhook_endpoint", parent="account"))
        if self.account != PLATFORM:
            endpoints += self.of(PLATFORM).every("webhook_endpoint", parent="connect")
        for endpoint in endpoints:
            if endpoint["status"] == "enabled" and {"*", type} & set(endpoint["enabled_events"]):
                yield endpoint

    def schedule(self, what: str, object_id: str, at: int) -> None:
        """Let `what` happen to the object at that time; an earlier plan of the same kind is replaced."""
        self.db.execute(
            "INSERT OR REPLACE INTO due (account, at, what, object) VALUES (?, ?, ?, ?)",
            (self.account, at, what, object_id),
        )

    def unschedule(self, what: str, object_id: str) -> None:
        self.db.execute(
            "DELETE FROM due WHERE account = ? AND what = ? AND object = ?", (self.account, what, object_id)
        )


def changed(before: Object, after: Object) -> Object:
    """The former values of what differs, as an update's event tells them."""
    return {name: before.get(name) for name in after if before.get(name) != after[name]}


def merged(before: dict[str, str], change: dict[str, str | None]) -> dict[str, str]:
    """Metadata after an update: keys are added or replaced, those set to nothing go. Nothing at all clears it."""
    if not change:
        return {}
    return {key: value for key, value in {**before, **change}.items() if value is not None}


def _matches(item: Object, wanted: Object) -> bool:
    return all(
        item.get(name) in value if isinstance(value, tuple) else item.get(name) == value
        for name, value in wanted.items()
    )


def _within(item: Object, created: Object | None) -> bool:
    """Whether the object was made in the span of a list's `created`: its bounds are gt, gte, lt and lte."""
    return not created or all(_BOUNDS[name](item["created"], bound) for name, bound in created.items())


def _listed(data: list[Object], url: str, *, more: bool) -> Object:
    return {"object": "list", "url": url, "has_more": more, "data": data}
