"""Ticking tasks: by hand, from the conversation, and the creator's answer to "you said this is done"."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.core.errors import ApplicationError
from backend.events.services import outbox
from backend.projects import events, plan
from backend.projects.models import CompletedVia, Project, TaskCompletion, TaskState
from backend.projects.text import stored

from . import announcements, projects

CERTAIN = 0.8


class UnknownTask(ApplicationError):
    code = "unknown_task"
    status = 404
    detail = "The plan of this project has no such task."


class NoClaim(ApplicationError):
    code = "no_claim"
    status = 409
    detail = "Nobody said that this task is done, so there is nothing to confirm. Tick it by hand instead."


@transaction.atomic
def toggle(
    *, project: Project, task_id: str, completed: bool, actor_id: UUID | None = None
) -> TaskCompletion | None:
    """Tick or untick a task by hand; the same again changes nothing. Returns the completion, if any.

    Raises UnknownTask.
    """
    project = projects.lock(project)
    title = _title(project, task_id)
    row = _row(project, task_id)
    if completed:
        return (
            row
            if row and row.is_completed
            else _complete(project, row or _new(project, task_id, title), actor_id)
        )
    if row is not None:
        _remove(project, row, _undone(row), actor_id)
    return None


@transaction.atomic
def claim_resolve(
    *, project: Project, task_id: str, accept: bool, actor_id: UUID | None = None
) -> TaskCompletion | None:
    """Answer a claim: accepted, the task is done (`ai_confirmed`); declined, it is open again.

    An answer repeated is harmless. Raises UnknownTask, and NoClaim where nothing was claimed.
    """
    project = projects.lock(project)
    _title(project, task_id)
    row = _row(project, task_id)
    if row is not None and row.is_completed and accept:
        return row
    if row is None or row.is_completed:
        raise NoClaim
    if accept:
        return _complete(project, row, actor_id, via=CompletedVia.AI_CONFIRMED)
    _remove(project, row, events.TASK_CLAIM_DECLINED, actor_id)
    return None


@transaction.atomic
def complete_from_chat(
    *, project: Project, task_id: str, evidence: str, confidence: float, actor_id: UUID | None = None
) -> TaskCompletion:
    """Note that the creator said a task is done: with confidence ≥ 0.8 it is, below that they are asked.

    A completed task stays as it is. Raises UnknownTask.
    """
    project = projects.lock(project)
    title = _title(project, task_id)
    row = _row(project, task_id) or _new(project, task_id, title)
    if row.is_completed:
        return row
    row.evidence, row.confidence = stored(evidence), min(1.0, max(0.0, confidence))
    if row.confidence >= CERTAIN:
        return _complete(project, row, actor_id, via=CompletedVia.AI_AUTO)
    row.save()
    _tell(events.TASK_CLAIMED, project, task_id, actor_id)
    return row


def _title(project: Project, task_id: str) -> str:
    phases = plan.effective(project.playbook.content, project.customized_plan, None)
    task = plan.find(phases, task_id)
    if task is None:
        raise UnknownTask
    return str(task["title"])


def _row(project: Project, task_id: str) -> TaskCompletion | None:
    return TaskCompletion.objects.filter(project=project, task_id=task_id).first()


def _new(project: Project, task_id: str, title: str) -> TaskCompletion:
    return TaskCompletion(project=project, task_id=task_id, title=title, state=TaskState.CLAIMED)


def _complete(
    project: Project, row: TaskCompletion, actor_id: UUID | None, *, via: str = CompletedVia.MANUAL
) -> TaskCompletion:
    row.complete(via)
    row.save()
    _tell(events.TASK_COMPLETED, project, row.task_id, actor_id, via=via)
    return row


def _undone(row: TaskCompletion) -> str:
    return events.TASK_REOPENED if row.is_completed else events.TASK_CLAIM_DECLINED


def _remove(project: Project, row: TaskCompletion, event: str, actor_id: UUID | None) -> None:
    row.delete()
    _tell(event, project, row.task_id, actor_id)


def _tell(name: str, project: Project, task_id: str, actor_id: UUID | None, **payload: Any) -> None:
    outbox.record(
        name,
        payload={"project_id": str(project.pk), "task_id": task_id, **payload},
        workspace_id=project.workspace_id,
        actor_id=actor_id,
    )
    announcements.task_changed(project, task_id)
