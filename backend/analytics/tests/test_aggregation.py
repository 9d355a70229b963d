"""Counting bit by bit gives what counting everything at once gives, whatever comes late or is counted twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import User
from backend.analytics.models import (
    AggregationLease,
    Bookmark,
    CalendarDay,
    Cohort,
    DailyMetric,
    FunnelStep,
    Milestone,
    PersonDay,
    SubscriptionDay,
    WorkspaceDay,
)
from backend.analytics.services import aggregation

from . import happenings

pytestmark = pytest.mark.django_db
MADE = (CalendarDay, Cohort, DailyMetric, FunnelStep, Milestone, PersonDay, SubscriptionDay, WorkspaceDay)
BEGUN = datetime(2026, 1, 5, tzinfo=UTC)


def everything() -> dict[str, set[tuple[Any, ...]]]:
    """Return all rows that counting makes, without their numbers and the time of counting."""
    found = {}
    for model in MADE:
        names = [
            field.attname for field in model._meta.concrete_fields if field.name not in ("id", "counted_at")
        ]
        rows = list(model.objects.values_list(*names))
        assert rows, model
        found[model.__name__] = set(rows)
        assert len(rows) == len(found[model.__name__])
    return found


def from_scratch() -> dict[str, set[tuple[Any, ...]]]:
    for model in (*MADE, Bookmark):
        model.objects.all().delete()
    aggregation.catch_up()
    return everything()


def test_a_hundred_thousand_events_in_five_parts_are_as_at_once(clock) -> None:
    persons = happenings.people(400, joined=BEGUN, spread=timedelta(days=50))
    until = BEGUN
    # The third time a week passes without anyone counting.
    for part, days in enumerate((20, 1, 8, 0.2, 30)):
        since, until = until, until + timedelta(days=days)
        clock(until.isoformat())
        late = min(until - BEGUN, timedelta(days=15))
        happenings.life(persons, number=20_000, added=until, since=since, late=late * (part > 0), seed=part)
        assert aggregation.catch_up() > 0
    bit_by_bit = everything()
    at_once = from_scratch()
    for name, rows in at_once.items():
        assert bit_by_bit[name] == rows, name


def test_counting_again_changes_nothing(clock) -> None:
    persons = happenings.people(40, joined=BEGUN, spread=timedelta(days=5))
    until = BEGUN + timedelta(days=9)
    clock(until.isoformat())
    happenings.life(persons, number=400, added=until, since=BEGUN, late=timedelta(0), seed=1)
    aggregation.catch_up()
    once = everything()
    aggregation.aggregate(date(2026, 1, 7))
    aggregation.aggregate(date(2026, 1, 13))
    assert everything() == once


def test_what_is_late_marks_its_day_and_use_of_other_days_is_left_alone(clock) -> None:
    persons = happenings.people(10, joined=BEGUN, spread=timedelta(days=1))
    until = BEGUN + timedelta(days=20)
    clock(until.isoformat())
    an_hour_ago = until - timedelta(hours=1)
    happenings.life(persons, number=100, added=an_hour_ago, since=BEGUN, late=timedelta(0), seed=1)
    aggregation.catch_up()
    later = until + timedelta(hours=5)
    clock(later.isoformat())
    happenings.insert(
        happenings.Visit, [happenings._visit(BEGUN + timedelta(days=3), later, happenings.random.Random(1))]
    )
    aggregation.notice()
    assert list(CalendarDay.objects.filter(usage_stale=True).values_list("day", flat=True)) == [
        date(2026, 1, 8),
        date(2026, 1, 24),
        date(2026, 1, 25),
    ]


def test_a_run_that_dies_half_way_is_taken_up_again(clock, monkeypatch) -> None:
    persons = happenings.people(40, joined=BEGUN, spread=timedelta(days=50))
    until = BEGUN + timedelta(days=100)
    clock(until.isoformat())
    happenings.life(persons, number=2000, added=until, since=BEGUN, late=timedelta(0), seed=1)
    count, calls = aggregation.lifecycle.count, []

    def dies(*days: date) -> None:
        calls.append(days)
        if len(calls) == 2:
            raise ConnectionError
        count(*days)

    monkeypatch.setattr(aggregation.lifecycle, "count", dies)
    with pytest.raises(ConnectionError):
        aggregation.catch_up()
    monkeypatch.setattr(aggregation.lifecycle, "count", count)
    aggregation.catch_up()
    assert everything() == from_scratch()


def test_only_one_counts_at_a_time_and_a_dead_one_is_waited_out(clock) -> None:
    clock("2026-01-10T00:00:00+00:00")
    AggregationLease.objects.create(held_until=datetime(2026, 1, 10, 0, 5, tzinfo=UTC))
    assert aggregation.catch_up() == 0
    clock("2026-01-10T00:06:00+00:00")
    assert aggregation.catch_up() > 0


def test_people_count_from_their_first_day_until_they_leave_and_the_demo_creator_never(clock) -> None:
    persons = happenings.people(50, joined=BEGUN, spread=timedelta(hours=1))
    User.objects.filter(pk=persons[0].pk).update(departed_at=BEGUN + timedelta(days=2))
    clock((BEGUN + timedelta(days=4)).isoformat())
    aggregation.catch_up()
    total = DailyMetric.objects.filter(metric="total_users").order_by("day").values_list("value", flat=True)
    assert list(total) == [49, 49, 48, 48, 48]


def test_the_statements_are_as_many_for_many_rows_as_for_few(clock) -> None:
    persons = happenings.people(40, joined=BEGUN, spread=timedelta(days=5))
    until = BEGUN + timedelta(days=9)
    clock(until.isoformat())
    counts = []
    for number in (100, 3000):
        happenings.life(persons, number=number, added=until, since=BEGUN, late=timedelta(0), seed=number)
        with CaptureQueriesContext(connection) as captured:
            from_scratch()
        counts.append(len(captured))
    assert counts[1] <= counts[0]


def test_dailies_of_visits_stay_when_the_visits_are_gone(clock) -> None:
    clock((BEGUN + timedelta(days=1)).isoformat())
    happenings.insert(
        happenings.Visit,
        [happenings._visit(BEGUN, BEGUN + timedelta(hours=n), happenings.random.Random(4)) for n in range(5)],
    )
    aggregation.catch_up()
    before = set(DailyMetric.objects.filter(metric="visits").values_list("day", "value"))
    assert before == {(BEGUN.date(), 5)}
    clock((BEGUN + timedelta(days=200)).isoformat())
    happenings.Visit.objects.all().delete()
    aggregation.aggregate(BEGUN.date())
    assert set(DailyMetric.objects.filter(metric="visits").values_list("day", "value")) == before
