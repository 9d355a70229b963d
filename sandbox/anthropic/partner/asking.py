"""Asking for one thing at a time, and recognising later what was asked, from the text alone."""

import re
from dataclasses import dataclass

from sandbox.anthropic.partner import playbook

_NOUN_CATEGORY = {noun: category for category, noun in playbook.NOUNS.items()}
_CONFIRM = re.compile(rf"Shall I write down \*\*(.+?)\*\* as your ({'|'.join(_NOUN_CATEGORY)})\?")
_RHYTHM = re.compile(r"\(noted so far: (\w+)\)")
_TASK = re.compile(r"Next on the plan: \*\*(.+?)\*\*")
_CLUES = {
    "platform": r"platform|where .{0,40}(?:meet|gather|host|live)|discord|circle",
    "pricing": r"price|pricing|charge|cost|pay\b|[$€£]",
    "structure": r"tiers?|levels?|rooms?|structure",
    "timeline": r"when|date|launch|open",
    "content": r"content|formats?|what .{0,40}(?:happen|offer|come back)|how often",
}


@dataclass(frozen=True)
class Asked:
    """What the partner's last words asked for. `confirming` is a value offered back in so many words."""

    category: str | None = None
    confirming: str | None = None
    cadence: str | None = None
    task_title: str | None = None


def confirmation(category: str, shown: str) -> str:
    return f"Shall I write down **{shown}** as your {playbook.NOUNS[category]}?"


def rhythm_note(cadence: str) -> str:
    return f"(noted so far: {cadence})"


def task_heading(title: str) -> str:
    return f"Next on the plan: **{title}**"


def asked_in(text: str) -> Asked:
    """What a previous answer asked. Its own questions are known by their words, another model's by their last
    question."""
    offered = _CONFIRM.findall(text)
    if offered:
        shown, noun = offered[-1]
        return Asked(category=_NOUN_CATEGORY[noun], confirming=shown)
    rhythm = _RHYTHM.findall(text)
    places = {category: text.rfind(playbook.decision(category)["question"]) for category in playbook.ORDER}
    category = max(places, key=lambda name: places[name])
    if places[category] >= 0:
        return Asked(category=category, cadence=rhythm[-1] if rhythm else None)
    titles = _TASK.findall(text)
    if titles:
        return Asked(task_title=titles[-1])
    return Asked(category=_by_clues(text))


def _by_clues(text: str) -> str | None:
    questions = re.findall(r"[^.!?\n]*\?", text)
    if not questions:
        return None
    hits = [name for name, clue in _CLUES.items() if re.search(clue, questions[-1], re.IGNORECASE)]
    return hits[0] if len(hits) == 1 else None
