"""The one thread that owns the books' file: whatever reads or writes them stands in line here.

One process serves one file. Every piece of work is one IMMEDIATE transaction, at the clock's time, after all that was
due by then has happened in a transaction of its own: a refused request does not undo a renewal.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sandbox.stripe import clock, deliveries
from sandbox.stripe.books import API_VERSION, PLATFORM, SCHEMA, Books, Object
from sandbox.stripe.due import catch_up_everywhere

T = TypeVar("T")
_KEEP_ADDRESS = """
INSERT INTO settings (name, value) VALUES ('base_url', ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value != excluded.value"""


class Desk:
    def __init__(self, data_dir: Path, *, at_opening: Callable[[Books], None] | None = None) -> None:
        self._path = data_dir / "stripe.sqlite3"
        self._at_opening = at_opening
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-stripe")
        self._db: sqlite3.Connection | None = None
        self._address: str | None = None
        self.on_commit: list[Callable[[], None]] = []

    def served_at(self, address: str) -> None:
        """Remember where requests reach the double: the hosted pages that objects name are there too."""
        self._address = address

    async def run(
        self, work: Callable[[Books], T], *, account: str = PLATFORM, cause: Object | None = None
    ) -> T:
        """Return what `work` returns of the account's books. What it raises undoes all that it wrote."""
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._thread, self._serve, work, account, cause)
        for notify in self.on_commit:
            notify()
        return result

    def _serve(self, work: Callable[[Books], T], account: str, cause: Object | None) -> T:
        db = self._db or self._open()
        _transact(db, lambda: self._catch_up(db))
        return _transact(db, lambda: work(self._books(db, account, cause)))

    def _catch_up(self, db: sqlite3.Connection) -> None:
        if self._address:
            db.execute(_KEEP_ADDRESS, (self._address,))
        catch_up_everywhere(self._books(db, PLATFORM, None), clock.present(db))

    def _books(self, db: sqlite3.Connection, account: str, cause: Object | None) -> Books:
        return Books(db, account=account, now=clock.present(db), api_version=API_VERSION, request=cause)

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path, timeout=30, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(SCHEMA)
        if (prepare := self._at_opening) is not None:
            _transact(db, lambda: prepare(self._books(db, PLATFORM, None)))
        self._db = db
        return db


def _transact(db: sqlite3.Connection, work: Callable[[], T]) -> T:
    """Do the work whole or not at all, and queue the webhooks of what it made happen."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = work()
        deliveries.plan(db)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    return result
