"""Letters about what a plan allows, before and when it is used up."""

from dataclasses import dataclass
from typing import ClassVar, Self

from backend.letters.models import Category

from .base import LetterContent, in_catalogue


@dataclass(frozen=True, kw_only=True)
class LimitLetter(LetterContent):
    """`feature` names what is counted, in the plural: "products a month".

    `resets_on` is None for what never resets, `upgrade_plan` where no plan has more. `link` leads to the plans, or
    to the usage where there is none.
    """

    category: ClassVar[Category] = Category.USAGE
    why: ClassVar[str] = "You get this letter because a limit of your plan at Atelier is near or reached."

    feature: str
    used: str
    limit: str
    resets_on: str | None
    upgrade_plan: str | None
    link: str


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class NearLimitLetter(LimitLetter):
    template: ClassVar[str] = "near_limit"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            feature="products a month",
            used="8",
            limit="10",
            resets_on="1 December 2026",
            upgrade_plan="Studio",
            link="https://atelier.example/billing",
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class LimitReachedLetter(LimitLetter):
    template: ClassVar[str] = "limit_reached"

    @classmethod
    def sample(cls) -> Self:
        return cls(
            feature="stores",
            used="3",
            limit="3",
            resets_on=None,
            upgrade_plan=None,
            link="https://atelier.example/usage",
        )
