"""The inbox of Stripe's webhooks: each event is stored once, and its object marked, before it is answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.billing.models import StripeClock, StripeEvent
from backend.billing.stripe_sync.terms import moment, named
from backend.billing.worlds import environment, follows_stripes_clock
from backend.core.errors import ApplicationError
from backend.core.tasks import enqueue
from backend.integrations.stripe.webhooks import WebhookUnreadable, verified

from . import syncing

# Objects that are not read by themselves, and the field that names the one they are read with.
_READ_WITH = {
    "tax_id": ("customer", "customer"),
    "invoice_payment": ("invoice", "invoice"),
    "discount": ("subscription", "subscription"),
}
CLOCK_WAS_MOVED = "test_helpers.test_clock.ready"


class ForeignEvent(ApplicationError):
    code = "foreign_event"
    status = 400
    detail = "This event is of another Stripe account, or of the other mode than this installation's key."


@dataclass(frozen=True)
class _Received:
    stripe_id: str
    type: str
    happened_at: datetime
    object_type: str
    object_id: str
    # The object as the event shows it: only for what it names.
    shown: dict[str, Any]


def receive(*, payload: bytes, signature: str) -> bool:
    """Store an event and mark its object. Returns whether it is new: one that comes again changes nothing.

    Asks Stripe nothing. Raises WebhookRefused, WebhookUnreadable and ForeignEvent.
    """
    event = verified(payload, signature)
    if event.get("account") or bool(event.get("livemode")) != settings.STRIPE_LIVE_MODE:
        raise ForeignEvent
    received = _read(event)
    try:
        with transaction.atomic():
            _store(received, event)
            _mark(received)
            if follows_stripes_clock():
                _keep_time(received)
    except IntegrityError:
        if StripeEvent.objects.filter(environment=environment(), stripe_id=received.stripe_id).exists():
            return False
        raise
    return True


def _read(event: dict[str, Any]) -> _Received:
    try:
        shown = event["data"]["object"]
        happened_at = moment(int(event["created"]))
        assert happened_at is not None
        return _Received(
            str(event["id"]),
            str(event["type"]),
            happened_at,
            shown.get("object") or "",
            shown.get("id") or "",
            shown,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise WebhookUnreadable from error


def _store(received: _Received, event: dict[str, Any]) -> None:
    StripeEvent.objects.create(
        environment=environment(),
        stripe_id=received.stripe_id,
        type=received.type,
        api_version=event.get("api_version") or "",
        happened_at=received.happened_at,
        object_type=received.object_type,
        object_id=received.object_id,
        payload=event,
    )


def _mark(received: _Received) -> None:
    kind, stripe_id = received.object_type, received.object_id
    if kind in _READ_WITH:
        kind, field = _READ_WITH[kind]
        stripe_id = named(received.shown.get(field))
    if stripe_id:
        syncing.mark(environment=environment(), type=kind, stripe_id=stripe_id, event_at=received.happened_at)


def _keep_time(received: _Received) -> None:
    """Note how late it is there; graces that a moved clock ended are told of at once."""
    heard_at = received.happened_at
    rows = StripeClock.objects.filter(environment=environment())
    if not rows.filter(heard_at__lt=heard_at).update(heard_at=heard_at, updated_at=timezone.now()):
        # There is none yet, or it is as late already.
        first = StripeClock(environment=environment(), heard_at=heard_at)
        StripeClock.objects.bulk_create([first], ignore_conflicts=True)
    if received.type == CLOCK_WAS_MOVED:
        enqueue("billing.announce_ended_grace")
