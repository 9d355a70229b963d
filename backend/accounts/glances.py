"""What the apps above show of a person on their page in the admin. They register from their own admin modules."""

from collections.abc import Callable
from dataclasses import dataclass

from .models import User


@dataclass(frozen=True)
class Glance:
    label: str
    text: str
    link: str = ""


_sources: list[Callable[[User], list[Glance]]] = []


def glance(source: Callable[[User], list[Glance]]) -> Callable[[User], list[Glance]]:
    _sources.append(source)
    return source


def at(user: User) -> list[Glance]:
    return [found for source in _sources for found in source(user)]
