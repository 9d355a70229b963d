"""The launch kit as its screens, its documents and its composers share it. Pure and frozen.

A `dated` or `checklist` section carries items and no Markdown, a `text` section Markdown and no items. Markdown
is a subset that all renderers know: paragraphs, `**bold**`, `*italic*`, `-` and `1.` lists, `>` quotes and
`###` headings.
"""

from __future__ import annotations  # an item has a field called date, which hides the type

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

TEXT, DATED, CHECKLIST = "text", "dated", "checklist"
POSITIONING, OFFER, STRUCTURE = "positioning", "offer", "structure"
CONTENT_CALENDAR, LAUNCH_PLAN, TASKS = "content_calendar", "launch_plan", "checklist"

KINDS = {
    POSITIONING: TEXT,
    OFFER: TEXT,
    STRUCTURE: TEXT,
    CONTENT_CALENDAR: DATED,
    LAUNCH_PLAN: DATED,
    TASKS: CHECKLIST,
}
SECTIONS = tuple(KINDS)
OPENING_DAY_IS = ("decided", "target", "suggested")
DRAFT_STATUSES = ("none", "writing", "ready", "failed")


@dataclass(frozen=True)
class Item:
    """A line of a calendar or a checklist; `group` is the heading it stands under.

    `time` is "19:00", in the kit's time zone. With a `task_id`, `done` is the task's own state.
    """

    id: str
    title: str
    note: str = ""
    date: date | None = None
    time: str | None = None
    minutes: int | None = None
    task_id: str | None = None
    done: bool | None = None
    group: str = ""

    def as_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "note": self.note,
            "date": self.date.isoformat() if self.date else None,
            "time": self.time,
            "minutes": self.minutes,
            "task_id": self.task_id,
            "done": self.done,
            "group": self.group,
        }


@dataclass(frozen=True)
class Section:
    """`is_stale`: edited, and what it had been composed from has changed since."""

    id: str
    title: str
    kind: str
    lead: str
    markdown: str | None = None
    items: tuple[Item, ...] | None = None
    edited: bool = False
    edited_at: datetime | None = None
    is_stale: bool = False

    def as_wire(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "lead": self.lead,
            "edited": self.edited,
            "edited_at": self.edited_at.isoformat().replace("+00:00", "Z") if self.edited_at else None,
            "is_stale": self.is_stale,
            "markdown": self.markdown,
            "items": None if self.items is None else [item.as_wire() for item in self.items],
        }


@dataclass(frozen=True)
class Draft:
    """What the partner is doing about the positioning: none, writing, ready or failed."""

    status: str = "none"
    detail: str = ""

    def as_wire(self) -> dict[str, Any]:
        return {"status": self.status, "detail": self.detail}


@dataclass(frozen=True)
class Kit:
    """`opening_day_is` says how the day is known: decided, target or suggested. `missing` are open decisions.

    `version` counts edits. `sandbox`: some text in it was written by the sandbox's scripted partner.
    """

    project_id: str
    business: str
    title: str
    version: int
    opening_day: date | None
    opening_day_is: str
    time_zone: str
    missing: tuple[str, ...]
    sandbox: bool
    draft: Draft
    sections: tuple[Section, ...]

    def as_wire(self) -> dict[str, Any]:
        return {
            "project_id": self.project_id,
            "business": self.business,
            "title": self.title,
            "version": self.version,
            "opening_day": self.opening_day.isoformat() if self.opening_day else None,
            "opening_day_is": self.opening_day_is,
            "time_zone": self.time_zone,
            "missing": list(self.missing),
            "sandbox": self.sandbox,
            "draft": self.draft.as_wire(),
            "sections": [section.as_wire() for section in self.sections],
        }

    def section(self, section_id: str) -> Section:
        """Return the section of that id. Raises KeyError."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def with_section(self, changed: Section) -> Kit:
        sections = tuple(changed if section.id == changed.id else section for section in self.sections)
        return replace(self, sections=sections)
