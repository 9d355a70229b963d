"""What happened, in words a person reads. Each app says how its own events are told; the feed knows none of them."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from .models import DomainEvent

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sentence:
    """`says` follows the name of whoever did it: "decided the platform: Discord"."""

    kind: str
    says: str
    project_id: UUID | None = None
    # Who did it, where that is not the event's actor.
    by: str | None = None


# Takes a page's events of its names at once, so that what their words need is read in one query, not one each.
Teller = Callable[[Sequence[DomainEvent]], Mapping[UUID, Sentence]]

_tellers: dict[str, Teller] = {}


def tells(*event_names: str) -> Callable[[Teller], Teller]:
    """Register who puts these events into words; whatever nobody tells of is not for people to read."""

    def register(teller: Teller) -> Teller:
        _tellers.update(dict.fromkeys(event_names, teller))
        return teller

    return register


def told_names() -> list[str]:
    return sorted(_tellers)


def sentences(events: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    """Return each event's sentence by the event's id; each teller is asked once.

    An event that its teller cannot read, such as one of an older release, has no sentence and spoils no page.
    """
    by_teller: dict[Teller, list[DomainEvent]] = defaultdict(list)
    for event in events:
        if event.name in _tellers:
            by_teller[_tellers[event.name]].append(event)
    return {pk: said for teller, theirs in by_teller.items() for pk, said in _told(teller, theirs).items()}


def _told(teller: Teller, events: Sequence[DomainEvent]) -> Mapping[UUID, Sentence]:
    try:
        return teller(events)
    except (LookupError, TypeError, ValueError, AttributeError):
        if len(events) > 1:
            return {pk: said for event in events for pk, said in _told(teller, [event]).items()}
        logger.warning("The event %s (%s) cannot be told", events[0].name, events[0].pk, exc_info=True)
        return {}


def forget(event_name: str) -> None:
    """Take a teller out again (tests register their own)."""
    _tellers.pop(event_name, None)


def ids_in(events: Sequence[DomainEvent], key: str) -> set[UUID]:
    """Return the ids that these events' payloads hold under `key`."""
    return {UUID(event.payload[key]) for event in events if event.payload.get(key)}
