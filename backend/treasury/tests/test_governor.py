"""Reserve, send, settle or release: every limit holds, and a refusal names the tightest."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from backend.conftest import AtOnce, SetClock
from backend.events.models import DomainEvent
from backend.treasury import windows
from backend.treasury.models import Budget, BudgetPeriod, Reservation, ScopeKind
from backend.treasury.models.budgets import Window
from backend.treasury.services import budgets, governor
from backend.treasury.services.governor import LimitReached, LimitReachedForNow, NotHeld, SettledOtherwise
from backend.treasury.services.periods import Scope
from backend.treasury.worlds import World

DOLLAR = 100_000_000
CENT = DOLLAR // 100


def budget_of(
    cents: int, kind: ScopeKind = ScopeKind.RUN, window: str = Window.TOTAL, **more: object
) -> Budget:
    return budgets.set_limit(scope=Scope(kind, uuid4()), window=window, limit_e8=cents * CENT, **more)


def scope_of(budget: Budget) -> Scope:
    return Scope(ScopeKind(budget.scope_kind), budget.scope_id)


def held(budget: Budget, cents: int, **more: object) -> Reservation:
    return governor.reserve(scopes=[scope_of(budget)], amount_e8=cents * CENT, purpose="chat", **more)


def counters(budget: Budget) -> tuple[float, float]:
    """Return what is spent and held, in cents, in the budget's newest period."""
    period = budget.periods.latest("starts_at")
    return period.spent_e8 / CENT, period.held_e8 / CENT


def told(name: str) -> list[dict[str, object]]:
    return [event.payload for event in DomainEvent.objects.filter(name=name).order_by("pk")]


@pytest.mark.django_db
class TestReserving:
    @pytest.mark.parametrize("limits", [1, 4])
    def test_within_a_transaction_more_budgets_take_no_more_statements(
        self, limits: int, django_assert_num_queries: Callable
    ) -> None:
        scopes = [scope_of(budget_of(100)) for _ in range(limits)]
        with django_assert_num_queries(5):
            reservation = governor.reserve_here(scopes=scopes, amount_e8=30 * CENT, purpose="chat")
        with django_assert_num_queries(4):
            governor.settle_here(reservation.pk, 12 * CENT)

    def test_a_hold_is_settled_at_what_it_cost(self) -> None:
        budget = budget_of(100)
        reservation = held(budget, 30)
        assert counters(budget) == (0, 30)
        governor.mark_sent(reservation.pk)
        governor.settle(reservation.pk, 12 * CENT)
        assert counters(budget) == (12, 0)
        reservation.refresh_from_db()
        assert (reservation.status, reservation.actual_e8, reservation.estimated) == (
            "settled",
            12 * CENT,
            False,
        )

    def test_a_release_gives_all_back(self) -> None:
        budget = budget_of(100)
        reservation = held(budget, 30)
        governor.release(reservation.pk)
        governor.release(reservation.pk)
        assert counters(budget) == (0, 0)

    def test_every_budget_of_every_scope_counts(self) -> None:
        run, user = budget_of(100), budget_of(50, ScopeKind.USER)
        monthly = budgets.set_limit(scope=scope_of(user), window=Window.MONTH, limit_e8=40 * CENT)
        governor.reserve(scopes=[scope_of(run), scope_of(user)], amount_e8=10 * CENT, purpose="chat")
        assert [counters(budget) for budget in (run, user, monthly)] == [(0, 10)] * 3

    def test_the_tightest_wins_and_nothing_is_held_anywhere(self) -> None:
        run, user = budget_of(100), budget_of(50, ScopeKind.USER)
        with pytest.raises(LimitReached) as refusal:
            governor.reserve(scopes=[scope_of(run), scope_of(user)], amount_e8=200 * CENT, purpose="chat")
        extra = refusal.value.extra
        assert (refusal.value.status, refusal.value.code) == (402, "budget_exhausted")
        assert extra["limit_name"] == "Your own cap, once and for all"
        assert (extra["left_e8"], extra["limit_e8"], extra["resets_at"]) == (50 * CENT, 50 * CENT, None)
        assert refusal.value.detail == (
            "Your own cap, once and for all: $0.50 of $0.50 is left. Raise it to go on."
        )
        assert counters(run) == counters(user) == (0, 0)
        assert Reservation.objects.count() == 0

    def test_what_resets_says_when(self, clock: SetClock) -> None:
        clock("2026-11-20T22:00:00+00:00")
        budget = budget_of(10, ScopeKind.WORKSPACE, Window.DAY)
        with pytest.raises(LimitReachedForNow) as refusal:
            held(budget, 11)
        assert refusal.value.status == 429
        assert refusal.value.extra["resets_at"] == "2026-11-21T00:00:00+00:00"
        assert refusal.value.extra["retry_after"] == 2 * 3600

    def test_to_the_last_unit_and_not_one_more(self) -> None:
        budget = budget_of(1)
        governor.reserve(scopes=[scope_of(budget)], amount_e8=CENT - 1, purpose="chat")
        with pytest.raises(LimitReached):
            governor.reserve(scopes=[scope_of(budget)], amount_e8=2, purpose="chat")
        governor.reserve(scopes=[scope_of(budget)], amount_e8=1, purpose="chat")
        assert counters(budget) == (0, 1)

    def test_what_is_left_can_be_asked_for(self) -> None:
        budget = budget_of(10)
        assert held(budget, 25, at_least_e8=3 * CENT).amount_e8 == 10 * CENT
        with pytest.raises(LimitReached):
            held(budget, 25, at_least_e8=0)

    def test_a_scope_without_a_budget_limits_nothing(self) -> None:
        scope = Scope(ScopeKind.AGENT, uuid4())
        reservation = governor.reserve(scopes=[scope], amount_e8=DOLLAR, purpose="chat")
        governor.settle(reservation.pk, CENT)
        assert Reservation.objects.get().actual_e8 == CENT

    def test_the_worlds_are_apart(self) -> None:
        budget = budget_of(10)
        governor.reserve(scopes=[scope_of(budget)], amount_e8=DOLLAR, purpose="chat", world=World.SIMULATED)
        assert counters(budget) == (0, 0)

    def test_a_negative_hold_is_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="zero or more"):
            governor.reserve(scopes=[], amount_e8=-1, purpose="chat")


@pytest.mark.django_db
class TestEndings:
    def test_more_than_was_held_is_recorded_in_full_and_stops_the_work(self) -> None:
        budget = budget_of(10)
        governor.settle(held(budget, 5).pk, 14 * CENT)
        assert counters(budget) == (14, 0)
        with pytest.raises(LimitReached) as refusal:
            held(budget, 1)
        assert refusal.value.extra["left_e8"] == 0

    def test_the_same_settlement_twice_is_one(self) -> None:
        budget = budget_of(10)
        reservation = held(budget, 5)
        governor.settle(reservation.pk, CENT)
        governor.settle(reservation.pk, CENT)
        with pytest.raises(SettledOtherwise):
            governor.settle(reservation.pk, 2 * CENT)
        with pytest.raises(SettledOtherwise):
            governor.release(reservation.pk)
        assert counters(budget) == (1, 0)

    def test_a_dead_holder_that_never_sent_costs_nothing(self) -> None:
        budget = budget_of(10)
        reservation = held(budget, 5, lease=timedelta(seconds=-1))
        assert governor.sweep() == 1
        assert counters(budget) == (0, 0)
        with pytest.raises(NotHeld):
            governor.mark_sent(reservation.pk)

    def test_a_dead_holder_that_had_sent_costs_the_upper_bound_until_corrected(self) -> None:
        budget = budget_of(10)
        reservation = held(budget, 5, lease=timedelta(seconds=-1))
        governor.mark_sent(reservation.pk)
        assert (governor.sweep(), governor.sweep()) == (1, 0)
        reservation.refresh_from_db()
        assert (reservation.status, reservation.estimated) == ("settled", True)
        assert counters(budget) == (5, 0)
        governor.settle(reservation.pk, 2 * CENT)
        reservation.refresh_from_db()
        assert (reservation.actual_e8, reservation.estimated) == (2 * CENT, False)
        assert counters(budget) == (2, 0)

    def test_what_was_released_too_early_is_still_recorded(self) -> None:
        budget = budget_of(10)
        reservation = held(budget, 5, lease=timedelta(seconds=-1))
        governor.sweep()
        governor.settle(reservation.pk, 3 * CENT)
        assert counters(budget) == (3, 0)

    def test_a_renewed_lease_is_left_alone(self) -> None:
        reservation = held(budget_of(10), 5, lease=timedelta(seconds=-1))
        governor.renew(reservation.pk)
        assert governor.sweep() == 0
        governor.release(reservation.pk)
        with pytest.raises(NotHeld):
            governor.renew(reservation.pk)


@pytest.mark.django_db
class TestWindows:
    @pytest.mark.parametrize(
        ("window", "moment", "starts", "ends"),
        [
            ("day", "2026-11-20T23:59:59+00:00", "2026-11-20", "2026-11-21"),
            ("day", "2026-11-21T00:30:00+02:00", "2026-11-20", "2026-11-21"),
            ("month", "2026-12-31T23:59:59+00:00", "2026-12-01", "2027-01-01"),
            ("month", "2028-02-29T12:00:00+00:00", "2028-02-01", "2028-03-01"),
        ],
    )
    def test_they_begin_and_end_in_utc(self, window: str, moment: str, starts: str, ends: str) -> None:
        found = windows.bounds(window, datetime.fromisoformat(moment))
        expected = [datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (starts, ends)]
        assert [found.starts_at, found.ends_at] == expected

    def test_a_new_month_starts_empty_and_the_old_call_settles_in_the_old(self, clock: SetClock) -> None:
        clock("2026-11-30T23:59:00+00:00")
        budget = budget_of(10, ScopeKind.PLAN, Window.MONTH)
        reservation = held(budget, 9)
        clock("2026-12-01T00:01:00+00:00")
        held(budget, 10)
        governor.settle(reservation.pk, 4 * CENT)
        spent = budget.periods.order_by("starts_at").values_list("spent_e8", "held_e8")
        assert list(spent) == [(4 * CENT, 0), (0, 10 * CENT)]


@pytest.mark.django_db
class TestSwitches:
    def test_a_top_up_is_for_this_window_only(self, clock: SetClock) -> None:
        clock("2026-11-20T12:00:00+00:00")
        budget = budget_of(10, ScopeKind.PLAN, Window.MONTH)
        held(budget, 10)
        budgets.top_up(budget, amount_e8=5 * CENT)
        held(budget, 5)
        with pytest.raises(LimitReached):
            held(budget, 1)
        clock("2026-12-01T12:00:00+00:00")
        with pytest.raises(LimitReached) as refusal:
            held(budget, 11)
        assert refusal.value.extra["limit_e8"] == 10 * CENT

    def test_overage_goes_as_far_as_its_cap_and_can_be_taken_back(self) -> None:
        budget = budget_of(10)
        budgets.allow_overage(budget, cap_e8=3 * CENT)
        held(budget, 13)
        with pytest.raises(LimitReached):
            held(budget, 1)
        budgets.allow_overage(budget, cap_e8=0)
        with pytest.raises(LimitReached) as refusal:
            held(budget, 1)
        assert refusal.value.extra["left_e8"] == 0

    def test_a_raised_limit_holds_at_once(self) -> None:
        budget = budget_of(10)
        held(budget, 10)
        budgets.set_limit(scope=scope_of(budget), window=budget.window, limit_e8=12 * CENT)
        held(budget, 2)
        assert counters(budget) == (0, 12)


@pytest.mark.django_db
class TestAlarms:
    def test_warned_once_at_eighty_percent_and_once_at_the_end(self) -> None:
        workspace_id = uuid4()
        budget = budget_of(10, workspace_id=workspace_id)
        governor.settle(held(budget, 7).pk, 7 * CENT)
        assert told("treasury.budget_warned") == []
        for _ in range(2):
            governor.settle(held(budget, 1).pk, CENT)
        (warning,) = told("treasury.budget_warned")
        assert (warning["spent_e8"], warning["limit_e8"]) == (8 * CENT, 10 * CENT)
        assert told("treasury.budget_exhausted") == []
        governor.settle(held(budget, 1).pk, CENT)
        with pytest.raises(LimitReached):
            held(budget, 1)
        assert len(told("treasury.budget_exhausted")) == len(told("treasury.budget_warned")) == 1
        assert DomainEvent.objects.get(name="treasury.budget_exhausted").workspace_id == workspace_id

    def test_a_hold_alone_is_no_spending(self) -> None:
        held(budget_of(10), 10)
        assert DomainEvent.objects.filter(name__startswith="treasury.").count() == 0

    def test_work_refused_for_the_rest_of_a_budget_exhausts_it(self) -> None:
        budget = budget_of(10)
        governor.settle(held(budget, 9).pk, 9 * CENT)
        with pytest.raises(LimitReached):
            held(budget, 2)
        assert told("treasury.budget_exhausted")[0]["spent_e8"] == 9 * CENT

    def test_one_oversized_wish_exhausts_nothing(self) -> None:
        with pytest.raises(LimitReached):
            held(budget_of(10), 11)
        assert told("treasury.budget_exhausted") == []

    def test_it_warns_again_of_a_higher_limit(self) -> None:
        budget = budget_of(10)
        governor.settle(held(budget, 9).pk, 9 * CENT)
        budgets.top_up(budget, amount_e8=10 * CENT)
        governor.settle(held(budget, 8).pk, 8 * CENT)
        assert [warning["limit_e8"] for warning in told("treasury.budget_warned")] == [10 * CENT, 20 * CENT]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_never_pass_a_dollar(at_once: AtOnce) -> None:
    """Each wants 3 cents of a dollar that two other budgets leave alone: 33 get them, to the unit."""
    run, user = budget_of(100), budget_of(500, ScopeKind.USER)

    def spend(scopes: list[Scope]) -> Callable[[], UUID]:
        def work() -> UUID:
            reservation = governor.reserve(scopes=scopes, amount_e8=3 * CENT, purpose="chat")
            governor.mark_sent(reservation.pk)
            governor.settle(reservation.pk, 3 * CENT)
            return reservation.pk

        return work

    both = [scope_of(run), scope_of(user)]
    results = at_once([spend(both if number % 2 else both[::-1]) for number in range(100)])
    settled = [result for result in results if isinstance(result, UUID)]
    refused = [result for result in results if isinstance(result, LimitReached)]
    assert (len(settled), len(refused)) == (33, 67), results
    assert counters(run) == counters(user) == (99, 0)
    assert BudgetPeriod.objects.filter(budget=run).count() == 1
    assert sum(Reservation.objects.values_list("actual_e8", flat=True)) == 99 * CENT


@pytest.mark.django_db(transaction=True)
def test_the_first_of_a_window_open_it_once(at_once: AtOnce) -> None:
    budget = budget_of(100, ScopeKind.WORKSPACE, Window.MONTH)
    budget.periods.all().delete()
    results = at_once(20, lambda: held(budget, 10))
    assert sum(isinstance(result, Reservation) for result in results) == 10, results
    assert budget.periods.count() == 1
    assert counters(budget) == (0, 100)
