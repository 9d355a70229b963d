"""The entries behind a figure: filtered as the figure was reckoned, and read page by page, newest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from .books import Look
from .models import LedgerEntry
from .models.ledger import LedgerQuerySet
from .tiles import kinds_of


@dataclass(frozen=True)
class Wanted:
    """Which entries of a look; everything that is not said is any."""

    tile: str | None = None
    kind: str | None = None
    grade: str | None = None
    # Words of the description, or a whole source key.
    q: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page begins: after the entry of this day and id. A day may hold any number of entries."""

    day: date
    id: UUID


def entries(look: Look, wanted: Wanted) -> LedgerQuerySet:
    found = look.entries()
    if wanted.tile:
        found = found.filter(kind__in=kinds_of(wanted.tile))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.grade:
        found = found.filter(grade=wanted.grade)
    if wanted.q:
        found = found.filter(Q(description__icontains=wanted.q) | Q(source_key=wanted.q))
    return found


def page(found: LedgerQuerySet, *, after: Place | None, size: int) -> tuple[list[LedgerEntry], Place | None]:
    """Return up to `size` entries, the newest day first, and where the next page begins."""
    if after is not None:
        found = found.filter(Q(day__lt=after.day) | Q(day=after.day, pk__lt=after.id), day__lte=after.day)
    rows = list(found.select_related("reversal").order_by("-day", "-pk")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return rows, Place(rows[-1].day, rows[-1].pk) if more else None
