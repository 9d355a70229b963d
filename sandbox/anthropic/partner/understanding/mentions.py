"""What every reader of a category gives back: a value, where it was said, and how it reads to people."""

from dataclasses import dataclass
from typing import Any

from sandbox.anthropic.partner.understanding.sentences import Span


@dataclass(frozen=True)
class Mention:
    """A value found in a sentence. `explicit` values speak for their category even when it was not asked about;
    `vague` ones ("around twenty") are offered back before they count; `fixed` ones carry their own negation."""

    category: str
    value: Any
    display: str
    span: Span
    explicit: bool = True
    vague: bool = False
    fixed: bool = False
