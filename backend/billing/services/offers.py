"""The plans as a visitor sees them: prices, and every feature side by side."""

from typing import Any

from django.conf import settings

from backend.billing import displays, selectors
from backend.billing.features import SPECS, Feature, FeatureValue, included
from backend.billing.models import Interval, Plan, PlanPrice
from backend.billing.worlds import environment, is_configured

Json = dict[str, Any]


def pricing() -> Json:
    """Return all public plans with their prices, and the table of features; three queries."""
    plans = selectors.public_plans()
    values = {plan.key: {row.feature: row.value for row in plan.features.all()} for plan in plans}
    return {
        "plans": [_plan(plan) for plan in plans],
        "features": [_row(feature, plans, values) for feature in Feature],
        "grace_days": settings.BILLING_GRACE_DAYS,
        "sandbox": environment() != "live",
        "configured": is_configured(),
    }


def products() -> list[Json]:
    """Return the plans as the list that older clients know as products."""
    return [
        {
            "id": plan["key"],
            "name": plan["name"],
            "description": plan["tagline"],
            "type": "subscription",
            "prices": plan["prices"],
        }
        for plan in pricing()["plans"]
    ]


def _plan(plan: Plan) -> Json:
    prices: list[PlanPrice] = getattr(plan, "offered")  # noqa: B009  set by the prefetch
    return {
        "key": plan.key,
        "name": plan.name,
        "tagline": plan.tagline,
        "position": plan.position,
        "by_contract": plan.by_contract,
        "trial_days": plan.trial_days,
        "prices": [_price(price, prices) for price in prices],
        "contact": {"email": settings.SALES_CONTACT} if plan.by_contract else None,
    }


def _price(price: PlanPrice, prices: list[PlanPrice]) -> Json:
    yearly = price.interval == Interval.YEAR
    monthly = next(
        (each for each in prices if each.interval == Interval.MONTH and each.currency == price.currency), None
    )
    saving = displays.saving_percent(price.amount_minor, monthly.amount_minor) if yearly and monthly else None
    per_month = (
        displays.per_month(price.amount_minor, price.currency)
        if yearly
        else displays.money(price.amount_minor, price.currency)
    )
    return {
        "interval": price.interval,
        "amount_minor": price.amount_minor,
        "currency": price.currency,
        "display": displays.money(price.amount_minor, price.currency, short=True),
        "per_month_display": per_month,
        "saving_percent": saving,
    }


def _row(feature: Feature, plans: list[Plan], values: dict[str, dict[str, FeatureValue]]) -> Json:
    return {
        "feature": str(feature),
        "label": feature.label,
        "kind": str(SPECS[feature].kind),
        "unit": str(SPECS[feature].unit),
        "values": {plan.key: _value(feature, plan, values[plan.key]) for plan in plans},
    }


def _value(feature: Feature, plan: Plan, values: dict[str, FeatureValue]) -> Json:
    found = included(feature, values)
    return {"value": found, "display": displays.value(feature, found, by_contract=plan.by_contract)}
