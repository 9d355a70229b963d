"""The days of the launch plan, counted back from the opening."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.projects.kit.composing import scheduling
from backend.projects.kit.composing.scheduling import Schedule, Task

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 12, 31))
OPENS = "open"


@st.composite
def plans(draw: st.DrawFn) -> list[Task]:
    """Tasks that depend on earlier ones, in any order, with the opening somewhere among them."""
    count = draw(st.integers(1, 14))
    opening = draw(st.integers(0, count - 1))
    names = [OPENS if place == opening else f"t{place}" for place in range(count)]
    tasks = [
        Task(
            name,
            draw(st.integers(1, 600)),
            tuple(draw(st.lists(st.sampled_from(names[:place]), unique=True, max_size=3)) if place else ()),
        )
        for place, name in enumerate(names)
    ]
    return draw(st.permutations(tasks))


def planned(tasks: list[Task], **changes: object) -> Schedule:
    given = {
        "opening": date(2027, 1, 31),
        "opening_task": OPENS,
        "after": (),
        "started": date(2026, 11, 1),
        "today": date(2026, 11, 21),
        "done": (),
        "hours_a_week": 5,
        **changes,
    }
    return scheduling.schedule(tasks, **given)  # type: ignore[arg-type]


@given(tasks=plans(), opening=DAYS, started=DAYS, waited=st.integers(0, 400), data=st.data())
def test_every_open_task_has_a_day_after_what_it_needs_and_none_before_the_start(
    tasks: list[Task], opening: date, started: date, waited: int, data: st.DataObject
) -> None:
    done = data.draw(st.sets(st.sampled_from([task.task_id for task in tasks])))
    today = started + timedelta(days=waited)
    days = planned(tasks, opening=opening, started=started, today=today, done=done).days
    assert set(days) == {task.task_id for task in tasks} - done
    assert all(day >= today for day in days.values())
    for task in tasks:
        for needed in task.depends_on:
            if task.task_id in days and needed in days:
                assert days[needed] <= days[task.task_id]


@given(tasks=plans(), opening=DAYS, today=DAYS)
def test_the_same_plan_has_the_same_days(tasks: list[Task], opening: date, today: date) -> None:
    once, again = (planned(tasks, opening=opening, started=today, today=today) for _ in range(2))
    assert once == again


@given(tasks=plans(), days=st.integers(1, 700))
def test_what_comes_before_the_opening_is_done_on_its_eve_at_the_latest(tasks: list[Task], days: int) -> None:
    opening = date(2026, 11, 21) + timedelta(days=days)
    schedule = planned(tasks, opening=opening)
    before = [day for name, day in schedule.days.items() if name not in schedule.after and name != OPENS]
    assert all(day < opening for day in before)
    assert schedule.days[OPENS] == opening
    assert all(opening < schedule.days[name] <= opening + timedelta(days=28) for name in schedule.after)


@given(tasks=plans(), started=DAYS, opening=DAYS)
def test_the_weekly_hours_are_kept_unless_it_says_that_time_is_short(
    tasks: list[Task], started: date, opening: date
) -> None:
    schedule = planned(tasks, started=started, today=started, opening=opening)
    if not schedule.is_short:
        assert schedule.weekly_minutes <= 5 * 60


def line(*minutes: int) -> list[Task]:
    before = [
        Task(f"t{place}", each, (f"t{place - 1}",) if place else ()) for place, each in enumerate(minutes)
    ]
    return [*before, Task(OPENS, 60, (before[-1].task_id,)), Task("keep", 60, (OPENS,))]


def test_work_is_spread_by_its_minutes_up_to_the_eve() -> None:
    schedule = planned(
        line(60, 180, 60), started=date(2027, 1, 1), today=date(2027, 1, 1), opening=date(2027, 1, 11)
    )
    assert schedule.days == {
        "t0": date(2027, 1, 2),
        "t1": date(2027, 1, 8),
        "t2": date(2027, 1, 10),
        OPENS: date(2027, 1, 11),
        "keep": date(2027, 2, 8),
    }
    assert (schedule.minutes, schedule.days_left, schedule.is_short) == (300, 10, False)


def test_ticking_a_task_leaves_the_others_where_they_are() -> None:
    start = {"started": date(2027, 1, 1), "today": date(2027, 1, 1), "opening": date(2027, 1, 11)}
    before, after = planned(line(60, 180, 60), **start), planned(line(60, 180, 60), **start, done={"t0"})
    assert {**before.days} == {"t0": before.days["t0"], **after.days}


def test_a_day_that_passes_moves_nothing_as_long_as_all_is_in_time() -> None:
    same = {"started": date(2027, 1, 1), "opening": date(2027, 1, 11)}
    first = planned(line(60, 180, 60), today=date(2027, 1, 1), **same)
    second = planned(line(60, 180, 60), today=date(2027, 1, 2), **same)
    assert first.days == second.days


def test_who_is_behind_gets_a_plan_that_begins_today() -> None:
    late = planned(
        line(60, 180, 60), started=date(2027, 1, 1), today=date(2027, 1, 9), opening=date(2027, 1, 11)
    )
    assert late.days["t0"] == date(2027, 1, 9)
    assert late.days["t2"] == date(2027, 1, 10)
    assert late.is_short


def test_a_far_opening_lets_the_work_begin_later() -> None:
    far = planned(line(300, 300), today=date(2026, 11, 1), opening=date(2027, 11, 1))
    assert far.begins == date(2027, 10, 4)
    assert far.days["t0"] == date(2027, 10, 17)
    assert far.weekly_minutes == 150


@pytest.mark.parametrize(
    ("opening", "first", "last"),
    [
        (date(2028, 3, 1), date(2028, 2, 28), date(2028, 2, 29)),  # a leap year's February
        (date(2027, 3, 1), date(2027, 2, 27), date(2027, 2, 28)),
        (date(2026, 3, 30), date(2026, 3, 28), date(2026, 3, 29)),  # the night the clocks go forward
        (date(2027, 1, 1), date(2026, 12, 30), date(2026, 12, 31)),
    ],
)
def test_days_are_counted_over_month_ends_leap_days_and_changing_clocks(
    opening: date, first: date, last: date
) -> None:
    start = opening - timedelta(days=2)
    days = planned(line(60, 60), started=start, today=start, opening=opening).days
    assert (days["t0"], days["t1"], days[OPENS]) == (first, last, opening)


@pytest.mark.parametrize("passed", [0, 1, 400])
def test_an_opening_that_is_today_or_over_puts_what_is_open_on_today(passed: int) -> None:
    today = date(2027, 1, 11)
    schedule = planned(
        line(60, 60), started=date(2027, 1, 1), today=today, opening=today - timedelta(days=passed)
    )
    assert {schedule.days[name] for name in ("t0", "t1", OPENS)} == {today}
    assert schedule.is_short
    assert schedule.days_left == 0


def test_what_follows_the_opening_stays_after_it_even_where_the_plan_leaves_the_opening_out() -> None:
    tasks = [Task("t0", 60, ()), Task("keep", 60, ())]
    schedule = planned(tasks, after={"keep"})
    assert schedule.days == {"t0": date(2027, 1, 30), "keep": date(2027, 2, 28)}
