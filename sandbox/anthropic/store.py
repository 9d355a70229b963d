"""What outlives a request: faults to play, the pace, queued answers, and the log of requests.

One SQLite file, shared by any number of processes. All of it runs on one thread of its own, so that waiting for
another process's lock never holds up a stream; every claim is one IMMEDIATE transaction, so nothing is claimed twice.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

LOG_LIMIT = 500
_SCRIPTS_KEPT = 100

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, times_left INTEGER NOT NULL, model TEXT,
    after_tokens INTEGER NOT NULL, retry_after INTEGER NOT NULL, delay_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS scripts (id INTEGER PRIMARY KEY, answer TEXT NOT NULL, used_at TEXT);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    headers TEXT NOT NULL, model TEXT, body TEXT);
"""


@dataclass(frozen=True)
class Fault:
    """One scripted failure. `down` lasts until it is cleared; the others are used up after `times` requests."""

    kind: str
    times: int = 1
    model: str | None = None
    after_tokens: int = 10
    retry_after: int = 1
    delay_ms: int = 200


@dataclass(frozen=True)
class Pace:
    tokens_per_second: float = 60.0
    first_token_ms: float = 0.0


@dataclass(frozen=True)
class LoggedRequest:
    """A request as the log keeps it; headers come already redacted, body is the parsed JSON or the raw text."""

    method: str
    path: str
    headers: dict[str, str]
    model: str | None
    body: Any


@dataclass(frozen=True)
class Admission:
    """What the next answer must do: fail this way, speak at this pace, say exactly this."""

    fault: Fault | None
    pace: Pace
    scripted: dict[str, Any] | None


class Store:
    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "anthropic.sqlite3"
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-anthropic")
        self._connection: sqlite3.Connection | None = None

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work)

    async def admit(self, request: LoggedRequest, *, refusing: frozenset[str]) -> Admission:
        """Log the request and claim its fault and, unless the fault is one of `refusing`, its scripted answer."""
        return await self._run(lambda db: _admit(db, request, refusing))

    async def log(self, request: LoggedRequest) -> None:
        await self._run(lambda db: _log(db, request))

    async def is_down(self, model: str | None) -> bool:
        return await self._run(lambda db: _down(db, model))

    async def faults(self) -> list[dict[str, Any]]:
        return await self._run(_faults)

    async def add_faults(self, faults: list[Fault]) -> None:
        await self._run(lambda db: _add_faults(db, faults))

    async def clear_faults(self) -> None:
        await self._run(lambda db: db.execute("DELETE FROM faults"))

    async def pace(self) -> Pace:
        return await self._run(_pace)

    async def set_pace(self, pace: Pace) -> None:
        value = json.dumps(asdict(pace))
        await self._run(lambda db: db.execute("INSERT OR REPLACE INTO settings VALUES ('pace', ?)", (value,)))

    async def queue(self, answers: list[dict[str, Any]]) -> None:
        rows = [(json.dumps(answer),) for answer in answers]
        await self._run(lambda db: db.executemany("INSERT INTO scripts (answer) VALUES (?)", rows))

    async def queued(self) -> int:
        return await self._run(
            lambda db: int(db.execute("SELECT count(*) FROM scripts WHERE used_at IS NULL").fetchone()[0])
        )

    async def clear_queue(self) -> None:
        await self._run(lambda db: db.execute("DELETE FROM scripts"))

    async def scripted_text_starting(self, partial: str) -> str | None:
        """The latest scripted text already begun that goes on from `partial`, for continuing it."""
        return await self._run(lambda db: _begun(db, partial))

    async def requests(self, limit: int) -> list[dict[str, Any]]:
        return await self._run(lambda db: _requests(db, limit))

    async def clear_requests(self) -> None:
        await self._run(lambda db: db.execute("DELETE FROM requests"))

    def _transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._connection or self._connect()
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return result

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        self._connection = connection
        return connection


def _admit(db: sqlite3.Connection, request: LoggedRequest, refusing: frozenset[str]) -> Admission:
    _log(db, request)
    fault = _claim_fault(db, request.model)
    scripted = None if fault and fault.kind in refusing else _claim_script(db)
    return Admission(fault=fault, pace=_pace(db), scripted=scripted)


def _log(db: sqlite3.Connection, request: LoggedRequest) -> None:
    row = (
        _now(),
        request.method,
        request.path,
        json.dumps(request.headers),
        request.model,
        json.dumps(request.body),
    )
    added = db.execute(
        "INSERT INTO requests (at, method, path, headers, model, body) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    db.execute("DELETE FROM requests WHERE id <= ?", ((added.lastrowid or 0) - LOG_LIMIT,))


def _claim_fault(db: sqlite3.Connection, model: str | None) -> Fault | None:
    row = db.execute(
        "SELECT * FROM faults WHERE times_left > 0 AND (model IS NULL OR model = ?)"
        " ORDER BY kind != 'down', id LIMIT 1",
        (model,),
    ).fetchone()
    if row is None:
        return None
    if row["kind"] != "down":
        db.execute("UPDATE faults SET times_left = times_left - 1 WHERE id = ?", (row["id"],))
    db.execute("DELETE FROM faults WHERE times_left <= 0")
    return Fault(
        kind=row["kind"],
        model=row["model"],
        after_tokens=row["after_tokens"],
        retry_after=row["retry_after"],
        delay_ms=row["delay_ms"],
    )


def _claim_script(db: sqlite3.Connection) -> dict[str, Any] | None:
    row = db.execute("SELECT id, answer FROM scripts WHERE used_at IS NULL ORDER BY id LIMIT 1").fetchone()
    if row is None:
        return None
    db.execute("UPDATE scripts SET used_at = ? WHERE id = ?", (_now(), row["id"]))
    db.execute("DELETE FROM scripts WHERE used_at IS NOT NULL AND id <= ?", (row["id"] - _SCRIPTS_KEPT,))
    answer: dict[str, Any] = json.loads(row["answer"])
    return answer


def _begun(db: sqlite3.Connection, partial: str) -> str | None:
    rows = db.execute("SELECT answer FROM scripts WHERE used_at IS NOT NULL ORDER BY id DESC").fetchall()
    texts = (str(json.loads(row["answer"]).get("text", "")) for row in rows)
    return next((text for text in texts if partial and text.startswith(partial)), None)


def _down(db: sqlite3.Connection, model: str | None) -> bool:
    found = db.execute(
        "SELECT 1 FROM faults WHERE kind = 'down' AND (model IS NULL OR model = ?) LIMIT 1", (model,)
    ).fetchone()
    return found is not None


def _add_faults(db: sqlite3.Connection, faults: list[Fault]) -> None:
    db.executemany(
        "INSERT INTO faults (kind, times_left, model, after_tokens, retry_after, delay_ms)"
        " VALUES (:kind, :times, :model, :after_tokens, :retry_after, :delay_ms)",
        [asdict(fault) for fault in faults],
    )


def _faults(db: sqlite3.Connection) -> list[dict[str, Any]]:
    rows = db.execute(
        "SELECT kind, times_left AS times, model, after_tokens, retry_after, delay_ms FROM faults ORDER BY id"
    )
    return [dict(row) for row in rows]


def _pace(db: sqlite3.Connection) -> Pace:
    row = db.execute("SELECT value FROM settings WHERE name = 'pace'").fetchone()
    return Pace(**json.loads(row["value"])) if row else Pace()


def _requests(db: sqlite3.Connection, limit: int) -> list[dict[str, Any]]:
    rows = db.execute("SELECT * FROM requests ORDER BY id DESC LIMIT ?", (limit,))
    return [
        dict(row) | {"headers": json.loads(row["headers"]), "body": json.loads(row["body"])} for row in rows
    ]


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds")
