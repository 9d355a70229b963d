"""Writing the books: `post` adds an entry with its receipt, `reverse` takes one back by a second."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.core.errors import ApplicationError, Invalid
from backend.events.services import outbox
from backend.treasury import events
from backend.treasury.models import LedgerEntry, Receipt
from backend.treasury.models.ledger import INCOMING, OUTGOING, sha256_of
from backend.treasury.money import CURRENCIES, MOST_MINOR

# A payload as it came (text), or data that is written down as JSON with sorted keys.
Payload = str | dict[str, Any] | list[Any]


class PostedOtherwise(ApplicationError):
    code = "posted_otherwise"
    status = 409
    detail = "The same cause is in the ledger already, with another amount. Reverse that entry first."


class AlreadyReversed(ApplicationError):
    code = "already_reversed"
    status = 409
    detail = "This entry is reversed already."


class CannotReverse(ApplicationError):
    code = "reversal_stands"
    status = 409
    detail = "A reversal is not reversed. Post the entry anew."


@dataclass(frozen=True)
class Movement:
    """Money that moved: minor units, positive in and negative out, on a day in UTC."""

    kind: str
    amount_minor: int
    currency: str
    day: date
    description: str

    def faults(self) -> dict[str, list[str]]:
        """Return what is wrong with it, by field; the database would refuse it too, in fewer words."""
        found: dict[str, list[str]] = {}
        if self.currency not in CURRENCIES:
            found["currency"] = [f"{self.currency!r} is no currency of ISO 4217."]
        if "\x00" in self.description:
            found["description"] = ["A description holds no zero byte."]
        if not 0 < abs(self.amount_minor) <= MOST_MINOR:
            found["amount"] = ["An entry moves some money, and not more than there is."]
        elif self.kind in INCOMING and self.amount_minor < 0:
            found["amount"] = [f"Money of kind {self.kind} comes in: write it without a minus."]
        elif self.kind in OUTGOING and self.amount_minor > 0:
            found["amount"] = [f"Money of kind {self.kind} goes out: write it with a minus."]
        return found


def post(
    *,
    workspace_id: UUID,
    movement: Movement,
    grade: str,
    source_key: str,
    payload: Payload,
    media_type: str = "application/json",
    actor_id: UUID | None = None,
    told_as: str | None = None,
) -> LedgerEntry:
    """Write one entry with its receipt. One cause (`source_key`, such as `stripe:txn_1`) posts once per workspace.

    `told_as` names a further event for the feed, for entries that a person should read of; it happens once, too.
    Returns the entry there is when the same movement comes again. Raises PostedOtherwise for another, and Invalid.
    """
    if faults := movement.faults():
        raise Invalid(errors=faults)
    known = _known(workspace_id, movement, source_key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _written(
                workspace_id=workspace_id,
                movement=movement,
                grade=grade,
                source_key=source_key,
                receipt=keep_receipt(workspace_id, payload, media_type),
                actor_id=actor_id,
                told_as=told_as,
            )
    except IntegrityError:
        known = _known(workspace_id, movement, source_key)
        if known is None:
            raise
        return known


def _known(workspace_id: UUID, movement: Movement, source_key: str) -> LedgerEntry | None:
    entry = LedgerEntry.objects.for_workspace(workspace_id).filter(source_key=source_key).first()
    if entry is None:
        return None
    if (entry.kind, entry.amount_minor, entry.currency) != (
        movement.kind,
        movement.amount_minor,
        movement.currency,
    ):
        raise PostedOtherwise(entry_id=str(entry.pk))
    return entry


def _written(
    *,
    workspace_id: UUID,
    movement: Movement,
    grade: str,
    source_key: str,
    receipt: Receipt,
    actor_id: UUID | None,
    reverses: LedgerEntry | None = None,
    told_as: str | None = None,
) -> LedgerEntry:
    entry = LedgerEntry.objects.create(
        workspace_id=workspace_id,
        kind=movement.kind,
        grade=grade,
        amount_minor=movement.amount_minor,
        currency=movement.currency,
        day=movement.day,
        description=movement.description[:250],
        source_key=source_key,
        receipt=receipt,
        reverses=reverses,
    )
    name = events.ENTRY_REVERSED if reverses else events.ENTRY_POSTED
    body = {"entry_id": str(entry.pk), "kind": entry.kind, "grade": entry.grade, "world": str(entry.world)}
    for happened in filter(None, (name, told_as)):
        outbox.record(happened, workspace_id=workspace_id, actor_id=actor_id, payload=body)
    return entry


def keep_receipt(workspace_id: UUID, payload: Payload, media_type: str = "application/json") -> Receipt:
    """Keep what an entry rests on; the same content is kept once, for a sale and its fee may share it."""
    raw = payload if isinstance(payload, str) else orjson.dumps(payload, option=orjson.OPT_SORT_KEYS).decode()
    receipt, _ = Receipt.objects.get_or_create(
        workspace_id=workspace_id, sha256=sha256_of(raw), defaults={"raw": raw, "media_type": media_type}
    )
    return receipt


def reverse(entry: LedgerEntry, *, reason: str, actor_id: UUID | None = None) -> LedgerEntry:
    """Take an entry back by a second one of the opposite amount, dated today; both stay in the books.

    Raises AlreadyReversed the second time, and CannotReverse for a reversal.
    """
    if entry.reverses_id is not None:
        raise CannotReverse
    movement = Movement(
        entry.kind, -entry.amount_minor, entry.currency, timezone.now().date(), f"Reversed: {reason}"
    )
    payload = {"reverses": str(entry.pk), "receipt": entry.receipt.sha256, "reason": reason}
    try:
        with transaction.atomic():
            return _written(
                workspace_id=entry.workspace_id,
                movement=movement,
                grade=entry.grade,
                source_key=f"reversal:{entry.pk}",
                receipt=keep_receipt(entry.workspace_id, payload),
                actor_id=actor_id,
                reverses=entry,
            )
    except IntegrityError:
        if LedgerEntry.objects.filter(reverses=entry).exists():
            raise AlreadyReversed from None
        raise
