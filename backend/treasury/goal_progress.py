"""How far goals are: read from the ledger each time, all of them in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from .models import Goal, Grade, LedgerEntry
from .tiles import kinds_of
from .worlds import World


@dataclass(frozen=True)
class Progress:
    """Minor units of the goal's currency. Percents are whole, rounded down; what is kept may be negative."""

    done_minor: int
    percent: int
    # Where the goal would stand if it came in evenly, day by day.
    expected_percent: int
    on_track: bool


def progress_of(goals: Sequence[Goal], *, today: date) -> dict[UUID, Progress]:
    """Return the progress of one workspace's goals, as of `today`."""
    done = _done(goals)
    return {goal.pk: _progress(goal, done[goal.pk], today) for goal in goals}


def _done(goals: Sequence[Goal]) -> dict[UUID, int]:
    if not goals:
        return {}
    entries = LedgerEntry.objects.for_workspace(goals[0].workspace_id).filter(
        currency__in={goal.currency for goal in goals},
        day__gte=min(goal.starts_on for goal in goals),
        day__lte=max(goal.ends_on for goal in goals),
    )
    sums = {f"goal_{goal.pk.hex}": Sum("amount_minor", filter=_counts(goal), default=0) for goal in goals}
    found = entries.aggregate(**sums)
    return {goal.pk: found[f"goal_{goal.pk.hex}"] for goal in goals}


def _counts(goal: Goal) -> Q:
    """Return which entries count: exactly those behind the tile of the same name."""
    simulated = Q(grade=Grade.SIMULATED)
    return Q(
        kind__in=kinds_of(goal.metric),
        currency=goal.currency,
        day__gte=goal.starts_on,
        day__lte=goal.ends_on,
    ) & (simulated if goal.world == World.SIMULATED else ~simulated)


def _progress(goal: Goal, done: int, today: date) -> Progress:
    days = (goal.ends_on - goal.starts_on).days + 1
    gone = min(days, max(0, (today - goal.starts_on).days + 1))
    return Progress(
        done_minor=done,
        percent=done * 100 // goal.target_minor,
        expected_percent=gone * 100 // days,
        on_track=done * days >= goal.target_minor * gone,
    )
