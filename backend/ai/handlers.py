from backend.events.models import DomainEvent
from backend.events.registry import handles

from . import events
from .services import alerts


@handles(events.DAILY_COST_PASSED, key="ai.tell_superusers")
def tell_superusers(event: DomainEvent) -> None:
    alerts.tell_superusers(event)
