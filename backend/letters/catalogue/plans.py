"""Letters about the plan of a workspace: how it begins, changes and ends."""

from dataclasses import dataclass
from typing import ClassVar, Self

from .base import MoneyLetter, in_catalogue
from .payments import BECAUSE_OF_PLAN


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class TrialEndingLetter(MoneyLetter):
    """`amount` is what is taken afterwards, with its rhythm: "$29.00 a month"."""

    template: ClassVar[str] = "trial_ending"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    plan: str
    ends_on: str
    amount: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            plan="Studio",
            ends_on="28 November 2026",
            amount="$29.00 a month",
            link="https://atelier.example/billing",
            sandbox=False,
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class PlanChangedLetter(MoneyLetter):
    """`changes` are whole sentences, each a thing that is different from then on."""

    template: ClassVar[str] = "plan_changed"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    from_plan: str
    to_plan: str
    effective_on: str
    changes: list[str]
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            from_plan="Starter",
            to_plan="Studio",
            effective_on="21 November 2026",
            changes=["500 messages a day instead of 50.", "Three people may work with you."],
            link="https://atelier.example/billing",
            sandbox=True,
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class SubscriptionCanceledLetter(MoneyLetter):
    """Somebody cancelled; the plan holds until `ends_on`."""

    template: ClassVar[str] = "subscription_canceled"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    plan: str
    ends_on: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            plan="Studio", ends_on="20 December 2026", link="https://atelier.example/billing", sandbox=False
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class SubscriptionEndedLetter(MoneyLetter):
    """The plan is over, and the free plan's limits hold."""

    template: ClassVar[str] = "subscription_ended"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    plan: str
    ended_on: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            plan="Studio", ended_on="20 December 2026", link="https://atelier.example/billing", sandbox=True
        )
