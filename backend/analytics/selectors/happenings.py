"""The log of events for whoever looks after the installation: all of them, in words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import A_FORMER_MEMBER, User, Workspace
from backend.events import telling
from backend.events.models import DomainEvent

from .workspaces import GONE


def events(*, name: str = "") -> QuerySet[DomainEvent]:
    """Return all events, or those whose name is `name` or begins with it and a dot."""
    found = DomainEvent.objects.all()
    if name:
        found = found.filter(name__gte=name, name__lt=f"{name}\uffff")
    return found


def as_lines(page: Sequence[DomainEvent]) -> list[dict[str, Any]]:
    """Return a page of events in words, in a number of queries that more events do not change."""
    sentences = telling.sentences(page)
    people = dict(
        User.objects.filter(
            pk__in={event.actor_id for event in page if event.actor_id}, departed_at=None
        ).values_list("pk", "email")
    )
    ids = {event.workspace_id for event in page if event.workspace_id}
    workspaces = dict(Workspace.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [_line(event, sentences.get(event.pk), people, workspaces) for event in page]


def _line(
    event: DomainEvent,
    sentence: telling.Sentence | None,
    people: dict[UUID, str],
    workspaces: dict[UUID, str],
) -> dict[str, Any]:
    actor = people.get(event.actor_id, A_FORMER_MEMBER) if event.actor_id else None
    subject = (sentence.by if sentence else None) or actor or "Atelier"
    return {
        "id": event.pk,
        "at": event.created_at,
        "name": event.name,
        "text": f"{subject} {sentence.says}" if sentence else f"{subject}: {in_words(event.name)}",
        "actor": actor,
        "workspace_id": event.workspace_id,
        "workspace": workspaces.get(event.workspace_id, GONE) if event.workspace_id else None,
        "payload": event.payload,
    }


def in_words(name: str) -> str:
    """Return an event's name as words: `billing.payment_failed` is "payment failed"."""
    return name.rpartition(".")[2].replace("_", " ")
