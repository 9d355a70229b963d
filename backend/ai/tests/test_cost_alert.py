"""The alarm on a day's cost: once a day, one letter to each superuser, and never for simulated calls."""

from typing import Any

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from backend.accounts.models import User
from backend.accounts.tests.factories import UserFactory
from backend.ai import tasks
from backend.ai.models import DailyCostAlert, ModelCall
from backend.ai.services import alerts
from backend.conftest import AtOnce, SetClock
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.letters.models import Letter
from backend.letters.services import letters

CENT = 1_000_000
EVENTS = DomainEvent.objects.filter(name="ai.daily_cost_passed")


@pytest.fixture(autouse=True)
def alarm_at_fifty_dollars(settings: Settings) -> None:
    settings.AI_DAILY_COST_ALERT_USD = 50


def spent(cents: int, **fields: Any) -> ModelCall:
    known = {"purpose": "chat", "vendor": "anthropic", "model": "claude-sonnet-5-5", "status": "succeeded"}
    return ModelCall.objects.create(**{**known, **fields}, cost_e8=cents * CENT)


@pytest.mark.django_db
def test_it_goes_off_at_the_threshold_and_not_a_cent_before() -> None:
    spent(4_999)
    assert not alerts.check_daily_cost()
    assert not EVENTS.exists()
    spent(1)
    assert alerts.check_daily_cost()
    event = EVENTS.get()
    assert event.payload["cost_e8"] == 5_000 * CENT
    assert event.payload["threshold_usd"] == 50


@pytest.mark.django_db
def test_simulated_calls_never_count() -> None:
    spent(1_000_000, sandbox=True)
    spent(4_999)
    assert not alerts.check_daily_cost()


@pytest.mark.django_db
def test_it_goes_off_once_a_day_however_often_one_looks(clock: SetClock) -> None:
    clock("2026-11-20T12:00:00+00:00")
    spent(9_000)
    assert [alerts.check_daily_cost() for _ in range(3)] == [True, False, False]
    clock("2026-11-21T00:00:00+00:00")
    assert not alerts.check_daily_cost()  # a new day begins at nothing
    spent(9_000)
    tasks.check_daily_cost()
    assert [str(alert.day) for alert in DailyCostAlert.objects.order_by("day")] == [
        "2026-11-20",
        "2026-11-21",
    ]
    assert EVENTS.count() == 2


@pytest.mark.django_db
def test_every_superuser_gets_one_letter_and_nobody_else(root: User, ada: User) -> None:
    rita = UserFactory(email="rita@example.com", is_superuser=True)
    UserFactory(email="gone@example.com", is_superuser=True, is_active=False)
    spent(12_345)
    alerts.check_daily_cost()
    event = EVENTS.get()
    for _ in range(3):
        alerts.tell_superusers(event)
        outbox.dispatch(event.pk)
    assert {letter.to for letter in Letter.objects.all()} == {root.email, rita.email}
    for letter in Letter.objects.all():
        letters.deliver(letter.pk)
        letters.deliver(letter.pk)
    assert sorted(sent.to[0] for sent in mail.outbox) == [rita.email, root.email]
    assert "$123.45" in mail.outbox[0].body
    assert "$50" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_calls_that_end_together_raise_one_alarm(root: User, at_once: AtOnce) -> None:
    spent(9_000)
    results = at_once(8, alerts.check_daily_cost)
    assert sorted(results) == [False] * 7 + [True]
    event = EVENTS.get()
    at_once(4, lambda: outbox.dispatch(event.pk))
    assert Letter.objects.get().to == root.email
