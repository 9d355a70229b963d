"""Cutting a message into sentences, and sentences into clauses, with every piece kept verbatim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.anthropic.partner.understanding.spelling import regular

_MONTHS = r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
_KEPT_DOT = re.compile(rf"\b(?:{_MONTHS}|e\.g|i\.e|approx|vs|mo|no|st|mr|mrs|dr)\.(?=\s)", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\n+")
_TURN = re.compile(
    r"(?<!anything )(?<!nothing )\b(?:but|however|although|though|because|since|whereas|yet)\b|[;–—]|\s-\s|"
    r"\bso\b(?! that)|\band\b(?=\s+[$€£]?[\w.,]+(?: \w+){0,2} (?:sounds?|works?|feels?|seems?|is) \w)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?!\d)|[:()]")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `text` is verbatim; `plain` is for matching: straight quotes, typing slips mended."""

    text: str
    plain: str

    @property
    def is_question(self) -> bool:
        return self.plain.rstrip(" \"')").endswith("?")


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


def straighten(text: str) -> str:
    """Typographic quotes and odd spaces made plain, one character for one."""
    return text.translate(
        {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0xA0: " ", 0x202F: " ", 0x2011: "-"}
    )


def sentences(text: str) -> list[Sentence]:
    plain = _KEPT_DOT.sub(lambda dot: dot.group()[:-1] + "\x01", straighten(text))
    found = []
    start = 0
    for end in [*_END.finditer(plain), None]:
        piece = text[start : end.start() if end else len(text)]
        if piece.strip():
            found.append(Sentence(piece.strip(), regular(straighten(piece.strip()))))
        start = end.end() if end else start
    return found


def turns(plain: str) -> list[Span]:
    """Stretches between words that turn the thought: but, so, because, a dash."""
    return list(_split(plain, Span(0, len(plain)), _TURN))


def clauses(plain: str, within: Span) -> list[Span]:
    """Stretches of a turn between commas, colons and brackets."""
    return list(_split(plain, within, _COMMA))


def around(spans: list[Span], position: int) -> Span:
    """The stretch a place lies in; the next one when it lies on the divider itself."""
    return next((span for span in spans if span.end > position), spans[-1])


def _split(plain: str, within: Span, breaker: re.Pattern[str]) -> Iterator[Span]:
    start = within.start
    for found in breaker.finditer(plain, within.start, within.end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, within.end)
