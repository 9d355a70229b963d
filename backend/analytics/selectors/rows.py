"""The rows behind a figure. Their values add up to it, whichever figure it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from backend.accounts.models import A_FORMER_MEMBER, User, Workspace
from backend.analytics.metrics import SHOWN, STEP_FLOWS, Stored
from backend.analytics.models import (
    DailyMetric,
    Milestone,
    Movement,
    PersonDay,
    SubscriptionDay,
    WorkspaceDay,
)
from backend.analytics.sql import midnight
from backend.core.errors import ApplicationError

from .periods import ONE, Period
from .revenue import revenue_of
from .workspaces import GONE, NOBODY

_ACTIVE = ("active", "past_due")


class NoSuchFigure(ApplicationError):
    code = "no_such_figure"
    status = 404
    detail = "There is no such figure. The summary names those that open."


class MadeOfOthers(ApplicationError):
    code = "made_of_others"
    status = 409

    def __init__(self, key: str) -> None:
        parts = ", ".join(SHOWN[key].made_of)
        super().__init__(f"{SHOWN[key].label} is made of other figures. Open these: {parts}.")


@dataclass(frozen=True)
class Behind:
    """Where a figure's rows are, and what each adds to it."""

    rows: QuerySet[Any]
    value: Callable[[Any], int]
    shape: Callable[[Any], dict[str, Any]]


def behind(key: str, period: Period) -> Behind:
    """Return the rows behind a figure. Raises NoSuchFigure and MadeOfOthers."""
    if key not in SHOWN:
        raise NoSuchFigure
    if not SHOWN[key].opens:
        raise MadeOfOthers(key)
    for find in (_people, _steps, _movements, _standing, _use, _visits, _revenue):
        found = find(key, period)
        if found is not None:
            return found
    raise NoSuchFigure


def _one(_: Any) -> int:
    return 1


def _people(key: str, period: Period) -> Behind | None:
    people = User.objects.filter(is_demo=False)
    ends = midnight(period.until + ONE)
    if key == Stored.USERS:
        here = people.filter(created_at__lt=ends).filter(Q(departed_at=None) | Q(departed_at__gte=ends))
        return Behind(here, _one, lambda user: {"user_id": user.pk, "day": user.created_at.date()})
    if key == Stored.DEPARTURES:
        gone = people.filter(departed_at__gte=midnight(period.since), departed_at__lt=ends)
        return Behind(gone, _one, lambda user: {"user_id": user.pk, "day": user.departed_at.date()})
    return None


def _steps(key: str, period: Period) -> Behind | None:
    step = next((step for step, metric in STEP_FLOWS.items() if metric == key), None)
    if step is None:
        return None
    rows = Milestone.objects.filter(step=step, day__range=(period.since, period.until))
    return Behind(
        rows,
        _one,
        lambda row: {"user_id": row.user_id, "workspace_id": row.workspace_id, "day": row.day},
    )


def _movements(key: str, period: Period) -> Behind | None:
    rows = _subscriptions(period).filter(day__range=(period.since, period.until))
    if key == "churned_subscriptions":
        return Behind(rows.filter(movement=Movement.CHURN), _one, _subscription)
    kind = key.removeprefix("mrr_")
    if key.startswith("mrr_") and kind in Movement.values:
        return Behind(rows.filter(movement=kind), lambda row: row.mrr - row.mrr_before, _subscription)
    return None


def _standing(key: str, period: Period) -> Behind | None:
    rows = _subscriptions(period).filter(day__lte=period.until)
    rows = rows.filter(Q(until=None) | Q(until__gt=period.until))
    which = {
        Stored.MRR: (Q(mrr__gt=0), lambda row: row.mrr),
        Stored.PAYING: (Q(mrr__gt=0), _one),
        Stored.ACTIVE: (Q(status__in=_ACTIVE), _one),
        Stored.TRIALS: (Q(status="trialing"), _one),
    }
    if key not in which:
        return None
    condition, value = which[Stored(key)]
    return Behind(rows.filter(condition), value, _subscription)


def _subscriptions(period: Period) -> QuerySet[SubscriptionDay]:
    return SubscriptionDay.objects.filter(world=period.world, currency=period.currency)


def _subscription(row: SubscriptionDay) -> dict[str, Any]:
    change = f"{row.plan_before or 'nothing'} → {row.plan}" if row.plan_before != row.plan else row.plan
    return {
        "subscription_id": row.subscription_id,
        "workspace_id": row.workspace_id,
        "day": row.day,
        "detail": f"{change}, {row.status}",
    }


def _use(key: str, period: Period) -> Behind | None:
    days = (period.since, period.until)
    if key == Stored.MESSAGES:
        said = PersonDay.objects.filter(day__range=days, messages__gt=0)
        return Behind(
            said,
            lambda row: row.messages,
            lambda row: {"user_id": row.user_id, "workspace_id": row.workspace_id, "day": row.day},
        )
    spent = WorkspaceDay.objects.filter(day__range=days, world=period.world)
    if key == Stored.CALLS:
        return Behind(spent, lambda row: row.calls, _workspace_day)
    if key == Stored.COST:
        return Behind(spent, lambda row: row.cost_e8, _workspace_day)
    return None


def _workspace_day(row: WorkspaceDay) -> dict[str, Any]:
    calls = f"{row.calls:,} call{'' if row.calls == 1 else 's'}"
    return {"workspace_id": row.workspace_id, "day": row.day, "detail": calls}


def _visits(key: str, period: Period) -> Behind | None:
    """Single visits are forgotten in time, so these open to what is kept: each day's counts, visits by page."""
    stored = {Stored.VISITS: Stored.VISITS_BY_PATH, Stored.VISITORS: Stored.VISITORS}
    if key not in stored:
        return None
    rows = DailyMetric.objects.filter(metric=stored[Stored(key)], day__range=(period.since, period.until))
    return Behind(
        rows,
        lambda row: row.value,
        lambda row: {"day": row.day, "detail": row.dimension or "Different visitors"},
    )


def _revenue(key: str, period: Period) -> Behind | None:
    if key != "revenue":
        return None
    brought = revenue_of(period)
    rows = Workspace.objects.filter(pk__in=brought)
    return Behind(
        rows, lambda row: brought[row.pk], lambda row: {"workspace_id": row.pk, "detail": "Accrued"}
    )


def as_rows(found: Behind, page: Sequence[Model]) -> list[dict[str, Any]]:
    """Return a page of rows with the names of their people and workspaces, in two queries."""
    shaped = [{**found.shape(row), "id": str(row.pk), "value": found.value(row)} for row in page]
    people = _names(User, "user_id", shaped)
    workspaces = _names(Workspace, "workspace_id", shaped)
    return [_named(row, people, workspaces) for row in shaped]


def _names(model: type[Model], key: str, rows: list[dict[str, Any]]) -> dict[UUID, str]:
    ids = {row[key] for row in rows if row.get(key)}
    if not ids:
        return {}
    found = model._default_manager.filter(pk__in=ids)
    if model is User:
        found = found.filter(departed_at=None).annotate(shown=F("email"))
    else:
        found = found.annotate(shown=F("name"))
    return dict(found.values_list("pk", "shown"))


def _named(row: dict[str, Any], people: dict[UUID, str], workspaces: dict[UUID, str]) -> dict[str, Any]:
    user_id, workspace_id = row.get("user_id"), row.get("workspace_id")
    if user_id:
        label = people.get(user_id, A_FORMER_MEMBER)
    elif workspace_id:
        label = workspaces.get(workspace_id, GONE)
    else:
        label = NOBODY if "workspace_id" in row else str(row.get("detail", ""))
    return {
        "id": row["id"],
        "day": row.get("day"),
        "label": label,
        "detail": row.get("detail", "") if label != row.get("detail") else "",
        "user_id": user_id,
        "workspace_id": workspace_id,
        "subscription_id": row.get("subscription_id"),
        "value": row["value"],
    }
