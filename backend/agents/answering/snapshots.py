"""The state of the answer being written, exact for someone who has just joined its frames."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.agents import wire
from backend.agents.models import Message
from backend.core.threads import in_thread

from . import registry

# One flush interval and a little: by then the owner has written what it had sent before we joined.
PATIENCE_SECONDS = 0.35
LOOK_EVERY = 0.03


async def streaming_in(project_id: UUID) -> dict[str, Any] | None:
    """Return the streaming message of a project with all its text so far, or None when none streams.

    Call it after joining the topic's group, so that what comes after the snapshot is already on its way.
    """
    return await _exact(lambda: Message.objects.streaming().filter(conversation__project=project_id).first())


async def of_message(message_id: UUID) -> dict[str, Any]:
    """Return one answer with all its text so far, whatever its state; call it after joining, as above."""
    found = await _exact(lambda: Message.objects.get(pk=message_id))
    if found is None:
        raise Message.DoesNotExist
    return found


async def _exact(read: Callable[[], Message | None]) -> dict[str, Any] | None:
    """Return the message `read` finds, its text at least as long as what was pushed before this call.

    Here the owner's memory is exact; the row of another process's answer is read again until it has been flushed
    since, so that no delta falls between the row and the group.
    """
    asked_at = timezone.now()
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        row = await in_thread(read)
        if row is None or not row.is_streaming:
            return wire.message(row) if row else None
        live = registry.find(row.pk)
        if live is not None:
            return wire.message(row, text=live.sent_text)
        if _flushed_since(row, asked_at) or asyncio.get_running_loop().time() >= deadline:
            return wire.message(row)
        await asyncio.sleep(LOOK_EVERY)


def _flushed_since(row: Message, moment: datetime) -> bool:
    return row.flushed_at is not None and row.flushed_at >= moment
