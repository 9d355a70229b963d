from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.projects import plan, progress

from .factories import content

PHASES = plan.effective(content(), {}, None)
IDS = plan.task_ids(PHASES)


def compute(completed: set[str], decided: int = 0) -> progress.Progress:
    return progress.compute(PHASES, completed=completed, decided=decided, decisions=5, timeline=0)


def test_nothing_done_is_zero_and_everything_done_is_a_hundred() -> None:
    assert compute(set()).as_wire() == {"overall": 0, "planning": 0, "execution": 0, "timeline": 0}
    done = compute(set(IDS), decided=5)
    assert (done.overall, done.planning, done.execution) == (100, 100, 100)


def test_planning_counts_decisions_and_execution_does_not() -> None:
    five = compute({"gather_numbers", "collect_their_words"}, decided=3)
    assert five.planning == 5 * 100 // 16
    assert five.execution == 0
    assert five.overall == 5 * 100 // 27


def test_a_task_that_is_no_longer_in_the_plan_counts_for_nothing() -> None:
    assert compute({"long_gone"}) == compute(set())


def test_one_open_task_keeps_it_below_a_hundred() -> None:
    assert compute(set(IDS[:-1]), decided=5).overall == 96


@given(done=st.sets(st.sampled_from(IDS)), more=st.sampled_from(IDS), decided=st.integers(0, 5))
def test_completing_a_task_never_lowers_a_bar(done: set[str], more: str, decided: int) -> None:
    before, after = compute(done, decided), compute(done | {more}, decided)
    for bar in ("overall", "planning", "execution"):
        assert 0 <= getattr(before, bar) <= getattr(after, bar) <= 100


@pytest.mark.parametrize(
    ("today", "percent"),
    [("2026-11-20", 0), ("2026-11-30", 33), ("2026-12-19", 96), ("2026-12-20", 100), ("2027-01-05", 100)],
)
def test_the_timeline_is_the_share_of_days_that_has_passed(today: str, percent: int) -> None:
    shown = progress.elapsed_percent(
        started=date(2026, 11, 20), opens=date(2026, 12, 20), today=date.fromisoformat(today)
    )
    assert shown == percent


def test_without_a_day_the_timeline_stays_at_zero() -> None:
    assert progress.elapsed_percent(started=date(2026, 1, 1), opens=None, today=date(2027, 1, 1)) == 0


@given(start=st.dates(), opens=st.dates(), today=st.dates())
def test_the_timeline_is_always_a_percentage(start: date, opens: date, today: date) -> None:
    assert 0 <= progress.elapsed_percent(started=start, opens=opens, today=today) <= 100


@pytest.mark.parametrize(
    ("target", "timeline", "opens"),
    [
        (date(2027, 3, 1), None, date(2027, 3, 1)),
        (date(2027, 3, 1), "P6W", date(2027, 3, 14)),
        (date(2027, 3, 1), "2026-12-15", date(2026, 12, 15)),
        (None, "2026-12-15", date(2026, 12, 15)),
        (None, "P6W", date(2027, 3, 14)),
        (None, "P1M", date(2027, 2, 28)),
        (None, "P1Y1M1D", date(2028, 3, 1)),
        (None, None, None),
    ],
)
def test_the_doors_open_as_decided_else_on_the_target_date(
    target: date | None, timeline: str | None, opens: date | None
) -> None:
    decided_on = date(2027, 1, 31)
    assert progress.opening_day(target=target, timeline=timeline, decided_on=decided_on) == opens
