"""Telling the rest of the house what became of a subscription, with all that a letter about it says."""

from typing import Any

from backend.billing import events
from backend.billing.inclusions import PlanInclusions
from backend.billing.models import OVER, Status, StripeEvent, StripeObject, Subscription
from backend.billing.stripe_sync.terms import moment
from backend.events.services import outbox

from .once import once

# In these a workspace has, or has had, what it subscribed to.
_BEGUN = frozenset({Status.ACTIVE, Status.TRIALING, Status.PAST_DUE})
TRIAL_WILL_END = "customer.subscription.trial_will_end"


def tell(
    before: Subscription | None, after: Subscription, held: PlanInclusions, holds: PlanInclusions
) -> None:
    """Record what changed between two readings; nothing where nothing did."""
    for name in _happened(before, after):
        _record(name, after, _changes(before, after))
    if held.key != holds.key:
        change = {"from": held.key, "to": holds.key, "from_name": held.name, "to_name": holds.name}
        _record(events.PLAN_CHANGED, after, change)


def tell_of_trial(row: StripeObject, subscription: Subscription) -> None:
    """Tell once that a trial is about to end, if Stripe has said so and it is still on."""
    if subscription.status != Status.TRIALING or subscription.trial_ends_at is None:
        return
    said = StripeEvent.objects.filter(
        environment=row.environment, object_id=row.stripe_id, type=TRIAL_WILL_END
    )
    ends = {
        moment(event["data"]["object"].get("trial_end")) for event in said.values_list("payload", flat=True)
    }
    key = f"{row.stripe_id}:trial_ending:{subscription.trial_ends_at.isoformat()}"
    if subscription.trial_ends_at in ends and once(row.environment, key):
        _record(events.TRIAL_ENDING, subscription, {})


def tell_of_narrowing(subscription: Subscription, holds: PlanInclusions) -> None:
    """Tell that the grace after a failed payment is over, and what is left to use."""
    _record(events.ACCESS_NARROWED, subscription, {"to": holds.key, "to_name": holds.name})


def _happened(before: Subscription | None, after: Subscription) -> list[str]:
    had_begun = before is not None and before.status in _BEGUN
    was_over = before is not None and before.status in OVER
    if after.status in OVER:
        return [] if before is None or was_over else [events.SUBSCRIPTION_ENDED]
    if before is None or not had_begun:
        return _begun(after) if after.status in _BEGUN else []
    return [*_terms_changed(before, after), *_ending_changed(before, after)]


def _begun(after: Subscription) -> list[str]:
    """It may have been cancelled before we heard that it began."""
    return [events.SUBSCRIPTION_ACTIVATED, *([events.SUBSCRIPTION_CANCELLED] if after.cancels_at else [])]


def _terms_changed(before: Subscription, after: Subscription) -> list[str]:
    same = (before.plan_id, before.interval, before.quantity) == (
        after.plan_id,
        after.interval,
        after.quantity,
    )
    return [] if same else [events.SUBSCRIPTION_CHANGED]


def _ending_changed(before: Subscription, after: Subscription) -> list[str]:
    if (before.cancels_at is None) == (after.cancels_at is None):
        return []
    return [events.SUBSCRIPTION_RESUMED if after.cancels_at is None else events.SUBSCRIPTION_CANCELLED]


def _changes(before: Subscription | None, after: Subscription) -> dict[str, Any]:
    if before is None:
        return {}
    return {
        "previous_plan": before.plan.key,
        "previous_plan_name": before.plan.name,
        "previous_interval": before.interval,
        "previous_quantity": before.quantity,
    }


def _record(name: str, subscription: Subscription, more: dict[str, Any]) -> None:
    outbox.record(name, workspace_id=subscription.workspace_id, payload={**_described(subscription), **more})


def _described(subscription: Subscription) -> dict[str, Any]:
    price = subscription.price
    return {
        "workspace_id": str(subscription.workspace_id),
        "environment": subscription.environment,
        "subscription_id": str(subscription.pk),
        "stripe_subscription_id": subscription.stripe_id,
        "status": subscription.status,
        "plan": subscription.plan.key,
        "plan_name": subscription.plan.name,
        "interval": subscription.interval,
        "quantity": subscription.quantity,
        "unit_amount_minor": price.amount_minor if price else None,
        "currency": subscription.currency,
        "discount": subscription.discount,
        "cancel_reason": subscription.cancel_reason,
        **{name: _iso(subscription, name) for name in _MOMENTS},
    }


_MOMENTS = (
    "current_period_starts_at",
    "current_period_ends_at",
    "trial_ends_at",
    "cancels_at",
    "ended_at",
    "past_due_since",
    "grace_ends_at",
)


def _iso(subscription: Subscription, name: str) -> str | None:
    value = getattr(subscription, name)
    return value.isoformat() if value else None
