"""Everything to tick before the doors open, by phase."""

from backend.projects import values
from backend.projects.kit.model import Item

from . import scheduling, wording
from .basis import OPENING_TASK, Basis

DECISIONS = "Decisions"
_ASKED = {
    values.PLATFORM: "Decide where members meet",
    values.PRICING: "Decide what founding members pay",
    values.STRUCTURE: "Decide between one room and several tiers",
    values.TIMELINE: "Decide when the doors open",
    values.CONTENT: "Decide what people come back for",
}


def lead(basis: Basis, items: tuple[Item, ...]) -> str:
    left = sum(not item.done for item in items)
    if not left:
        return "Everything to tick before the doors open. All of it is done."
    return f"Everything to tick before the doors open: {left} of {len(items)} to go."


def compose(basis: Basis, schedule: scheduling.Schedule) -> tuple[Item, ...]:
    return (*_decisions(basis), *_tasks(basis, schedule))


def _decisions(basis: Basis) -> list[Item]:
    decided = basis.decisions
    return [
        Item(
            id=f"decide-{category}",
            title=_ASKED[category],
            note=_answer(basis, category),
            done=category in decided,
            group=DECISIONS,
        )
        for category in (point["category"] for point in basis.playbook["decisions"])
    ]


def _answer(basis: Basis, category: str) -> str:
    if category in basis.decisions:
        return f"Decided: {wording.suggestion(basis, category)}."
    return f"Suggested: {wording.suggestion(basis, category)}."


def _tasks(basis: Basis, schedule: scheduling.Schedule) -> list[Item]:
    """Return the tasks up to the opening, phase by phase; the opening itself is no preparation."""
    return [
        Item(
            id=f"task-{task['task_id']}",
            title=task["title"],
            note=task["done_when"],
            minutes=task["minutes"],
            task_id=task["task_id"],
            done=task["task_id"] in basis.done,
            group=phase["title"],
        )
        for phase in basis.phases
        for task in phase["tasks"]
        if task["task_id"] not in schedule.after and task["task_id"] != OPENING_TASK
    ]
