"""What else must happen when a person leaves. Apps above register their part; accounts knows none of them."""

from collections.abc import Callable

from .models import User

# Runs inside the transaction of the departure, while the person still has their name and address.
Part = Callable[[User], None]

_parts: dict[str, Part] = {}


def on_departure(part: Part) -> Part:
    _parts[f"{part.__module__}.{part.__qualname__}"] = part
    return part


def parts() -> list[Part]:
    return list(_parts.values())
