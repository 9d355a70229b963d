"""The books as CSV: what is exported here can be imported again, cell for cell."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from backend.treasury.models import LedgerEntry
from backend.treasury.money import as_decimal

COLUMNS = ["date", "kind", "amount", "currency", "description", "reference"]
EXPORTED = [*COLUMNS, "grade", "id", "reverses", "receipt_sha256"]
# Spreadsheets run a cell that begins so; an apostrophe before it makes it text.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def as_csv(entries: Iterable[LedgerEntry]) -> Iterator[str]:
    """Give the lines of a CSV file (RFC 4180). Amounts are whole units, exact and signed."""
    yield _line(EXPORTED)
    for entry in entries:
        yield _line(
            [
                entry.day.isoformat(),
                entry.kind,
                str(as_decimal(entry.amount_minor, entry.currency)),
                entry.currency,
                harmless(entry.description),
                harmless(entry.source_key),
                entry.grade,
                str(entry.pk),
                str(entry.reverses_id or ""),
                entry.receipt.sha256,
            ]
        )


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Return what `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
