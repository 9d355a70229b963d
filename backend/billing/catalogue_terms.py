"""What is compared between a plan here and a product at Stripe, and the steps that make them alike."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from . import displays
from .features import SPECS, Feature, Kind
from .models import Plan, PlanPrice

Json = dict[str, Any]
BRAND = "Atelier "
MOST_FEATURES = 15


class Action(StrEnum):
    """What is done, as it is printed."""

    CREATE_PRODUCT = "create at Stripe"
    UPDATE_PRODUCT = "update at Stripe"
    PULL_PRODUCT = "take over from Stripe"
    CREATE_PRICE = "create price at Stripe"
    DEACTIVATE_PRICE = "retire price at Stripe"
    PULL_PRICE = "retire price here"
    LINK = "link"
    CONFLICT = "conflict"


PULLS = frozenset({Action.PULL_PRODUCT, Action.PULL_PRICE, Action.LINK})


@dataclass(frozen=True)
class Step:
    """One difference, and what would be done about it. A conflict is only told."""

    action: Action
    row: Plan | PlanPrice
    stripe_id: str = ""
    detail: str = ""
    content: Json = field(default_factory=dict)
    # What it was called at Stripe before, for what is to be made.
    former: str = ""

    @property
    def subject(self) -> str:
        if isinstance(self.row, Plan):
            return self.row.name
        shown = displays.money(self.row.amount_minor, self.row.currency)
        return f"{self.row.plan.name} {self.row.get_interval_display().lower()}, {shown}"

    @staticmethod
    def marketing(plan: Plan) -> list[str]:
        """Return what the plan includes, in words for Stripe's pages."""
        told = []
        for row in plan.features.all():
            feature = Feature(row.feature)
            shown = displays.value(feature, row.value)
            if SPECS[feature].kind is Kind.BOOLEAN:
                if row.value:
                    told.append(feature.label)
            else:
                told.append(f"{feature.label}: {shown}")
        return sorted(told)[:MOST_FEATURES]


def content_of_plan(plan: Plan) -> Json:
    return {"name": plan.name, "description": plan.tagline, "active": plan.is_public}


def content_of_product(product: Json) -> Json:
    """Return the same of a product; its name is the plan's with ours before it."""
    return {
        "name": str(product["name"]).removeprefix(BRAND),
        "description": product.get("description") or "",
        "active": bool(product["active"]),
    }


def misfit(content: Json) -> str:
    """Say why a product's words cannot be a plan's; empty where they can."""
    for name, column in (("name", "name"), ("description", "tagline")):
        longest = getattr(Plan._meta.get_field(column), "max_length", 0)
        if len(content[name]) > longest:
            return f"its {name} at Stripe has more than {longest} characters"
    return "" if content["name"] else "it has no name at Stripe"


def fingerprint(content: Json) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
