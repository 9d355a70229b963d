"""Questions about the books. Each answers for one world; real and simulated money are never added up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from django.db.models import Sum

from backend.core.errors import ApplicationError

from .models import ExchangeRate, Kind, LedgerEntry
from .money import exponent

# Banks are closed for this long at most: a rate older than that says nothing of the day.
OLDEST_RATE = timedelta(days=7)


class NoRate(ApplicationError):
    code = "no_exchange_rate"
    status = 409

    def __init__(self, base: str, quote: str, day: date) -> None:
        detail = f"There is no rate of {base} in {quote} for {day}. Add one, or look at {base} by itself."
        super().__init__(detail, base=base, quote=quote, day=day.isoformat())


@dataclass(frozen=True)
class Totals:
    """Minor units of one currency in one world. A payout only moves money of one's own and is not in `net`."""

    currency: str
    world: str
    by_kind: dict[str, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        return sum(amount for kind, amount in self.by_kind.items() if kind != Kind.PAYOUT)


def totals(
    workspace_id: UUID,
    world: str,
    currency: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Totals:
    """Add up what moved in `currency`, from `since` up to and including `until`; other currencies are left out."""
    entries = LedgerEntry.objects.for_workspace(workspace_id).in_world(world).filter(currency=currency)
    if since:
        entries = entries.filter(day__gte=since)
    if until:
        entries = entries.filter(day__lte=until)
    sums = entries.order_by().values_list("kind").annotate(Sum("amount_minor"))
    return Totals(currency, world, dict(sums))


def totals_in(workspace_id: UUID, world: str, currency: str) -> Totals:
    """Add up all currencies in `currency`, each day's movements at that day's rate. Raises NoRate.

    Each kind's sum of a day is rounded once, half to even, to whole minor units.
    """
    entries = LedgerEntry.objects.for_workspace(workspace_id).in_world(world).order_by()
    by_kind: dict[str, int] = defaultdict(int)
    for kind, day, base, amount in entries.values_list("kind", "day", "currency").annotate(
        Sum("amount_minor")
    ):
        by_kind[kind] += convert(amount, base, currency, day)
    return Totals(currency, world, dict(by_kind))


def convert(amount_minor: int, base: str, quote: str, day: date) -> int:
    """Return minor units of `quote` at the rate of `day`, rounded half to even. Raises NoRate."""
    if base == quote:
        return amount_minor
    shift = exponent(quote) - exponent(base)
    exact = Decimal(amount_minor).scaleb(shift) * rate_on(day, base, quote)
    return int(exact.to_integral_value(ROUND_HALF_EVEN))


def rate_on(day: date, base: str, quote: str) -> Decimal:
    """Return the newest rate on or before `day`, the other way round if need be. Raises NoRate past a week."""
    known = ExchangeRate.objects.filter(day__lte=day, day__gte=day - OLDEST_RATE).order_by("-day")
    straight = known.filter(base=base, quote=quote).first()
    if straight is not None:
        return straight.rate
    inverse = known.filter(base=quote, quote=base).first()
    if inverse is None:
        raise NoRate(base, quote, day)
    return 1 / inverse.rate


def entries_for_export(
    workspace_id: UUID, world: str, *, since: date | None = None, until: date | None = None
) -> Iterable[LedgerEntry]:
    """Return one world's entries, oldest first, a chunk at a time."""
    entries = LedgerEntry.objects.for_workspace(workspace_id).in_world(world).select_related("receipt")
    if since:
        entries = entries.filter(day__gte=since)
    if until:
        entries = entries.filter(day__lte=until)
    return entries.order_by("day", "pk").iterator(chunk_size=1000)
