"""Telling open pages what changed, once the change is committed. The truth stays fetchable."""

from collections.abc import Iterable

from backend.core.realtime import publish_on_commit
from backend.projects import plan, selectors, values, wire
from backend.projects.models import Decision, Project


def task_changed(project: Project, task_id: str) -> None:
    now = selectors.launch(project)
    publish_on_commit(_topic(project), {"type": "task.changed", "task": now.task(task_id)})
    publish_on_commit(_topic(project), {"type": "progress.changed", "progress": now.progress.as_wire()})


def progress_changed(project: Project) -> None:
    progress = selectors.launch(project).progress.as_wire()
    publish_on_commit(_topic(project), {"type": "progress.changed", "progress": progress})


def decisions_changed(project: Project, decisions: Iterable[Decision]) -> None:
    """Tell of each decision, withdrawn ones too. A new platform also changes how the tasks are done."""
    decisions = list(decisions)
    topic = _topic(project)
    for decision in decisions:
        publish_on_commit(topic, {"type": "decision.recorded", "decision": wire.decision(decision)})
    now = selectors.launch(project)
    if any(decision.category == values.PLATFORM for decision in decisions):
        for task_id in plan.task_ids(now.phases):
            publish_on_commit(topic, {"type": "task.changed", "task": now.task(task_id)})
    publish_on_commit(topic, {"type": "progress.changed", "progress": now.progress.as_wire()})


def kit_changed(project: Project, version: int) -> None:
    publish_on_commit(_topic(project), {"type": "kit.changed", "version": version})


def _topic(project: Project) -> str:
    return f"project:{project.pk}"
