"""What is to be sent where and when: the queue of webhooks, and how the sandbox was told to mistreat them."""

import json
import random
import sqlite3
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.stripe.books import Object

# Seconds until the next try. Stripe's own tries spread over days; whoever tries things out here is less patient.
BACKOFF = (1.0, 5.0, 30.0, 120.0, 600.0, 3600.0)
_SETTING = "webhooks"


@dataclass(frozen=True)
class Treatment:
    """Each event goes out `copies` times, `delay` seconds late; what one call caused is shuffled if so wished.

    A `drop_share` of them is lost for good. The same `seed` and calls give the same order and losses.
    """

    copies: int = 1
    delay: float = 0.0
    shuffle: bool = False
    drop_share: float = 0.0
    seed: int = 0
    backoff: list[float] = field(default_factory=lambda: list(BACKOFF))


@dataclass(frozen=True)
class Delivery:
    id: int
    account: str
    event: str
    endpoint: str
    attempt: int
    at: float


def treatment(db: sqlite3.Connection) -> Treatment:
    row = db.execute("SELECT value FROM settings WHERE name = ?", (_SETTING,)).fetchone()
    return Treatment(**json.loads(row[0])) if row else Treatment()


def treat(db: sqlite3.Connection, wanted: Treatment) -> None:
    value = json.dumps(asdict(wanted))
    db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (_SETTING, value))


def plan(db: sqlite3.Connection) -> None:
    """Give what this transaction queued its times, its copies, its order and its losses."""
    fresh = db.execute(
        "SELECT id, account, endpoint, event FROM deliveries WHERE state = 'waiting' AND at = 0 ORDER BY id"
    ).fetchall()
    if not fresh:
        return
    how = treatment(db)
    chance = random.Random(f"{how.seed} {fresh[0][0]}")  # noqa: S311 - to be repeatable is its purpose
    lost = {row[0] for row in fresh if chance.random() < how.drop_share}
    copies = [row for row in fresh if row[0] not in lost for _ in range(how.copies)]
    if how.shuffle:
        chance.shuffle(copies)
    db.execute("DELETE FROM deliveries WHERE state = 'waiting' AND at = 0")
    due = time.time() + how.delay
    rows = [(row[1], row[2], row[3], "dropped") for row in fresh if row[0] in lost]
    rows += [(row[1], row[2], row[3], "waiting") for row in copies]
    db.executemany(
        "INSERT INTO deliveries (account, endpoint, event, at, state) VALUES (?, ?, ?, ?, ?)",
        [(account, endpoint, event, due, state) for account, endpoint, event, state in rows],
    )


def due(db: sqlite3.Connection) -> list[Delivery]:
    """What may go out now: of every endpoint the next one, so that each gets them in order."""
    rows = db.execute(
        "SELECT id, account, event, endpoint, attempt, at FROM deliveries"
        " WHERE state = 'waiting' AND at <= ? ORDER BY at, id",
        (time.time(),),
    ).fetchall()
    first: dict[str, Delivery] = {}
    for row in rows:
        first.setdefault(row[3], Delivery(*row))
    return list(first.values())


def next_at(db: sqlite3.Connection) -> float | None:
    found = db.execute("SELECT min(at) FROM deliveries WHERE state = 'waiting'").fetchone()[0]
    return float(found) if found is not None else None


def waiting(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM deliveries WHERE state = 'waiting'").fetchone()[0])


def record(db: sqlite3.Connection, delivery: Delivery, *, arrived: bool, answer: str) -> None:
    """Note how a try ended: delivered, to be tried again later, or given up."""
    backoff = treatment(db).backoff
    state = "delivered" if arrived else "waiting" if delivery.attempt < len(backoff) else "failed"
    at = time.time() + backoff[delivery.attempt] if state == "waiting" else time.time()
    db.execute(
        "UPDATE deliveries SET attempt = attempt + 1, state = ?, at = ?, answer = ? WHERE id = ?",
        (state, at, answer, delivery.id),
    )


def undelivered(db: sqlite3.Connection, event: str) -> int:
    """To how many endpoints the event has yet to be delivered; copies do not count."""
    row = db.execute(
        "SELECT count(DISTINCT endpoint) FROM deliveries AS one WHERE event = ? AND NOT EXISTS"
        " (SELECT 1 FROM deliveries WHERE event = one.event AND endpoint = one.endpoint AND state = 'delivered')",
        (event,),
    ).fetchone()
    return int(row[0])


def listed(db: sqlite3.Connection, limit: int) -> list[dict[str, Any]]:
    """The latest deliveries, the newest first, each with the type of its event."""
    rows = db.execute(
        "SELECT d.id, d.account, d.endpoint, d.event, o.parent, d.attempt, d.state, d.answer FROM deliveries d"
        " LEFT JOIN objects o ON o.account = d.account AND o.id = d.event ORDER BY d.id DESC LIMIT ?",
        (limit,),
    )
    names = ("id", "account", "endpoint", "event", "type", "attempts", "state", "answer")
    return [dict(zip(names, row, strict=True)) for row in rows]


def endpoint_of(db: sqlite3.Connection, delivery: Delivery) -> Object | None:
    """It may be the platform's, for an event of a connected account."""
    row = db.execute(
        "SELECT body FROM objects WHERE kind = 'webhook_endpoint' AND id = ?", (delivery.endpoint,)
    ).fetchone()
    return json.loads(row[0]) if row else None
