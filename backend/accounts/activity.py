"""The activity feed: a workspace's events as sentences with a subject."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.events import telling
from backend.events.models import DomainEvent

from .models import A_FORMER_MEMBER, User
from .selectors import memberships_of

YOU = "You"


def happenings(user: User) -> QuerySet[DomainEvent]:
    """Return what people should read of, in the workspaces of `user`."""
    workspace_ids = memberships_of(user).values_list("workspace_id", flat=True)
    return DomainEvent.objects.happened_in(workspace_ids).filter(name__in=telling.told_names())


def as_lines(events: Sequence[DomainEvent], *, reader: User) -> list[dict[str, Any]]:
    """Return the rows of the feed as `reader` sees them, in a number of queries that more events do not change."""
    sentences = telling.sentences(events)
    names = _names({event.actor_id for event in events if event.actor_id}, reader)
    return [_line(event, sentences[event.pk], names) for event in events if event.pk in sentences]


def _line(event: DomainEvent, sentence: telling.Sentence, names: dict[UUID, str]) -> dict[str, Any]:
    actor = names.get(event.actor_id, A_FORMER_MEMBER) if event.actor_id else None
    subject = sentence.by or actor or "Atelier"
    return {
        "id": event.pk,
        "at": event.created_at,
        "kind": sentence.kind,
        "text": f"{subject} {sentence.says}",
        "project_id": sentence.project_id,
        "actor": actor,
    }


def _names(ids: set[UUID], reader: User) -> dict[UUID, str]:
    """Return what each actor is called: "You" for the reader, and no name for someone whose account is gone."""
    people = User.objects.filter(pk__in=ids - {reader.pk}, departed_at=None)
    return {**{person.pk: person.get_short_name() for person in people}, reader.pk: YOU}
