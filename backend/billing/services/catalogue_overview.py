"""Everything that is sold, as whoever sells it sees it: also what is retired, hidden, or not at Stripe yet."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from backend.billing import displays, holders, orders_shown
from backend.billing.catalogue_terms import content_of_plan, fingerprint
from backend.billing.features import SPECS, Feature, FeatureValue, included
from backend.billing.models import (
    FREE,
    NEXT_STATES,
    OrderState,
    Plan,
    PlanPrice,
    ReconciliationDifference,
    ReconciliationRun,
    ServiceOrder,
    ServicePackage,
    StripeLink,
)
from backend.billing.worlds import environment, is_configured

Json = dict[str, Any]
Links = Mapping[UUID, list[StripeLink]]
MOST_DIFFERENCES = 100
ENDED = [state for state in OrderState if not NEXT_STATES[state] or state in ("declined", "cancelled")]


def overview() -> Json:
    """Return plans, features, packages and how much waits; as many queries for many plans as for one."""
    links = _links()
    held, paid = holders.count_by_plan(timezone.now()), holders.count_by_price()
    plans = Plan.objects.order_by("position", "key").prefetch_related("prices", "features")
    return {
        "environment": environment(),
        "configured": is_configured(),
        "plans": [_plan(plan, links, held.get(plan.pk, 0), paid) for plan in plans],
        "features": [_feature(feature) for feature in Feature],
        "packages": [_package(row) for row in _packages()],
        "orders_to_quote": ServiceOrder.objects.filter(state=OrderState.REQUESTED).count(),
    }


def plan(key: str) -> Json:
    """Return one plan as in the overview."""
    found = Plan.objects.prefetch_related("prices", "features").get(key=key)
    held = holders.workspaces_on(found, timezone.now()).count()
    return _plan(found, _links(), held, holders.count_by_price())


def package(key: str) -> Json:
    return _package(_packages().get(key=key))


def reconciliation() -> Json:
    """Return the last comparison of everything, and what is still open of all of them, the newest first."""
    run = ReconciliationRun.objects.filter(environment=environment()).order_by("-created_at").first()
    still = ReconciliationDifference.objects.filter(environment=environment(), resolved_at=None)
    found = list(still.order_by("-created_at")[: MOST_DIFFERENCES + 1])
    return {
        "environment": environment(),
        "run": run and {**_columns(run, _RUN), "compared": sum(run.compared.values())},
        "differences": [_columns(row, _DIFFERENCE) for row in found[:MOST_DIFFERENCES]],
        "has_more": len(found) > MOST_DIFFERENCES,
    }


_RUN = ("started_at", "finished_at", "found", "error")
_DIFFERENCE = ("id", "created_at", "type", "stripe_id", "what", "detail")


def _columns(row: Any, names: tuple[str, ...]) -> Json:
    return {name: getattr(row, name) for name in names}


def _links() -> Links:
    found: dict[UUID, list[StripeLink]] = defaultdict(list)
    for link in StripeLink.objects.order_by("environment"):
        found[link.object_id].append(link)
    return found


def _plan(row: Plan, links: Links, workspaces: int, paid: Mapping[UUID, int]) -> Json:
    values = {each.feature: each.value for each in row.features.all()}
    prices = sorted(row.prices.all(), key=lambda price: price.created_at, reverse=True)
    prices.sort(key=lambda price: (price.currency, price.interval, not price.is_current))
    return {
        "key": row.key,
        "name": row.name,
        "tagline": row.tagline,
        "position": row.position,
        "by_contract": row.by_contract,
        "is_public": row.is_public,
        "trial_days": row.trial_days,
        "has_prices": row.key != FREE and not row.by_contract,
        "updated_at": row.updated_at,
        "workspaces": workspaces,
        "values": {str(feature): _value(row, feature, values) for feature in Feature},
        "prices": [_price(price, links, paid.get(price.pk, 0)) for price in prices],
        "links": [_link(link, content_of_plan(row), _included_at(row)) for link in links.get(row.pk, [])],
    }


def _value(row: Plan, feature: Feature, values: Mapping[str, FeatureValue]) -> Json:
    found = included(feature, values)
    return {"value": found, "display": displays.value(feature, found, by_contract=row.by_contract)}


def _price(row: PlanPrice, links: Links, subscriptions: int) -> Json:
    return {
        "id": row.pk,
        "interval": row.interval,
        "currency": row.currency,
        "amount_minor": row.amount_minor,
        "display": displays.money(row.amount_minor, row.currency),
        "is_current": row.is_current,
        "created_at": row.created_at,
        "subscriptions": subscriptions,
        "links": [_link(link, {"active": row.is_current}) for link in links.get(row.pk, [])],
    }


def _included_at(row: Plan) -> datetime | None:
    """Return when a value of the plan was set last; a limit that was lifted shows only where Stripe is asked."""
    return max((each.updated_at for each in row.features.all()), default=None)


def _link(link: StripeLink, content: Json, included_at: datetime | None = None) -> Json:
    """Say where a row is at Stripe, and whether Stripe was told of it as it is now."""
    is_since = included_at is not None and (link.synced_at is None or included_at > link.synced_at)
    return {
        "environment": link.environment,
        "stripe_id": link.stripe_id,
        "synced_at": link.synced_at,
        "is_told": link.fingerprint == fingerprint(content) and not is_since,
    }


def _feature(feature: Feature) -> Json:
    spec = SPECS[feature]
    return {
        "feature": str(feature),
        "label": feature.label,
        "kind": str(spec.kind),
        "unit": str(spec.unit),
        "counting": spec.counting and str(spec.counting),
        "by_person": spec.by_person,
        "choices": [{"value": choice, "display": displays.value(feature, choice)} for choice in spec.choices],
    }


def _packages() -> Any:
    open_orders = Count("orders", filter=~Q(orders__state__in=[OrderState.DRAFT, *ENDED]))
    return ServicePackage.objects.annotate(open_orders=open_orders).order_by("position", "key")


def _package(row: Any) -> Json:
    return {
        **orders_shown.package(row),
        "position": row.position,
        "is_public": row.is_public,
        "updated_at": row.updated_at,
        "open_orders": row.open_orders,
    }
