"""Stripe's own pages for cards and invoices."""

from django.conf import settings

from backend.accounts.models import User, Workspace
from backend.billing.services.customers import customer_for
from backend.integrations.stripe.client import asking

RETURN_PATH = "/settings/billing"


def open_portal(*, workspace: Workspace, actor: User) -> str:
    """Return the address of a session that lets the bearer in, for a few minutes."""
    customer = customer_for(workspace=workspace, actor=actor)
    with asking() as stripe:
        session = stripe.v1.billing_portal.sessions.create(
            {"customer": customer, "return_url": settings.PUBLIC_URL + RETURN_PATH}
        )
    return session.url
