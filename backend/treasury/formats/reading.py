"""Reading a CSV file of movements: every row is understood in full, or says what is wrong with it."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date

from backend.treasury.models import Kind
from backend.treasury.money import CURRENCIES, parse_amount

from .spreadsheet import COLUMNS, as_written

REQUIRED = COLUMNS[:4]
MOST_ROWS = 10_000


@dataclass(frozen=True)
class RowError:
    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """One movement of a file, in minor units; `line` is where it stands, counted from 1."""

    line: int
    day: date
    kind: str
    amount_minor: int
    currency: str
    description: str
    reference: str


@dataclass
class Reading:
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read(text: str) -> Reading:
    """Return the rows of a CSV file and the errors of those that cannot be used.

    The first line names the columns, in any order; `description` and `reference` may be missing, others are ignored.
    """
    reading = Reading()
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or []]
        missing = [name for name in REQUIRED if name not in names]
        reading.errors += [RowError(1, name, "This column is missing.") for name in missing]
        if not missing:
            reader.fieldnames = names
            _read_rows(reader, reading)
    except csv.Error as error:
        reading.errors.append(RowError(reader.line_num + 1, "", f"This is no CSV from here on: {error}."))
    return reading


def _read_rows(reader: "csv.DictReader[str]", reading: Reading) -> None:
    for number, cells in enumerate(reader, start=1):
        if number > MOST_ROWS:
            too_many = f"A file has {MOST_ROWS:,} rows at most. Send the rest in a second."
            reading.errors.append(RowError(reader.line_num, "", too_many))
            return
        parsed = _row(reader.line_num, cells)
        if isinstance(parsed, Row):
            reading.rows.append(parsed)
        else:
            reading.errors += parsed


def _row(line: int, cells: dict[str, str]) -> Row | list[RowError]:
    said = {name: as_written((cells.get(name) or "").strip()) for name in COLUMNS}
    said["amount"] = (cells.get("amount") or "").strip()
    if any("\x00" in cell for cell in said.values()):
        return [RowError(line, "", "This row holds a zero byte.")]
    errors: list[RowError] = []
    day = _day(said["date"])
    if day is None:
        errors.append(RowError(line, "date", "Write the date as year-month-day: 2026-11-20."))
    kind = said["kind"].lower()
    if kind not in Kind.values:
        errors.append(RowError(line, "kind", f"Choose one of: {', '.join(Kind.values)}."))
    currency = said["currency"].upper()
    if currency not in CURRENCIES:
        return [*errors, RowError(line, "currency", "Write the three letters of ISO 4217, such as USD.")]
    try:
        amount = parse_amount(said["amount"], currency)
    except ValueError as error:
        return [*errors, RowError(line, "amount", str(error))]
    if errors or day is None:
        return errors
    description = said["description"][:250] or Kind(kind).label
    return Row(line, day, kind, amount, currency, description, said["reference"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
