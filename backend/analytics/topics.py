"""`platform:events`: that something happened, for superusers. What it was, they ask over REST."""

from typing import Any, ClassVar

from backend.accounts.models import User
from backend.core.realtime import Topic
from backend.core.threads import in_thread


class PlatformTopic(Topic):
    names: ClassVar[frozenset[str]] = frozenset({"events"})

    async def authorise(self, user: Any, object_id: str) -> bool:
        """Ask anew, for a socket lives longer than many an office."""
        here = User.objects.filter(pk=user.pk, is_superuser=True, is_active=True)
        return await in_thread(here.exists)
