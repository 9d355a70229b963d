"""How this app's events are told in the activity feed. Payloads hold ids, so the words are read here."""

from collections.abc import Sequence
from uuid import UUID

from backend.events.models import DomainEvent
from backend.events.telling import Sentence, ids_in, tells

from . import events, plan
from .models import Category, Decision, Project, ProjectStatus

YOUR_PARTNER = "Your partner"
# What each decision is called within a sentence.
SUBJECTS = {
    Category.PLATFORM: "the platform",
    Category.PRICING: "the price",
    Category.STRUCTURE: "the structure",
    Category.TIMELINE: "the opening",
    Category.CONTENT: "the content",
}
STATUSES = {
    ProjectStatus.ACTIVE: "took up the launch of {} again",
    ProjectStatus.PAUSED: "paused the launch of {}",
    ProjectStatus.COMPLETED: "completed the launch of {}",
    ProjectStatus.ARCHIVED: "put the launch of {} away",
}


@tells(events.PROFILE_SAVED)
def profile(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: Sentence("profile", "saved the numbers of the audience") for event in told}


@tells(events.PROJECT_STARTED, events.PROJECT_STATUS_CHANGED)
def launches(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    projects = Project.objects.filter(pk__in=ids_in(told, "project_id"))
    names = dict(projects.values_list("pk", "business__name"))
    return {
        event.pk: Sentence(
            "launch", _launch(event, names.get(_project_id(event), "a business")), _project_id(event)
        )
        for event in told
    }


def _launch(event: DomainEvent, business: str) -> str:
    if event.name == events.PROJECT_STARTED:
        return f"began the launch of {business}"
    return STATUSES[event.payload["status"]].replace("{}", business)


@tells(events.DECISION_RECORDED, events.DECISION_REJECTED, events.DECISION_WITHDRAWN)
def decisions(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    rows = Decision.objects.filter(pk__in=ids_in(told, "decision_id")).values_list("pk", "display")
    displays = {str(pk): display for pk, display in rows}
    return {
        event.pk: Sentence(
            "decision", _decision(event, displays.get(event.payload["decision_id"])), _project_id(event)
        )
        for event in told
    }


def _decision(event: DomainEvent, display: str | None) -> str:
    verb = "decided" if event.name == events.DECISION_RECORDED else "took back"
    subject = SUBJECTS[event.payload["category"]]
    return f"{verb} {subject}: {display}" if display else f"{verb} {subject}"


@tells(events.TASK_COMPLETED, events.TASK_REOPENED, events.TASK_CLAIMED, events.TASK_CLAIM_DECLINED)
def tasks(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    titles = _titles(ids_in(told, "project_id"))
    return {
        event.pk: _task(event, titles.get((_project_id(event), event.payload["task_id"]), "a task"))
        for event in told
    }


def _titles(project_ids: set[UUID]) -> dict[tuple[UUID, str], str]:
    """Return the titles of these projects' tasks, by project and task."""
    found = {}
    for project in Project.objects.filter(pk__in=project_ids).select_related("playbook"):
        phases = plan.effective(project.playbook.content, project.customized_plan, None)
        for phase in phases:
            found.update({(project.pk, task["task_id"]): task["title"] for task in phase["tasks"]})
    return found


def _task(event: DomainEvent, title: str) -> Sentence:
    if event.name == events.TASK_CLAIMED:
        return Sentence("task", f"asks whether “{title}” is done", _project_id(event), by=YOUR_PARTNER)
    if event.payload.get("via") == "ai_auto":
        return Sentence("task", f"heard that “{title}” is done", _project_id(event), by=YOUR_PARTNER)
    says = {
        events.TASK_COMPLETED: f"ticked: {title}",
        events.TASK_REOPENED: f"opened again: {title}",
        events.TASK_CLAIM_DECLINED: f"said “{title}” is not done yet",
    }
    return Sentence("task", says[event.name], _project_id(event))


@tells(events.KIT_EDITED, events.KIT_RESTORED, events.KIT_DRAFTED)
def kit(told: Sequence[DomainEvent]) -> dict[UUID, Sentence]:
    return {event.pk: _kit(event) for event in told}


def _kit(event: DomainEvent) -> Sentence:
    if event.name == events.KIT_DRAFTED:
        return Sentence("kit", "drafted the positioning of the kit", _project_id(event), by=YOUR_PARTNER)
    verb = "edited" if event.name == events.KIT_EDITED else "restored"
    section = event.payload["section"].replace("_", " ")
    return Sentence("kit", f"{verb} the launch kit: {section}", _project_id(event))


def _project_id(event: DomainEvent) -> UUID:
    return UUID(event.payload["project_id"])
