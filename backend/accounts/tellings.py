"""How this app's events are told in the activity feed."""

from collections.abc import Sequence
from uuid import UUID

from backend.events.models import DomainEvent
from backend.events.telling import Sentence, ids_in, tells

from . import events
from .models import Role, User

KIND = "people"


@tells(events.USER_SIGNED_UP)
def signed_up(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: Sentence(KIND, "opened the workspace") for event in told}


@tells(events.MEMBER_ADDED, events.MEMBER_REMOVED, events.ROLE_CHANGED)
def membership(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    people = User.objects.filter(pk__in=ids_in(told, "user_id"), departed_at=None)
    names = {str(person.pk): person.get_short_name() for person in people}
    return {event.pk: _membership(event, names.get(event.payload["user_id"], "someone")) for event in told}


def _membership(event: DomainEvent, name: str) -> Sentence:
    role = Role(event.payload["role"]).label.lower()
    if str(event.actor_id) == event.payload["user_id"]:
        says = {
            events.MEMBER_ADDED: f"joined the workspace, as {role}",
            events.MEMBER_REMOVED: "left the workspace",
            events.ROLE_CHANGED: f"took the role of {role}",
        }
        return Sentence(KIND, says[event.name])
    says = {
        events.MEMBER_ADDED: f"welcomed {name} to the workspace, as {role}",
        events.MEMBER_REMOVED: f"took {name} out of the workspace",
        events.ROLE_CHANGED: f"changed the role of {name} to {role}",
    }
    return Sentence(KIND, says[event.name])


@tells(events.API_KEY_CREATED, events.API_KEY_REVOKED)
def api_keys(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    says = {events.API_KEY_CREATED: "made an API key", events.API_KEY_REVOKED: "revoked an API key"}
    return {event.pk: Sentence("key", says[event.name]) for event in told}
