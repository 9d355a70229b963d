"""What every letter is: typed facts, a template of three texts, and why its reader gets it."""

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self, TypeVar

from backend.letters.models import Category


@dataclass(frozen=True, kw_only=True)
class LetterContent(ABC):
    """The facts of one letter, all of them safe for JSON: they are kept, and the texts are made from them.

    The texts are `letters/<template>_{subject.txt,message.txt,message.html}`. Amounts and days come as people
    read them ("$29.00", "21 November 2026"); links are whole addresses.
    """

    template: ClassVar[str]
    category: ClassVar[Category] = Category.ESSENTIAL
    # Ends the letter: the reader always knows why it came.
    why: ClassVar[str]

    @classmethod
    @abstractmethod
    def sample(cls) -> Self:
        """Return one as it might be, for the preview and for tests."""

    def context(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class MoneyLetter(LetterContent):
    """A letter that speaks of money. `sandbox` is always said, and then the letter says so before all else."""

    sandbox: bool


Content = TypeVar("Content", bound=LetterContent)
_catalogue: dict[str, type[LetterContent]] = {}


def in_catalogue(letter: type[Content]) -> type[Content]:
    """Register a letter under its template."""
    _catalogue[letter.template] = letter
    return letter


def every_letter() -> list[type[LetterContent]]:
    return list(_catalogue.values())


def find(template: str) -> type[LetterContent] | None:
    return _catalogue.get(template)
