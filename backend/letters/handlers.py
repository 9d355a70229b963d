from uuid import UUID

from backend.accounts import events
from backend.events.models import DomainEvent
from backend.events.registry import handles

from .services import greetings


@handles(events.USER_VERIFIED, key="letters.welcome")
def welcome(event: DomainEvent) -> None:
    greetings.welcome(user_id=UUID(event.payload["user_id"]))
