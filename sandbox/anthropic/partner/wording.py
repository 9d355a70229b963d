"""Small pieces of Markdown and of manners."""

import re
from collections.abc import Iterable
from typing import Any

_LONGEST_LINE = 400
_ACRONYM = re.compile(r"[A-Z]{2}|I\b")


def quote(lines: Iterable[Any]) -> str:
    """Lines as one Markdown block quote, for arithmetic set apart."""
    return "\n>\n".join(f"> {one_line(line)}" for line in lines)


def sentence_case(text: str) -> str:
    """Text to follow a colon: no capital at its start, one full stop at its end."""
    lowered = text if _ACRONYM.match(text) else text[:1].lower() + text[1:]
    return lowered if lowered.endswith((".", "!", "?")) else f"{lowered}."


def one_line(text: Any) -> str:
    """A value from a profile, short and on one line."""
    return " ".join(str(text).split())[:_LONGEST_LINE]


def grouped(number: Any) -> str:
    return (
        f"{number:,}"
        if isinstance(number, int)
        else f"{number:g}"
        if isinstance(number, float)
        else one_line(number)
    )


def joined(names: list[str], word: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
