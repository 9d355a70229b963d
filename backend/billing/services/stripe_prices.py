"""What a plan's price is called at Stripe."""

from backend.billing.models import Interval, Plan, PlanPrice, StripeLink
from backend.billing.services.running import PlanNotForSale
from backend.billing.worlds import environment
from backend.integrations.stripe.client import asking


def offered(plan_key: str, interval: str, currency: str) -> PlanPrice:
    """Return the price that is asked now. Raises PlanNotForSale, saying what to do instead."""
    plan = Plan.objects.filter(key=plan_key, is_public=True).first()
    if plan is None:
        raise PlanNotForSale("There is no such plan.")
    if plan.by_contract:
        raise PlanNotForSale(f"{plan.name} is sold by contract: write to us.")
    wanted = plan.prices.filter(interval=interval, currency=currency.upper(), is_current=True)
    price = wanted.select_related("plan").first()
    if price is None:
        words = Interval(interval).label.lower()
        raise PlanNotForSale(f"{plan.name} is not sold {words} in {currency.upper()}.")
    return price


def stripe_id(price: PlanPrice) -> str:
    """Return the id of the price at Stripe. Raises PlanNotForSale until the catalogue has been synced."""
    link = StripeLink.objects.filter(
        environment=environment(), target=StripeLink.Target.PRICE, object_id=price.pk
    ).first()
    if link is not None:
        return link.stripe_id
    with asking() as stripe:
        found = stripe.v1.prices.list({"lookup_keys": [price.lookup_key], "active": True}).data
    for each in found:
        if each.unit_amount == price.amount_minor:
            return each.id
    raise PlanNotForSale(
        f"{price.plan.name} is not at Stripe yet. Ask whoever runs Atelier to sync the catalogue."
    )
