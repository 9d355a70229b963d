"""Composing the launch kit from what was decided, said and done. Pure: the same basis gives the same kit."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.projects.kit.model import (
    CONTENT_CALENDAR,
    KINDS,
    LAUNCH_PLAN,
    OFFER,
    POSITIONING,
    STRUCTURE,
    TASKS,
    Item,
    Section,
)

from . import checklist, content_calendar, launch_plan, offer, positioning, structure
from .basis import OPENING_TASK, Basis, Choice, Decided, Done, Opening, Said

__all__ = ["OPENING_TASK", "Basis", "Choice", "Composed", "Decided", "Done", "Opening", "Said", "compose"]

TITLES = {
    POSITIONING: "Positioning",
    OFFER: "Offer and price",
    STRUCTURE: "Community structure",
    CONTENT_CALENDAR: "Content calendar",
    LAUNCH_PLAN: "Launch plan",
    TASKS: "Checklist",
}


@dataclass(frozen=True)
class Composed:
    """A section as composed. `fingerprint` changes when what it was composed from does, not with time or ticks."""

    section: Section
    fingerprint: str


def compose(basis: Basis) -> tuple[Composed, ...]:
    """Return the six sections in their order."""
    schedule = launch_plan.schedule_of(basis)
    plan = _composed(
        LAUNCH_PLAN,
        launch_plan.lead(basis, schedule),
        items=launch_plan.compose(basis, schedule),
        of=_plan_of(basis),
    )
    ticks = checklist.compose(basis, schedule)
    return (
        _composed(POSITIONING, positioning.LEAD, markdown=positioning.compose(basis)),
        _composed(OFFER, offer.LEAD, markdown=offer.compose(basis)),
        _composed(STRUCTURE, structure.LEAD, markdown=structure.compose(basis)),
        _composed(CONTENT_CALENDAR, content_calendar.lead(basis), items=content_calendar.compose(basis)),
        plan,
        _composed(TASKS, checklist.lead(basis, ticks), items=ticks, of=_checks_of(ticks)),
    )


def _composed(
    section_id: str,
    lead: str,
    *,
    markdown: str | None = None,
    items: tuple[Item, ...] | None = None,
    of: Any = None,
) -> Composed:
    section = Section(section_id, TITLES[section_id], KINDS[section_id], lead, markdown=markdown, items=items)
    made_of = of if of is not None else (markdown, [item.as_wire() for item in items or ()])
    return Composed(section, _fingerprint(made_of))


def _plan_of(basis: Basis) -> Any:
    """The plan moves with the calendar and with what is ticked; an edit of it is stale only when the work changes."""
    work = [(task["task_id"], task["title"], task["minutes"], task["depends_on"]) for task in basis.tasks]
    return [_day(basis.opening.day) if basis.opening.known != "suggested" else None, work]


def _checks_of(items: tuple[Item, ...]) -> Any:
    return [(item.id, item.title, item.group, item.note) for item in items]


def _day(day: date) -> str:
    return day.isoformat()


def _fingerprint(made_of: Any) -> str:
    text = json.dumps(made_of, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
