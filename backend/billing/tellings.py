"""How this app's events are told in the activity feed. Payloads hold all the words there are."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from backend.events.models import DomainEvent
from backend.events.telling import Sentence, tells
from backend.treasury.money import as_decimal

from . import displays, events

KIND = "billing"
BILLING = "Billing"
Payload = dict[str, Any]
_on = partial(displays.day, with_year=False)


def _plan_changed(payload: Payload) -> str:
    return f"moved the workspace from {payload['from_name']} to {payload['to_name']}"


def _activated(payload: Payload) -> str:
    if payload["status"] == "trialing" and payload.get("trial_ends_at"):
        return f"began a trial of {payload['plan_name']}, until {_on(payload['trial_ends_at'])}"
    return f"began the subscription to {payload['plan_name']}"


def _cancelled(payload: Payload) -> str:
    return f"noted that {payload['plan_name']} ends on {_on(payload['cancels_at'])}"


def _paid(payload: Payload) -> str:
    return f"received {_money(payload)} for {payload['description']}"


def _failed(payload: Payload) -> str:
    again = (
        f", and tries again on {_on(payload['next_attempt_at'])}" if payload.get("next_attempt_at") else ""
    )
    return f"could not take {_money(payload)}: {payload['reason'].rstrip('.')}{again}"


_SAYS: dict[str, Callable[[Payload], str]] = {
    events.PLAN_CHANGED: _plan_changed,
    events.SUBSCRIPTION_ACTIVATED: _activated,
    events.SUBSCRIPTION_CHANGED: lambda payload: f"changed the subscription to {payload['plan_name']}",
    events.SUBSCRIPTION_CANCELLED: _cancelled,
    events.SUBSCRIPTION_RESUMED: lambda payload: f"noted that {payload['plan_name']} goes on",
    events.SUBSCRIPTION_ENDED: lambda payload: f"ended the subscription to {payload['plan_name']}",
    events.TRIAL_ENDING: lambda payload: (
        f"reminds you that the trial of {payload['plan_name']} ends on {_on(payload['trial_ends_at'])}"
    ),
    events.PAYMENT_SUCCEEDED: _paid,
    events.PAYMENT_FAILED: _failed,
    events.REFUND_MADE: lambda payload: f"gave back {_money(payload)} for {payload['description']}",
    events.DISPUTE_OPENED: lambda payload: f"heard from the bank that {_money(payload)} is disputed",
    events.DISPUTE_CLOSED: lambda payload: (
        f"heard from the bank that the dispute of {_money(payload)} is closed"
    ),
    events.ACCESS_NARROWED: lambda payload: (
        f"set the limits to those of {payload['to_name']} until the payment arrives"
    ),
}


@tells(*_SAYS)
def billing(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: Sentence(KIND, _SAYS[event.name](event.payload), by=BILLING) for event in told}


def _money(payload: Payload) -> str:
    return f"{as_decimal(payload['amount_minor'], payload['currency']):,} {payload['currency']}"
