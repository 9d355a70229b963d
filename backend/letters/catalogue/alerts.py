"""Letters to those who look after the installation."""

from dataclasses import dataclass
from typing import ClassVar, Self

from .base import LetterContent, in_catalogue


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class DailyCostAlertLetter(LetterContent):
    template: ClassVar[str] = "daily_cost_alert"
    why: ClassVar[str] = "You get this letter once a day at most, because you look after this installation."

    day: str
    amount: str
    threshold: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            day="2026-11-20",
            amount="$50.03",
            threshold="$50",
            link="https://atelier.example/admin/ai/modelcall/",
        )
