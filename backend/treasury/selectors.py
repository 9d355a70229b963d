"""Questions about the books. Each answers for one world; real and simulated money are never added up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Sum

from .exchange import RateBook
from .models import BudgetPeriod, Kind, LedgerEntry, Reservation


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
    rows = list(entries.values_list("kind", "day", "currency").annotate(Sum("amount_minor")))
    if not rows:
        return Totals(currency, world)
    days = [day for _, day, _, _ in rows]
    rates = RateBook({currency, *(base for _, _, base, _ in rows)}, since=min(days), until=max(days))
    by_kind: dict[str, int] = defaultdict(int)
    for kind, day, base, amount in rows:
        by_kind[kind] += rates.convert(amount, base, currency, day)
    return Totals(currency, world, dict(by_kind))


def convert(amount_minor: int, base: str, quote: str, day: date) -> int:
    """Return minor units of `quote` at the rate of `day`, rounded half to even. Raises NoRate."""
    return RateBook([base, quote], since=day, until=day).convert(amount_minor, base, quote, day)


def entries_for_export(
    workspace_id: UUID,
    world: str,
    *,
    since: date | None = None,
    until: date | None = None,
    currency: str | None = None,
) -> Iterable[LedgerEntry]:
    """Return one world's entries, oldest first, a chunk at a time; all currencies unless one is asked for."""
    entries = LedgerEntry.objects.for_workspace(workspace_id).in_world(world).select_related("receipt")
    if since:
        entries = entries.filter(day__gte=since)
    if until:
        entries = entries.filter(day__lte=until)
    if currency:
        entries = entries.filter(currency=currency)
    return entries.order_by("day", "pk").iterator(chunk_size=1000)


def past_limit_e8(period: BudgetPeriod) -> int:
    """Return what was surely spent past the limit of a window, 10⁻⁸ USD, as far as that was allowed.

    Calls whose holder died cost an upper bound until they are heard of: those are left out.
    """
    past = period.spent_e8 - period.highest_full_e8
    if past <= 0 or not period.highest_overage_e8:
        return 0
    estimated = Reservation.objects.filter(holds__period=period, estimated=True)
    unsure = estimated.aggregate(sum=Sum("actual_e8"))["sum"] or 0
    return max(0, min(past - unsure, period.highest_overage_e8))
