"""The outbox in the admin: found, read and sent again, never rewritten."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from backend.accounts.models import User
from backend.events.models import DomainEvent, HandlerReceipt

LIST = "/admin/events/domainevent/"
Counting = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def admin(root: User) -> Client:
    client = Client()
    client.force_login(root)
    return client


def events(count: int) -> list[DomainEvent]:
    return [DomainEvent.objects.create(name="kiln.lit", attempts=number) for number in range(count)]


def test_the_list_takes_the_same_queries_for_three_as_for_sixty(
    admin: Client, django_assert_max_num_queries: Counting
) -> None:
    events(3)
    admin.get(LIST)
    with django_assert_max_num_queries(50) as few:
        assert admin.get(LIST).status_code == 200
    events(57)
    with django_assert_max_num_queries(len(few)) as many:
        assert admin.get(LIST).context["cl"].result_count == 60
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "query",
    ["q=kiln", "q=KILN.LIT", "state=waiting", "state=stuck", "q={id}", "q={workspace}"],
)
def test_events_are_found(admin: Client, query: str) -> None:
    event = DomainEvent.objects.create(name="kiln.lit", attempts=1, workspace_id=uuid4())
    DomainEvent.objects.create(name="bell.rung", dispatched_at=timezone.now())
    address = f"{LIST}?{query.format(id=event.pk, workspace=event.workspace_id)}"
    assert list(admin.get(address).context["cl"].result_list) == [event]


def test_what_is_stuck_is_told_from_what_merely_waits(admin: Client) -> None:
    now = timezone.now()
    fresh = DomainEvent.objects.create(name="kiln.fresh")
    overdue = DomainEvent.objects.create(name="kiln.overdue", next_attempt_at=now - timedelta(minutes=5))
    tried = DomainEvent.objects.create(name="kiln.tried", attempts=2, error="kiln.glow: ValueError: too hot")
    given_up = DomainEvent.objects.create(name="kiln.given_up", attempts=10, failed_at=now, error="fell over")
    DomainEvent.objects.create(name="kiln.done", dispatched_at=now)
    page = admin.get(f"{LIST}?state=stuck")
    assert set(page.context["cl"].result_list) == {overdue, tried, given_up}
    assert "too hot" in page.content.decode()
    health = {label: figure for label, figure, _ in page.context["health"]}
    assert (health["Stuck"], health["Given up"], health["Waiting"]) == ("3", "1", "3")
    assert fresh not in page.context["cl"].result_list


def test_an_event_shows_its_receipts_and_cannot_be_changed(admin: Client) -> None:
    event = events(1)[0]
    HandlerReceipt.objects.create(event=event, handler="kiln.glow")
    page = admin.get(f"{LIST}{event.pk}/change/").content.decode()
    assert "kiln.glow" in page
    assert 'name="_save"' not in page
    assert admin.post(f"{LIST}{event.pk}/change/", {"name": "kiln.never_lit"}).status_code == 403
    assert admin.get(f"{LIST}add/").status_code == 403


def test_what_failed_is_dispatched_again(admin: Client) -> None:
    failed = DomainEvent.objects.create(
        name="kiln.lit", attempts=10, failed_at=timezone.now(), error="fell over"
    )
    chosen = {"action": "requeue", "_selected_action": [str(failed.pk)]}
    done = admin.post(LIST, chosen, follow=True)
    assert "1 event will be dispatched again." in done.content.decode()
    failed.refresh_from_db()
    assert (failed.attempts, failed.failed_at) == (0, None)
    assert LogEntry.objects.get(object_id=str(failed.pk)).get_change_message() == "Dispatched again."


def test_what_was_dispatched_is_not_sent_again(admin: Client) -> None:
    done = DomainEvent.objects.create(name="kiln.lit", dispatched_at=timezone.now())
    chosen = {"action": "requeue", "_selected_action": [str(done.pk)]}
    page = admin.post(LIST, chosen, follow=True).content.decode()
    assert "0 events will be dispatched again. 1 event had been dispatched already." in page


def test_looking_is_not_enough_to_send_again(admin: Client, cy: User) -> None:
    cy.is_staff = True
    cy.save()
    cy.user_permissions.add(Permission.objects.get(codename="view_domainevent"))
    failed = DomainEvent.objects.create(name="kiln.lit", attempts=10, failed_at=timezone.now())
    looker = Client()
    looker.force_login(cy)
    assert looker.get(LIST).status_code == 200
    looker.post(LIST, {"action": "requeue", "_selected_action": [str(failed.pk)]})
    failed.refresh_from_db()
    assert failed.attempts == 10


def test_only_staff_look_in(ada_client: Client) -> None:
    assert ada_client.get(LIST).status_code == 302
