"""Keeping a hold alive while its call runs, however long the answer takes."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from backend.core.threads import in_thread
from backend.treasury.services import governor

logger = logging.getLogger(__name__)
RENEW_EVERY = governor.LEASE.total_seconds() / 3


@asynccontextmanager
async def renewed(reservation_id: UUID | None) -> AsyncIterator[None]:
    """Renew the hold every third of its lease. Its call is settled even if it is closed meanwhile."""
    if reservation_id is None:
        yield
        return
    renewing = asyncio.create_task(_renew(reservation_id))
    try:
        yield
    finally:
        renewing.cancel()


async def _renew(reservation_id: UUID) -> None:
    while True:
        await asyncio.sleep(RENEW_EVERY)
        try:
            await in_thread(governor.renew, reservation_id)
        except governor.NotHeld:
            logger.warning("The hold %s was closed while its call ran", reservation_id)
            return
