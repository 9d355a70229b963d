"""Which of our plans and prices a price of Stripe's is."""

from typing import Any
from uuid import UUID

from backend.billing.models import Plan, PlanPrice, StripeLink

from .terms import named


def plan_of(environment: str, price: dict[str, Any]) -> tuple[Plan, PlanPrice | None] | None:
    """Return the plan, and our price if it is one of ours; None where Stripe sells something else."""
    linked = _linked(environment, StripeLink.Target.PRICE, price["id"])
    if linked is not None:
        found = PlanPrice.objects.select_related("plan").filter(pk=linked).first()
        if found is not None:
            return found.plan, found
    return _by_lookup_key(price) or _by_product(environment, price)


def _linked(environment: str, target: str, stripe_id: str) -> UUID | None:
    rows = StripeLink.objects.filter(environment=environment, target=target, stripe_id=stripe_id)
    return rows.values_list("object_id", flat=True).first()


def _by_lookup_key(price: dict[str, Any]) -> tuple[Plan, PlanPrice | None] | None:
    """Read `atelier_<plan>_<interval>_<currency>`."""
    key = price.get("lookup_key") or ""
    parts = key.removeprefix("atelier_").rsplit("_", 2)
    if not key.startswith("atelier_") or len(parts) != 3:
        return None
    plan = Plan.objects.filter(key=parts[0]).first()
    if plan is None:
        return None
    own = plan.prices.filter(interval=parts[1], currency=parts[2].upper(), is_current=True).first()
    return plan, own


def _by_product(environment: str, price: dict[str, Any]) -> tuple[Plan, PlanPrice | None] | None:
    product = price.get("product")
    linked = _linked(environment, StripeLink.Target.PRODUCT, named(product))
    if linked is not None:
        plan = Plan.objects.filter(pk=linked).first()
    else:
        metadata = {
            **(product.get("metadata") or {} if isinstance(product, dict) else {}),
            **(price.get("metadata") or {}),
        }
        plan = Plan.objects.filter(key=metadata.get("plan_key", "")).first()
    return None if plan is None else (plan, None)
