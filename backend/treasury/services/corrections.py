"""What a person may take back by hand: what people wrote down or imported, and nothing else."""

from uuid import UUID

from backend.core.errors import ApplicationError
from backend.treasury.models import Grade, LedgerEntry

from . import ledger


class NotReversedByHand(ApplicationError):
    code = "not_reversed_by_hand"
    status = 409
    detail = (
        "This entry was read from whoever moved the money, so it is put right there: "
        "a refund or correction arrives here as an entry of its own."
    )


def reverse_by_hand(entry: LedgerEntry, *, reason: str, actor_id: UUID) -> LedgerEntry:
    """Reverse an expense or an imported entry. Raises NotReversedByHand, and as `ledger.reverse` does."""
    if entry.grade != Grade.IMPORTED:
        raise NotReversedByHand
    return ledger.reverse(entry, reason=reason, actor_id=actor_id)
