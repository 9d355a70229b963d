"""What a person's week came to, in plain values for a letter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum

from backend.accounts.models import User
from backend.accounts.selectors import NoWorkspace, home_workspace
from backend.agents.events import MESSAGE_SENT
from backend.ai.models import ModelCall
from backend.analytics.forecasting.series import EARNING
from backend.events.models import DomainEvent
from backend.projects.models import Project, TaskCompletion, TaskState
from backend.treasury.models import LedgerEntry
from backend.treasury.worlds import World

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Money:
    """Minor units of one currency in one world."""

    amount_minor: int
    currency: str
    world: str


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the person: a task that the conversation says is done, and its launch."""

    project_id: UUID
    business: str
    title: str


@dataclass(frozen=True)
class WeeklySummary:
    """A week from Monday to Sunday, in UTC. `spent_e8` is what models cost (10⁻⁸ USD), `simulated_spent_e8` what
    the sandbox’s would have.

    `earned` has one line for each currency and world; real and simulated money are never one sum.
    """

    user_id: UUID
    name: str
    workspace_id: UUID | None
    since: date
    until: date
    earned: list[Money]
    spent_e8: int
    simulated_spent_e8: int
    tasks_done: int
    messages: int
    waiting: list[Waiting]

    @property
    def is_quiet(self) -> bool:
        """Nothing happened and nothing waits: not worth a letter."""
        return not (self.earned or self.tasks_done or self.messages or self.waiting)


def summary_for(user: User, week: date) -> WeeklySummary:
    """Return what the week that `week` lies in came to for `user` and their own workspace."""
    monday = week - timedelta(days=week.weekday())
    begins, ends = _midnight(monday), _midnight(monday + WEEK)
    try:
        workspace_id = home_workspace(user).pk
    except NoWorkspace:
        workspace_id = None
    within = {"created_at__gte": begins, "created_at__lt": ends}
    calls = ModelCall.objects.filter(user=user, **within).values_list("sandbox").annotate(Sum("cost_e8"))
    spent = dict(calls.order_by())
    return WeeklySummary(
        user_id=user.pk,
        name=user.get_short_name(),
        workspace_id=workspace_id,
        since=monday,
        until=monday + WEEK - timedelta(days=1),
        earned=_earned(workspace_id, monday) if workspace_id else [],
        spent_e8=spent.get(False, 0),
        simulated_spent_e8=spent.get(True, 0),
        tasks_done=TaskCompletion.objects.filter(
            project__user=user,
            state=TaskState.COMPLETED,
            completed_at__gte=begins,
            completed_at__lt=ends,
        ).count(),
        messages=_messages(user, workspace_id, within),
        waiting=_waiting(user),
    )


def _earned(workspace_id: UUID, monday: date) -> list[Money]:
    found = []
    for world in World:
        sums = (
            LedgerEntry.objects.for_workspace(workspace_id)
            .in_world(world)
            .filter(kind__in=EARNING, day__gte=monday, day__lt=monday + WEEK)
            .order_by("currency")
            .values_list("currency")
            .annotate(Sum("amount_minor"))
        )
        found += [Money(amount, currency, world.value) for currency, amount in sums]
    return found


def _messages(user: User, workspace_id: UUID | None, within: dict[str, Any]) -> int:
    return DomainEvent.objects.filter(
        name=MESSAGE_SENT, workspace_id=workspace_id, actor_id=user.pk, **within
    ).count()


def _waiting(user: User) -> list[Waiting]:
    active = Project.objects.active().filter(user=user)
    rows = TaskCompletion.objects.filter(project__in=active, state=TaskState.CLAIMED)
    return [
        Waiting(row.project_id, row.project.business.name, row.title)
        for row in rows.select_related("project__business").order_by("created_at")
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
