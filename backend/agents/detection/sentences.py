"""Cuts a message into sentences, a sentence into clauses, and writes each the one way the rules read.

Rules look at the normalised sentence; quotes are always cut from the message itself.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from backend.agents.detection.numbers import in_digits
from backend.agents.detection.spelling import corrected

LONGEST_SENTENCE = 600
"""Longer ones are cut: keeps every rule's work linear in the length of the message."""

_PIECE = re.compile(r"[^\n.!?…。！？]{1,600}(?:[.!?…。！？]{1,20}[\"'”’)\]*_]{0,3})?|[.!?…。！？]{1,600}")
_ABBREVIATION = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|mr|mrs|ms|dr|vs|approx)|(?<![\w.])[a-z])\.$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}\.$")

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"', "—": " - "}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd\x00-\x08\x0b-\x1f]")
_MARKUP = re.compile(r"\*\*|__|~~|^[\s>#*-]{1,10}(?=\S)")
_EXPANSIONS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\blet'?s\b", "let us"),
        (r"\b(?:can't|cannot|cant)\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\b(do|does|did|is|was|are|were|would|could|should|has|have|had)n'?t\b", r"\1 not"),
        (r"\bi'?m\b", "i am"),
        (r"\b(i|we|you|they|he|she|it|that|who|there|this)'ll\b", r"\1 will"),
        (r"\b(we|you|they)'re\b", r"\1 are"),
        (r"\b(?:i'?ve)\b", "i have"),
        (r"\b(we|you|they)'?ve\b", r"\1 have"),
        (r"\bi'?d\b", "i would"),
        (r"\b(we|they|you|he|she)'d\b", r"\1 would"),
        (r"\b(that|it|what|how|he|she|there|here|who|this)'s\b", r"\1 is"),
        (r"\bthats\b", "that is"),
        (r"\bgonna\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\bw/ ?|\bw (?=[a-z])", "with "),
        (r"\ba couple (?:of )?", "2 "),
        (r"\bhalf a year\b", "6 months"),
        (r"\ba fortnight\b", "2 weeks"),
        (r"\ba year and a half\b", "18 months"),
    )
]
_DATE_COMMAS = re.compile(r"(?<=day), (?=[a-z0-9])|(?<=\d), ?(?=20\d\d\b)|(?<=\dth), ?(?=20\d\d\b)")
_BOUNDARY = re.compile(
    r"[,;:()]|\.{2,}|\s-+\s"
    r"|\s(?=(?:but|because|since|though|although|whereas|while|so(?! far| is the)|then(?=\s))\s)"
    r"|\s(?=and (?:i|we|it|they|let us|so|then|the|he|she|that|this|now|skip|drop|forget|maybe|perhaps|"
    r"possibly|probably) )"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`raw` is verbatim (trimmed); `text` is its normalised form."""

    raw: str
    text: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


def pieces(text: str) -> list[str]:
    """The message's sentences, verbatim and trimmed, in order."""
    found: list[str] = []
    for line in text.splitlines():
        found += _sentences_of(line)
    return found


def _sentences_of(line: str) -> list[str]:
    spans: list[list[int]] = []
    for match in _PIECE.finditer(line):
        if spans and _goes_on(line, spans[-1], match):
            spans[-1][1] = match.end()
        else:
            spans.append([match.start(), match.end()])
    trimmed = (line[start:end].strip() for start, end in spans)
    return [sentence for sentence in trimmed if sentence]


def _goes_on(line: str, span: list[int], match: re.Match[str]) -> bool:
    """Whether the stop before `match` was inside a number, an abbreviation or a run of dots."""
    if match.end() - span[0] > LONGEST_SENTENCE:
        return False
    before = line[max(span[0], span[1] - 12) : span[1]]
    if not before.endswith("."):
        return False
    following = line[match.start()]
    if not following.isspace():
        return following.isalnum()
    if _LIST_NUMBER.match(line[span[0] : span[1]]) or before.endswith(".."):
        return True
    return bool(_ABBREVIATION.search(before))


def normalised(raw: str) -> str:
    """Lower case, plain quotes and digits, contractions written out, slips corrected."""
    text = (
        raw
        if raw.isascii()
        else unicodedata.normalize("NFKC", raw).translate(_QUOTES)[: 2 * LONGEST_SENTENCE]
    )
    text = _INVISIBLE.sub("", text).lower()
    text = _MARKUP.sub("", text)
    text = " ".join(text.split())
    text = corrected(text)
    for pattern, replacement in _EXPANSIONS:
        text = pattern.sub(replacement, text)
    return _DATE_COMMAS.sub(" ", in_digits(text))


def read(raw: str) -> Sentence:
    text = normalised(raw)
    return Sentence(raw=raw, text=text, asks="?" in text[-6:])


def clauses(text: str, *, unbroken: Iterable[tuple[int, int]] = ()) -> list[Clause]:
    """The clauses of a normalised sentence; boundaries inside an `unbroken` span do not count."""
    spans = list(unbroken)
    found, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if any(low <= match.start() < high for low, high in spans):
            continue
        found.append(_clause(text, start, match.start()))
        start = match.end()
    found.append(_clause(text, start, len(text)))
    return [clause for clause in found if clause.text]


def _clause(text: str, start: int, end: int) -> Clause:
    return Clause(text=text[start:end].strip(" .!?\"'"), start=start, end=end)
