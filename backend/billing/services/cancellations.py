"""Ending a subscription, and going on after all."""

from typing import Any

from django.db import models

from backend.accounts.models import Workspace
from backend.billing.models import Subscription
from backend.billing.services import running, syncing
from backend.core.errors import ApplicationError
from backend.integrations.stripe.client import asking


class CancelReason(models.TextChoices):
    """Stripe's words for feedback, which are Polar's too."""

    TOO_EXPENSIVE = "too_expensive", "It is too expensive"
    MISSING_FEATURES = "missing_features", "Something is missing"
    SWITCHED_SERVICE = "switched_service", "I use something else now"
    UNUSED = "unused", "I do not use it enough"
    CUSTOMER_SERVICE = "customer_service", "I was not helped well"
    LOW_QUALITY = "low_quality", "It is not good enough"
    TOO_COMPLEX = "too_complex", "It is too complicated"
    OTHER = "other", "Another reason"


class NothingToResume(ApplicationError):
    code = "nothing_to_resume"
    status = 409
    detail = "Your plan is not cancelled: it goes on by itself."


def cancel(*, workspace: Workspace, reason: str, comment: str = "", immediately: bool = False) -> None:
    """Let the subscription end with the period that is paid for, or at once, without paying time back.

    Raises NoSubscription, StripeUnavailable and StripeRefused.
    """
    found = running.required(workspace)
    details = {"feedback": reason, **({"comment": comment} if comment else {})}
    leaving: Any = {"cancellation_details": details}
    with asking() as stripe:
        if immediately:
            stripe.v1.subscriptions.cancel(found.stripe_id, leaving)
        else:
            stripe.v1.subscriptions.update(found.stripe_id, {**leaving, "cancel_at_period_end": True})
    _seen(found)


def resume(*, workspace: Workspace) -> None:
    """Let a cancelled subscription that still runs go on. Raises NothingToResume."""
    found = running.required(workspace)
    if found.cancels_at is None:
        raise NothingToResume
    with asking() as stripe:
        stripe.v1.subscriptions.update(found.stripe_id, {"cancel_at_period_end": False})
    _seen(found)


def _seen(found: Subscription) -> None:
    syncing.refresh(type="subscription", stripe_id=found.stripe_id)
