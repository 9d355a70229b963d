"""What a plan includes, changed: first what that would do to whom, then the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.billing import displays, holders
from backend.billing.features import SPECS, Feature, FeatureValue, Kind, faults, included
from backend.billing.models import Plan, PlanFeature
from backend.billing.services import catalogue_news, plan_edits
from backend.core.administration import log_by
from backend.core.errors import ApplicationError, Invalid, NotFound

Json = dict[str, Any]
Wanted = Mapping[str, FeatureValue]


class LoweringNotConfirmed(ApplicationError):
    """Less is included, for more workspaces than were agreed to. Carries the preview of it as it is now."""

    code = "lowering_not_confirmed"
    status = 409

    def __init__(self, seen: Json) -> None:
        count = seen["workspaces"]
        who = "1 workspace gets" if count == 1 else f"{count:,} workspaces get"
        super().__init__(f"{who} less by this. Look at what is lowered, and confirm it.", preview=seen)


@dataclass(frozen=True)
class _Change:
    feature: Feature
    before: FeatureValue
    after: FeatureValue

    @property
    def lowers(self) -> bool:
        """Whether `after` allows less; None is unlimited, and the choices of a word go from the least to the most."""
        if SPECS[self.feature].kind is Kind.SELECT:
            choices = SPECS[self.feature].choices
            return choices.index(str(self.after)) < choices.index(str(self.before))
        if SPECS[self.feature].kind is Kind.BOOLEAN:
            return bool(self.before) and not self.after
        assert self.after is None or isinstance(self.after, int)
        assert self.before is None or isinstance(self.before, int)
        return self.after is not None and (self.before is None or self.after < self.before)


def preview(*, key: str, wanted: Wanted) -> Json:
    """Return what would change and how many workspaces that lowers something for; writes nothing.

    Raises NotFound, and Invalid by feature.
    """
    plan = Plan.objects.filter(key=key).first()
    if plan is None:
        raise NotFound
    return _told(plan, _changes(plan, wanted))


@transaction.atomic
def set_values(
    *, key: str, actor: User, seen: datetime, wanted: Wanted, confirmed: int | None = None
) -> Plan:
    """Set what a plan includes, for every workspace on it from this moment; None for a number is unlimited.

    `confirmed` is how many workspaces a preview said get less. Raises LoweringNotConfirmed where it was not asked, or
    more do by now; NotFound, ChangedMeanwhile, and Invalid by feature.
    """
    plan = plan_edits.locked(key, seen)
    changes = _changes(plan, wanted)
    if not changes:
        return plan
    if any(change.lowers for change in changes):
        told = _told(plan, changes)
        if told["workspaces"] > (confirmed or 0):
            raise LoweringNotConfirmed(told)
    for change in changes:
        _write(plan, change)
    plan.save(update_fields=["updated_at"])
    said = "; ".join(
        f"{change.feature.label}: {_shown(plan, change.feature, change.before)} → "
        f"{_shown(plan, change.feature, change.after)}"
        for change in changes
    )
    log_by(actor.pk, [plan], f"Changed what it includes: {said}.")
    catalogue_news.catalogue_changed()
    return plan


def _changes(plan: Plan, wanted: Wanted) -> list[_Change]:
    """Return what differs from today, in the order of the features. Raises Invalid."""
    wrong = {name: [said] for name, value in wanted.items() if (said := _fault(name, value))}
    if wrong:
        raise Invalid("Some of these values cannot be used.", errors=wrong)
    rows = dict(plan.features.values_list("feature", "value"))
    found = [
        _Change(feature, included(feature, rows), wanted[feature]) for feature in Feature if feature in wanted
    ]
    return [change for change in found if change.before != change.after]


def _fault(name: str, value: FeatureValue) -> str:
    return faults(name, value) if name in Feature.values else "There is no such feature."


def _told(plan: Plan, changes: list[_Change]) -> Json:
    now = timezone.now()
    lowered = [change.feature for change in changes if change.lowers]
    on_plan = holders.workspaces_on(plan, now)
    touched = holders.bound_by_plan(on_plan, lowered, now).count() if lowered else 0
    return {"workspaces": touched, "changes": [_line(plan, change, now) for change in changes]}


def _line(plan: Plan, change: _Change, now: datetime) -> Json:
    feature, after = change.feature, change.after
    touched = over = None
    if change.lowers:
        bound = holders.bound_by_plan(holders.workspaces_on(plan, now), [feature], now)
        touched = bound.count()
        is_number = isinstance(after, int) and not isinstance(after, bool)
        beyond = holders.using_more(bound, feature, int(after), now) if is_number else None  # type: ignore[arg-type]
        over = None if beyond is None else beyond.count()
    return {
        "feature": str(feature),
        "label": feature.label,
        "before": _shown(plan, feature, change.before),
        "after": _shown(plan, feature, after),
        "lowers": change.lowers,
        "workspaces": touched,
        "over": over,
    }


def _write(plan: Plan, change: _Change) -> None:
    if change.after is None:
        PlanFeature.objects.filter(plan=plan, feature=change.feature).delete()
    else:
        PlanFeature.objects.update_or_create(
            plan=plan, feature=change.feature, defaults={"value": change.after}
        )


def _shown(plan: Plan, feature: Feature, value: FeatureValue) -> str:
    return displays.value(feature, value, by_contract=plan.by_contract)
