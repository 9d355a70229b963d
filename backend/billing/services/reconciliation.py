"""Once a night everything at Stripe is compared with what we hold; what differs is shown, and read again."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.billing import worlds
from backend.billing.models import ReconciliationDifference, ReconciliationRun, StripeObject
from backend.billing.stripe_sync.comparing import Difference, Look, everything
from backend.integrations.stripe.errors import StripeUnavailable

from . import syncing

# Money is looked at again for so long; a refund of an older invoice is a new object.
LOOK_BACK = timedelta(days=40)


def reconcile() -> ReconciliationRun | None:
    """Compare, and keep a report. Returns it; None where no Stripe is set up.

    What Stripe could not show because it went away is not taken for resolved.
    """
    if not worlds.is_configured():
        return None
    now = timezone.now()
    run = ReconciliationRun.objects.create(environment=worlds.environment(), started_at=now)
    look = Look(run.environment, now, now - LOOK_BACK, {})
    try:
        for difference in everything(look):
            run.found += _keep(run, difference)
    except StripeUnavailable as error:
        run.error = error.detail
    else:
        _resolve_others(run)
        run.finished_at = timezone.now()
    run.compared = look.compared
    run.save()
    return run


def _keep(run: ReconciliationRun, difference: Difference) -> bool:
    """Write a difference down and have the object read again. What is being read anyway is none yet."""
    key: dict[str, Any] = {
        "environment": run.environment,
        "type": difference.type,
        "stripe_id": difference.stripe_id,
    }
    if StripeObject.objects.filter(**key, dirty=True).exists():
        return False
    with transaction.atomic():
        ReconciliationDifference.objects.update_or_create(
            **key,
            what=difference.what,
            resolved_at=None,
            defaults={"run": run, "detail": difference.detail},
        )
        syncing.mark(environment=run.environment, type=difference.type, stripe_id=difference.stripe_id)
    return True


def _resolve_others(run: ReconciliationRun) -> None:
    still_open = ReconciliationDifference.objects.filter(environment=run.environment, resolved_at=None)
    still_open.exclude(run=run).update(resolved_at=timezone.now(), updated_at=timezone.now())
