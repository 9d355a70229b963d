"""Subscriptions of workspaces that are gone. A row stands for each until Stripe has ended it: none is forgotten."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from backend.accounts.models import Membership, User
from backend.billing.models import CONTRACT, Subscription, SubscriptionToEnd
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError
from backend.core.tasks import enqueue
from backend.integrations.stripe.client import asking
from backend.integrations.stripe.errors import StripeRefused

from . import overage

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=6)
# Whoever works on one has this long before another may take it up.
IN_HAND = timedelta(minutes=3)
SWEEP_BATCH = 100


def let_go(user: User) -> None:
    """Have the subscriptions ended of the workspaces that go with `user`; call it in the departure's transaction."""
    mine = Membership.objects.filter(user=user, workspace=OuterRef("workspace"))
    others = Membership.objects.filter(workspace=OuterRef("workspace")).exclude(user=user)
    rows = Subscription.objects.standing().exclude(environment=CONTRACT).exclude(stripe_id="")
    for found in rows.filter(Exists(mine), ~Exists(others)):
        overage.leaving(found)
        row, _ = SubscriptionToEnd.objects.get_or_create(
            environment=found.environment,
            stripe_id=found.stripe_id,
            defaults={"next_attempt_at": timezone.now()},
        )
        enqueue("billing.end_subscription", row.pk)


def end(row_id: UUID) -> bool:
    """End one at Stripe at once; it stays in Stripe's history. Returns whether it is over."""
    now = timezone.now()
    due = SubscriptionToEnd.objects.filter(pk=row_id, next_attempt_at__lte=now, environment=environment())
    if not due.update(next_attempt_at=now + IN_HAND):
        return False
    row = SubscriptionToEnd.objects.get(pk=row_id)
    try:
        with asking() as stripe:
            stripe.v1.subscriptions.cancel(row.stripe_id)
    except StripeRefused as refusal:
        if not refusal.is_missing:
            return _postponed(row, refusal)
    except ApplicationError as error:
        return _postponed(row, error)
    row.delete()
    return True


def sweep() -> None:
    """Take up what is due: its doorbell was lost, its worker died, or Stripe was away."""
    due = SubscriptionToEnd.objects.filter(next_attempt_at__lte=timezone.now(), environment=environment())
    for row_id in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:SWEEP_BATCH]):
        enqueue("billing.end_subscription", row_id)


def _postponed(row: SubscriptionToEnd, error: ApplicationError) -> bool:
    row.attempts = min(row.attempts + 1, 1000)
    row.next_attempt_at = timezone.now() + min(FIRST_RETRY * 2 ** min(row.attempts, 16), LONGEST_RETRY)
    row.error = f"{error.code}: {error}"[:2000]
    row.save()
    return False
