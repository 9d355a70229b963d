"""Doing a thing once, however often and in whatever order we hear of its cause."""

from django.db import IntegrityError, transaction

from backend.billing.models import StripeEffect


def once(environment: str, key: str) -> bool:
    """Say whether this is the first time; call it in the transaction that does the thing."""
    if StripeEffect.objects.filter(environment=environment, key=key).exists():
        return False
    try:
        with transaction.atomic():
            StripeEffect.objects.create(environment=environment, key=key)
    except IntegrityError:
        return False
    return True
