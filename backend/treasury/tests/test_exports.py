"""What leaves the books: a CSV file that comes back as it went, and OFX for accounting programs."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User, Workspace
from backend.treasury import selectors
from backend.treasury.formats.ofx import as_ofx
from backend.treasury.formats.spreadsheet import as_csv, as_written, harmless
from backend.treasury.models import Grade, Kind
from backend.treasury.services import imports, ledger
from backend.treasury.worlds import World

from .books import post, sale

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def csv_of(workspace: Workspace, world: str = World.REAL) -> str:
    return "".join(as_csv(selectors.entries_for_export(workspace.pk, world)))


def ofx_of(workspace: Workspace, world: str = World.REAL) -> Xml.Element:
    entries = selectors.entries_for_export(workspace.pk, world)
    text = as_ofx(entries, workspace_id=workspace.pk, world=world, now=NOW)
    head, body = text.split("?>\n<OFX>")
    assert 'VERSION="220"' in head
    return Xml.fromstring(f"<OFX>{body}")  # noqa: S314  ours


def test_one_world_oldest_first(ada_workspace: Workspace) -> None:
    later = sale(ada_workspace, source_key="stripe:2")
    first = post(ada_workspace, Kind.FEE, -5, currency="JPY", day=date(2026, 11, 1), source_key="stripe:1")
    sale(ada_workspace, grade=Grade.SIMULATED, source_key="sandbox:1")
    lines = csv_of(ada_workspace).splitlines()
    assert lines == [
        "date,kind,amount,currency,description,reference,grade,id,reverses,receipt_sha256",
        f"2026-11-01,fee,-5,JPY,A kiln,stripe:1,verified,{first.pk},,{first.receipt.sha256}",
        f"2026-11-20,sale,49.00,USD,A kiln,stripe:2,verified,{later.pk},,{later.receipt.sha256}",
    ]
    assert "sandbox:1" in csv_of(ada_workspace, World.SIMULATED)


def test_an_export_is_known_where_it_came_from_and_new_elsewhere(
    ada: User, ada_workspace: Workspace, cy_workspace: Workspace
) -> None:
    ledger.reverse(sale(ada_workspace), reason="Counted twice")
    post(ada_workspace, Kind.EXPENSE, -1250, description='=HYPERLINK("x")')
    text = csv_of(ada_workspace)
    assert "'=HYPERLINK" in text
    here = imports.preview(workspace_id=ada_workspace.pk, text=text)
    assert (len(here.known), here.new, here.errors) == (3, {}, [])
    there = imports.preview(workspace_id=cy_workspace.pk, text=text)
    found = {(row.kind, row.amount_minor, row.description) for row in there.new.values()}
    assert found == {("sale", 4900, "A kiln"), ("expense", -1250, '=HYPERLINK("x")')}
    # A reversal belongs to an entry, so by itself it is no movement.
    assert [error.column for error in there.errors] == ["amount"]


@given(text=st.text())
def test_no_cell_runs_and_each_comes_back(text: str) -> None:
    cell = harmless(text)
    assert cell[:1] not in tuple("=+-@\t\r")
    assert as_written(cell) == text


def test_ofx_has_a_statement_per_currency_with_its_balance(ada_workspace: Workspace) -> None:
    kept = sale(ada_workspace, description="Kiln & <glaze>\n" + "x" * 60)
    post(ada_workspace, Kind.FEE, -172)
    post(ada_workspace, Kind.EXPENSE, -1500, currency="JPY")
    jpy, usd = ofx_of(ada_workspace).iter("STMTRS")
    assert [statement.findtext("CURDEF") for statement in (jpy, usd)] == ["JPY", "USD"]
    assert [statement.findtext("LEDGERBAL/BALAMT") for statement in (jpy, usd)] == ["-1500", "47.28"]
    told = [[entry.findtext(tag) for tag in ("TRNTYPE", "TRNAMT")] for entry in usd.iter("STMTTRN")]
    assert told == [["CREDIT", "49.00"], ["FEE", "-1.72"]]
    first = next(usd.iter("STMTTRN"))
    assert first.findtext("FITID") == str(kept.pk)
    assert first.findtext("DTPOSTED") == "20261120120000.000[0:GMT]"
    assert first.findtext("NAME") == "Kiln & <glaze> " + "x" * 17


def test_ofx_names_the_sandbox_s_account(ada_workspace: Workspace) -> None:
    sale(ada_workspace, grade=Grade.SIMULATED)
    (account,) = ofx_of(ada_workspace, World.SIMULATED).iter("ACCTID")
    assert account.text == f"SANDBOX-{ada_workspace.pk.hex[-10:]}-USD"
    assert len(account.text) <= 22
    assert list(ofx_of(ada_workspace).iter("STMTTRN")) == []
