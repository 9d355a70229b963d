"""Who writes which answer: claims, renewals and endings, each a conditional UPDATE on the row."""

import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from backend.agents.models import Message
from backend.core.ids import uuid7

# Names this process, and never another one after a restart.
OWNER = f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid7().hex[-12:]}"
LEASE = timedelta(seconds=15)


@dataclass(frozen=True)
class Hold:
    """The right to write one answer: valid while the row still carries this fence."""

    message_id: UUID
    fence: int


@dataclass(frozen=True)
class Flushed:
    lost: frozenset[UUID]
    stop_requested: frozenset[UUID]


def claim_fields(fence: int) -> dict[str, Any]:
    """Return the columns of a freshly claimed answer, for the statement that makes or reopens it."""
    now = timezone.now()
    return {
        "status": Message.Status.STREAMING,
        "lease_owner": OWNER,
        "fence": fence,
        "lease_expires_at": now + LEASE,
        "flushed_at": now,
        "stop_requested_at": None,
    }


def flush(texts: Mapping[Hold, str], renewals: Sequence[Hold]) -> Flushed:
    """Write all dirty answers and renew all leases of this process in one transaction.

    Returns the answers that are no longer ours, and those someone has asked to stop.
    """
    with transaction.atomic():
        _save(texts)
        _renew([hold for hold in renewals if hold not in texts])
        found = Message.objects.filter(pk__in=[hold.message_id for hold in renewals], lease_owner=OWNER)
        rows = found.streaming().values_list("pk", "fence", "stop_requested_at")
    ours = {Hold(message_id, fence): stop for message_id, fence, stop in rows}
    return Flushed(
        lost=frozenset(hold.message_id for hold in renewals if hold not in ours),
        stop_requested=frozenset(hold.message_id for hold in renewals if ours.get(hold) is not None),
    )


def _save(texts: Mapping[Hold, str]) -> None:
    now = timezone.now()
    _update_held(
        [
            (hold, {"text": text, "flushed_at": now, "lease_expires_at": now + LEASE})
            for hold, text in texts.items()
        ]
    )


def _renew(holds: Sequence[Hold]) -> None:
    _update_held([(hold, {"lease_expires_at": timezone.now() + LEASE}) for hold in holds])


def _update_held(changes: Sequence[tuple[Hold, dict[str, Any]]]) -> None:
    """Set the same columns on each row still held, as one prepared statement: with a hundred answers under way, an
    ORM update for each, five times a second, would take an eighth of a core."""
    if not changes:
        return
    columns = ", ".join(f"{column} = %s" for column in changes[0][1])
    held = "id = %s AND fence = %s AND lease_owner = %s AND status = %s"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Message._meta.db_table} SET {columns} WHERE {held}",  # noqa: S608  names of our own
            [
                [
                    *(_stored(column, value) for column, value in fields.items()),
                    _stored("id", hold.message_id),
                    hold.fence,
                    OWNER,
                    Message.Status.STREAMING.value,
                ]
                for hold, fields in changes
            ],
        )


def _stored(column: str, value: Any) -> Any:
    """Return `value` as this database keeps it."""
    field: Any = Message._meta.get_field(column)
    return field.get_db_prep_save(value, connection)


def end(hold: Hold, **fields: Any) -> bool:
    """Give the answer its final state. False when it is no longer ours, and then nothing was written."""
    now: datetime = timezone.now()
    return bool(_held(hold).update(**fields, flushed_at=now, updated_at=now, lease_expires_at=None))


def _held(hold: Hold) -> Any:
    return Message.objects.filter(pk=hold.message_id).held(fence=hold.fence, owner=OWNER)
