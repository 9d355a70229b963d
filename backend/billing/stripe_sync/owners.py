"""Whose a customer of Stripe's is."""

from uuid import UUID

from backend.billing.models import BillingAccount


def workspace_of(environment: str, customer_id: str) -> UUID | None:
    """Return the workspace that is this customer; None for one we never made."""
    rows = BillingAccount.objects.filter(environment=environment, stripe_customer_id=customer_id)
    found: UUID | None = rows.values_list("workspace_id", flat=True).first()
    return found
