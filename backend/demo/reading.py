"""The demo creator's story as it lies in `story/`: data, read once, its figures filled in from the playbook."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from backend.projects import money, recommendations, values
from backend.projects.facts import CreatorFacts

FOLDER = Path(__file__).parent / "story"
_GAP = re.compile(r"\{\{(\w+)(?::(\w+))?\}\}")


@dataclass(frozen=True)
class Moment:
    """A time of day, some days before whenever the story is told."""

    days_ago: int
    at: time

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Moment":
        return cls(raw["days_ago"], time.fromisoformat(raw["at"]))

    def seen_from_today(self, zone: ZoneInfo) -> datetime:
        day = timezone.now().astimezone(zone).date() - timedelta(days=self.days_ago)
        return datetime.combine(day, self.at, tzinfo=zone)


@dataclass(frozen=True)
class Letter:
    moment: Moment
    from_creator: bool
    text: str
    decides: list[dict[str, Any]] = field(default_factory=list)
    finishes: list[dict[str, Any]] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Tick:
    """A task that the creator ticked by hand."""

    moment: Moment
    task_id: str


@dataclass(frozen=True)
class Story:
    about: str
    person: dict[str, str]
    profile: dict[str, Any]
    business_name: str
    begins: Moment
    letters: list[Letter]
    ticks: list[Tick]

    @property
    def steps(self) -> list[Letter | Tick]:
        """Everything that happened, in order."""
        return sorted([*self.letters, *self.ticks], key=lambda step: (-step.moment.days_ago, step.moment.at))


@cache
def story() -> Story:
    creator = _read("creator.toml")
    profile = creator["profile"]
    return Story(
        about=creator["about"],
        person=creator["person"],
        profile={**profile, "engagement_rate": Decimal(profile["engagement_rate"])},
        business_name=creator["launch"]["business_name"],
        begins=Moment.of(creator["launch"]),
        letters=[_letter(raw) for raw in _read("conversation.toml")["letters"]],
        ticks=[Tick(Moment.of(raw), raw["task"]) for raw in creator["ticked"]],
    )


def filled(text: str, playbook: dict[str, Any], facts: CreatorFacts) -> str:
    """Return `text` with every sum written out as the plan computes it for this creator."""
    sums = _Sums(playbook, facts)
    return _GAP.sub(lambda gap: getattr(sums, gap[1])(gap[2]), text)


@dataclass(frozen=True)
class _Sums:
    """What may stand between double braces, by its name."""

    playbook: dict[str, Any]
    facts: CreatorFacts

    def arithmetic(self, category: str) -> str:
        recommended = recommendations.recommend_all(self.playbook, self.facts)[category]
        assert recommended is not None, f"the playbook recommends nothing for {category}"
        return "\n>\n".join(f"> {line}" for line in recommended.arithmetic)

    def income(self, amount_minor: str) -> str:
        rules = self._rules(values.PRICING)
        expected = recommendations.estimate(rules, self.facts)
        currency, period = rules["starter"]["currency"], rules["starter"]["period"]
        each, low, high = (
            money.show(int(amount_minor) * people, currency) for people in (1, expected.low, expected.high)
        )
        return f"At {each} that is {low} to {high} {values.PERIODS[period]}."

    def fee(self, platform: str) -> str:
        currency = self._rules(values.PRICING)["starter"]["currency"]
        return money.show(self._rules(values.PLATFORM)["monthly_fee_minor"][platform], currency)

    def promise(self, _: None) -> str:
        return recommendations.NOT_A_PROMISE

    def _rules(self, category: str) -> dict[str, Any]:
        points = {point["category"]: point for point in self.playbook["decisions"]}
        return dict(points[category]["recommend"])


def _letter(raw: dict[str, Any]) -> Letter:
    return Letter(
        moment=Moment.of(raw),
        from_creator=raw["from"] == "creator",
        text=raw["text"].strip(),
        decides=raw.get("decides", []),
        finishes=raw.get("finishes", []),
        next_steps=raw.get("next_steps", []),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
