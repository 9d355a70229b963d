"""Model costs become whole cents once a day, and nothing is lost or made by rounding."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import orjson
import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.accounts.models import Workspace
from backend.treasury import selectors
from backend.treasury.models import CostPosting, LedgerEntry
from backend.treasury.models.ledger import LedgerQuerySet
from backend.treasury.services import posting
from backend.treasury.services.posting import DayNotOver, LaterDayPosted, SettledCall
from backend.treasury.worlds import World

CENT = 1_000_000
FIRST = date(2026, 11, 1)


class Calls:
    """Calls by day, as `ai` will tell of them."""

    def __init__(self) -> None:
        self.days: dict[date, list[SettledCall]] = {}

    def add(self, workspace_id: UUID, day: date, cost_e8: int, world: str = World.REAL, **more: bool) -> None:
        call = SettledCall(uuid4(), workspace_id, world, cost_e8, **more)
        self.days.setdefault(day, []).append(call)

    def first_day(self) -> date | None:
        return min(self.days, default=None)

    def settled_on(self, day: date) -> list[SettledCall]:
        return self.days.get(day, [])


@pytest.fixture
def calls() -> Iterator[Calls]:
    calls = Calls()
    posting.register("test", calls)
    yield calls
    posting.forget("test")


@pytest.fixture(autouse=True)
def _december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 12, tzinfo=UTC))


def amounts(workspace: Workspace) -> list[int]:
    return list(
        cost_entries()
        .for_workspace(workspace)
        .order_by("day", "grade")
        .values_list("amount_minor", flat=True)
    )


def cost_entries() -> LedgerQuerySet:
    return LedgerEntry.objects.filter(source_key__startswith="model_costs:")


def test_the_remainder_is_carried_until_it_fills_a_cent(ada_workspace: Workspace, calls: Calls) -> None:
    for day in range(4):
        calls.add(ada_workspace.pk, FIRST + timedelta(days=day), 1_400_000)
    assert posting.post_days_until_yesterday() == 4
    assert amounts(ada_workspace) == [-1, -1, -2, -1]
    carried = CostPosting.objects.order_by("day").values_list("carried_out_e8", flat=True)
    assert list(carried) == [400_000, 800_000, 200_000, 600_000]


def test_less_than_a_cent_posts_nothing_yet(ada_workspace: Workspace, calls: Calls) -> None:
    calls.add(ada_workspace.pk, FIRST, CENT - 1)
    posting.post_day(FIRST)
    assert amounts(ada_workspace) == []
    calls.add(ada_workspace.pk, FIRST + timedelta(days=9), 1)
    posting.post_day(FIRST + timedelta(days=9))
    assert amounts(ada_workspace) == [-1]


def test_the_receipt_lists_the_calls(ada_workspace: Workspace, calls: Calls) -> None:
    for cost in (2 * CENT, 3 * CENT):
        calls.add(ada_workspace.pk, FIRST, cost)
    (made,) = posting.post_day(FIRST)
    assert made.entry is not None
    receipt = orjson.loads(made.entry.receipt.raw)
    assert {call["id"]: call["cost_e8"] for call in receipt["calls"]} == {
        str(call.id): call.cost_e8 for call in calls.settled_on(FIRST)
    }
    assert (made.entry.grade, made.entry.day, made.entry.amount_minor) == ("verified", FIRST, -5)


def test_an_estimate_grades_the_day_and_the_sandbox_stays_apart(
    ada_workspace: Workspace, calls: Calls
) -> None:
    calls.add(ada_workspace.pk, FIRST, 2 * CENT, estimated=True)
    calls.add(ada_workspace.pk, FIRST, 9 * CENT, world=World.SIMULATED)
    posting.post_day(FIRST)
    graded = cost_entries().values_list("grade", "amount_minor").order_by("grade")
    assert list(graded) == [("estimated", -2), ("simulated", -9)]


def test_a_plan_pays_for_the_calls_so_the_books_count_its_invoices_alone(
    ada_workspace: Workspace, calls: Calls
) -> None:
    calls.add(ada_workspace.pk, FIRST, 7 * CENT)
    calls.add(ada_workspace.pk, FIRST, 9 * CENT, world=World.SIMULATED)
    calls.add(ada_workspace.pk, FIRST + timedelta(days=1), -3 * CENT)
    posting.post_days_until_yesterday()
    posting.post_days_until_yesterday()
    assert amounts(ada_workspace) == [-9, -7, 3]
    for world in World:
        assert selectors.totals(ada_workspace.pk, world, "USD").net == 0
    (covered,) = LedgerEntry.objects.filter(source_key=f"covered:{World.REAL}:{FIRST}")
    assert (covered.kind, covered.amount_minor, covered.grade, covered.day) == (
        "model_cost",
        7,
        "verified",
        FIRST,
    )
    cost = cost_entries().get(day=FIRST, grade="verified")
    assert orjson.loads(covered.receipt.raw) == {"covers": str(cost.pk), "receipt": cost.receipt.sha256}


def test_a_correction_comes_back_as_money(ada_workspace: Workspace, calls: Calls) -> None:
    calls.add(ada_workspace.pk, FIRST, 5 * CENT, estimated=True)
    calls.add(ada_workspace.pk, FIRST + timedelta(days=1), -3 * CENT)
    posting.post_days_until_yesterday()
    assert amounts(ada_workspace) == [-5, 3]


def test_a_day_is_posted_once_when_it_is_over_and_in_order(ada_workspace: Workspace, calls: Calls) -> None:
    calls.add(ada_workspace.pk, FIRST, CENT)
    calls.add(ada_workspace.pk, FIRST + timedelta(days=1), CENT)
    posting.post_day(FIRST + timedelta(days=1))
    assert posting.post_day(FIRST + timedelta(days=1)) == []
    with pytest.raises(LaterDayPosted):
        posting.post_day(FIRST)
    with pytest.raises(DayNotOver):
        posting.post_day(date(2026, 12, 31))
    assert amounts(ada_workspace) == [-1]


def test_a_run_cut_short_between_two_workspaces_is_finished(
    ada_workspace: Workspace, cy_workspace: Workspace, calls: Calls
) -> None:
    calls.add(ada_workspace.pk, FIRST, CENT)
    posting.post_day(FIRST)
    calls.add(cy_workspace.pk, FIRST, 2 * CENT)
    assert posting.post_days_until_yesterday() == 1
    assert (amounts(ada_workspace), amounts(cy_workspace)) == ([-1], [-2])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.lists(st.integers(0, 7 * CENT), max_size=6), min_size=1, max_size=12))
def test_over_any_days_the_books_are_within_a_cent_of_the_calls(
    ada_workspace: Workspace, days: list[list[int]]
) -> None:
    calls = Calls()
    posting.register("test", calls)
    for number, costs in enumerate(days):
        for cost in costs:
            calls.add(ada_workspace.pk, FIRST + timedelta(days=number), cost)
    with transaction.atomic():
        posting.post_days_until_yesterday()
        booked = -(cost_entries().aggregate(total=Sum("amount_minor"))["total"] or 0) * CENT
        spent = sum(sum(costs) for costs in days)
        carried = CostPosting.objects.order_by("-day").values_list("carried_out_e8", flat=True).first() or 0
        assert spent - booked == carried
        assert 0 <= spent - booked < CENT
        transaction.set_rollback(True)
    posting.forget("test")
