import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from backend.billing.features import Feature, FeatureValue, faults

FILE = Path(__file__).parent / "plans.json"


class PlansUnreadable(Exception):
    """The file of plans cannot be used; the text says where and why."""


@dataclass(frozen=True)
class ShippedPlan:
    """One plan of the file; `prices` are dicts of interval, currency and amount_minor."""

    key: str
    name: str
    tagline: str
    position: int
    by_contract: bool
    trial_days: int
    prices: list[dict[str, Any]]
    features: dict[str, FeatureValue]


def plans() -> tuple[ShippedPlan, ...]:
    """Return the plans of PLANS_FILE, or of the product. Raises PlansUnreadable."""
    return _read(settings.PLANS_FILE or str(FILE))


@cache
def _read(path: str) -> tuple[ShippedPlan, ...]:
    try:
        found = tuple(ShippedPlan(**plan) for plan in json.loads(Path(path).read_text())["plans"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlansUnreadable(f"{path}: {error}") from error
    for plan in found:
        for feature, value in plan.features.items():
            wrong = faults(feature, value) if feature in Feature.values else "There is no such feature."
            if wrong:
                raise PlansUnreadable(f"{path}: {plan.key}/{feature}: {wrong}")
    return found
