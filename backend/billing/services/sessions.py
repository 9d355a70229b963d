"""Checkout sessions as they are asked of Stripe, whatever is bought."""

import re
from typing import Any

import stripe as sdk
from django.conf import settings

from backend.accounts.models import Workspace
from backend.billing.selectors import moment
from backend.billing.worlds import environment
from backend.integrations.stripe.client import asking
from backend.integrations.stripe.errors import StripeRefused

Json = dict[str, Any]
RETURN_PATH = "/settings/billing/return?session_id={CHECKOUT_SESSION_ID}"
_SESSION = re.compile(r"cs_[A-Za-z0-9_]{1,200}")


def common(workspace: Workspace, customer: str) -> Json:
    """Return what every session is told: who pays, and where they return to."""
    return {
        "customer": customer,
        "client_reference_id": str(workspace.pk),
        "success_url": settings.PUBLIC_URL + RETURN_PATH,
        "customer_update": {"address": "auto", "name": "auto"},
        "tax_id_collection": {"enabled": True},
        "automatic_tax": {"enabled": settings.STRIPE_AUTOMATIC_TAX},
    }


def opened(params: Json, key: str = "") -> Json:
    """Open a session; the same `key` gives the same one. Returns {url, session_id, expires_at, sandbox}."""
    options: Json = {"idempotency_key": key} if key else {}
    with asking() as stripe:
        return told(stripe.v1.checkout.sessions.create(params, options))  # type: ignore[arg-type]


def told(session: sdk.checkout.Session) -> Json:
    return {
        "url": session.url,
        "session_id": session.id,
        "expires_at": moment(session.expires_at),
        "sandbox": environment() != "live",
    }


def find(session_id: str) -> sdk.checkout.Session | None:
    """Ask for a session, once; None where there is none of that name."""
    if not _SESSION.fullmatch(session_id):
        return None
    try:
        with asking() as stripe:
            return stripe.v1.checkout.sessions.retrieve(session_id, options={"max_network_retries": 0})
    except StripeRefused as refusal:
        if refusal.is_missing:
            return None
        raise
