"""The plans here and the products at Stripe, kept alike both ways.

`differences` looks and says what would be done; `settle` does it. What was changed on both sides since they were last
alike is told and left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from backend.billing.catalogue_terms import (
    Action,
    Step,
    content_of_plan,
    content_of_product,
    fingerprint,
    misfit,
)
from backend.billing.models import Plan, PlanPrice, StripeLink
from backend.billing.worlds import environment
from backend.integrations.stripe.client import asking

Json = dict[str, Any]


@dataclass(frozen=True)
class Theirs:
    """What Stripe has: its products and prices by id."""

    products: dict[str, Json]
    prices: dict[str, Json]

    def product_of(self, plan: Plan) -> Json | None:
        """Return the product that says it is this plan, if no link says so."""
        named = (
            each
            for each in self.products.values()
            if (each.get("metadata") or {}).get("plan_key") == plan.key
        )
        return next(iter(sorted(named, key=lambda each: not each["active"])), None)

    def price_named(self, lookup_key: str) -> Json | None:
        return next((each for each in self.prices.values() if each["lookup_key"] == lookup_key), None)


@dataclass(frozen=True)
class Links:
    by_object: dict[Any, StripeLink]

    @classmethod
    def read(cls) -> "Links":
        rows = StripeLink.objects.filter(environment=environment())
        return cls({row.object_id: row for row in rows})

    def stripe_id(self, row: Plan | PlanPrice) -> str:
        link = self.by_object.get(row.pk)
        return link.stripe_id if link else ""

    def fingerprint(self, row: Plan | PlanPrice) -> str:
        link = self.by_object.get(row.pk)
        return link.fingerprint if link else ""


def differences() -> list[Step]:
    """Return what would be done to make both sides alike. Asks Stripe for all it has, and writes nothing."""
    theirs, links = _theirs(), Links.read()
    plans = Plan.objects.filter(by_contract=False).prefetch_related("prices").order_by("position")
    steps: list[Step] = []
    for plan in plans:
        prices = sorted(plan.prices.all(), key=lambda price: (not price.is_current, price.created_at))
        if not prices and links.stripe_id(plan) not in theirs.products:
            continue
        steps += _of_product(plan, theirs, links)
        for price in prices:
            steps += _of_price(plan, price, theirs, links)
    return steps


def _theirs() -> Theirs:
    with asking() as stripe:
        products = stripe.v1.products.list({"limit": 100}).auto_paging_iter()
        prices = stripe.v1.prices.list({"limit": 100}).auto_paging_iter()
        return Theirs(_by_id(products), _by_id(prices))


def _by_id(rows: Iterable[Any]) -> dict[str, Json]:
    return {row.id: row.to_dict() for row in rows}


def _of_product(plan: Plan, theirs: Theirs, links: Links) -> list[Step]:
    known = theirs.products.get(links.stripe_id(plan)) or theirs.product_of(plan)
    ours = content_of_plan(plan)
    if known is None:
        made = Step(Action.CREATE_PRODUCT, plan, detail="new product", former=links.stripe_id(plan))
        return [made] if plan.is_public else []
    told, has = links.fingerprint(plan), content_of_product(known)
    if ours == has:
        alike = links.stripe_id(plan) == known["id"] and told == fingerprint(ours)
        if not alike:
            return [Step(Action.LINK, plan, known["id"], "is already alike")]
        return _features_of(plan, known)
    return [_differing(plan, known["id"], told, ours, has)]


def _differing(plan: Plan, stripe_id: str, told: str, ours: Json, has: Json) -> Step:
    """Return who follows whom: whoever is not what Stripe was last told, was edited."""
    if told and fingerprint(has) == told:
        return Step(Action.UPDATE_PRODUCT, plan, stripe_id, _changes(has, ours))
    if told and fingerprint(ours) == told:
        if wrong := misfit(has):
            return Step(Action.CONFLICT, plan, stripe_id, wrong)
        return Step(Action.PULL_PRODUCT, plan, stripe_id, _changes(ours, has), content=has)
    return Step(Action.CONFLICT, plan, stripe_id, f"changed on both sides ({_changes(has, ours)})")


def _changes(before: Json, after: Json) -> str:
    return ", ".join(
        f"{name}: “{before[name]}” → “{after[name]}”" for name in after if before[name] != after[name]
    )


def _features_of(plan: Plan, known: Json) -> list[Step]:
    """What is said of a plan at Stripe follows from its features here, and is only ever told."""
    wanted = Step.marketing(plan)
    if [each["name"] for each in known.get("marketing_features") or []] == wanted:
        return []
    return [Step(Action.UPDATE_PRODUCT, plan, known["id"], "what it includes")]


def _of_price(plan: Plan, price: PlanPrice, theirs: Theirs, links: Links) -> list[Step]:
    known = theirs.prices.get(links.stripe_id(price))
    if known is not None:
        return _of_known_price(price, known, links)
    if not price.is_current or not plan.is_public:
        return []
    named = theirs.price_named(price.lookup_key)
    if named is None:
        return [Step(Action.CREATE_PRICE, price, detail="new price", former=links.stripe_id(price))]
    linked = any(link.stripe_id == named["id"] for link in links.by_object.values())
    same = named["unit_amount"] == price.amount_minor and named["active"]
    if same and not linked:
        return [Step(Action.LINK, price, named["id"], "is already alike")]
    if linked:
        return [Step(Action.CREATE_PRICE, price, detail="takes the place of the former price")]
    return [Step(Action.CONFLICT, price, named["id"], "Stripe has another amount under this name")]


def _of_known_price(price: PlanPrice, known: Json, links: Links) -> list[Step]:
    if known["active"] == price.is_current:
        return []
    told = links.fingerprint(price)
    if price.is_current and told == fingerprint({"active": True}):
        return [Step(Action.PULL_PRICE, price, known["id"], "no longer offered at Stripe")]
    if not price.is_current:
        return [Step(Action.DEACTIVATE_PRICE, price, known["id"], "no longer offered here")]
    return [Step(Action.CONFLICT, price, known["id"], "offered here, and not at Stripe")]
