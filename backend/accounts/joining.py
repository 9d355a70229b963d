"""What must hold before someone joins a workspace. Apps above register their condition; accounts knows none of them."""

from collections.abc import Callable
from uuid import UUID

# Runs inside the transaction that adds the member, and raises to refuse them.
Condition = Callable[[UUID], None]

_conditions: dict[str, Condition] = {}


def before_joining(condition: Condition) -> Condition:
    _conditions[f"{condition.__module__}.{condition.__qualname__}"] = condition
    return condition


def conditions() -> list[Condition]:
    return list(_conditions.values())
