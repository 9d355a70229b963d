"""Holding the model to the creator's own words."""

import re
from collections.abc import Sequence

from backend.agents import detection
from backend.projects import selectors as projects
from backend.projects.models import Project

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"\w+")
# How much of a quote's vocabulary a sentence must hold to be the one that was meant.
ENOUGH_OVERLAP = 0.5
# Without a sentence of the creator that says so, a task is only claimed.
UNPROVEN = 0.4
# A claim that the creator softens is asked about, whatever else it says.
SOFTENED = 0.6
_SOFTENS = re.compile(
    r"\b(?:i (?:think|guess|suppose|believe)|mostly|more or less|pretty much|sort of|kind of|kinda|roughly)\b",
    re.IGNORECASE,
)


def anchored(quote: str, text: str) -> str | None:
    """Return the creator's words that `quote` stands for, verbatim from `text`; None when they said no such thing."""
    quote = quote.strip().strip("\"'“”")
    if not quote or not text.strip():
        return None
    found = text.find(quote)
    if found >= 0:
        return text[found : found + len(quote)]
    sentences = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
    best = max(sentences, key=lambda sentence: _overlap(quote, sentence))
    return best if _overlap(quote, best) >= ENOUGH_OVERLAP else None


def _overlap(quote: str, sentence: str) -> float:
    words = set(_WORD.findall(quote.lower()))
    return len(words & set(_WORD.findall(sentence.lower()))) / len(words) if words else 0.0


def completion_confidence(sentence: str | None, task_id: str, hints: Sequence[detection.TaskHint]) -> float:
    """Return how sure it is that the creator's own sentence says this task is done: by the detector."""
    if sentence is None:
        return UNPROVEN
    found = detection.detect(sentence, role="user", tasks=hints)
    scores = [done.confidence for done in found.completions if done.task_id in (task_id, None)]
    surest = max(scores, default=UNPROVEN)
    return min(surest, SOFTENED) if _SOFTENS.search(sentence) else surest


def task_hints(project: Project) -> list[detection.TaskHint]:
    """Return the tasks of the project's plan, as the detector wants them."""
    phases = projects.launch(project).phases
    return [
        detection.TaskHint(task_id=task["task_id"], title=task["title"])
        for phase in phases
        for task in phase["tasks"]
    ]
