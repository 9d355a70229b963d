"""A workspace as a customer of Stripe: made once, and told where its invoices go."""

import hashlib
import json
from typing import Any

from backend.accounts.models import Membership, Role, User, Workspace
from backend.billing import selectors
from backend.billing.models import BillingAccount
from backend.billing.services import syncing
from backend.billing.worlds import environment
from backend.integrations.stripe.client import asking

Json = dict[str, Any]
ADDRESS = ("line1", "line2", "city", "state", "postal_code", "country")


def customer_for(*, workspace: Workspace, actor: User) -> str:
    """Return the id of the workspace's customer, made at Stripe if there is none yet.

    Not inside a transaction. Raises StripeNotConfigured, StripeUnavailable and StripeRefused.
    """
    if (account := selectors.account_of(workspace.pk)) is not None:
        return account.stripe_customer_id
    params: Json = {
        "email": actor.email,
        "name": workspace.name,
        "metadata": {"workspace_id": str(workspace.pk)},
    }
    with asking() as stripe:
        made = stripe.v1.customers.create(params, {"idempotency_key": _key(params)})  # type: ignore[arg-type]
    account, _ = BillingAccount.objects.get_or_create(
        workspace=workspace, environment=environment(), defaults={"stripe_customer_id": made.id}
    )
    syncing.refresh(type="customer", stripe_id=account.stripe_customer_id)
    return account.stripe_customer_id


def contact(*, workspace: Workspace) -> Json:
    """Return whom Stripe writes to; before there is a customer, whom it would be."""
    account = selectors.account_of(workspace.pk)
    if account is None:
        owner = (
            Membership.objects.for_workspace(workspace)
            .filter(role=Role.OWNER)
            .select_related("user")
            .order_by("created_at", "pk")
            .first()
        )
        return _contact(owner.user.email if owner else "", workspace.name, {})
    with asking() as stripe:
        found = stripe.v1.customers.retrieve(account.stripe_customer_id).to_dict()
    return _contact(found.get("email") or "", found.get("name") or "", found.get("address") or {})


def change_contact(*, workspace: Workspace, actor: User, email: str, name: str, address: Json) -> Json:
    """Tell Stripe whom to write to. Raises StripeRefused for what Stripe does not take."""
    customer = customer_for(workspace=workspace, actor=actor)
    params: Json = {
        "email": email,
        "name": name,
        "address": {part: address.get(part, "") for part in ADDRESS},
    }
    with asking() as stripe:
        stripe.v1.customers.update(customer, params)  # type: ignore[arg-type]
    syncing.refresh(type="customer", stripe_id=customer)
    return _contact(email, name, address)


def _contact(email: str, name: str, address: Json) -> Json:
    return {
        "email": email,
        "name": name,
        "address": {part: address.get(part) or "" for part in ADDRESS},
        "sandbox": environment() != "live",
    }


def _key(params: Json) -> str:
    """Whoever asks twice at once makes one customer."""
    digest = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()
    return f"customer-{environment()}-{digest}"
