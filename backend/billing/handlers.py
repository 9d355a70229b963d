"""What billing does about its own events: it writes letters."""

from backend.events.models import DomainEvent
from backend.events.registry import handles
from backend.letters.catalogue import LimitReachedLetter, NearLimitLetter

from . import events
from .services import correspondence

handles(events.PAYMENT_SUCCEEDED, key="billing.letter_receipt")(correspondence.receipt)
handles(events.PAYMENT_FAILED, key="billing.letter_payment_failed")(correspondence.payment_failed)
handles(events.TRIAL_ENDING, key="billing.letter_trial_ending")(correspondence.trial_ending)
handles(events.PLAN_CHANGED, key="billing.letter_plan_changed")(correspondence.plan_changed)
handles(events.SUBSCRIPTION_CANCELLED, key="billing.letter_cancelled")(correspondence.cancelled)
handles(events.SUBSCRIPTION_ENDED, key="billing.letter_ended")(correspondence.ended)
handles(events.SERVICE_ORDER_MOVED, key="billing.letter_order")(correspondence.order_moved)


@handles(events.LIMIT_NEARED, key="billing.letter_limit_neared")
def limit_neared(event: DomainEvent) -> None:
    correspondence.limit(event, NearLimitLetter)


@handles(events.LIMIT_REACHED, key="billing.letter_limit_reached")
def limit_reached(event: DomainEvent) -> None:
    correspondence.limit(event, LimitReachedLetter)
