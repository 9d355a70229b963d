"""Movements of MRR add up to its change, every day, in every world and currency."""

from collections import defaultdict
from datetime import date

import pytest

from backend.analytics.models import CalendarDay, DailyMetric, Movement, SubscriptionDay
from backend.analytics.services import aggregation
from backend.billing.models import SubscriptionChange

from .history import FIRST, ONE, at, changes, standing

SetClock = pytest.FixtureRequest
pytestmark = pytest.mark.django_db


def change(day: date, second: int, status: str, mrr: int, **fields: object) -> SubscriptionChange:
    number = SubscriptionChange.objects.count()
    given = {
        "subscription_id": "00000000-0000-0000-0000-000000000001",
        "workspace_id": "00000000-0000-0000-0000-0000000000aa",
        "world": "real",
        "plan_key": "pro",
        "currency": "USD",
        **fields,
    }
    return SubscriptionChange.objects.create(
        occurred_at=at(day, second), status=status, mrr_minor=mrr, cause=f"c{number}", **given
    )


def movements() -> list[tuple[int, str, int]]:
    rows = SubscriptionDay.objects.order_by("day", "currency", "pk")
    return [((row.day - FIRST).days, row.movement, row.mrr - row.mrr_before) for row in rows]


def metric(name: str, day: date, **where: str) -> int:
    return sum(DailyMetric.objects.filter(metric=name, day=day, **where).values_list("value", flat=True))


def test_two_years_of_five_thousand_subscriptions_reconcile_each_day(clock) -> None:
    clock("2025-12-31T12:00:00+00:00")
    rows = list(changes(5000))
    SubscriptionChange.objects.bulk_create(rows, batch_size=5000)
    aggregation.catch_up()

    expected = standing(rows)
    stood: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    moved: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in DailyMetric.objects.filter(metric__in=["mrr", "moved_mrr"]):
        key = (row.world, row.currency)
        if row.metric == "mrr":
            stood[key][row.day] = row.value
        else:
            moved[key][row.day] += row.value
    assert set(stood) == set(expected) and len(stood) == 4
    for key, levels in expected.items():
        before = 0
        for number, level in enumerate(levels):
            day = FIRST + ONE * number
            if day in stood[key] or level:
                assert stood[key][day] == level, (key, day)
                assert moved[key].get(day, 0) == level - before, (key, day)
            before = level
    assert {row.movement for row in SubscriptionDay.objects.all()} == {"", *Movement.values}


def test_changes_of_one_day_net_into_one_movement(clock) -> None:
    clock("2024-02-01T00:00:00+00:00")
    change(FIRST, 10, "active", 1900)
    change(FIRST, 20, "paused", 0)
    change(FIRST, 30, "active", 9900)
    change(FIRST + ONE, 10, "canceled", 0)
    change(FIRST + ONE, 20, "active", 9900)
    change(FIRST + 2 * ONE, 10, "active", 1900)
    change(FIRST + 2 * ONE, 20, "paused", 0)
    change(FIRST + 9 * ONE, 20, "active", 1900)
    aggregation.catch_up()
    assert movements() == [(0, "new", 9900), (1, "", 0), (2, "churn", -9900), (9, "reactivation", 1900)]
    assert metric("mrr", FIRST + ONE) == 9900
    assert metric("mrr", FIRST + 5 * ONE) == 0
    assert metric("moved_subscriptions", FIRST + 2 * ONE, dimension="churn") == 1


def test_a_trial_is_no_money_and_paying_after_it_is_new(clock) -> None:
    clock("2024-02-01T00:00:00+00:00")
    change(FIRST, 10, "trialing", 0)
    change(FIRST + 14 * ONE, 10, "active", 1900)
    aggregation.catch_up()
    assert movements() == [(0, "", 0), (14, "new", 1900)]
    assert (metric("trials", FIRST), metric("trials", FIRST + 14 * ONE)) == (1, 0)
    assert (metric("paying_subscriptions", FIRST), metric("active_subscriptions", FIRST + 20 * ONE)) == (0, 1)


def test_a_workspace_that_comes_back_with_another_subscription_is_reactivated(clock) -> None:
    clock("2024-02-01T00:00:00+00:00")
    change(FIRST, 10, "active", 1900)
    change(FIRST + ONE, 10, "canceled", 0)
    change(FIRST + 5 * ONE, 10, "active", 9900, subscription_id="00000000-0000-0000-0000-000000000002")
    aggregation.catch_up()
    assert movements()[-1] == (5, "reactivation", 9900)


def test_a_subscription_that_changes_its_currency_leaves_nothing_in_the_former(clock) -> None:
    clock("2024-02-01T00:00:00+00:00")
    change(FIRST, 10, "active", 1900)
    change(FIRST + ONE, 10, "active", 1700, currency="EUR")
    aggregation.catch_up()
    assert movements() == [(0, "new", 1900), (1, "new", 1700), (1, "churn", -1900)]
    assert metric("mrr", FIRST + ONE, currency="USD") == 0
    assert metric("mrr", FIRST + ONE, currency="EUR") == 1700


def test_a_change_heard_of_late_moves_every_day_since(clock) -> None:
    clock("2024-01-20T00:00:00+00:00")
    change(FIRST, 10, "active", 1900)
    aggregation.catch_up()
    assert metric("mrr", FIRST + 10 * ONE) == 1900
    clock("2024-01-21T00:00:00+00:00")
    change(FIRST + 3 * ONE, 10, "active", 9900)
    aggregation.catch_up()
    assert metric("mrr", FIRST + 2 * ONE) == 1900
    assert metric("mrr", FIRST + 10 * ONE) == 9900
    assert not CalendarDay.objects.filter(lifecycle_stale=True).exists()


def test_the_demo_creators_subscription_never_counts(clock, ada, ada_workspace) -> None:
    clock("2024-02-01T00:00:00+00:00")
    ada.is_demo = True
    ada.save()
    change(FIRST, 10, "active", 1900, workspace_id=ada_workspace.pk)
    aggregation.catch_up()
    assert not SubscriptionDay.objects.exists()
