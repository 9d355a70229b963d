"""What each workspace's plan includes: read once, kept in memory for a second, dropped when it changes here."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from . import clocks
from .features import Feature, FeatureValue, included
from .models import FREE, FeatureOverride, Plan, Subscription
from .plans import shipped
from .worlds import environment

# Another process may have changed the plan: so long an old limit may still hold there.
FRESH_SECONDS = 1.0
MOST_KEPT = 50_000


@dataclass(frozen=True)
class PlanInclusions:
    """One plan and its value for every feature; None is unlimited."""

    key: str
    name: str
    position: int
    by_contract: bool
    values: Mapping[Feature, FeatureValue]


@dataclass(frozen=True)
class Inclusions:
    """What a workspace may use: its plan's values, its own overrides laid over them."""

    plan: PlanInclusions
    values: Mapping[Feature, FeatureValue]
    overridden: frozenset[Feature] = frozenset()


_of_workspace: dict[UUID, tuple[float, Inclusions]] = {}
# One entry at most, under "".
_plans: dict[str, tuple[float, dict[str, PlanInclusions]]] = {}


def of(workspace_id: UUID) -> Inclusions:
    """Return what the workspace may use now."""
    kept = _of_workspace.get(workspace_id)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    found = _read(workspace_id)
    if len(_of_workspace) >= MOST_KEPT:
        _of_workspace.clear()
    _of_workspace[workspace_id] = (time.monotonic() + FRESH_SECONDS, found)
    return found


def plans() -> dict[str, PlanInclusions]:
    """Return every plan by its key, the lowest first. Before any is loaded, those that ship hold."""
    kept = _plans.get("")
    if kept is None or kept[0] <= time.monotonic():
        kept = _plans[""] = (time.monotonic() + FRESH_SECONDS, _read_plans())
    return kept[1]


def forget(workspace_id: UUID | None = None) -> None:
    """Drop what is kept of one workspace, or of all of them and the plans."""
    if workspace_id is not None:
        _of_workspace.pop(workspace_id, None)
    else:
        _of_workspace.clear()
        _plans.clear()


def _read(workspace_id: UUID) -> Inclusions:
    now = timezone.now()
    plan = plans()[_plan_key(workspace_id)]
    overrides = FeatureOverride.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), workspace=workspace_id
    ).values_list("feature", "value")
    own = {Feature(feature): value for feature, value in overrides}
    return Inclusions(plan, {**plan.values, **own}, frozenset(own))


def _plan_key(workspace_id: UUID) -> str:
    """Return the highest plan that a subscription gives; a contract counts like any other."""
    rows = Subscription.objects.filter(workspace=workspace_id).in_force(environment()).select_related("plan")
    plans_given = [row.plan for row in clocks.giving(rows)]
    return max(plans_given, key=lambda plan: plan.position).key if plans_given else FREE


def _read_plans() -> dict[str, PlanInclusions]:
    """Read every plan with its values in one query."""
    values: dict[tuple[str, str, int, bool], dict[str, FeatureValue]] = {}
    for key, name, position, by_contract, feature, value in Plan.objects.order_by("position").values_list(
        "key", "name", "position", "by_contract", "features__feature", "features__value"
    ):
        values.setdefault((key, name, position, by_contract), {})[feature] = value
    found = [PlanInclusions(*plan, _complete(its)) for plan, its in values.items()]
    if not any(plan.key == FREE for plan in found):
        found = [
            PlanInclusions(plan.key, plan.name, plan.position, plan.by_contract, _complete(plan.features))
            for plan in shipped.plans()
        ]
    return {plan.key: plan for plan in found}


def _complete(values: Mapping[str, FeatureValue]) -> dict[Feature, FeatureValue]:
    """Return a value for every feature, whether it is set or not."""
    return {feature: included(feature, values) for feature in Feature}
