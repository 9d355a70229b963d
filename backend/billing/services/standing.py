"""Our own row of a subscription: what Stripe said last, the history of it, and what it means for the workspace."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from backend.billing import inclusions
from backend.billing.inclusions import PlanInclusions
from backend.billing.models import (
    OVER,
    Status,
    StripeEvent,
    StripeObject,
    Subscription,
    SubscriptionChange,
)
from backend.billing.stripe_sync.owners import workspace_of
from backend.billing.stripe_sync.plans import plan_of
from backend.billing.stripe_sync.reading import Reading
from backend.billing.stripe_sync.terms import Terms, terms_of

from . import allowances, announcing, entitlements, overage

# Read as they are said; the others are worked out here.
_NOT_COPIED = ("customer_id", "workspace_id", "price", "failed_at")
_NO_GRACE = {"past_due_since": None, "grace_ends_at": None, "narrowed_at": None}
_COUNTED = ("status", "plan_id", "interval", "quantity", "mrr_minor")


def follow(row: StripeObject, reading: Reading) -> None:
    """Let our row follow Stripe's. A subscription of a customer we do not know gives nothing to anyone."""
    known = Subscription.objects.filter(environment=row.environment, stripe_id=reading.stripe_id)
    before = known.select_for_update(of=("self",)).select_related("plan", "price").first()
    if reading.data is None:
        values = None if before is None else _ended(before, reading)
    else:
        values = _said(row, terms_of(reading.data), before)
    if values is None:
        return
    held = _held(values["workspace_id"])
    after, _ = Subscription.objects.update_or_create(
        environment=row.environment, stripe_id=reading.stripe_id, defaults={**values, "read_at": reading.at}
    )
    _tell(row, reading, before, after, held=held)


def _tell(
    row: StripeObject,
    reading: Reading,
    before: Subscription | None,
    after: Subscription,
    *,
    held: PlanInclusions,
) -> None:
    entitlements.changed(after.workspace_id)
    allowances.write_down(after.workspace_id)
    if before is None or _differs(before, after):
        _remember(after, _happening(row, reading, after))
    if before is not None and before.status not in OVER and after.status in OVER:
        overage.ended(after)
    announcing.tell(before, after, held, _held(after.workspace_id))
    announcing.tell_of_trial(row, after)


def _said(row: StripeObject, terms: Terms, before: Subscription | None) -> dict[str, Any] | None:
    """Return our row's values; None where it is not ours, or of no plan of ours."""
    workspace_id = _workspace_of(row.environment, terms)
    plan = plan_of(row.environment, terms.price)
    if workspace_id is None or plan is None:
        return None
    copied = {name: value for name, value in asdict(terms).items() if name not in _NOT_COPIED}
    own = {"workspace_id": workspace_id, "plan": plan[0], "price": plan[1]}
    return {**copied, **own, **_grace(row, terms, before)}


def _ended(before: Subscription, reading: Reading) -> dict[str, Any]:
    """Return the values of one that Stripe has no more."""
    ended_at = before.ended_at or reading.at
    own = {"workspace_id": before.workspace_id, "plan": before.plan, "price": before.price}
    return {**own, **_NO_GRACE, "status": Status.CANCELED, "mrr_minor": 0, "ended_at": ended_at}


def _workspace_of(environment: str, terms: Terms) -> UUID | None:
    """Return whose it is: the customer must be known, and both must name the same workspace."""
    found = workspace_of(environment, terms.customer_id)
    return found if found is not None and terms.workspace_id in ("", str(found)) else None


def _grace(row: StripeObject, terms: Terms, before: Subscription | None) -> dict[str, datetime | None]:
    """Frame the days in which nothing is taken away, from the first failure until it is paid."""
    if terms.status != Status.PAST_DUE:
        return dict(_NO_GRACE)
    if before is not None and before.past_due_since is not None:
        return {}
    since = terms.failed_at or row.event_at or timezone.now()
    return {"past_due_since": since, "grace_ends_at": since + timedelta(days=settings.BILLING_GRACE_DAYS)}


def _held(workspace_id: UUID) -> PlanInclusions:
    inclusions.forget(workspace_id)
    return inclusions.of(workspace_id).plan


def _differs(before: Subscription, after: Subscription) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in _COUNTED)


def _happening(row: StripeObject, reading: Reading, after: Subscription) -> tuple[datetime, str]:
    """Return when it came to be so and what showed it: the newest event, or our look if it told before already."""
    rows = StripeEvent.objects.filter(environment=row.environment, object_id=row.stripe_id)
    newest = rows.order_by("-happened_at", "-stripe_id").values_list("happened_at", "stripe_id").first()
    told = SubscriptionChange.objects.filter(subscription_id=after.pk)
    if newest is not None and not told.filter(occurred_at=newest[0], cause=newest[1]).exists():
        return newest
    return max(reading.at, row.event_at or reading.at), f"read {reading.at.isoformat()}"


def _remember(after: Subscription, happening: tuple[datetime, str]) -> None:
    SubscriptionChange.objects.create(
        subscription_id=after.pk,
        workspace_id=after.workspace_id,
        world=after.world,
        occurred_at=happening[0],
        status=after.status,
        plan_key=after.plan.key,
        interval=after.interval,
        quantity=after.quantity,
        currency=after.currency,
        mrr_minor=after.mrr_minor,
        cause=happening[1],
    )
