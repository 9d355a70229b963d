"""What a superuser changes of a plan: its words and its place, and what it costs from now on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import User
from backend.billing import displays
from backend.billing.models import FREE, Interval, Plan, PlanPrice
from backend.billing.services import catalogue, catalogue_news
from backend.billing.services.versions import require_seen
from backend.core.administration import log_by
from backend.core.errors import Invalid, NotFound


def locked(key: str, seen: datetime | None) -> Plan:
    """Return the plan, kept from other writers until the transaction ends. Raises NotFound and ChangedMeanwhile."""
    plan = Plan.objects.select_for_update().filter(key=key).first()
    if plan is None:
        raise NotFound
    require_seen(plan, seen)
    return plan


@transaction.atomic
def change(*, key: str, actor: User, seen: datetime, values: dict[str, Any]) -> Plan:
    """Change a plan's own fields. Stripe hears of its name, description and visibility at the next sync."""
    plan = locked(key, seen)
    said = [
        f"{name}: “{getattr(plan, name)}” → “{value}”"
        for name, value in values.items()
        if getattr(plan, name) != value
    ]
    if not said:
        return plan
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save()
    log_by(actor.pk, [plan], f"Changed {'; '.join(said)}.")
    catalogue_news.catalogue_changed()
    return plan


@transaction.atomic
def make_price(
    *, key: str, actor: User, seen: datetime, interval: str, currency: str, amount_minor: int
) -> PlanPrice:
    """Ask another amount from now on; the price that is asked today stays for whoever has it."""
    plan = locked(key, seen)
    if plan.key == FREE or plan.by_contract:
        how = "by contract" if plan.by_contract else "for nothing"
        raise Invalid(f"{plan.name} is given {how}: it has no prices.")
    former = plan.prices.filter(interval=interval, currency=currency, is_current=True).first()
    if former is not None and former.amount_minor == amount_minor:
        raise Invalid(errors={"amount_minor": ["It costs exactly that today."]})
    wanted = PlanPrice(plan=plan, interval=interval, currency=currency, amount_minor=amount_minor)
    made = catalogue.replace_price(price=wanted, amount_minor=amount_minor)
    before = f" in place of {_shown(former)}" if former else ""
    log_by(actor.pk, [plan], f"Made a new price: {_shown(made)}{before}.")
    return made


@transaction.atomic
def retire_price(*, price_id: UUID, actor: User, seen: datetime) -> Plan:
    """Offer a price to nobody new. Whoever has it keeps it; one that is retired already stays so."""
    found = PlanPrice.objects.filter(pk=price_id).select_related("plan").first()
    if found is None:
        raise NotFound
    plan = locked(found.plan.key, seen)
    if PlanPrice.objects.filter(pk=price_id, is_current=True).exists():
        catalogue.retire(PlanPrice.objects.filter(pk=price_id))
        plan.save(update_fields=["updated_at"])
        log_by(actor.pk, [plan], f"Retired a price: {_shown(found)}.")
        catalogue_news.catalogue_changed()
    return plan


def _shown(price: PlanPrice) -> str:
    return f"{displays.money(price.amount_minor, price.currency)}, {Interval(price.interval).label.lower()}"
