"""The plan a creator really follows: the playbook, changed as they wish, in their platform's words. Pure.

A customised plan is `{skip: [task_id], add: [task], edit: {task_id: {…}}, order: {phase_id: [task_id]}}`:

- `skip` leaves tasks out; what waited for them no longer does.
- `add` puts new tasks, each with its `phase`, at the end of that phase.
- `edit` replaces fields of a task, platform variants included.
- `order` names tasks of a phase that come first, in this order; the others follow as they were.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from backend.core.errors import ApplicationError

from . import graph, values

EMPTY: dict[str, Any] = {}
PARTS = ("skip", "add", "edit", "order")
MAX_ADDED = 50
_NO_COST = {"min_minor": 0, "max_minor": 0, "currency": "USD"}


class InvalidPlan(ApplicationError):
    code = "invalid_plan"
    status = 400
    detail = "The plan cannot be changed in this way."


def effective(playbook: dict[str, Any], custom: dict[str, Any], platform: str | None) -> list[dict[str, Any]]:
    """Return the phases with their tasks as the creator sees them; `platform` picks the variant, if any.

    Raises InvalidPlan only for a customised plan that `validated` would have refused.
    """
    skipped = set(custom.get("skip", ()))
    added, edits, orders = custom.get("add", ()), custom.get("edit", {}), custom.get("order", {})
    phases = []
    for phase in playbook["phases"]:
        own = [_from_playbook(task, platform) for task in phase["tasks"]]
        own += [_from_addition(task) for task in added if task["phase"] == phase["id"]]
        kept = [
            _edited(task, edits.get(task["task_id"]), skipped)
            for task in own
            if task["task_id"] not in skipped
        ]
        phases.append({**_heading(phase), "tasks": _ordered(kept, orders.get(phase["id"], ()))})
    return phases


def task_ids(phases: list[dict[str, Any]]) -> list[str]:
    return [task["task_id"] for phase in phases for task in phase["tasks"]]


def find(phases: list[dict[str, Any]], task_id: str) -> dict[str, Any] | None:
    return next((task for phase in phases for task in phase["tasks"] if task["task_id"] == task_id), None)


def _heading(phase: dict[str, Any]) -> dict[str, Any]:
    return {name: phase[name] for name in ("id", "title", "goal", "milestone", "kind")}


def _from_playbook(task: dict[str, Any], platform: str | None) -> dict[str, Any]:
    variant = task["variants"].get(platform or "", {})
    shown = {name: value for name, value in task.items() if name != "variants"}
    return {**shown, "how": variant.get("how", task["how"]), "note": variant.get("note"), "added": False}


def _from_addition(task: dict[str, Any]) -> dict[str, Any]:
    return {
        "task_id": task["task_id"],
        "title": task["title"],
        "why": task.get("why", ""),
        "how": task.get("how", []),
        "done_when": task.get("done_when", ""),
        "minutes": task.get("minutes", 30),
        "cost": task.get("cost", _NO_COST),
        "depends_on": task.get("depends_on", []),
        "decision": None,
        "note": None,
        "added": True,
    }


def _edited(task: dict[str, Any], edit: dict[str, Any] | None, skipped: set[str]) -> dict[str, Any]:
    task = {**task, **(edit or {})}
    return {**task, "depends_on": [other for other in task["depends_on"] if other not in skipped]}


def _ordered(tasks: list[dict[str, Any]], order: list[str]) -> list[dict[str, Any]]:
    place = {task_id: index for index, task_id in enumerate(order)}
    return sorted(tasks, key=lambda task: place.get(task["task_id"], len(place)))


# Checking what was sent


def validated(playbook: dict[str, Any], custom: Any) -> dict[str, Any]:
    """Return `custom` with its empty parts left out. Raises InvalidPlan with what is wrong first."""
    if not isinstance(custom, dict) or set(custom) - set(PARTS):
        raise InvalidPlan(f"A customised plan is an object with any of {', '.join(PARTS)}.")
    kept = {name: custom[name] for name in PARTS if custom.get(name)}
    phase_of = {task["task_id"]: phase["id"] for phase in playbook["phases"] for task in phase["tasks"]}
    phases = {phase["id"] for phase in playbook["phases"]}
    _check_added(kept.get("add", []), phase_of, phases)
    _check_ids(kept.get("skip", []), phase_of, "skip")
    _check_edits(kept.get("edit", {}), phase_of)
    _check_order(kept.get("order", {}), phase_of, phases)
    _check_dependencies(effective(playbook, kept, None), phase_of)
    return kept


def _check_added(added: Any, phase_of: dict[str, str], phases: set[str]) -> None:
    """Check the new tasks and enter them in `phase_of`."""
    if not isinstance(added, list) or len(added) > MAX_ADDED:
        raise InvalidPlan(f"'add' is a list of at most {MAX_ADDED} tasks.")
    for task in added:
        if not isinstance(task, dict) or task.get("phase") not in phases:
            raise InvalidPlan(f"Each added task needs a 'phase': one of {', '.join(sorted(phases))}.")
        task_id = task.get("task_id")
        if not isinstance(task_id, str) or not _is_slug(task_id) or task_id in phase_of:
            raise InvalidPlan(
                "Each added task needs a 'task_id' of its own: small letters, digits and underscores."
            )
        if "title" not in task:
            raise InvalidPlan(f"The added task {task_id} needs a title.")
        _check_fields({name: task[name] for name in task if name not in {"phase", "task_id"}}, task_id)
        phase_of[task_id] = task["phase"]


def _check_edits(edits: Any, phase_of: dict[str, str]) -> None:
    if not isinstance(edits, dict):
        raise InvalidPlan("'edit' is an object of fields by task.")
    _check_ids(list(edits), phase_of, "edit")
    for task_id, fields in edits.items():
        if not isinstance(fields, dict):
            raise InvalidPlan(f"The edit of {task_id} is an object of fields.")
        _check_fields(fields, task_id)


def _check_order(orders: Any, phase_of: dict[str, str], phases: set[str]) -> None:
    if not isinstance(orders, dict) or set(orders) - phases:
        raise InvalidPlan("'order' is an object of task lists by phase.")
    for phase, order in orders.items():
        _check_ids(order, phase_of, "order")
        if any(phase_of[task_id] != phase for task_id in order):
            raise InvalidPlan(f"The order of {phase} names a task of another phase.")


def _check_ids(task_ids: Any, phase_of: dict[str, str], part: str) -> None:
    if not isinstance(task_ids, list) or not all(isinstance(task_id, str) for task_id in task_ids):
        raise InvalidPlan(f"'{part}' names tasks by their task_id.")
    unknown = [task_id for task_id in task_ids if task_id not in phase_of]
    if unknown:
        raise InvalidPlan(f"'{part}' names {unknown[0][:60]!r}, which is not a task of this plan.")
    if len(set(task_ids)) < len(task_ids):
        raise InvalidPlan(f"'{part}' names a task twice.")


def _check_fields(fields: dict[str, Any], task_id: str) -> None:
    for name, value in fields.items():
        check = _FIELDS.get(name)
        if check is None or not check(value):
            raise InvalidPlan(f"The field {name[:60]!r} of {task_id} cannot be set to that.")


def _check_dependencies(phases: list[dict[str, Any]], phase_of: dict[str, str]) -> None:
    edges = {task["task_id"]: task["depends_on"] for phase in phases for task in phase["tasks"]}
    for task_id, needed in edges.items():
        if any(other not in phase_of for other in needed):
            raise InvalidPlan(f"{task_id} depends on a task that does not exist.")
    circle = graph.cycle(edges)
    if circle:
        raise InvalidPlan(f"These tasks would wait for each other: {' → '.join(circle)}.")


def _is_text(value: Any, *, longest: int = 600) -> bool:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        return False
    return not any(
        unicodedata.category(character) in {"Cc", "Cs"} and character != "\n" for character in value
    )


def _is_title(value: Any) -> bool:
    return _is_text(value, longest=120)


def _is_slug(value: str) -> bool:
    return values.is_slug(value) and len(value) <= 60


def _is_steps(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 10 and all(_is_text(step) for step in value)


def _is_whole(value: Any, *, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_minutes(value: Any) -> bool:
    return _is_whole(value, least=1, most=10_000)


def _is_cost(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != set(_NO_COST):
        return False
    amounts = [value["min_minor"], value["max_minor"]]
    in_range = all(_is_whole(amount, least=0, most=values.MAX_AMOUNT_MINOR) for amount in amounts)
    return in_range and amounts[0] <= amounts[1] and value["currency"] in values.money.CURRENCIES


def _is_task_ids(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(isinstance(item, str) for item in value)


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "title": _is_title,
    "why": _is_text,
    "how": _is_steps,
    "done_when": _is_text,
    "minutes": _is_minutes,
    "cost": _is_cost,
    "depends_on": _is_task_ids,
}
