"""What the socket offers about what is sold."""

from typing import Any
from uuid import UUID

from backend.billing.platform import BOOKS
from backend.core.realtime import Topic


class CatalogueTopic(Topic):
    """`catalogue:<id of the installation's books>`: plans, prices and packages, for everyone who is signed in."""

    async def authorise(self, user: Any, object_id: str) -> bool:
        return UUID(object_id) == BOOKS
