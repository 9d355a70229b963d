"""Precision and recall of the detector on the labelled corpus."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from backend.agents.detection import Detection, TaskHint, detect

CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 11, 20)
CATEGORIES = ("platform", "pricing", "structure", "timeline", "content", "completion", "next_step")


@dataclass(slots=True)
class Score:
    """Right, wrong and missed detections of one category; a wrong value is both wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class Mistake:
    text: str
    category: str
    expected: list[Any]
    found: list[Any]


def labelled(half: str) -> list[dict[str, Any]]:
    """The rows of a part of the corpus: "train", "practice" or "heldout"."""
    lines = (CORPUS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def corpus_tasks() -> list[TaskHint]:
    return [TaskHint(**row) for row in json.loads((CORPUS / "tasks.json").read_text(encoding="utf-8"))]


def score(half: str) -> tuple[dict[str, Score], list[Mistake]]:
    """Scores per category, values compared exactly, and every message that was read wrongly."""
    scores = {category: Score() for category in CATEGORIES}
    mistakes: list[Mistake] = []
    tasks = corpus_tasks()
    for row in labelled(half):
        detection = detect(row["text"], role=row["role"], today=TODAY, tasks=tasks)
        for category, expected, found, same in _comparisons(row, detection):
            if not _tally(scores[category], expected, found, same):
                mistakes.append(Mistake(row["text"], category, expected, found))
    return scores, mistakes


def _comparisons(
    row: dict[str, Any], detection: Detection
) -> Iterator[tuple[str, list[Any], list[Any], Callable[[Any, Any], bool]]]:
    for category in CATEGORIES[:5]:
        expected = [label["value"] for label in row["decisions"] if label["category"] == category]
        found = [decision.value for decision in detection.decisions if decision.category == category]
        yield category, expected, found, _equal
    finished = [completion.task_id or completion.title for completion in detection.completions]
    yield "completion", row["completions"], finished, _alike
    yield "next_step", row["next_steps"], [step.text for step in detection.next_steps], _alike


def _tally(counts: Score, expected: list[Any], found: list[Any], same: Callable[[Any, Any], bool]) -> bool:
    open_labels = list(expected)
    wrong = 0
    for value in found:
        label = next((label for label in open_labels if same(label, value)), None)
        if label is None:
            wrong += 1
        else:
            open_labels.remove(label)
            counts.right += 1
    counts.wrong += wrong
    counts.missed += len(open_labels)
    return not wrong and not open_labels


def _equal(label: Any, value: Any) -> bool:
    return bool(label == value)


def _alike(label: str, value: str) -> bool:
    """Same words but for a few at the edges: a label's words are the speaker's own."""
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (label, value))
    return len(first & second) >= 0.6 * max(len(first), len(second), 1)
