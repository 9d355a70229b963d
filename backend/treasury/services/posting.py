"""What models cost, from 10⁻⁸ USD to whole cents in the ledger: once per day, the remainder carried to the next.

Each day's cost is given back beside it, for a plan's invoices pay for it. Which calls there were is known above; `ai`
registers itself as the source.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.core.errors import ApplicationError
from backend.treasury.models import CostPosting, Grade, Kind, LedgerEntry
from backend.treasury.money import E8_PER_CENT
from backend.treasury.worlds import World

from . import ledger

# A call that ended at midnight may be committed a little later.
GRACE = timedelta(minutes=15)


class DayNotOver(ApplicationError):
    code = "day_not_over"
    status = 409
    detail = "A day's costs are posted when the day is over, in UTC."


class LaterDayPosted(ApplicationError):
    code = "later_day_posted"
    status = 409
    detail = "A later day is in the ledger already; its remainder cannot be carried backwards."


@dataclass(frozen=True)
class SettledCall:
    """A cost that became final on a day, in 10⁻⁸ USD; a correction of an earlier estimate may be negative."""

    id: UUID
    workspace_id: UUID
    world: str
    cost_e8: int
    estimated: bool = False


class CallSource(Protocol):
    def first_day(self) -> date | None:
        """Return the UTC day of the first settled call, if there is any."""

    def settled_on(self, day: date) -> Iterable[SettledCall]:
        """Return what became final on `day` (UTC); the same answer whenever asked after the day."""


_sources: dict[str, CallSource] = {}


def register(name: str, source: CallSource) -> None:
    """Let `source` be asked for its calls; registering the same name again replaces it."""
    _sources[name] = source


def forget(name: str) -> None:
    """Take a source out again (tests register their own)."""
    _sources.pop(name, None)


def post_days_until_yesterday() -> int:
    """Post every day that is over and not posted yet, oldest first; returns how many days had anything to post."""
    last = (timezone.now() - GRACE).astimezone(UTC).date() - timedelta(days=1)
    day = _first_unposted()
    posted = 0
    while day is not None and day <= last:
        posted += bool(post_day(day))
        day += timedelta(days=1)
    return posted


def _first_unposted() -> date | None:
    newest = CostPosting.objects.order_by("-day").values_list("day", flat=True).first()
    if newest is not None:
        # Once more: the process may have died between two workspaces of that day. Those that are posted stay as is.
        return newest
    days = [day for source in _sources.values() if (day := source.first_day())]
    return min(days, default=None)


def post_day(day: date) -> list[CostPosting]:
    """Post one day of every workspace and world; what is posted already is left alone. Returns the new postings.

    Raises DayNotOver, and LaterDayPosted when days come out of order.
    """
    if timezone.now() < datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC) + GRACE:
        raise DayNotOver
    calls: dict[tuple[UUID, str], list[SettledCall]] = defaultdict(list)
    for source in _sources.values():
        for call in source.settled_on(day):
            calls[call.workspace_id, call.world].append(call)
    made = [
        _post(workspace_id, world, day, calls[workspace_id, world]) for workspace_id, world in sorted(calls)
    ]
    return [posting for posting in made if posting is not None]


@transaction.atomic
def _post(workspace_id: UUID, world: str, day: date, calls: list[SettledCall]) -> CostPosting | None:
    """Post whole cents and carry the rest: the cents posted so far are the calls' sum, rounded down."""
    postings = CostPosting.objects.filter(workspace_id=workspace_id, world=world)
    newest = postings.select_for_update().order_by("-day").first()
    if newest is not None and newest.day >= day:
        if postings.filter(day=day).exists():
            return None
        raise LaterDayPosted(day=day.isoformat())
    carried_in = newest.carried_out_e8 if newest else 0
    spent = sum(call.cost_e8 for call in calls)
    cents, carried_out = divmod(carried_in + spent, E8_PER_CENT)
    entry = None
    if cents:
        entry = ledger.post(
            workspace_id=workspace_id,
            movement=ledger.Movement(Kind.MODEL_COST, -cents, "USD", day, f"{len(calls)} model calls"),
            grade=_grade(world, calls),
            source_key=f"model_costs:{world}:{day}",
            payload=_receipt(world, day, calls, carried_in),
        )
        _cover(entry)
    return CostPosting.objects.create(
        workspace_id=workspace_id,
        world=world,
        day=day,
        calls=len(calls),
        calls_e8=spent,
        carried_in_e8=carried_in,
        posted_cents=cents,
        carried_out_e8=carried_out,
        entry=entry,
    )


def _cover(cost: LedgerEntry) -> None:
    """Give back in the books what nobody pays a second time: the plan's own invoices are the expense.

    They pay for the allowance, and for what goes past it; counting the calls as well would count both.
    """
    ledger.post(
        workspace_id=cost.workspace_id,
        movement=ledger.Movement(
            cost.kind, -cost.amount_minor, cost.currency, cost.day, "Covered by your plan"
        ),
        grade=cost.grade,
        source_key=f"covered:{cost.world}:{cost.day}",
        payload={"covers": str(cost.pk), "receipt": cost.receipt.sha256},
    )


def _receipt(world: str, day: date, calls: list[SettledCall], carried_in: int) -> dict[str, Any]:
    listed = sorted(calls, key=lambda call: call.id)
    return {
        "day": day.isoformat(),
        "world": world,
        "carried_in_e8": carried_in,
        "calls": [{"id": str(call.id), "cost_e8": call.cost_e8} for call in listed],
    }


def _grade(world: str, calls: list[SettledCall]) -> Grade:
    if world == World.SIMULATED:
        return Grade.SIMULATED
    return Grade.ESTIMATED if any(call.estimated for call in calls) else Grade.VERIFIED
