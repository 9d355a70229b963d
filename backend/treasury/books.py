"""One look into the books: a workspace, one world, one currency, some days. Every figure of a page is of one look."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from .models import Grade, LedgerEntry
from .models.ledger import LedgerQuerySet
from .worlds import World

# Of someone whose books are still empty.
FIRST_CURRENCY = "USD"


@dataclass(frozen=True)
class Look:
    """What is looked at. `currency` is what is counted; with `convert`, all others are counted in it too."""

    workspace_id: UUID
    world: str
    currency: str
    since: date
    until: date
    convert: bool = False
    # What else there is to look at.
    worlds: list[str] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
    sandbox_entries: int = 0

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def previous(self) -> tuple[date, date]:
        """The span just as long that ends the day before."""
        return self.since - timedelta(days=self.days), self.since - timedelta(days=1)

    def entries(self) -> LedgerQuerySet:
        """What this look shows: all currencies where they are converted, else the one."""
        entries = self.all_currencies(self.since, self.until)
        return entries if self.convert else entries.filter(currency=self.currency)

    def all_currencies(self, since: date, until: date) -> LedgerQuerySet:
        entries = LedgerEntry.objects.for_workspace(self.workspace_id).in_world(self.world)
        return entries.filter(day__gte=since, day__lte=until)


def today() -> date:
    """Return the day by which the books count, in UTC."""
    return timezone.now().astimezone(UTC).date()


def look(
    workspace_id: UUID,
    *,
    since: date,
    until: date,
    world: str | None = None,
    currency: str | None = None,
    convert: bool = False,
) -> Look:
    """Look into a workspace's books; what is not said is chosen: the world, and the currency used most."""
    held = _Held.of(workspace_id)
    chosen = world or held.default_world
    currencies = held.currencies(chosen)
    counted = currency or next(iter(currencies), FIRST_CURRENCY)
    return Look(
        workspace_id=workspace_id,
        world=chosen,
        currency=counted,
        since=since,
        until=until,
        convert=convert,
        worlds=held.worlds,
        currencies=currencies if counted in currencies else [*currencies, counted],
        sandbox_entries=held.counts[World.SIMULATED].total(),
    )


@dataclass(frozen=True)
class _Held:
    """How many entries there are of each currency, by world."""

    counts: dict[str, Counter[str]]

    @classmethod
    def of(cls, workspace_id: UUID) -> Self:
        counts: dict[str, Counter[str]] = {world: Counter() for world in World.values}
        entries = LedgerEntry.objects.for_workspace(workspace_id).order_by()
        for grade, currency, number in entries.values_list("grade", "currency").annotate(Count("pk")):
            world = World.SIMULATED if grade == Grade.SIMULATED else World.REAL
            counts[world][currency] += number
        return cls(counts)

    @property
    def worlds(self) -> list[str]:
        """Return the real one always, for expenses are written there; the sandbox's while there is one or was."""
        sandbox = settings.SANDBOX_MOUNTED or self.counts[World.SIMULATED]
        return [World.REAL, World.SIMULATED] if sandbox else [World.REAL]

    @property
    def default_world(self) -> str:
        """Return the real one, unless nothing real has happened yet and the sandbox is in use."""
        untouched = not self.counts[World.REAL] and settings.SANDBOX_MOUNTED
        return World.SIMULATED if untouched else World.REAL

    def currencies(self, world: str) -> list[str]:
        """Return those of one world, the most used first."""
        counts = self.counts[world]
        return sorted(counts, key=lambda currency: (-counts[currency], currency))
