"""How far a project is: computed from what was done, never stored. Pure.

Four whole percentages, 0 to 100, rounded down so that 100 means all of it:

- planning = (completed tasks of planning phases + decisions that stand) ÷ (such tasks + all decisions)
- execution = completed tasks of execution phases ÷ such tasks
- overall = all completed tasks and decisions ÷ all tasks and decisions; time does not count as progress
- timeline = the share of the planned days that has passed, from the day the project started to the day the
  doors open (as decided, else the target date). Without such a day it is 0; from it on, 100.

A kind without any task counts as done. Each of the first three can only rise when a task is completed.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from . import values


@dataclass(frozen=True)
class Progress:
    overall: int
    planning: int
    execution: int
    timeline: int

    def as_wire(self) -> dict[str, int]:
        return asdict(self)


def compute(
    phases: list[dict[str, Any]], *, completed: set[str], decided: int, decisions: int, timeline: int
) -> Progress:
    """Return the progress of an effective plan with `completed` task ids and `decided` of `decisions`."""
    planned, planning = _tally(phases, "planning", completed)
    built, execution = _tally(phases, "execution", completed)
    return Progress(
        overall=percent(planned + built + decided, planning + execution + decisions),
        planning=percent(planned + decided, planning + decisions),
        execution=percent(built, execution),
        timeline=timeline,
    )


def _tally(phases: list[dict[str, Any]], kind: str, completed: set[str]) -> tuple[int, int]:
    tasks = [task["task_id"] for phase in phases if phase["kind"] == kind for task in phase["tasks"]]
    return sum(task_id in completed for task_id in tasks), len(tasks)


def percent(part: int, whole: int) -> int:
    return 100 if whole == 0 else part * 100 // whole


def elapsed_percent(*, started: date, opens: date | None, today: date) -> int:
    """Return the share of the days from `started` to `opens` that has passed `today`."""
    if opens is None:
        return 0
    if today >= opens:
        return 100
    return 0 if today <= started else percent((today - started).days, (opens - started).days)


def opening_day(*, target: date | None, timeline: str | None, decided_on: date | None) -> date | None:
    """Return the day the doors open: the decided date, a duration from its decision, or the target.

    The target is set when the launch starts, so what is decided later goes before it.
    """
    if timeline is None:
        return target
    parts = values.duration_parts(timeline)
    if not parts:
        return date.fromisoformat(timeline)
    return target if decided_on is None else later(decided_on, parts)


def later(day: date, parts: list[tuple[int, str]]) -> date:
    """Return the day that is `parts`, as `values.duration_parts` gives them, after `day`."""
    for number, unit in parts:
        if unit in {"year", "month"}:
            day = _add_months(day, number * (12 if unit == "year" else 1))
        else:
            day += timedelta(days=number * (7 if unit == "week" else 1))
    return day


def _add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
