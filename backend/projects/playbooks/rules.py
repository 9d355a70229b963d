"""What a schema cannot say of a playbook: unique names, references that lead somewhere."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from backend.projects import graph, values

from .positions import Path

Broken = tuple[Path, str]


def broken(playbook: dict[str, Any]) -> list[Broken]:
    """Return the path of each culprit and a sentence, for a playbook that fits the schema."""
    return [
        *_counts(playbook),
        *_unique_ids(playbook),
        *_dependencies(playbook),
        *_categories(playbook),
        *_task_decisions(playbook),
        *_canonical_values(playbook),
        *_costs(playbook),
        *_recommendations(playbook),
    ]


def _tasks(playbook: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for p, phase in enumerate(playbook["phases"]):
        for t, task in enumerate(phase["tasks"]):
            yield ("phases", p, "tasks", t), task


def _counts(playbook: dict[str, Any]) -> Iterator[Broken]:
    found = {
        "phases": len(playbook["phases"]),
        "tasks": [len(phase["tasks"]) for phase in playbook["phases"]],
        "decisions": len(playbook["decisions"]),
    }
    for name, declared in playbook["counts"].items():
        if declared != found[name]:
            yield ("counts", name), f"the file declares {declared} {name} and holds {found[name]}."


def _unique_ids(playbook: dict[str, Any]) -> Iterator[Broken]:
    named: list[tuple[Path, str]] = [
        (("phases", p, "id"), phase["id"]) for p, phase in enumerate(playbook["phases"])
    ]
    yield from _repeated(named, "phase")
    yield from _repeated([((*path, "task_id"), task["task_id"]) for path, task in _tasks(playbook)], "task")
    yield from _repeated(
        [(("niches", n, "key"), niche["key"]) for n, niche in enumerate(playbook["niches"])], "niche"
    )


def _repeated(named: list[tuple[Path, str]], kind: str) -> Iterator[Broken]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield path, f"the {kind} {name!r} was already defined above."
        seen.add(name)


def _dependencies(playbook: dict[str, Any]) -> Iterator[Broken]:
    paths = {task["task_id"]: path for path, task in _tasks(playbook)}
    edges = {task["task_id"]: task["depends_on"] for _, task in _tasks(playbook)}
    for task_id, needed in edges.items():
        for index, other in enumerate(needed):
            if other not in edges:
                yield (
                    (*paths[task_id], "depends_on", index),
                    f"{task_id!r} depends on {other!r}, which does not exist.",
                )
    cycle = graph.cycle(edges)
    if cycle:
        yield (*paths[cycle[0]], "depends_on"), f"these tasks wait for each other: {' → '.join(cycle)}."


def _categories(playbook: dict[str, Any]) -> Iterator[Broken]:
    counted = Counter(decision["category"] for decision in playbook["decisions"])
    for index, decision in enumerate(playbook["decisions"]):
        if counted[decision["category"]] > 1:
            yield (
                ("decisions", index, "category"),
                f"the decision {decision['category']!r} occurs more than once.",
            )
    missing = [category for category in values.CATEGORIES if category not in counted]
    if missing:
        yield ("decisions",), f"there is no decision for {values.join_words(missing)}."


def _task_decisions(playbook: dict[str, Any]) -> Iterator[Broken]:
    tasks = [(path, task["decision"]) for path, task in _tasks(playbook) if task["decision"] is not None]
    for path, category in tasks:
        if category not in values.CATEGORIES:
            yield (*path, "decision"), f"{category!r} is not one of the five decisions."
    yield from _repeated(
        [((*path, "decision"), category) for path, category in tasks], "task for the decision"
    )


def _canonical_values(playbook: dict[str, Any]) -> Iterator[Broken]:
    for path, category, value in _decision_values(playbook):
        try:
            canonical = values.parse(category, value)
        except values.InvalidDecisionValue as error:
            yield path, f"{value!r} is not a value for {category}: {error.detail}"
            continue
        if canonical != value:
            yield path, f"{value!r} must be written in its canonical form {canonical!r}."


def _decision_values(playbook: dict[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    for d, decision in enumerate(playbook["decisions"]):
        for o, option in enumerate(decision["options"]):
            yield ("decisions", d, "options", o, "value"), decision["category"], option["value"]
        for name in ("starter", "second_tier"):
            if name in decision["recommend"]:
                yield ("decisions", d, "recommend", name), decision["category"], decision["recommend"][name]
    for n, niche in enumerate(playbook["niches"]):
        yield ("niches", n, "content"), values.CONTENT, niche["content"]


def _costs(playbook: dict[str, Any]) -> Iterator[Broken]:
    for path, task in _tasks(playbook):
        if task["cost"]["min_minor"] > task["cost"]["max_minor"]:
            yield (*path, "cost"), f"the cost of {task['task_id']!r} has a minimum above its maximum."


def _recommendations(playbook: dict[str, Any]) -> Iterator[Broken]:
    for index, decision in enumerate(playbook["decisions"]):
        if decision["category"] == values.PRICING:
            yield from _pricing_rules(("decisions", index, "recommend"), decision["recommend"])


def _pricing_rules(path: Path, rules: dict[str, Any]) -> Iterator[Broken]:
    if rules["ladder_minor"] != sorted(rules["ladder_minor"]):
        yield (*path, "ladder_minor"), "the prices of the ladder must rise."
    if rules["join_basis_points"]["low"] > rules["join_basis_points"]["high"]:
        yield (*path, "join_basis_points"), "the low share of joiners is above the high one."
