"""What a kit is composed from: facts the creator gave, decided and did, and what is assumed where they did not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from backend.projects import progress, recommendations, values
from backend.projects.facts import CreatorFacts

OPENING_TASK = "open_in_public"
"""The task of the playbook that is done on the opening day itself."""


@dataclass(frozen=True)
class Decided:
    """A decision that stands; `day` is the day it was made, `quote` the creator's own sentence."""

    value: Any
    display: str
    day: date
    quote: str = ""


@dataclass(frozen=True)
class Done:
    """A task that is done; `evidence` is what the creator said about it."""

    day: date
    evidence: str = ""


@dataclass(frozen=True)
class Said:
    """The creator's own sentences, verbatim: whom it is for, what it promises, what they make, and why."""

    audience: tuple[str, ...] = ()
    promise: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What a section builds on: the decision or, while it is open, what is suggested."""

    value: Any
    display: str
    is_decided: bool


@dataclass(frozen=True)
class Opening:
    """The day the doors open and how it is known: decided, target or suggested."""

    day: date
    known: str


@dataclass(frozen=True)
class Basis:
    """`phases` is the effective plan, `done` by task, `drafted` the partner's positioning, if there is one."""

    business: str
    creator: str
    playbook: Mapping[str, Any]
    phases: list[dict[str, Any]]
    decisions: Mapping[str, Decided]
    done: Mapping[str, Done]
    facts: CreatorFacts | None
    started: date
    today: date
    target: date | None = None
    said: Said = field(default_factory=Said)
    drafted: str = ""

    @cached_property
    def missing(self) -> tuple[str, ...]:
        return tuple(
            point["category"]
            for point in self.playbook["decisions"]
            if point["category"] not in self.decisions
        )

    @cached_property
    def rules(self) -> dict[str, Any]:
        return recommendations.rules_of(dict(self.playbook))

    @cached_property
    def _advice(self) -> dict[str, recommendations.Recommendation | None]:
        return recommendations.recommend_all(dict(self.playbook), self.facts)

    def choice(self, category: str) -> Choice:
        """Return what was decided in `category`, else our recommendation, else where the playbook starts."""
        decided = self.decisions.get(category)
        if decided is not None:
            return Choice(decided.value, decided.display, is_decided=True)
        advice = self._advice[category]
        value = advice.value if advice else self.rules[category]["starter"]
        return Choice(value, values.display(category, value), is_decided=False)

    @cached_property
    def opening(self) -> Opening:
        decided = self.decisions.get(values.TIMELINE)
        day = progress.opening_day(
            target=self.target,
            timeline=decided.value if decided else None,
            decided_on=decided.day if decided else None,
        )
        if day is not None:
            return Opening(day, "decided" if decided else "target")
        return Opening(self._suggested_day(), "suggested")

    def _suggested_day(self) -> date:
        """Count the suggested time from the start, or from today once that day has passed."""
        parts = values.duration_parts(self.choice(values.TIMELINE).value)
        day = progress.later(self.started, parts)
        return day if day > self.today else progress.later(self.today, parts)

    @property
    def tasks(self) -> list[dict[str, Any]]:
        return [task for phase in self.phases for task in phase["tasks"]]
