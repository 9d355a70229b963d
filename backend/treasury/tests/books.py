"""Entries for tests, with what does not matter there filled in."""

from datetime import date
from uuid import uuid4

from backend.accounts.models import Workspace
from backend.treasury.models import Grade, Kind, LedgerEntry
from backend.treasury.services import ledger

DAY = date(2026, 11, 20)


def post(
    workspace: Workspace,
    kind: str,
    amount_minor: int,
    *,
    currency: str = "USD",
    grade: str = Grade.VERIFIED,
    day: date = DAY,
    description: str = "A kiln",
    source_key: str | None = None,
) -> LedgerEntry:
    key = source_key or f"test:{uuid4()}"
    return ledger.post(
        workspace_id=workspace.pk,
        movement=ledger.Movement(kind, amount_minor, currency, day, description),
        grade=grade,
        source_key=key,
        payload={"key": key},
    )


def sale(workspace: Workspace, amount_minor: int = 4900, **more: str) -> LedgerEntry:
    return post(workspace, Kind.SALE, amount_minor, **more)
