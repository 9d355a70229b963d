from datetime import date
from typing import Any
from uuid import UUID

from backend.treasury import events
from backend.treasury.models import Grade, Kind, LedgerEntry

from . import ledger


def record(
    *,
    workspace_id: UUID,
    client_id: UUID,
    amount_minor: int,
    currency: str,
    day: date,
    description: str,
    actor_id: UUID,
    note: str = "",
) -> LedgerEntry:
    """Write down what someone paid: `amount_minor` as it stands on the bill, positive. It is graded imported.

    The `note` is kept with the receipt. Sent again with the same `client_id` it is one expense. Raises as
    `ledger.post` does.
    """
    payload: dict[str, Any] = {
        "written_by": str(actor_id),
        "amount_minor": amount_minor,
        "currency": currency,
        "day": day.isoformat(),
        "description": description,
        "client_id": str(client_id),
    }
    return ledger.post(
        workspace_id=workspace_id,
        movement=ledger.Movement(Kind.EXPENSE, -amount_minor, currency, day, description),
        grade=Grade.IMPORTED,
        source_key=f"manual:{client_id}",
        payload={**payload, "note": note} if note else payload,
        actor_id=actor_id,
        told_as=events.EXPENSE_RECORDED,
    )
