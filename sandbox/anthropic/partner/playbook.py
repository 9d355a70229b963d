"""The partner's own copy of the playbook, and questions about it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "playbook.json"

ORDER = ("platform", "pricing", "structure", "content", "timeline")
NOUNS = {
    "platform": "platform",
    "pricing": "price",
    "structure": "structure",
    "timeline": "opening date",
    "content": "rhythm",
}


@cache
def load() -> dict[str, Any]:
    book: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return book


@cache
def decision(category: str) -> dict[str, Any]:
    return next(point for point in load()["decisions"] if point["category"] == category)


@cache
def tasks() -> dict[str, dict[str, Any]]:
    """Every task by its id, in the order of the plan."""
    return {task["task_id"]: task for phase in load()["phases"] for task in phase["tasks"]}


def options(category: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = decision(category)["options"]
    return found
