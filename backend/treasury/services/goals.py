from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.core.errors import Invalid
from backend.treasury.models import Goal

CHANGEABLE = ("name", "target_minor", "starts_on", "ends_on")


def create(
    *,
    workspace_id: UUID,
    name: str,
    metric: str,
    currency: str,
    world: str,
    target_minor: int,
    starts_on: date,
    ends_on: date,
) -> Goal:
    """Set a goal. Raises Invalid where it would end before it starts."""
    _require_order(starts_on, ends_on)
    return Goal.objects.create(
        workspace_id=workspace_id,
        name=name,
        metric=metric,
        currency=currency,
        world=world,
        target_minor=target_minor,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def update(goal: Goal, *, archived: bool | None = None, **changes: Any) -> Goal:
    """Change what is given of CHANGEABLE, and put the goal away or take it out again. Raises Invalid.

    What is measured, in which currency and world, stays: another measure is another goal.
    """
    for name in CHANGEABLE:
        setattr(goal, name, changes.get(name, getattr(goal, name)))
    _require_order(goal.starts_on, goal.ends_on)
    if archived is not None:
        goal.archived_at = (goal.archived_at or timezone.now()) if archived else None
    goal.save(update_fields=[*CHANGEABLE, "archived_at", "updated_at"])
    return goal


def remove(goal: Goal) -> None:
    """A goal is a wish and no book entry: it goes without trace."""
    goal.delete()


def _require_order(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid(errors={"ends_on": ["A goal ends on or after the day it starts."]})
