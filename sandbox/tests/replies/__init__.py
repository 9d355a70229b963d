"""Labelled replies: what people say in ordinary words, and what must be recorded for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def decided(name: str = "decided") -> list[tuple[str, str, dict[str, Any]]]:
    """The question that was open, the reply, and the value that must be recorded for each category."""
    return [(asked, text, _values(label)) for asked, text, label in _rows(f"{name}.txt")]


def undecided(name: str = "undecided") -> list[tuple[str, str]]:
    """The question that was open, and a reply that must record nothing."""
    return [(asked, text) for asked, text in _rows(f"{name}.txt")]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if " | " in line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" | ")]


def _values(label: str) -> dict[str, Any]:
    named = (part.strip().split("=", 1) for part in label.split(";"))
    return {category: _value(category, written) for category, written in named}


def _value(category: str, written: str) -> Any:
    if category == "pricing":
        minor, currency, period = written.split()
        return {"amount_minor": int(minor), "currency": currency, "period": period}
    if category == "structure":
        return {"tiers": [_tier(tier) for tier in written.split(",")]}
    if category == "content":
        formats, _, cadence = written.partition(" ")
        return {"formats": formats.split(","), "cadence": cadence or None}
    return written


def _tier(written: str) -> dict[str, Any]:
    name, _, minor = written.partition(":")
    return {"name": name, "amount_minor": int(minor) if minor else None}
