"""Failures on demand: which calls fail, how, how often, and whether before or after they did their work."""

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.stripe.errors import StripeError

_CODES = {402: "card_declined", 429: "rate_limit", 409: "lock_timeout"}
_WORDS = {
    402: "Your card was declined.",
    429: "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    409: "This object cannot be accessed right now because another API request is currently accessing it.",
}


@dataclass(frozen=True)
class Fault:
    """`path` may end in *; no `times` lasts until it is cleared; `share` of 0.25 is every fourth call, exactly.

    A fault `after` the work loses the answer, not the effect: what a client meets when the network fails it.
    """

    status: int
    method: str | None = None
    path: str | None = None
    times: int | None = None
    share: float = 1.0
    after: bool = False

    def error(self) -> StripeError:
        kind = "api_error" if self.status >= 500 else "invalid_request_error"
        if self.status == 402:
            kind = "card_error"
        words = _WORDS.get(self.status, "An unknown error occurred (the sandbox was told to fail).")
        return StripeError(words, status=self.status, type=kind, code=_CODES.get(self.status))


def add(db: sqlite3.Connection, fault: Fault) -> None:
    db.execute(
        "INSERT INTO faults (method, path, status, times_left, share, after)"
        " VALUES (:method, :path, :status, :times, :share, :after)",
        asdict(fault),
    )


def listed(db: sqlite3.Connection) -> list[dict[str, Any]]:
    rows = db.execute("SELECT status, method, path, times_left, share, after FROM faults ORDER BY id")
    return [asdict(_read(row)) for row in rows]


def clear(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM faults")


def claim(db: sqlite3.Connection, method: str, path: str) -> Fault | None:
    """The fault that this call meets, used up by one. Every fault that fits counts the call as seen."""
    rows = db.execute(
        "SELECT status, method, path, times_left, share, after, id, seen FROM faults"
        " WHERE (method IS NULL OR method = ?) AND (path IS NULL OR ? GLOB path) ORDER BY id",
        (method, path),
    ).fetchall()
    for row in rows:
        id, seen, fault = row[6], row[7], _read(row)
        db.execute("UPDATE faults SET seen = seen + 1 WHERE id = ?", (id,))
        if _reached(seen + 1, fault.share) > _reached(seen, fault.share):
            db.execute("UPDATE faults SET times_left = times_left - 1 WHERE id = ?", (id,))
            db.execute("DELETE FROM faults WHERE times_left <= 0")
            return fault
    return None


def _reached(seen: int, share: float) -> int:
    """How many of so many calls fail. Rounded first, as 100 × 0.29 is a hair below 29."""
    return int(round(seen * share, 9))


def _read(row: tuple[Any, ...]) -> Fault:
    status, method, path, times, share, after = row[:6]
    return Fault(status=status, method=method, path=path, times=times, share=share, after=bool(after))
