"""Tax ids on a workspace's invoices. Stripe keeps them and asks the tax offices."""

from typing import Any

from backend.accounts.models import User, Workspace
from backend.billing import selectors
from backend.billing.services import syncing
from backend.billing.services.customers import customer_for
from backend.core.errors import NotFound
from backend.integrations.stripe.client import asking
from backend.integrations.stripe.errors import StripeRefused

Json = dict[str, Any]


def tax_ids(*, workspace: Workspace) -> list[Json]:
    account = selectors.account_of(workspace.pk)
    if account is None:
        return []
    with asking() as stripe:
        found = stripe.v1.customers.tax_ids.list(account.stripe_customer_id, {"limit": 100})
    return [_tax_id(row.to_dict()) for row in found.data]


def add(*, workspace: Workspace, actor: User, kind: str, value: str) -> Json:
    """Put a tax id on the invoices to come. Raises StripeRefused where it has not the form of its kind."""
    customer = customer_for(workspace=workspace, actor=actor)
    with asking() as stripe:
        made = stripe.v1.customers.tax_ids.create(customer, {"type": kind, "value": value})
    syncing.refresh(type="customer", stripe_id=customer)
    return _tax_id(made.to_dict())


def remove(*, workspace: Workspace, tax_id: str) -> None:
    account = selectors.account_of(workspace.pk)
    if account is None:
        raise NotFound
    try:
        with asking() as stripe:
            stripe.v1.customers.tax_ids.delete(account.stripe_customer_id, tax_id)
    except StripeRefused as refusal:
        if refusal.is_missing:
            raise NotFound from refusal
        raise
    syncing.refresh(type="customer", stripe_id=account.stripe_customer_id)


def _tax_id(found: Json) -> Json:
    verification = found.get("verification") or {}
    return {
        "id": found["id"],
        "type": found["type"],
        "value": found["value"],
        "country": found.get("country") or "",
        "verification": verification.get("status") or "unavailable",
    }
