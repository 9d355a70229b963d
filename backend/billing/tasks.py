from uuid import UUID

from celery import shared_task

from backend.integrations.stripe.errors import StripeUnavailable

from .services import (
    farewells,
    grace,
    overage,
    overage_charges,
    reconciliation,
    stripe_catalogue_steps,
    syncing,
)


@shared_task(name="billing.sync_object")
def sync_object(object_id: str) -> None:
    syncing.sync(UUID(object_id))


@shared_task(name="billing.announce_ended_grace")
def announce_ended_grace() -> None:
    grace.announce_ends()


@shared_task(name="billing.claim_overage")
def claim_overage() -> None:
    overage.claim_due()


@shared_task(name="billing.charge_overage")
def charge_overage(row_id: str) -> None:
    overage_charges.charge(UUID(row_id))


@shared_task(name="billing.reconcile")
def reconcile() -> None:
    reconciliation.reconcile()


@shared_task(name="billing.sweep_objects")
def sweep_objects() -> None:
    syncing.sweep()


@shared_task(name="billing.end_subscription")
def end_subscription(row_id: str) -> None:
    farewells.end(UUID(row_id))


@shared_task(name="billing.sweep_farewells")
def sweep_farewells() -> None:
    farewells.sweep()


@shared_task(
    name="billing.sync_catalogue", autoretry_for=(StripeUnavailable,), retry_backoff=2, max_retries=6
)
def sync_catalogue() -> None:
    stripe_catalogue_steps.sync()
