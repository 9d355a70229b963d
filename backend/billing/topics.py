"""What the socket offers about what is sold."""

from typing import Any

from backend.core.realtime import Topic


class CatalogueTopic(Topic):
    """`catalogue:plans`: plans, prices and packages, for everyone who is signed in."""

    names = frozenset({"plans"})

    async def authorise(self, user: Any, object_id: str) -> bool:
        return True
