"""The little that PostgreSQL and SQLite spell differently, and one way to run a statement."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection


def day_of(column: str) -> str:
    """Return SQL for the UTC day of a moment. SQLite's own function: Django's would call Python for each row."""
    if connection.vendor == "sqlite":
        return f"date({column})"
    return f"(({column}) AT TIME ZONE 'UTC')::date"


def among(values: Iterable[str]) -> str:
    """Return `('a', 'b')` of names that are our own constants."""
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def run(statement: str, **values: Any) -> int:
    """Run one statement with `%(named)s` values; returns how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {name: _bound(value) for name, value in values.items()})
        return int(cursor.rowcount)


@contextmanager
def sorting_in_files() -> Iterator[None]:
    """Let SQLite sort and group in files, as PostgreSQL does: memory does not grow with what is counted.

    Within a transaction SQLite keeps to what it does; then nothing changes.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    run("PRAGMA temp_store=FILE")
    try:
        yield
    finally:
        run("PRAGMA temp_store=MEMORY")


def fetch(query: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {name: _bound(value) for name, value in values.items()})
        return list(cursor.fetchall())


def _bound(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def as_day(value: Any) -> date:
    """Read a day as the database gives it, which for SQLite is text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def bounds(since: date, until: date) -> dict[str, Any]:
    """Return the values that statements over days `since` to `until` (inclusive) name."""
    return {
        "since": since,
        "until": until,
        "begins": midnight(since),
        "ends": midnight(until + timedelta(days=1)),
    }
