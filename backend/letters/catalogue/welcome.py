from dataclasses import dataclass
from typing import ClassVar, Self

from .base import LetterContent, in_catalogue


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class WelcomeLetter(LetterContent):
    """The first letter after an address is confirmed; `next_step` is what the button says."""

    template: ClassVar[str] = "welcome"
    why: ClassVar[str] = "You get this letter once, because you opened an account at Atelier."

    name: str
    next_step: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            name="Ada", next_step="Begin your thirty minutes", link="https://atelier.example/onboarding"
        )
