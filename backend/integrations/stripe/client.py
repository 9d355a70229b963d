"""Stripe's SDK, built our way. https://docs.stripe.com/api

Blocking: call it from tasks and from views that must answer with what Stripe said, never inside a transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import stripe
from django.conf import settings

from .errors import StripeNotConfigured, StripeRefused, StripeUnavailable

TIMEOUT_SECONDS = 20
# The SDK sends each POST with a key of its own, so trying again cannot do a thing twice.
RETRIES = 2


def client() -> stripe.StripeClient:
    """Return the client of the configured key and host. Raises StripeNotConfigured."""
    if not settings.STRIPE_SECRET_KEY:
        raise StripeNotConfigured
    return _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_HOST, settings.STRIPE_API_VERSION)


@contextmanager
def asking() -> Iterator[stripe.StripeClient]:
    """Give the client, and its failures in our words. Raises StripeNotConfigured, StripeUnavailable, StripeRefused."""
    try:
        yield client()
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise StripeUnavailable from error
    except stripe.StripeError as error:
        if error.http_status is None or error.http_status >= 500:
            raise StripeUnavailable from error
        raise StripeRefused.of(error) from error


@cache
def _client(key: str, host: str, version: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        stripe_version=version,
        base_addresses={"api": host},
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        max_network_retries=RETRIES,
    )
