from datetime import date
from uuid import UUID

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
) -> LedgerEntry:
    """Write down what someone paid: `amount_minor` as it stands on the bill, positive. It is graded imported.

    Sent again with the same `client_id` it is one expense. Raises as `ledger.post` does.
    """
    movement = ledger.Movement(Kind.EXPENSE, -amount_minor, currency, day, description)
    return ledger.post(
        workspace_id=workspace_id,
        movement=movement,
        grade=Grade.IMPORTED,
        source_key=f"manual:{client_id}",
        payload={
            "written_by": str(actor_id),
            "amount_minor": amount_minor,
            "currency": currency,
            "day": day.isoformat(),
            "description": description,
            "client_id": str(client_id),
        },
        actor_id=actor_id,
    )
