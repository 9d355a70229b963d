"""The figures of the money page: each is the sum of entries that can be listed, to the minor unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Sum

from .books import Look
from .exchange import RateBook
from .models import Kind
from .models.ledger import LedgerQuerySet
from .tiles import TILE_OF, Tile

PARTS = (Tile.EARNED, Tile.FEES_AND_REFUNDS, Tile.MODELS_AND_TOOLS)


@dataclass(frozen=True)
class Cell:
    """What moved on one day, of one kind, in one currency; converting rounds once for each of these."""

    day: date
    kind: str
    currency: str


@dataclass
class TileFigures:
    """Minor units, signed; `previous_minor` is of the span before."""

    key: str
    label: str
    amount_minor: int = 0
    previous_minor: int = 0
    by_grade: Counter[str] = field(default_factory=Counter)
    # Of what was earned, how much is kept: 91.6. Only where something was earned, on the tile of what is kept.
    margin_percent: Decimal | None = None

    @property
    def entries(self) -> int:
        return self.by_grade.total()

    @property
    def change_percent(self) -> int | None:
        """Return by how much the size changed, in whole percent; None where there was nothing before."""
        if not self.previous_minor:
            return None
        change = Decimal(self.amount_minor - self.previous_minor) / abs(self.previous_minor) * 100
        return int(change.to_integral_value(ROUND_HALF_UP))


@dataclass(frozen=True)
class Summary:
    look: Look
    tiles: list[TileFigures]
    # One for each day of the look, also where nothing moved.
    daily: list[dict[str, object]]
    left_out: list[dict[str, object]]


def summary(look: Look) -> Summary:
    """Add up a look and the span before it, in one query, or two where there is something to convert.

    Raises NoRate, which names the rate that is missing.
    """
    earliest, _ = look.previous
    entries = look.all_currencies(earliest, look.until).exclude(kind=Kind.PAYOUT).order_by()
    rows = entries.values_list("day", "kind", "currency", "grade").annotate(Sum("amount_minor"), Count("pk"))
    tiles = {tile: TileFigures(tile, Tile(tile).label) for tile in Tile.values}
    sums: dict[Cell, int] = defaultdict(int)
    for day, kind, currency, grade, amount, number in rows:
        sums[Cell(day, kind, currency)] += amount
        if day >= look.since and (look.convert or currency == look.currency):
            tiles[TILE_OF[kind]].by_grade[grade] += number
    counted = worth_of(sums, look)
    daily = _daily(look)
    for cell, amount in counted.items():
        _count(tiles[TILE_OF[cell.kind]], cell, amount, look, daily)
    _add_up(tiles)
    left_out = _left_out(sums, counted, look)
    return Summary(look, list(tiles.values()), list(daily.values()), left_out)


def worth_of(sums: dict[Cell, int], look: Look) -> dict[Cell, int]:
    """Return what each cell counts in the look's currency; without converting, the others are left out."""
    if not look.convert:
        return {cell: amount for cell, amount in sums.items() if cell.currency == look.currency}
    foreign = {cell.currency for cell in sums} - {look.currency}
    if not foreign:
        return dict(sums)
    days = [cell.day for cell in sums]
    rates = RateBook({*foreign, look.currency}, since=min(days), until=max(days))
    return {
        cell: rates.convert(amount, cell.currency, look.currency, cell.day) for cell, amount in sums.items()
    }


def total_of(entries: LedgerQuerySet, look: Look) -> tuple[int, int]:
    """Return how many entries there are and what they add up to, reckoned as a tile is. Raises NoRate."""
    rows = (
        entries.order_by().values_list("day", "kind", "currency").annotate(Sum("amount_minor"), Count("pk"))
    )
    sums: dict[Cell, int] = {}
    count = 0
    for day, kind, currency, amount, number in rows:
        sums[Cell(day, kind, currency)] = amount
        count += number
    return count, sum(worth_of(sums, look).values())


def _daily(look: Look) -> dict[date, dict[str, object]]:
    days = (look.since + timedelta(days=number) for number in range(look.days))
    return {day: {"day": day, **{f"{tile}_minor": 0 for tile in Tile.values}} for day in days}


def _count(
    tile: TileFigures, cell: Cell, amount: int, look: Look, daily: dict[date, dict[str, object]]
) -> None:
    if cell.day < look.since:
        tile.previous_minor += amount
        return
    tile.amount_minor += amount
    for name in (f"{tile.key}_minor", f"{Tile.KEPT.value}_minor"):
        daily[cell.day][name] += amount  # type: ignore[operator]


def _add_up(tiles: dict[str, TileFigures]) -> None:
    kept = tiles[Tile.KEPT]
    for part in (tiles[tile] for tile in PARTS):
        kept.amount_minor += part.amount_minor
        kept.previous_minor += part.previous_minor
        kept.by_grade.update(part.by_grade)
    earned = tiles[Tile.EARNED].amount_minor
    if earned > 0:
        share = Decimal(kept.amount_minor) / earned * 100
        kept.margin_percent = share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _left_out(sums: dict[Cell, int], counted: Iterable[Cell], look: Look) -> list[dict[str, object]]:
    """Return what other currencies come to in the look's own days, so that nothing is dropped in silence."""
    there = set(counted)
    net: dict[str, int] = defaultdict(int)
    for cell, amount in sums.items():
        if cell not in there and cell.day >= look.since:
            net[cell.currency] += amount
    return [{"currency": currency, "net_minor": net[currency]} for currency in sorted(net)]
