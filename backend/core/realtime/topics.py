"""What can be subscribed to. An app registers a topic prefix with who may listen, the snapshot, and its commands."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

Frame = dict[str, Any]
# A command may answer its own sender; what everyone should hear is published.
Command = Callable[[Any, str, Frame], Awaitable["list[Frame] | None"]]


class Topic:
    """One kind of topic. `object_id` is the text after the colon: one of `names`, or a UUID where there are none."""

    # For what there is one of on the platform: `platform:events`.
    names: ClassVar[frozenset[str]] = frozenset()
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


def topic_named(prefix: str, object_id: str) -> Topic | None:
    """Return the topic if there is one of that kind; a UUID has hyphens in its canonical spelling, a name has none."""
    topic = _topics.get(prefix)
    if topic is None:
        return None
    is_there = object_id in topic.names if topic.names else "-" in object_id
    return topic if is_there else None


def group_name(topic: str) -> str:
    """Channels allows only letters, digits, hyphens, underscores and periods in a group's name."""
    return f"topic.{topic.replace(':', '.')}"
