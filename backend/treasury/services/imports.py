"""Bringing in movements from a CSV file: look first, then confirm. Nothing is written before, and nothing twice."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core.errors import ApplicationError
from backend.events.services import outbox
from backend.treasury import events
from backend.treasury.formats.reading import Row, RowError, read
from backend.treasury.models import Grade, LedgerEntry
from backend.treasury.models.ledger import sha256_of

from . import ledger


class AnotherFile(ApplicationError):
    code = "another_file"
    status = 409
    detail = "This is not the file that was previewed. Look at it first, then confirm."


class RowsUnusable(ApplicationError):
    code = "rows_unusable"
    status = 400
    detail = "Some rows cannot be used. Mend them, or leave them out."

    def __init__(self, errors: list[RowError]) -> None:
        super().__init__(errors=[asdict(error) for error in errors])


@dataclass(frozen=True)
class Preview:
    """What confirming would do. `digest` is shown again to confirm this very file."""

    digest: str
    # By the key of their cause.
    new: dict[str, Row]
    # Imported before, or exported from this very ledger.
    known: list[Row]
    errors: list[RowError]


def preview(*, workspace_id: UUID, text: str) -> Preview:
    """Read a file without writing anything."""
    reading = read(text)
    exported = _posted(workspace_id, [row.reference for row in reading.rows if row.reference])
    usable, errors = _judged([row for row in reading.rows if row.reference not in exported])
    keyed = _keyed(usable)
    there = _posted(workspace_id, list(keyed))
    return Preview(
        digest=sha256_of(text),
        new={key: row for key, row in keyed.items() if key not in there},
        known=[row for row in reading.rows if row.reference in exported]
        + [row for key, row in keyed.items() if key in there],
        errors=sorted([*reading.errors, *errors], key=lambda error: error.line),
    )


@transaction.atomic
def confirm(
    *, workspace_id: UUID, text: str, digest: str, actor_id: UUID, leave_out_errors: bool = False
) -> list[LedgerEntry]:
    """Post the rows of a previewed file that are not in the ledger yet, all or none; graded imported.

    Raises AnotherFile, and RowsUnusable unless `leave_out_errors`. The same file twice changes nothing.
    """
    found = preview(workspace_id=workspace_id, text=text)
    if found.digest != digest:
        raise AnotherFile
    if found.errors and not leave_out_errors:
        raise RowsUnusable(found.errors)
    entries = [
        ledger.post(
            workspace_id=workspace_id,
            movement=_movement(row),
            grade=Grade.IMPORTED,
            source_key=key,
            payload=_payload(row, digest),
            actor_id=actor_id,
        )
        for key, row in found.new.items()
    ]
    if entries:
        body = {"entries": len(entries), "file_sha256": digest}
        outbox.record(events.FILE_IMPORTED, workspace_id=workspace_id, actor_id=actor_id, payload=body)
    return entries


def _judged(rows: list[Row]) -> tuple[list[Row], list[RowError]]:
    """Part the rows that the ledger takes from those it would refuse."""
    errors = [
        RowError(row.line, column, message)
        for row in rows
        for column, messages in _movement(row).faults().items()
        for message in messages
    ]
    bad = {error.line for error in errors}
    return [row for row in rows if row.line not in bad], errors


def _movement(row: Row) -> ledger.Movement:
    return ledger.Movement(row.kind, row.amount_minor, row.currency, row.day, row.description)


def _keyed(rows: list[Row]) -> dict[str, Row]:
    """Give each row the key of its cause: what it says, and which of several alike it is.

    Two coffees on one day are two expenses; the same file again, or a longer one that contains it, finds both known.
    """
    alike: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        said = "\x1f".join(
            [
                row.day.isoformat(),
                row.kind,
                str(row.amount_minor),
                row.currency,
                row.description,
                row.reference,
            ]
        )
        content = hashlib.sha256(said.encode()).hexdigest()
        alike[content] += 1
        keyed[f"csv:{content}:{alike[content]}"] = row
    return keyed


def _posted(workspace_id: UUID, keys: list[str]) -> set[str]:
    """Ask in chunks, for SQLite takes only so many values in one question."""
    entries = LedgerEntry.objects.for_workspace(workspace_id)
    there: set[str] = set()
    for start in range(0, len(keys), 500):
        chunk = entries.filter(source_key__in=keys[start : start + 500])
        there.update(chunk.values_list("source_key", flat=True))
    return there


def _payload(row: Row, digest: str) -> dict[str, Any]:
    return {**asdict(row), "day": row.day.isoformat(), "file_sha256": digest}
