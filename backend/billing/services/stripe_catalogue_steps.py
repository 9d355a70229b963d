"""Making the plans here and the products at Stripe alike, a step at a time. Nothing here runs in a transaction."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.billing.catalogue_terms import BRAND, PULLS, Action, Step, content_of_plan, fingerprint
from backend.billing.models import Plan, PlanPrice, StripeLink
from backend.billing.services import catalogue, catalogue_news, stripe_catalogue, syncing
from backend.billing.worlds import environment
from backend.integrations.stripe.client import asking

Json = dict[str, Any]
# A product is linked only after it is made, and its prices are made only then: each round goes one deeper.
_MOST_ROUNDS = 3


def sync(*, from_stripe: bool = False) -> list[Step]:
    """Make both sides alike and return what was done, conflicts among it; `from_stripe` only takes over.

    Raises StripeNotConfigured, StripeUnavailable and StripeRefused; what was done until then stays done.
    """
    return list(taken(from_stripe=from_stripe))


def taken(*, from_stripe: bool = False) -> Iterator[Step]:
    """As `sync`, a step at a time, so that whoever asked knows what was done when Stripe went away between two."""
    for _ in range(_MOST_ROUNDS):
        steps = [step for step in stripe_catalogue.differences() if not from_stripe or _is_pull(step)]
        wanted = [step for step in steps if step.action is not Action.CONFLICT]
        for step in wanted:
            _perform(step)
            yield step
        if not wanted:
            yield from steps
            return
    yield from (step for step in stripe_catalogue.differences() if step.action is Action.CONFLICT)


def _is_pull(step: Step) -> bool:
    return step.action in PULLS or step.action is Action.CONFLICT


def _perform(step: Step) -> None:
    row = step.row
    if step.action is Action.LINK:
        _link(row, step.stripe_id)
    elif isinstance(row, Plan):
        _PRODUCT_STEPS[step.action](row, step)
    else:
        _PRICE_STEPS[step.action](row, step)


def _create_product(plan: Plan, step: Step) -> None:
    params: Json = {**_told(plan), "metadata": {"plan_key": plan.key}}
    with asking() as stripe:
        made = stripe.v1.products.create(params, _once(step, params))  # type: ignore[arg-type]
    _link(plan, made.id)
    syncing.refresh(type="product", stripe_id=made.id)


def _once(step: Step, params: Json) -> Json:
    """Two who sync at the same time make one thing: the same is asked under the same key.

    What it was called before is part of it, so that what was deleted at Stripe can be made again.
    """
    said = fingerprint({**params, "former": step.former})
    return {"idempotency_key": f"catalogue-{step.row.pk}-{said}"}


def _update_product(plan: Plan, step: Step) -> None:
    with asking() as stripe:
        stripe.v1.products.update(step.stripe_id, _told(plan))  # type: ignore[arg-type]
    _link(plan, step.stripe_id)
    syncing.refresh(type="product", stripe_id=step.stripe_id)


def _pull_product(plan: Plan, step: Step) -> None:
    """Take over what was edited at Stripe."""
    with transaction.atomic():
        plan.name, plan.tagline = step.content["name"], step.content["description"]
        plan.is_public = step.content["active"]
        # What else was edited here since this was read stays.
        plan.save(update_fields=["name", "tagline", "is_public", "updated_at"])
        catalogue_news.catalogue_changed()
    _link(plan, step.stripe_id)


def _create_price(price: PlanPrice, step: Step) -> None:
    """Make the price under our name for it, which it takes from the one it replaces."""
    product = StripeLink.objects.filter(environment=environment(), object_id=price.plan_id).first()
    if product is None:
        return
    params: Json = {
        "product": product.stripe_id,
        "currency": price.currency.lower(),
        "unit_amount": price.amount_minor,
        "recurring": {"interval": price.interval},
        "lookup_key": price.lookup_key,
        "transfer_lookup_key": True,
        "metadata": {"plan_key": price.plan.key},
    }
    with asking() as stripe:
        made = stripe.v1.prices.create(params, _once(step, params))  # type: ignore[arg-type]
    _link(price, made.id)
    syncing.refresh(type="price", stripe_id=made.id)


def _deactivate_price(price: PlanPrice, step: Step) -> None:
    """Sell it to nobody new; whoever has it keeps it."""
    with asking() as stripe:
        stripe.v1.prices.update(step.stripe_id, {"active": False})
    _link(price, step.stripe_id)
    syncing.refresh(type="price", stripe_id=step.stripe_id)


def _pull_price(price: PlanPrice, step: Step) -> None:
    with transaction.atomic():
        catalogue.retire(PlanPrice.objects.filter(pk=price.pk))
        price.plan.save(update_fields=["updated_at"])
        catalogue_news.catalogue_changed()
    price.is_current = False
    _link(price, step.stripe_id)


_PRODUCT_STEPS = {
    Action.CREATE_PRODUCT: _create_product,
    Action.UPDATE_PRODUCT: _update_product,
    Action.PULL_PRODUCT: _pull_product,
}
_PRICE_STEPS = {
    Action.CREATE_PRICE: _create_price,
    Action.DEACTIVATE_PRICE: _deactivate_price,
    Action.PULL_PRICE: _pull_price,
}


def _told(plan: Plan) -> Json:
    """Return what Stripe is told of a plan. It takes no empty description at first, and clears one by it later."""
    features = [{"name": name} for name in Step.marketing(plan)]
    return {
        "name": BRAND + plan.name,
        **({"description": plan.tagline} if plan.tagline else {}),
        "active": plan.is_public,
        "marketing_features": features,
    }


def _link(row: Plan | PlanPrice, stripe_id: str) -> None:
    """Remember what it is called there, and what both sides said of it."""
    is_plan = isinstance(row, Plan)
    content = content_of_plan(row) if isinstance(row, Plan) else {"active": row.is_current}
    StripeLink.objects.update_or_create(
        environment=environment(),
        target=StripeLink.Target.PRODUCT if is_plan else StripeLink.Target.PRICE,
        object_id=row.pk,
        defaults={
            "stripe_id": stripe_id,
            "fingerprint": fingerprint(content),
            "synced_at": timezone.now(),
        },
    )
