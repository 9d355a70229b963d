"""What the socket offers about people and workspaces."""

from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async

from backend.core.realtime import Topic

from .selectors import role_in


class UserTopic(Topic):
    """`user:<id>`: what concerns one person, for that person alone."""

    async def authorise(self, user: Any, object_id: str) -> bool:
        return bool(user.pk == UUID(object_id))


class WorkspaceTopic(Topic):
    """`workspace:<id>`: what concerns everyone who belongs to a workspace."""

    async def authorise(self, user: Any, object_id: str) -> bool:
        return await database_sync_to_async(role_in)(user, UUID(object_id)) is not None
