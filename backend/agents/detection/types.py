"""What the detector reads and what it hands back."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TaskHint:
    """A task of the playbook a completion may be about."""

    task_id: str
    title: str


@dataclass(frozen=True, slots=True)
class DetectedDecision:
    """`value` is canonical for its category; `quote` is the exact sentence it was said in."""

    category: str
    value: Any
    confidence: float
    quote: str


@dataclass(frozen=True, slots=True)
class DetectedCompletion:
    """`task_id` is None when something was finished that no known task names."""

    task_id: str | None
    title: str
    confidence: float
    quote: str


@dataclass(frozen=True, slots=True)
class NextStep:
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Detection:
    decisions: list[DetectedDecision] = field(default_factory=list)
    completions: list[DetectedCompletion] = field(default_factory=list)
    next_steps: list[NextStep] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain lists and dicts, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Mention:
    """A value named in a normalised sentence, before anyone asked whether it was meant."""

    category: str
    value: Any
    start: int
    end: int
    certainty: float = 1.0
