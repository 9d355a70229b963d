"""The tasks with the days to have them done by, the opening day among them."""

from datetime import date, timedelta
from typing import Any

from backend.projects import values
from backend.projects.kit.model import Item

from . import scheduling, wording
from .basis import OPENING_TASK, Basis, Done

DONE, OPENING_DAY, AFTER = "Done", "Opening day", "After the opening"


def schedule_of(basis: Basis) -> scheduling.Schedule:
    return scheduling.schedule(
        scheduling.tasks_of(basis.phases),
        opening=basis.opening.day,
        opening_task=OPENING_TASK,
        after=scheduling.waits_for_opening(basis.playbook, OPENING_TASK),
        started=basis.started,
        today=basis.today,
        done=basis.done.keys(),
        hours_a_week=basis.rules[values.TIMELINE]["hours_a_week"],
    )


def lead(basis: Basis, schedule: scheduling.Schedule) -> str:
    sentences = [
        "Every task with the day to have it done by, counted back from the opening.",
        _load(basis, schedule),
    ]
    if basis.opening.known == "suggested":
        sentences.append(wording.still_open(basis, values.TIMELINE, wording.a_day(basis.opening.day)))
    return " ".join(sentences)


def _load(basis: Basis, schedule: scheduling.Schedule) -> str:
    """Say how much work is left for how long, and plainly when that is too little time."""
    if not schedule.minutes:
        return "All that comes before the opening is done."
    work = f"{wording.hours(schedule.minutes)} of work"
    if basis.today > basis.opening.day:
        return (
            f"The opening day, {wording.a_day(basis.opening.day)}, has passed with about {work} still open."
            f" Choose a new day: {_advised(basis, schedule)} leaves enough time."
        )
    if not schedule.days_left:
        return f"The doors open today, and about {work} is still open. Do what members would notice first."
    left = wording.counted(schedule.days_left, "day")
    if not schedule.is_short:
        weekly = wording.hours(-(-schedule.weekly_minutes // 10) * 10)
        begins = f" It begins on {wording.a_day(schedule.begins)}." if schedule.begins > basis.today else ""
        return f"About {work} in {left}: {weekly} a week.{begins}"
    allowed = basis.rules[values.TIMELINE]["hours_a_week"]
    return (
        f"There is too little time: about {work} and {left}, where the plan reckons with"
        f" {wording.counted(allowed, 'hour')} a week. {_advised(basis, schedule)} would be realistic;"
        " or leave tasks out until it fits."
    )


def _advised(basis: Basis, schedule: scheduling.Schedule) -> str:
    """Return the first day on which the open work fits at the playbook's weekly hours."""
    weekly = basis.rules[values.TIMELINE]["hours_a_week"] * 60
    days = -(-schedule.minutes * 7 // weekly)
    return wording.a_day(max(basis.started, basis.today) + timedelta(days=days))


def compose(basis: Basis, schedule: scheduling.Schedule) -> tuple[Item, ...]:
    """Return what is done, by the day it was; then everything else by the day it is due."""
    done = [
        _task(task, basis.done[task["task_id"]].day, DONE, basis.done[task["task_id"]])
        for task in basis.tasks
        if task["task_id"] in basis.done
    ]
    done.sort(key=lambda item: item.date or date.min)
    order = {
        task.task_id: place
        for place, task in enumerate(scheduling.in_order(scheduling.tasks_of(basis.phases)))
    }
    waiting = [
        _task(task, schedule.days[task["task_id"]], _group(basis, task, schedule), None)
        for task in basis.tasks
        if task["task_id"] in schedule.days
    ]
    waiting.append(_opening(basis))
    waiting.sort(key=lambda item: (item.date or date.min, order.get(item.task_id or "", -1)))
    return (*done, *waiting)


def _opening(basis: Basis) -> Item:
    return Item(
        id="opening-day",
        title=f"{' '.join(basis.business.split())} opens its doors",
        note=_offered(basis),
        date=basis.opening.day,
        group=OPENING_DAY,
    )


def _offered(basis: Basis) -> str:
    """Say what opens, once price and place are decided."""
    if {values.PRICING, values.PLATFORM} & set(basis.missing):
        return ""
    price, platform = basis.choice(values.PRICING), basis.choice(values.PLATFORM)
    return f"{price.display}, {wording.at_place(platform.display)}."


def _task(task: dict[str, Any], day: date, group: str, done: Done | None) -> Item:
    return Item(
        id=f"task-{task['task_id']}",
        title=task["title"],
        note=_note(task, done),
        date=day,
        minutes=task["minutes"],
        task_id=task["task_id"],
        done=done is not None,
        group=group,
    )


def _note(task: dict[str, Any], done: Done | None) -> str:
    if done and done.evidence:
        return f"You said: “{wording.shortened(done.evidence)}”"
    return f"Done when: {task['done_when'][:1].lower() + task['done_when'][1:]}" if task["done_when"] else ""


def _group(basis: Basis, task: dict[str, Any], schedule: scheduling.Schedule) -> str:
    if task["task_id"] == OPENING_TASK:
        return OPENING_DAY
    if task["task_id"] in schedule.after:
        return AFTER
    day = schedule.days[task["task_id"]]
    return f"Week of {wording.a_day(day - timedelta(days=day.weekday()))}"
