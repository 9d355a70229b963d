"""Keeping Stripe's objects in dj-stripe's tables, from what was fetched before; nothing here asks Stripe."""

from collections.abc import Mapping
from typing import Any

from backend.integrations.stripe import prepared
from backend.integrations.stripe.prepared import Answer

from .kinds import KINDS


def keep(kind: str, data: dict[str, Any], answers: Mapping[str, Answer]) -> None:
    """Save an object as Stripe showed it. Raises Unprepared with what else must be fetched first."""
    with prepared.answering(answers):
        KINDS[kind].model.sync_from_stripe_data(
            prepared.as_stripe_object(data), api_key=prepared.stand_in_key()
        )


def bury(kind: str, stripe_id: str) -> None:
    """Say of a kept object that Stripe has it no more; what it was stays."""
    row = KINDS[kind].model.objects.filter(id=stripe_id).first()
    if row is not None and not row.stripe_data.get("deleted"):
        row.stripe_data = {**row.stripe_data, "deleted": True}
        row.save(update_fields=["stripe_data", "djstripe_updated"])
