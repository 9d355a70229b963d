"""The end of the days in which a failed payment takes nothing away. Nothing is deleted, ever: limits come down."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.billing import clocks, inclusions
from backend.billing.models import Status, Subscription

from . import allowances, announcing, entitlements

BATCH = 200


def announce_ends() -> int:
    """Tell once of each grace that is over. Returns how many were told of."""
    due = Subscription.objects.filter(
        status=Status.PAST_DUE, grace_ends_at__lte=clocks.now(), narrowed_at=None
    )
    ids = list(due.order_by("grace_ends_at").values_list("pk", flat=True)[:BATCH])
    return sum(_announce(subscription_id) for subscription_id in ids)


@transaction.atomic
def _announce(subscription_id: UUID) -> bool:
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("plan", "price")
    # It may have been paid since we looked.
    found = rows.filter(
        pk=subscription_id, status=Status.PAST_DUE, grace_ends_at__lte=clocks.now(), narrowed_at=None
    ).first()
    if found is None:
        return False
    found.narrowed_at = timezone.now()
    found.save(update_fields=["narrowed_at", "updated_at"])
    entitlements.changed(found.workspace_id)
    allowances.write_down(found.workspace_id)
    announcing.tell_of_narrowing(found, inclusions.of(found.workspace_id).plan)
    return True
