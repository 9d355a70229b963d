"""The log of API requests: what was asked, by whom, and how it was answered. It keeps no card number."""

import json
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

LIMIT = 1_000
_SECRETS = frozenset({"number", "cvc"})


@dataclass(frozen=True)
class Entry:
    request_id: str
    method: str
    path: str
    account: str
    idempotency_key: str | None
    params: dict[str, Any]
    status: int
    error: str | None


def write(db: sqlite3.Connection, entry: Entry) -> None:
    added = db.execute(
        "INSERT INTO requests (request_id, at, method, path, account, idempotency_key, params, status, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.request_id,
            time.time(),
            entry.method,
            entry.path,
            entry.account,
            entry.idempotency_key,
            json.dumps(_redacted(entry.params)),
            entry.status,
            entry.error,
        ),
    )
    db.execute("DELETE FROM requests WHERE id <= ?", ((added.lastrowid or 0) - LIMIT,))


def read(db: sqlite3.Connection, limit: int) -> list[dict[str, Any]]:
    """The latest requests, the newest first."""
    rows = db.execute(
        "SELECT request_id, at, method, path, account, idempotency_key, params, status, error"
        " FROM requests ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    names = ("request_id", "at", "method", "path", "account", "idempotency_key", "params", "status", "error")
    return [dict(zip(names, row, strict=True)) | {"params": json.loads(row[6])} for row in rows]


def clear(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM requests")


def _redacted(node: Any) -> Any:
    if isinstance(node, list):
        return [_redacted(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {name: "…" if name in _SECRETS else _redacted(item) for name, item in node.items()}
