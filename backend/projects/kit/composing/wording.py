"""How the kit puts things: quotes, days, spans of time, and a niche in the middle of a sentence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from backend.projects import values

from .basis import Basis

_OPEN = {
    values.PLATFORM: "Where members meet",
    values.PRICING: "The price",
    values.STRUCTURE: "The structure",
    values.TIMELINE: "The opening day",
    values.CONTENT: "What people come back for",
}
_COMMON_WORDS = set(
    re.findall(
        r"\w+",
        "a an the and for about slow modern vintage indie digital personal small mental sustainable minimalist home"
        " board tabletop street film book books history science nature travel urban interior true short creative"
        " desk desks cozy cosy",
    )
)
_LONGEST_QUOTE = 280


def quoted(sentences: Iterable[str]) -> str:
    """Return the sentences as one `>` quote, a line each, without line breaks of their own."""
    return "\n>\n".join(f"> {' '.join(sentence.split())}" for sentence in sentences)


def in_own_words(sentences: Iterable[str]) -> str:
    return quoted(f"“{shortened(sentence)}”" for sentence in sentences)


def shortened(sentence: str) -> str:
    text = " ".join(sentence.split()).strip("\"“”'")
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0].rstrip(',;:')}…"


def plain(text: str) -> str:
    """Return `text`, which people typed, so that Markdown shows it as it is."""
    return re.sub(r"([\\*_`\[\]<>#|~])", r"\\\1", " ".join(text.split()))


def still_open(basis: Basis, category: str, shown: str = "") -> str:
    """Say that a decision is open and what is assumed; empty once it is decided."""
    if category not in basis.missing:
        return ""
    return (
        f"{_OPEN[category]} is still open: {shown or suggestion(basis, category)} is suggested, not decided."
    )


def suggestion(basis: Basis, category: str) -> str:
    """Return what is assumed while a decision is open, for the middle of a sentence."""
    return _mid_sentence(category, basis.choice(category).display)


def note_on_open(basis: Basis, *categories: str) -> str:
    """Return one note in italics on those of the decisions that are open; empty where none is."""
    missing = [category for category in categories if category in basis.missing]
    if len(missing) < 2:
        return "".join(f"*{still_open(basis, category)}*" for category in missing)
    named = [
        f"{_OPEN[category][:1].lower()}{_OPEN[category][1:]} ({suggestion(basis, category)})"
        for category in missing
    ]
    return f"*Still open, and for now suggested, not decided: {values.join_words(named)}.*"


def _mid_sentence(category: str, display: str) -> str:
    names = category in {values.PLATFORM, values.PRICING}
    return display if names else display[:1].lower() + display[1:]


def at_place(display: str) -> str:
    """Return where people meet: `on Discord`, `in a Facebook group`, `on your own website`."""
    place = plain(display)
    if place.endswith(" group"):
        return f"in a {place}"
    return f"on {place[:1].lower() + place[1:]}" if place.startswith("Your ") else f"on {place}"


def paragraphs(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def a_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def counted(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def hours(minutes: int) -> str:
    """Return `45 minutes`, `1 hour`, `4 hours 30 minutes` or, from ten hours on, `28 hours`."""
    if minutes < 60:
        return counted(minutes, "minute")
    whole, rest = divmod(minutes, 60)
    if minutes >= 600:
        return counted(whole + (rest >= 30), "hour")
    return counted(whole, "hour") + (f" {counted(rest, 'minute')}" if rest else "")


def in_sentence(niche: str, playbook: Mapping[str, Any]) -> str:
    """Return the niche without the capital it began with, unless that capital may be a name's."""
    text = plain(niche).rstrip(".!")
    first = re.split(r"[\s,/&:-]", text, maxsplit=1)[0]
    known = {word.split()[0] for field in playbook["niches"] for word in field["words"]} | _COMMON_WORDS
    ordinary = first.lower() in known or first.lower().endswith("ing")
    is_capitalised = first[:1].isupper() and first[1:].islower()
    return text[:1].lower() + text[1:] if ordinary and is_capitalised else text
