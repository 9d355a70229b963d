"""When each task should be done, counted back from the opening day. Pure and deterministic; dates are plain days.

The work before the opening is spread evenly, by its minutes, over the days up to the eve of the opening: never
before the start, never slower than half the playbook's weekly hours (a longer time begins later), and every
task no earlier than what it depends on. Where what is open no longer fits, it is spread anew from today on.
What waits for the opening follows it, within four weeks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

AFTERWARDS_DAYS = 28
_DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Task:
    task_id: str
    minutes: int
    depends_on: tuple[str, ...]


@dataclass(frozen=True)
class Schedule:
    """`days` holds the day by which each task that is not done should be; `begins` is when that work begins.

    `minutes` is the open work before the opening, `days_left` the days it has.

    `after` are the tasks that follow the opening. `is_short`: the open work needs more hours a week than the
    playbook plans with.
    """

    days: Mapping[str, date]
    begins: date
    minutes: int
    days_left: int
    is_short: bool
    after: frozenset[str]

    @property
    def weekly_minutes(self) -> int:
        """Return what the open work takes a week over the days left; the last day counts as one."""
        return -(-self.minutes * _DAYS_A_WEEK // max(1, self.days_left))


def schedule(
    tasks: Sequence[Task],
    *,
    opening: date,
    opening_task: str | None,
    after: Collection[str],
    started: date,
    today: date,
    done: Collection[str],
    hours_a_week: int,
) -> Schedule:
    """Place every task that is not done.

    Where the plan has left the opening task out, `after` says which tasks still follow the opening.
    """
    ordered = in_order(tasks)
    if opening_task not in {task.task_id for task in ordered}:
        opening_task = None
    later = _following(ordered, opening_task, () if opening_task else after)
    before = [task for task in ordered if task.task_id not in later and task.task_id != opening_task]
    left = [task for task in before if task.task_id not in done]
    first = max(started, today)
    begins = _beginning(before, started, opening, hours_a_week)
    days = _spread(before, begins, opening)
    if any(days[task.task_id] < first for task in left):
        days = _spread(left, first, opening)
    days = {task.task_id: days[task.task_id] for task in left}
    begins = max(begins, first)
    minutes, days_left = sum(task.minutes for task in left), max(0, (opening - begins).days)
    doors = max([opening, first, *days.values()])
    if opening_task is not None and opening_task not in done:
        days[opening_task] = doors
    days |= _afterwards(
        [task for task in ordered if task.task_id in later and task.task_id not in done], doors
    )
    short = minutes * _DAYS_A_WEEK > hours_a_week * 60 * days_left
    return Schedule(days, begins, minutes, days_left, short, frozenset(later))


def in_order(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks so that each follows what it depends on, otherwise in the order they came."""
    waiting, placed, ordered = list(tasks), set[str](), list[Task]()
    known = {task.task_id for task in tasks}
    while waiting:
        ready = (task for task in waiting if placed.issuperset(known.intersection(task.depends_on)))
        chosen = next(ready, waiting[0])  # a plan never has a circle; if it had, its order would stand
        waiting.remove(chosen)
        placed.add(chosen.task_id)
        ordered.append(chosen)
    return ordered


def _following(ordered: Sequence[Task], opening_task: str | None, after: Collection[str]) -> set[str]:
    """Return the tasks that come after the opening: those named, and all that wait for them or for it."""
    roots: set[str] = {opening_task} if opening_task else set()
    later = {task.task_id for task in ordered if task.task_id in after}
    for task in ordered:
        if (later | roots).intersection(task.depends_on):
            later.add(task.task_id)
    return later - roots


def _beginning(before: Sequence[Task], started: date, opening: date, hours_a_week: int) -> date:
    """Return the start, or the later day from which half the weekly hours are enough for all the work."""
    minutes = sum(task.minutes for task in before)
    slowest = -(-minutes * _DAYS_A_WEEK * 2 // (hours_a_week * 60))
    return max(started, opening - timedelta(days=slowest))


def _spread(tasks: Sequence[Task], first: date, opening: date) -> dict[str, date]:
    """Give each task the day its share of the minutes ends, the last one the eve of the opening."""
    total, length = sum(task.minutes for task in tasks), (opening - first).days
    days, passed = {}, 0
    for task in tasks:
        passed += task.minutes
        offset = -(-passed * length // total) - 1 if total else length - 1
        days[task.task_id] = first + timedelta(days=max(0, offset))
    return days


def _afterwards(tasks: Sequence[Task], doors: date) -> dict[str, date]:
    room = min(AFTERWARDS_DAYS, (date.max - doors).days)
    return {
        task.task_id: doors + timedelta(days=-(-room * place // len(tasks)))
        for place, task in enumerate(tasks, start=1)
    }


def tasks_of(phases: Sequence[Mapping[str, Any]]) -> list[Task]:
    return [
        Task(task["task_id"], task["minutes"], tuple(task["depends_on"]))
        for phase in phases
        for task in phase["tasks"]
    ]


def waits_for_opening(playbook: Mapping[str, Any], opening_task: str) -> set[str]:
    """Return the playbook's tasks that wait for the opening, whatever the creator's own plan leaves out."""
    return _following(in_order(tasks_of(playbook["phases"])), opening_task, ())
