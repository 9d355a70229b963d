"""The database itself refuses to change the books, on SQLite and on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from backend.accounts.models import Workspace
from backend.treasury import guards
from backend.treasury.models import Grade, Kind, LedgerEntry, Receipt

from .books import sale

ROOT = Path(__file__).resolve().parents[3]
POSTGRES = connection.vendor == "postgresql"

CHANGES: dict[str, Callable[[LedgerEntry], Any]] = {
    "update": lambda entry: LedgerEntry.objects.filter(pk=entry.pk).update(amount_minor=1),
    "save": lambda entry: entry.save(),
    "delete": lambda entry: LedgerEntry.objects.filter(pk=entry.pk)._raw_delete("default"),
    "delete all": lambda _: run("DELETE FROM treasury_ledgerentry"),
    "update receipt": lambda entry: Receipt.objects.filter(pk=entry.receipt_id).update(raw="{}"),
    "delete receipt": lambda entry: Receipt.objects.filter(pk=entry.receipt_id)._raw_delete("default"),
}
IN_THEIR_OWN_WORDS = (
    [
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE treasury_ledgerentry CASCADE",
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE treasury_receipt CASCADE",
        "SET LOCAL session_replication_role = replica; DELETE FROM treasury_ledgerentry",
        "INSERT INTO treasury_ledgerentry SELECT * FROM treasury_ledgerentry"
        " ON CONFLICT (id) DO UPDATE SET amount_minor = 1",
    ]
    if POSTGRES
    else [
        "INSERT OR REPLACE INTO treasury_ledgerentry SELECT * FROM treasury_ledgerentry",
        "REPLACE INTO treasury_receipt SELECT * FROM treasury_receipt",
        "UPDATE OR REPLACE treasury_ledgerentry SET amount_minor = 1",
    ]
)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def books() -> list[Any]:
    return [*LedgerEntry.objects.order_by("pk").values(), *Receipt.objects.order_by("pk").values()]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_change_is_taken(ada_workspace: Workspace, change: Callable[[LedgerEntry], Any]) -> None:
    entry = sale(ada_workspace)
    before = books()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(entry)
    assert books() == before
    assert len(before) == 2


@pytest.mark.parametrize("sql", IN_THEIR_OWN_WORDS)
def test_nor_by_any_other_word_the_database_knows(ada_workspace: Workspace, sql: str) -> None:
    sale(ada_workspace)
    before = books()
    # Who is no superuser of PostgreSQL is refused session_replication_role before the guards are even asked.
    refusals = "append-only|permission denied to set parameter"
    with pytest.raises(DatabaseError, match=refusals), transaction.atomic():
        run(sql)
    assert books() == before


def test_the_books_outlive_the_workspace(ada_workspace: Workspace) -> None:
    entry = sale(ada_workspace)
    workspace_id = ada_workspace.pk
    ada_workspace.delete()
    assert LedgerEntry.objects.for_workspace(workspace_id).get() == entry


@pytest.mark.parametrize(
    "fields",
    [
        {"amount_minor": 0},
        {"amount_minor": -5},
        {"currency": "usd"},
        {"kind": "gift"},
        {"grade": "certain"},
    ],
    ids=str,
)
def test_nonsense_is_refused_by_the_database_too(ada_workspace: Workspace, fields: dict[str, Any]) -> None:
    like = sale(ada_workspace)
    given = {
        "kind": Kind.SALE,
        "grade": Grade.VERIFIED,
        "amount_minor": 5,
        "currency": "USD",
        "day": like.day,
        "source_key": "other",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(workspace=ada_workspace, receipt=like.receipt, **{**given, **fields})


@pytest.mark.django_db(transaction=True)
def test_guards_are_there_again_after_a_teardown_lifted_them(ada_workspace: Workspace) -> None:
    entry = sale(ada_workspace)
    with guards.lifted(connection):
        LedgerEntry.objects.filter(pk=entry.pk).update(description="Lifted")
    with pytest.raises(IntegrityError, match="append-only"):
        entry.save()


def test_a_new_installation_has_them_from_its_migrations(tmp_path: Path) -> None:
    """As a program with no Django in it finds the file: refused there too."""
    migrated = subprocess.run(
        [sys.executable, "manage.py", "migrate", "treasury"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "backend.config.settings.production",
            "ALLOWED_HOSTS": "localhost",
            "SECRET_KEY": "of-a-test",
            "ATELIER_DATA": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path}/atelier.sqlite3",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert migrated.returncode == 0, migrated.stderr
    with sqlite3.connect(tmp_path / "atelier.sqlite3") as database:
        row = ("a" * 32, "2026-11-20", "2026-11-20", "{}", "application/json", "0" * 64, "b" * 32)
        columns = "id, created_at, updated_at, raw, media_type, sha256, workspace_id"
        database.execute(f"INSERT INTO treasury_receipt ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        for sql in ("UPDATE treasury_receipt SET raw = ''", "DELETE FROM treasury_receipt"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(sql)
