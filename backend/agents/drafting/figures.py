"""The figures in a text, so that a draft can be held to those that are known."""

import re
from collections.abc import Iterable
from decimal import Decimal

from backend.agents.detection.numbers import in_digits

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(?:\s?(k|thousand|m|million)\b)?", re.IGNORECASE)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
# "One room", "the first two weeks": small counting words are language, not claims.
_SMALLEST_SPOKEN = 10


def figures(text: str) -> set[Decimal]:
    """All figures of a text: whatever stands in digits, and numbers in words from ten on."""
    written = _values(re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))
    spoken = {value for value in _values(in_digits(text.lower())) if value >= _SMALLEST_SPOKEN}
    return written | spoken


def unknown(text: str, known: Iterable[str]) -> list[str]:
    """The figures of `text` that stand in none of the `known` texts, smallest first."""
    allowed = set[Decimal]().union(*map(figures, known))
    return [f"{value.normalize():f}" for value in sorted(figures(text) - allowed)]


def _values(text: str) -> set[Decimal]:
    return {Decimal(digits) * _SCALES.get(scale.lower(), 1) for digits, scale in _FIGURE.findall(text)}
