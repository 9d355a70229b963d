"""A day of messages, from midnight to midnight where the person lives."""

from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.billing.features import Feature
from backend.billing.models import UsageCounter
from backend.billing.services import entitlements
from backend.billing.services.entitlements import DailyLimitReached
from backend.billing.windows import SHORT
from backend.conftest import AtOnce, SetClock

from .limits import limit_to, messages_of


@pytest.fixture(autouse=True)
def two_a_day(ada: User) -> None:
    limit_to(home_workspace(ada), Feature.MESSAGES, 2)


def say(user: User) -> UUID:
    return entitlements.consume(home_workspace(user).pk, Feature.MESSAGES, user=user)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(UTC)


def living_in(user: User, zone: str) -> User:
    user.time_zone = zone
    user.save()
    return user


def test_looking_writes_nothing(ada: User, clock: SetClock) -> None:
    clock("2026-11-20T12:00:00+00:00")
    state = messages_of(ada)
    assert (state.limit, state.used, state.left) == (2, 0, 2)
    assert state.resets_at == at("2026-11-21T00:00:00+00:00")
    assert not UsageCounter.objects.exists()


def test_the_last_message_of_the_day_is_refused_until_midnight(ada: User, clock: SetClock) -> None:
    clock("2026-11-20T22:59:00+00:00")
    say(ada)
    say(ada)
    with pytest.raises(DailyLimitReached) as refused:
        say(ada)
    error = refused.value
    assert (error.status, error.code, error.extra["limit"]) == (429, "daily_limit_reached", 2)
    assert error.extra["retry_after"] == 61 * 60
    assert at(error.extra["resets_at"]) == at("2026-11-21T00:00:00+00:00")
    assert messages_of(ada).left == 0
    clock("2026-11-20T23:59:59.999999+00:00")
    with pytest.raises(DailyLimitReached):
        say(ada)
    clock("2026-11-21T00:00:00+00:00")
    say(ada)
    assert messages_of(ada).used == 1


@pytest.mark.parametrize(
    ("zone", "now", "resets_at"),
    [
        ("America/Los_Angeles", "2026-11-20T23:30:00-08:00", "2026-11-21T00:00:00-08:00"),
        ("Asia/Kathmandu", "2026-11-20T00:00:00+05:45", "2026-11-21T00:00:00+05:45"),
        ("Pacific/Kiritimati", "2026-11-20T10:00:00+14:00", "2026-11-21T00:00:00+14:00"),
        # The days on which clocks change, in spring and autumn, before and after the change.
        ("Europe/Berlin", "2026-03-29T01:00:00+01:00", "2026-03-30T00:00:00+02:00"),
        ("Europe/Berlin", "2026-10-25T01:00:00+02:00", "2026-10-26T00:00:00+01:00"),
        ("America/New_York", "2026-11-01T01:30:00-05:00", "2026-11-02T00:00:00-05:00"),
        # Where the clock jumps at midnight itself, the day begins at one.
        ("Africa/Cairo", "2026-04-23T20:00:00+02:00", "2026-04-24T01:00:00+03:00"),
    ],
)
def test_it_resets_at_the_users_own_midnight(
    ada: User, clock: SetClock, zone: str, now: str, resets_at: str
) -> None:
    living_in(ada, zone)
    clock(now)
    assert messages_of(ada).resets_at == at(resets_at)
    say(ada)
    assert messages_of(ada).resets_at == at(resets_at)
    clock(resets_at)
    assert messages_of(ada).used == 0


@pytest.mark.parametrize(("zone", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_is_as_long_as_it_is_there(ada: User, clock: SetClock, zone: str, hours: int) -> None:
    living_in(ada, "Europe/Berlin")
    clock(f"{zone}T12:00:00+02:00")
    window = UsageCounter.objects.get(pk=say(ada))
    assert (window.ends_at - window.starts_at).total_seconds() == hours * 3600


def test_a_changed_time_zone_takes_effect_at_the_next_window(ada: User, clock: SetClock) -> None:
    clock("2026-11-20T12:00:00+00:00")
    say(ada)
    say(ada)
    living_in(ada, "Pacific/Kiritimati")  # fourteen hours ahead: tomorrow already
    with pytest.raises(DailyLimitReached):
        say(ada)
    assert messages_of(ada).resets_at == at("2026-11-21T00:00:00+00:00")
    clock("2026-11-21T00:00:00+00:00")
    say(ada)
    assert messages_of(ada).resets_at == at("2026-11-22T00:00:00+14:00")


def test_a_window_never_begins_before_the_one_before_it_has_ended(ada: User, clock: SetClock) -> None:
    living_in(ada, "Pacific/Auckland")
    clock("2026-11-20T12:00:00+13:00")
    first = UsageCounter.objects.get(pk=say(ada))
    living_in(ada, "Pacific/Honolulu")
    clock("2026-11-21T00:00:00+13:00")
    second = UsageCounter.objects.get(pk=say(ada))
    assert second.starts_at == first.ends_at
    assert second.ends_at == at("2026-11-21T00:00:00-10:00")


def test_changing_the_time_zone_again_and_again_earns_no_row_of_short_days(
    ada: User, clock: SetClock
) -> None:
    clock("2026-05-04T00:30:00Z")
    say(ada)
    zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
    ends = [messages_of(ada).resets_at]
    for number in range(4):
        ada.time_zone = zones[number % 2]
        clock(ends[-1].isoformat())
        say(ada)
        ends.append(messages_of(ada).resets_at)
    days = [later - earlier for earlier, later in pairwise(ends)]
    assert all(one >= SHORT or next_one >= SHORT for one, next_one in pairwise(days))


def test_people_do_not_share_their_days(ada: User, bo: User, clock: SetClock) -> None:
    clock("2026-11-20T12:00:00+00:00")
    say(ada)
    say(ada)
    limit_to(home_workspace(bo), Feature.MESSAGES, 2)
    say(bo)
    assert (messages_of(ada).left, messages_of(bo).left) == (0, 1)


def test_a_message_is_given_back_to_the_window_it_came_from(ada: User, clock: SetClock) -> None:
    clock("2026-11-20T23:59:00+00:00")
    yesterday = say(ada)
    clock("2026-11-21T00:01:00+00:00")
    today = say(ada)
    entitlements.release(yesterday)
    assert used(yesterday) == 0
    assert used(today) == messages_of(ada).used == 1


def test_no_more_is_given_back_than_was_counted(ada: User) -> None:
    window = say(ada)
    for _ in range(3):
        entitlements.release(window)
    assert used(window) == 0


def test_a_lowered_limit_shows_none_left_rather_than_less(ada: User) -> None:
    say(ada)
    say(ada)
    limit_to(home_workspace(ada), Feature.MESSAGES, 1)
    assert messages_of(ada).left == 0


def used(window_id: UUID) -> int:
    return UsageCounter.objects.get(pk=window_id).used


@pytest.mark.django_db(transaction=True)
def test_racing_messages_never_pass_the_limit(ada: User, at_once: AtOnce) -> None:
    limit_to(home_workspace(ada), Feature.MESSAGES, 20)
    results = at_once(50, lambda: say(ada))
    windows = {result for result in results if isinstance(result, UUID)}
    refusals = [result for result in results if isinstance(result, DailyLimitReached)]
    assert (len(windows), len(refusals)) == (1, 30), results
    assert UsageCounter.objects.get(scope_id=ada.pk).used == 20
