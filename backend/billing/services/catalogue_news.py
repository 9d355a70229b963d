"""Telling open tabs that what is sold, or an order, is another now. Call these in the transaction that did it."""

from uuid import UUID

from django.db import transaction

from backend.accounts.models import User
from backend.billing import inclusions
from backend.core.realtime import publish_on_commit

TOPIC = "catalogue:plans"
CHANGED = {"type": "entitlements.changed"}


def catalogue_changed() -> None:
    """Tell everyone: plans hold for all workspaces, so one frame goes to all tabs, however many there are."""
    transaction.on_commit(inclusions.forget, robust=True)
    inclusions.forget()
    publish_on_commit(TOPIC, CHANGED)


def order_changed(workspace_id: UUID) -> None:
    """Tell whoever ordered, and whoever looks after the orders."""
    publish_on_commit(f"workspace:{workspace_id}", CHANGED)
    superusers = User.objects.filter(is_superuser=True, is_active=True)
    for user_id in superusers.values_list("pk", flat=True):
        publish_on_commit(f"user:{user_id}", CHANGED)
