import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "packages.json"


@dataclass(frozen=True)
class ShippedPackage:
    """One package of the file; prices are minor units of `currency`, `form` is a list of questions."""

    key: str
    name: str
    summary: str
    position: int
    currency: str
    price_from_minor: int
    price_to_minor: int
    deliverables: list[str]
    form: list[dict[str, Any]]


@cache
def packages() -> tuple[ShippedPackage, ...]:
    return tuple(ShippedPackage(**package) for package in json.loads(FILE.read_text())["packages"])
