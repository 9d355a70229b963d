"""May this workspace use that? `check` looks, `consume` counts, `release` gives back; code never asks for a price.

A refusal names the limit, how much is used, when it resets, and which plan would allow it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.billing import counters, events, inclusions
from backend.billing.counters import Scope, Taken
from backend.billing.features import SPECS, Counting, Feature, FeatureValue, Kind
from backend.billing.inclusions import PlanInclusions
from backend.billing.models import UsageCounter
from backend.core.errors import ApplicationError
from backend.core.realtime import publish_on_commit
from backend.events.services import outbox

# What stands for unlimited where a number is needed: more than any column holds.
UNLIMITED = 2**62
NEAR_PERCENT = 80
FEW = 5


class LimitReached(ApplicationError):
    """A limit that does not reset: give something up, or take a larger plan."""

    code = "limit_reached"
    status = 402
    detail = "Your plan's limit is reached."


class LimitReachedForNow(LimitReached):
    """As LimitReached, until `resets_at`."""

    status = 429


class DailyLimitReached(LimitReachedForNow):
    code = "daily_limit_reached"


class NotIncluded(ApplicationError):
    code = "not_included"
    status = 402
    detail = "Your plan does not include this."


@dataclass(frozen=True)
class Entitlement:
    """An answer: may it be used, how much of it, why not, and which plan would allow it.

    `limit` None is unlimited; `used` is None where nothing is counted here.
    """

    feature: Feature
    value: FeatureValue
    allowed: bool
    plan: PlanInclusions
    limit: int | None = None
    used: int | None = None
    resets_at: datetime | None = None
    reason: str = ""
    upgrade: PlanInclusions | None = None

    @property
    def left(self) -> int | None:
        return None if self.limit is None or self.used is None else max(0, self.limit - self.used)


def value(workspace_id: UUID, feature: Feature) -> FeatureValue:
    """Return the plan's value for `feature`, without asking the database as long as it was read this second."""
    return inclusions.of(workspace_id).values[feature]


def limit(workspace_id: UUID, feature: Feature) -> int | None:
    """Return the limit of a counted feature; None is unlimited."""
    found = value(workspace_id, feature)
    assert found is None or isinstance(found, int)
    return found


def check(workspace_id: UUID, feature: Feature, *, user: User | None = None, amount: int = 1) -> Entitlement:
    """Say whether `amount` more may be used, writing nothing. `user` is needed for what each person counts."""
    spec, included = SPECS[feature], inclusions.of(workspace_id)
    found = included.values[feature]
    if spec.kind is not Kind.INTEGER:
        allowed = found is not False
        return Entitlement(
            feature,
            found,
            allowed,
            included.plan,
            reason="" if allowed else f"{included.plan.name} does not include this.",
            upgrade=None if allowed else _upgrade(included.plan, feature, 1),
        )
    most = limit(workspace_id, feature)
    if spec.governed:
        return Entitlement(feature, found, True, included.plan, most)
    used, resets_at = counters.used(feature, _scope(workspace_id, feature, user))
    allowed = most is None or used + amount <= most
    return Entitlement(
        feature,
        found,
        allowed,
        included.plan,
        most,
        used,
        resets_at,
        "" if allowed or most is None else _reason(feature, most, included.plan),
        None if allowed else _upgrade(included.plan, feature, used + amount),
    )


def require(workspace_id: UUID, feature: Feature) -> None:
    """Raise NotIncluded unless the plan has this boolean feature."""
    found = check(workspace_id, feature)
    if not found.allowed:
        raise NotIncluded(_with_upgrade(found.reason, found.upgrade), **_told(found))


def consume(workspace_id: UUID, feature: Feature, *, user: User | None = None, amount: int = 1) -> UUID:
    """Count `amount`, and return the counter it was counted in, for `release`.

    One conditional UPDATE decides, so that racing calls cannot pass the limit. Raises LimitReached (402), or
    LimitReachedForNow (429) with `resets_at` where the limit comes back by itself.
    """
    most = limit(workspace_id, feature)
    scope = _scope(workspace_id, feature, user)
    taken = counters.take(feature, scope, amount, UNLIMITED if most is None else most)
    if taken is None:
        raise _refusal(workspace_id, feature, user, amount)
    if most is not None and taken.used * 100 >= most * NEAR_PERCENT:
        _tell_of(workspace_id, feature, taken, most, user)
    return taken.counter_id


def release(counter_id: UUID, amount: int = 1) -> None:
    """Give back what was consumed, to the window it was counted in."""
    counters.give_back(counter_id, amount)


def changed(workspace_id: UUID) -> None:
    """Tell every open tab that what the workspace may use is another now; call it in the transaction that did it."""
    transaction.on_commit(lambda: inclusions.forget(workspace_id), robust=True)
    inclusions.forget(workspace_id)
    publish_on_commit(f"workspace:{workspace_id}", {"type": "entitlements.changed"})


def next_plan(plan: PlanInclusions, feature: Feature, used: int) -> PlanInclusions | None:
    """Return the lowest plan above `plan` that has room for more than `used`."""
    return _upgrade(plan, feature, used + 1)


def _scope(workspace_id: UUID, feature: Feature, user: User | None) -> Scope:
    if not SPECS[feature].by_person:
        return Scope(workspace_id)
    if user is None:
        raise ValueError(f"{feature} is counted for each person: say whom.")
    return Scope(user.pk, user.zone)


def _reason(feature: Feature, most: int, plan: PlanInclusions) -> str:
    spec = SPECS[feature]
    if spec.counting is Counting.LEVEL:
        return f"{plan.name} includes {most:,} {spec.noun}, and all of them are in use."
    return f"You have used all {most:,} {spec.noun} that {plan.name} includes."


def _upgrade(plan: PlanInclusions, feature: Feature, wanted: int) -> PlanInclusions | None:
    """Return the lowest plan above this one that would allow `wanted`."""
    for other in inclusions.plans().values():
        if other.position > plan.position and _allows(other.values[feature], wanted):
            return other
    return None


def _allows(found: FeatureValue, wanted: int) -> bool:
    if isinstance(found, bool):
        return found
    return found is None or (isinstance(found, int) and found >= wanted)


def _refusal(workspace_id: UUID, feature: Feature, user: User | None, amount: int) -> LimitReached:
    inclusions.forget(workspace_id)
    found = check(workspace_id, feature, user=user, amount=amount)
    said = found.reason or _reason(feature, found.limit or 0, found.plan)
    if found.resets_at is None:
        return LimitReached(_with_upgrade(said, found.upgrade), **_told(found))
    seconds = max(1, round((found.resets_at - timezone.now()).total_seconds()))
    kind = DailyLimitReached if SPECS[feature].counting is Counting.DAY else LimitReachedForNow
    return kind(_with_upgrade(said, found.upgrade), retry_after=seconds, **_told(found))


def _with_upgrade(said: str, upgrade: PlanInclusions | None) -> str:
    return f"{said} {upgrade.name} includes more." if upgrade else said


def _told(found: Entitlement) -> dict[str, Any]:
    upgrade = found.upgrade
    return {
        "feature": str(found.feature),
        "limit": found.limit,
        "used": found.used,
        "resets_at": found.resets_at.isoformat() if found.resets_at else None,
        "plan": found.plan.key,
        "upgrade": {"key": upgrade.key, "name": upgrade.name} if upgrade else None,
    }


def _tell_of(workspace_id: UUID, feature: Feature, taken: Taken, most: int, user: User | None) -> None:
    """Record once per window that the limit is near, and once that it is reached.

    Told when the last of it is used, not when more is refused: a refusal's transaction is rolled back. A level of a few
    (the one store of a plan) is full as a rule, which is nothing to write about.
    """
    spec = SPECS[feature]
    if not spec.is_told or (spec.counting is Counting.LEVEL and most < FEW):
        return
    full = taken.used >= most
    name, column = (events.LIMIT_REACHED, "reached_at") if full else (events.LIMIT_NEARED, "neared_at")
    with transaction.atomic():
        unset = UsageCounter.objects.filter(pk=taken.counter_id, **{column: None})
        if unset.update(**{column: timezone.now()}):
            payload = {
                "feature": str(feature),
                "counter_id": str(taken.counter_id),
                "user_id": str(user.pk) if user else None,
            }
            outbox.record(name, workspace_id=workspace_id, payload=payload)
