"""The outbox in the admin: found, read and sent again, never rewritten."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
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
    ["q=kiln", "dispatched_at__isempty=1", "failed_at__isempty=0", "name=kiln.lit", "created_at__year=2026"],
)
def test_events_are_found(admin: Client, query: str) -> None:
    events(1)
    assert admin.get(f"{LIST}?{query}").status_code == 200


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
    assert "1 events will be dispatched again." in done.content.decode()
    failed.refresh_from_db()
    assert (failed.attempts, failed.failed_at) == (0, None)


def test_only_staff_look_in(ada_client: Client) -> None:
    assert ada_client.get(LIST).status_code == 302
