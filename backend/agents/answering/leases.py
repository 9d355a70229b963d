"""Who writes which answer: claims, renewals and endings, each a conditional UPDATE on the row."""

import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
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
    now = timezone.now()
    lost = set()
    with transaction.atomic():
        for hold in renewals:
            fields: dict[str, Any] = {"lease_expires_at": now + LEASE}
            if hold in texts:
                fields |= {"text": texts[hold], "flushed_at": now}
            if not _held(hold).update(**fields):
                lost.add(hold.message_id)
    stops = Message.objects.filter(
        pk__in=[hold.message_id for hold in renewals], stop_requested_at__isnull=False
    ).values_list("pk", flat=True)
    return Flushed(lost=frozenset(lost), stop_requested=frozenset(stops))


def still_held(hold: Hold) -> bool:
    return _held(hold).exists()


def end(hold: Hold, **fields: Any) -> bool:
    """Give the answer its final state. False when it is no longer ours, and then nothing was written."""
    now: datetime = timezone.now()
    return bool(_held(hold).update(**fields, flushed_at=now, updated_at=now, lease_expires_at=None))


def _held(hold: Hold) -> Any:
    return Message.objects.filter(pk=hold.message_id).held(fence=hold.fence, owner=OWNER)
