"""Knowing Stripe's own webhooks from others. https://docs.stripe.com/webhooks#verify-official-libraries"""

from typing import Any

import orjson
import stripe
from django.conf import settings

from backend.core.errors import ApplicationError

from .errors import StripeNotConfigured

TOLERANCE_SECONDS = 300


class WebhookRefused(ApplicationError):
    code = "webhook_refused"
    status = 400
    detail = "This is no webhook of ours: its signature is missing, wrong or too old."


class WebhookUnreadable(ApplicationError):
    code = "webhook_unreadable"
    status = 400
    detail = "This is no event of Stripe's."


def verified(payload: bytes, signature: str) -> dict[str, Any]:
    """Return the event that Stripe signed. Raises WebhookRefused, WebhookUnreadable, and StripeNotConfigured.

    Without a secret nothing is believed: anybody can sign with an empty one.
    """
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise StripeNotConfigured
    try:
        text = payload.decode()
        stripe.WebhookSignature.verify_header(
            text, signature, settings.STRIPE_WEBHOOK_SECRET, TOLERANCE_SECONDS
        )
        event = orjson.loads(text)
    except stripe.SignatureVerificationError as error:
        raise WebhookRefused from error
    except ValueError as error:
        raise WebhookUnreadable from error
    if not isinstance(event, dict) or event.get("object") != "event":
        raise WebhookUnreadable
    return event
