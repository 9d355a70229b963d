"""A project's kit as it is now: composed anew, with the creator's edits and the partner's draft laid over it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from backend.projects import selectors
from backend.projects.launch import Launch
from backend.projects.models import (
    CreatorProfile,
    Decision,
    DraftStatus,
    KitEdit,
    LaunchKit,
    Project,
    TaskCompletion,
)

from . import composing
from .composing import Basis, Composed, Decided, Done, Said
from .model import POSITIONING, Draft, Item, Kit, Section

DRAFT_LASTS = timedelta(minutes=5)
"""Longer than any draft takes: what is still being written after it has lost its writer."""
LOST = "The partner was cut off while writing. What was there before still stands; ask again."


def kit_of(project: Project, *, said: Said) -> Kit:
    """Return the kit of `project`, which was read `with_everything`, in five queries."""
    return Reading(project, said=said).kit


class Reading:
    """One look at a project's kit; `composed` is what it would be without edits."""

    def __init__(self, project: Project, *, said: Said) -> None:
        self.project = project
        self.stored = LaunchKit.objects.filter(project=project).first() or LaunchKit(project=project)
        self.edits = {edit.section: edit for edit in KitEdit.objects.filter(kit__project=project)}
        self.launch = selectors.launch(project)
        profile = CreatorProfile.objects.filter(user=project.user_id).first()
        self.basis = basis_of(self.launch, profile, said=said, drafted=self.stored.draft_text)
        self.composed: dict[str, Composed] = {
            composed.section.id: composed for composed in composing.compose(self.basis)
        }

    @property
    def kit(self) -> Kit:
        opening = self.basis.opening
        return Kit(
            project_id=str(self.project.pk),
            business=self.project.business.name,
            title=f"{self.project.business.name}: launch kit",
            version=self.stored.version,
            opening_day=opening.day,
            opening_day_is=opening.known,
            time_zone=self.project.user.time_zone,
            missing=self.basis.missing,
            sandbox=self._shows_the_sandbox(),
            draft=draft_of(self.stored),
            sections=tuple(self._section(composed) for composed in self.composed.values()),
        )

    def _section(self, composed: Composed) -> Section:
        edit = self.edits.get(composed.section.id)
        return _edited(composed, edit, self._done_by_task()) if edit else composed.section

    def _done_by_task(self) -> dict[str, bool]:
        return {task["task_id"]: task["task_id"] in self.basis.done for task in self.basis.tasks}

    def shows_draft(self) -> bool:
        return POSITIONING not in self.edits and bool(self.stored.draft_text)

    def _shows_the_sandbox(self) -> bool:
        edited = any(edit.sandbox for edit in self.edits.values())
        return edited or (self.shows_draft() and self.stored.draft_sandbox)


def basis_of(launch: Launch, profile: CreatorProfile | None, *, said: Said, drafted: str = "") -> Basis:
    """Return what the kit is composed from. Days are those of the creator's time zone."""
    project = launch.project
    return Basis(
        business=project.business.name,
        creator=project.user.get_short_name(),
        playbook=project.playbook.content,
        phases=launch.phases,
        decisions={category: _decided(decision, project) for category, decision in launch.current.items()},
        done={task_id: _done(launch.completions[task_id], project) for task_id in sorted(launch.completed)},
        facts=profile.facts if profile else None,
        started=_day(project.started_at, project),
        today=launch.today(),
        target=project.target_date,
        said=said,
        drafted=drafted,
    )


def _decided(decision: Decision, project: Project) -> Decided:
    return Decided(decision.value, decision.display, _day(decision.created_at, project), decision.quote)


def _done(completion: TaskCompletion, project: Project) -> Done:
    return Done(_day(completion.completed_at or completion.updated_at, project), completion.evidence)


def _day(moment: Any, project: Project) -> date:
    day: date = moment.astimezone(project.user.zone).date()
    return day


def draft_of(stored: LaunchKit) -> Draft:
    return (
        Draft(DraftStatus.FAILED, LOST)
        if is_lost(stored)
        else Draft(stored.draft_status, stored.draft_detail)
    )


def is_lost(stored: LaunchKit) -> bool:
    """Say whether nobody can still be writing the draft."""
    begun = stored.draft_begun_at
    is_writing = stored.draft_status == DraftStatus.WRITING
    return is_writing and begun is not None and begun < timezone.now() - DRAFT_LASTS


def _edited(composed: Composed, edit: KitEdit, done_by_task: Mapping[str, bool]) -> Section:
    items = None if edit.items is None else tuple(_item(item, done_by_task) for item in edit.items)
    return replace(
        composed.section,
        markdown=edit.markdown,
        items=items,
        edited=True,
        edited_at=edit.edited_at,
        is_stale=edit.composed_from != composed.fingerprint,
    )


def _item(stored: Mapping[str, Any], done_by_task: Mapping[str, bool]) -> Item:
    """Return an item as it was stored; a task's own state goes before it, and a task that left is one no more."""
    task_id = stored["task_id"] if stored["task_id"] in done_by_task else None
    return Item(
        id=stored["id"],
        title=stored["title"],
        note=stored["note"],
        date=date.fromisoformat(stored["date"]) if stored["date"] else None,
        time=stored["time"],
        minutes=stored["minutes"],
        task_id=task_id,
        done=done_by_task[task_id] if task_id else stored["done"],
        group=stored["group"],
    )
