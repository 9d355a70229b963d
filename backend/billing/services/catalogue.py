"""The plans and service packages that ship are loaded once; from then on the admin's word holds."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.billing import inclusions
from backend.billing.models import Plan, PlanFeature, PlanPrice, ServicePackage
from backend.billing.packages import shipped as shipped_packages
from backend.billing.plans import shipped
from backend.billing.plans.shipped import ShippedPlan
from backend.billing.services import catalogue_news


def load_plans() -> list[Plan]:
    """Make the plans that ship and are not there yet; returns them. What was edited or made by hand stays as it is."""
    with transaction.atomic():
        known = set(Plan.objects.values_list("key", flat=True))
        made = [_made(plan) for plan in shipped.plans() if plan.key not in known]
    if made:
        inclusions.forget()
    return made


def load_packages() -> list[ServicePackage]:
    """Make the service packages that ship and are not there yet; returns them. Edited ones stay as they are."""
    with transaction.atomic():
        known = set(ServicePackage.objects.values_list("key", flat=True))
        missing = [package for package in shipped_packages.packages() if package.key not in known]
        return [ServicePackage.objects.create(**vars(package)) for package in missing]


def replace_price(*, price: PlanPrice, amount_minor: int) -> PlanPrice:
    """Offer the plan at another amount from now on; whoever has the former price keeps it."""
    with transaction.atomic():
        others = PlanPrice.objects.filter(plan=price.plan, interval=price.interval, currency=price.currency)
        retire(others.filter(is_current=True))
        price.plan.save(update_fields=["updated_at"])
        catalogue_news.catalogue_changed()
        return PlanPrice.objects.create(
            plan=price.plan, interval=price.interval, currency=price.currency, amount_minor=amount_minor
        )


def retire(prices: QuerySet[PlanPrice]) -> None:
    """Offer these to nobody new; the plan's version is the caller's to raise."""
    prices.update(is_current=False, updated_at=timezone.now())


def _made(plan: ShippedPlan) -> Plan:
    row = Plan.objects.create(
        key=plan.key,
        name=plan.name,
        tagline=plan.tagline,
        position=plan.position,
        by_contract=plan.by_contract,
        trial_days=plan.trial_days,
    )
    PlanPrice.objects.bulk_create(PlanPrice(plan=row, **price) for price in plan.prices)
    PlanFeature.objects.bulk_create(
        PlanFeature(plan=row, feature=feature, value=value) for feature, value in plan.features.items()
    )
    return row
