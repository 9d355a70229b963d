"""A CSV file of movements: looked at, confirmed, and never taken twice."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User, Workspace
from backend.treasury import selectors
from backend.treasury.formats.reading import RowError, read
from backend.treasury.models import LedgerEntry
from backend.treasury.money import CURRENCIES, as_decimal, parse_amount
from backend.treasury.services import imports
from backend.treasury.services.imports import AnotherFile, RowsUnusable
from backend.treasury.worlds import World

GOOD = (
    "Date,Kind,Amount,Currency,Description,Reference\r\n"
    "2026-11-18,expense,-12.50,EUR,Clay,\r\n"
    "2026-11-18,expense,-12.50,EUR,Clay,\r\n"
    '2026-11-19,sale,1500,JPY,"Kiln, small",no-7\r\n'
)


def confirmed(workspace: Workspace, user: User, text: str, **more: bool) -> list[LedgerEntry]:
    found = imports.preview(workspace_id=workspace.pk, text=text)
    return imports.confirm(
        workspace_id=workspace.pk, text=text, digest=found.digest, actor_id=user.pk, **more
    )


def test_a_preview_writes_nothing(ada_workspace: Workspace) -> None:
    found = imports.preview(workspace_id=ada_workspace.pk, text=GOOD)
    said = [(row.line, row.kind, row.amount_minor, row.currency) for row in found.new.values()]
    assert said == [(2, "expense", -1250, "EUR"), (3, "expense", -1250, "EUR"), (4, "sale", 1500, "JPY")]
    assert (found.known, found.errors) == ([], [])
    assert LedgerEntry.objects.count() == 0


def test_what_is_confirmed_is_posted_with_its_row_as_receipt(ada: User, ada_workspace: Workspace) -> None:
    entries = confirmed(ada_workspace, ada, GOOD)
    assert [(entry.amount_minor, entry.grade) for entry in entries] == [
        (-1250, "imported"),
        (-1250, "imported"),
        (1500, "imported"),
    ]
    assert entries[2].description == "Kiln, small"
    assert '"reference":"no-7"' in entries[2].receipt.raw
    assert entries[0].receipt != entries[1].receipt
    assert selectors.totals(ada_workspace.pk, World.REAL, "EUR").net == -2500


def test_importing_twice_changes_nothing(ada: User, ada_workspace: Workspace) -> None:
    confirmed(ada_workspace, ada, GOOD)
    assert confirmed(ada_workspace, ada, GOOD) == []
    assert LedgerEntry.objects.count() == 3
    longer = GOOD + "2026-11-20,expense,-3,EUR,Tape,\r\n"
    found = imports.preview(workspace_id=ada_workspace.pk, text=longer)
    assert (len(found.new), len(found.known)) == (1, 3)


def test_another_file_than_was_looked_at_is_refused(ada: User, ada_workspace: Workspace) -> None:
    digest = imports.preview(workspace_id=ada_workspace.pk, text=GOOD).digest
    with pytest.raises(AnotherFile):
        imports.confirm(workspace_id=ada_workspace.pk, text=GOOD + " ", digest=digest, actor_id=ada.pk)
    assert LedgerEntry.objects.count() == 0


def test_each_bad_row_says_what_is_wrong(ada: User, ada_workspace: Workspace) -> None:
    text = (
        "date,kind,amount,currency\n"
        "2026-11-18,expense,-1,USD\n"
        "18.11.2026,gift,-1,USD\n"
        "2026-11-18,expense,5,USD\n"
        "2026-11-18,expense,-5.005,USD\n"
        "2026-11-18,expense,twelve,USD\n"
        "2026-11-18,expense,-5,Euro\n"
        "2026-11-18,expense\n"
    )
    found = imports.preview(workspace_id=ada_workspace.pk, text=text)
    assert [(error.line, error.column) for error in found.errors] == [
        (3, "date"),
        (3, "kind"),
        (4, "amount"),
        (5, "amount"),
        (6, "amount"),
        (7, "currency"),
        (8, "currency"),
    ]
    assert found.errors[2].message == "Money of kind expense goes out: write it with a minus."
    assert found.errors[3].message == "USD has 2 digits after the point at most."
    with pytest.raises(RowsUnusable) as refusal:
        confirmed(ada_workspace, ada, text)
    assert refusal.value.extra["errors"][0]["line"] == 3
    assert LedgerEntry.objects.count() == 0
    (entry,) = confirmed(ada_workspace, ada, text, leave_out_errors=True)
    assert entry.amount_minor == -100


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", [(1, "date"), (1, "kind"), (1, "amount"), (1, "currency")]),
        ("date,kind,amount\n", [(1, "currency")]),
        ('date,kind,amount,currency\n2026-11-18,"sale,1,USD\n', [(2, "")]),
        ("date,kind,amount,currency\n2026-11-18,sale,1\x00,USD\n", [(2, "")]),
    ],
)
def test_what_is_no_table_says_so(text: str, errors: list[tuple[int, str]]) -> None:
    assert [(error.line, error.column) for error in read(text).errors] == errors


def test_a_byte_order_mark_and_other_columns_do_no_harm() -> None:
    (row,) = read("\ufeffcurrency,note,date,kind,amount\nusd,x,2026-11-18,Sale,1.5\n").rows
    assert (row.amount_minor, row.description) == (150, "Sale")


@given(text=st.text())
def test_any_text_is_read_or_refused_by_line(text: str) -> None:
    reading = read("date,kind,amount,currency\n" + text)
    assert all(isinstance(error, RowError) and error.line >= 1 for error in reading.errors)


@given(amount=st.integers(-(10**11), 10**11), currency=st.sampled_from(sorted(CURRENCIES)))
def test_amounts_come_back_as_they_were_written(amount: int, currency: str) -> None:
    assert parse_amount(str(as_decimal(amount, currency)), currency) == amount


def test_workspaces_import_apart(ada: User, ada_workspace: Workspace, cy_workspace: Workspace) -> None:
    confirmed(ada_workspace, ada, GOOD)
    found = imports.preview(workspace_id=cy_workspace.pk, text=GOOD)
    assert len(found.new) == 3
    assert imports.preview(workspace_id=uuid4(), text=GOOD).known == []
