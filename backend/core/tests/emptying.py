"""Emptying the database after a test, as quickly as can be: a statement for each table in which anything stands."""

from functools import cache

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from backend.treasury import guards

# What Django writes once when it makes the tables, and everything may refer to.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete every row. Order does not matter: constraints are looked at when the transaction ends."""
    filled = _filled(connection)
    if not filled:
        return
    if guards.TABLES.keys() & filled:
        with guards.lifted(connection):
            _delete(connection, filled)
    else:
        _delete(connection, filled)


def _filled(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.alias))
        return {name for (name,) in cursor.fetchall()}


@cache
def _question(alias: str) -> str:
    tables = connections[alias].introspection.django_table_names(only_existing=True, include_views=False)
    return " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")"  # noqa: S608
        for table in sorted(set(tables) - KEPT)
    )


def _delete(connection: BaseDatabaseWrapper, tables: set[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
