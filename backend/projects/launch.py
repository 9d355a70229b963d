"""A project at one moment: its plan, what is done, what is decided, and all that follows from these."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from . import plan, progress, recommendations, values, wire
from .facts import CreatorFacts
from .models import Decision, Project, TaskCompletion
from .wire import Wire


@dataclass
class Launch:
    """`decisions` holds current and past ones, oldest first; `completions` is by task id, claims included."""

    project: Project
    completions: dict[str, TaskCompletion]
    decisions: list[Decision]

    @cached_property
    def current(self) -> dict[str, Decision]:
        return {decision.category: decision for decision in self.decisions if decision.is_current}

    @cached_property
    def phases(self) -> list[Wire]:
        platform = self.current.get(values.PLATFORM)
        content = self.project.playbook.content
        return plan.effective(content, self.project.customized_plan, platform.value if platform else None)

    @cached_property
    def completed(self) -> set[str]:
        return {task_id for task_id, completion in self.completions.items() if completion.is_completed}

    @cached_property
    def progress(self) -> progress.Progress:
        return progress.compute(
            self.phases,
            completed=self.completed,
            decided=len(self.current),
            decisions=len(values.CATEGORIES),
            timeline=self._timeline(),
        )

    def _timeline(self) -> int:
        zone = self.project.user.zone
        decided = self.current.get(values.TIMELINE)
        opens = progress.opening_day(
            target=self.project.target_date,
            timeline=decided.value if decided else None,
            decided_on=decided.created_at.astimezone(zone).date() if decided else None,
        )
        today = (self.project.completed_at or timezone.now()).astimezone(zone).date()
        return progress.elapsed_percent(
            started=self.project.started_at.astimezone(zone).date(), opens=opens, today=today
        )

    def task(self, task_id: str) -> Wire | None:
        """Return the task as the page shows it, None if the plan has no such task."""
        planned = plan.find(self.phases, task_id)
        return wire.task(planned, self.completions.get(task_id)) if planned else None

    def phases_wire(self) -> list[Wire]:
        return [self._phase(phase) for phase in self.phases]

    def _phase(self, phase: Wire) -> Wire:
        tasks = [wire.task(task, self.completions.get(task["task_id"])) for task in phase["tasks"]]
        counts = {"completed": sum(task["completed"] for task in tasks), "total": len(tasks)}
        return {**phase, **counts, "tasks": tasks}

    def questions(self, creator: CreatorFacts | None) -> list[Wire]:
        """Return the playbook's decision points with their options and what we would choose for `creator`."""
        content = self.project.playbook.content
        advice = recommendations.recommend_all(content, creator)
        return [_question(point, advice[point["category"]]) for point in content["decisions"]]

    def today(self) -> date:
        return timezone.now().astimezone(self.project.user.zone).date()


def _question(point: Wire, advice: recommendations.Recommendation | None) -> Wire:
    return {
        "category": point["category"],
        "question": point["question"],
        "why": point["why"],
        "options": [_option(option) for option in point["options"]],
        "recommendation": advice.as_wire() if advice else None,
    }


def _option(option: dict[str, Any]) -> Wire:
    return {name: option[name] for name in ("value", "label", "pros", "cons", "best_for")}
