from dataclasses import dataclass
from typing import ClassVar, Self

from backend.letters.models import Category

from .base import MoneyLetter, in_catalogue


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number of the week. `change` says it against the week before ("+12 %"), None where nothing compares."""

    label: str
    value: str
    change: str | None
    link: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that waits for its reader."""

    text: str
    link: str


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class WeeklySummaryLetter(MoneyLetter):
    """`week` is a span of days ("10 to 16 November 2026"); `next_step` is what the button says.

    Real and Sandbox figures never stand in one letter: `sandbox` speaks of all of them.
    """

    template: ClassVar[str] = "weekly_summary"
    category: ClassVar[Category] = Category.WEEKLY
    why: ClassVar[str] = "You get this letter every week, because you have a workspace at Atelier."

    name: str
    week: str
    figures: list[Figure]
    waiting: list[Waiting]
    next_step: str
    next_step_link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            name="Ada",
            week="9 to 15 November 2026",
            figures=[
                Figure(label="Sales", value="$412.00", change="+18 %", link="https://atelier.example/money"),
                Figure(label="Orders", value="23", change="+4", link="https://atelier.example/orders"),
                Figure(label="New listings", value="2", change=None, link="https://atelier.example/listings"),
            ],
            waiting=[
                Waiting(
                    text="Approve three posts about the desk mat set",
                    link="https://atelier.example/approvals",
                ),
                Waiting(
                    text="Answer your partner’s question about pricing", link="https://atelier.example/talk"
                ),
            ],
            next_step="Open your week",
            next_step_link="https://atelier.example/dashboard",
            sandbox=True,
        )
