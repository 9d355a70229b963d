"""The database itself refuses to change the books: triggers on SQLite and PostgreSQL, whoever holds the connection.

A correction is a second entry. Only a test run lifts the guards, to empty its own database after itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Each guarded table, with what is unique in it.
TABLES = {
    "treasury_ledgerentry": ("rowid", "id", "reverses_id", "workspace_id, source_key"),
    "treasury_receipt": ("rowid", "id", "workspace_id, sha256"),
}
FUNCTION = "treasury_refuse_change"
REFUSAL = "The ledger is append-only: reverse the entry instead"

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
# INSERT OR REPLACE deletes the row in its way without asking the triggers on deletion.
# https://www.sqlite.org/lang_conflict.html
_SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_REPLACE BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""
# ALWAYS: also where session_replication_role would pass over ordinary triggers.
_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {function}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_{verb}
"""


def install(connection: BaseDatabaseWrapper) -> None:
    for sql in _on_postgres() if connection.vendor == "postgresql" else _on_sqlite():
        _execute(connection, sql)


def _on_postgres() -> Iterator[str]:
    yield _POSTGRES_FUNCTION
    for table in TABLES:
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            yield _POSTGRES.format(table=table, verb=verb, function=FUNCTION)


def _on_sqlite() -> Iterator[str]:
    for table, unique in TABLES.items():
        for verb in ("UPDATE", "DELETE"):
            yield _SQLITE.format(table=table, verb=verb, refusal=REFUSAL)
        yield _SQLITE_REPLACE.format(table=table, same=_same(unique), refusal=REFUSAL)


def _same(unique: tuple[str, ...]) -> str:
    """Return the condition under which a new row would stand in the place of one that is there."""
    new = [", ".join(f"NEW.{column}" for column in columns.split(", ")) for columns in unique]
    return " OR ".join(f"({columns}) = ({theirs})" for columns, theirs in zip(unique, new, strict=True))


def remove(connection: BaseDatabaseWrapper) -> None:
    postgres = connection.vendor == "postgresql"
    for table in TABLES:
        for verb in ("UPDATE", "DELETE", "TRUNCATE" if postgres else "REPLACE"):
            _execute(connection, f"DROP TRIGGER {table}_no_{verb}{f' ON {table}' if postgres else ''}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For the teardown of tests, and nothing else: the guards are off inside the block."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def install_in_migration(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    install(schema_editor.connection)


def remove_in_migration(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    remove(schema_editor.connection)


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
