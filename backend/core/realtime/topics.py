"""What can be subscribed to. An app registers a topic prefix with who may listen, the snapshot, and its commands."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

Frame = dict[str, Any]
# A command may answer its own sender; what everyone should hear is published.
Command = Callable[[Any, str, Frame], Awaitable["list[Frame] | None"]]


class Topic:
    """One kind of topic. `object_id` is the text after the colon and has been checked to be a UUID."""

    commands: ClassVar[dict[str, Command]] = {}

    async def authorise(self, user: Any, object_id: str) -> bool:
        """Say whether `user` may listen to this object."""
        raise NotImplementedError

    async def snapshot(self, user: Any, object_id: str) -> Frame:
        """Return the state a newcomer needs before the frames that follow; read after joining the group."""
        return {}


_topics: dict[str, Topic] = {}


def register_topic(prefix: str, topic: Topic) -> None:
    _topics[prefix] = topic


def topic_named(prefix: str) -> Topic | None:
    return _topics.get(prefix)


def group_name(topic: str) -> str:
    """Channels allows only letters, digits, hyphens, underscores and periods in a group's name."""
    return f"topic.{topic.replace(':', '.')}"
