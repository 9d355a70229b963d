"""What plans differ in. Code asks for a feature; which plan has how much of it is data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

FeatureValue = bool | int | str | None


class Feature(models.TextChoices):
    API_CALLS = "api_calls", "API calls"
    AGENT_TASKS = "agent_tasks", "Agent tasks at a time"
    MESSAGES = "messages", "Messages to your partner"
    MODEL_SPEND = "model_spend", "Model spend included"
    PRODUCTS = "products", "Products"
    STORES = "stores", "Stores"
    CAMPAIGNS = "campaigns", "Campaigns"
    STORAGE = "storage", "Storage"
    SEATS = "seats", "Seats"
    AGENTS_AND_TOOLS = "agents_and_tools", "Agents and tools"
    ANALYTICS = "analytics", "Analytics"
    SUPPORT = "support", "Support"
    OVERAGE = "overage", "Going past the included spend"


class Kind(StrEnum):
    BOOLEAN = "boolean"
    INTEGER = "integer"
    SELECT = "select"


class Counting(StrEnum):
    """How an integer feature is used up."""

    LEVEL = "level"  # what there is now; given back when it goes
    DAY = "day"  # from midnight to midnight where the person lives
    MONTH = "month"  # a calendar month in UTC


class Unit(StrEnum):
    COUNT = "count"
    BYTES = "bytes"
    USD_E8 = "usd_e8"  # 10⁻⁸ USD


UNITS = [str(unit) for unit in Unit]
KINDS = [str(kind) for kind in Kind]


@dataclass(frozen=True)
class FeatureSpec:
    """`noun` continues "You have used all 50 …"; `by_person` counts for each member, otherwise for the workspace."""

    kind: Kind
    noun: str = ""
    counting: Counting | None = None
    unit: Unit = Unit.COUNT
    by_person: bool = False
    choices: tuple[str, ...] = ()
    # The governor of `treasury` counts it, in a budget of its own.
    governed: bool = False
    # Whether people are written to when it runs short.
    is_told: bool = True


def _counted(noun: str, counting: Counting, **more: object) -> FeatureSpec:
    return FeatureSpec(Kind.INTEGER, noun, counting, **more)  # type: ignore[arg-type]


SPECS: dict[Feature, FeatureSpec] = {
    Feature.API_CALLS: _counted("API calls of this month", Counting.MONTH),
    Feature.AGENT_TASKS: _counted("agent tasks that may run at a time", Counting.LEVEL, is_told=False),
    Feature.MESSAGES: _counted("messages of today", Counting.DAY, by_person=True),
    Feature.MODEL_SPEND: _counted(
        "model spend of this month", Counting.MONTH, unit=Unit.USD_E8, governed=True
    ),
    Feature.PRODUCTS: _counted("products", Counting.LEVEL),
    Feature.STORES: _counted("stores", Counting.LEVEL),
    Feature.CAMPAIGNS: _counted("campaigns", Counting.LEVEL),
    Feature.STORAGE: _counted("bytes of storage", Counting.LEVEL, unit=Unit.BYTES),
    Feature.SEATS: _counted("seats", Counting.LEVEL),
    Feature.AGENTS_AND_TOOLS: FeatureSpec(Kind.SELECT, choices=("basic", "advanced", "dedicated")),
    Feature.ANALYTICS: FeatureSpec(Kind.SELECT, choices=("tasks_board", "basic", "advanced")),
    Feature.SUPPORT: FeatureSpec(Kind.SELECT, choices=("community", "email", "priority", "dedicated")),
    Feature.OVERAGE: FeatureSpec(Kind.BOOLEAN),
}


def included(feature: str, values: Mapping[str, FeatureValue]) -> FeatureValue:
    """Return a plan's value for a feature: a number that is not set is unlimited, anything else the least there is."""
    spec = SPECS[Feature(feature)]
    least: FeatureValue = spec.choices[0] if spec.choices else (False if spec.kind is Kind.BOOLEAN else None)
    return values.get(feature, least)


def faults(feature: str, value: FeatureValue) -> str:
    """Say what is wrong with `value` for `feature`; empty where nothing is. None means unlimited, for integers only."""
    spec = SPECS[Feature(feature)]
    if spec.kind is Kind.BOOLEAN:
        return "" if isinstance(value, bool) else "Write true or false."
    if spec.kind is Kind.SELECT:
        return "" if value in spec.choices else f"Choose one of: {', '.join(spec.choices)}."
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
    return "" if value is None or whole else "Write a whole number, or leave it out for unlimited."
