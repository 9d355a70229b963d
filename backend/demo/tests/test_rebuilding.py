"""Each start makes the demo creator anew: idempotent, alone in their rooms, and nobody of consequence."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from backend.accounts.models import FirstUser, Membership, User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.agents.models import Message
from backend.ai.models import ModelCall
from backend.billing.features import Feature
from backend.billing.models import UsageCounter
from backend.billing.services import entitlements
from backend.billing.tests.limits import messages_of
from backend.demo.reading import story
from backend.demo.services import creator
from backend.events.models import DomainEvent
from backend.projects.models import Decision, Playbook, Project
from backend.projects.services import decisions

EMAIL = story().person["email"]


def census() -> dict[str, int]:
    models = [User, Workspace, Membership, Project, Decision, Message, ModelCall, DomainEvent, UsageCounter]
    return {model.__name__: model.objects.count() for model in models}


def test_a_second_start_undoes_what_was_done_and_leaves_one_of_everything(
    nora: User, launch: Project
) -> None:
    first = census()
    decisions.record(project=launch, category="structure", value={"tiers": ["Member"]})
    entitlements.consume(home_workspace(nora).pk, Feature.MESSAGES, user=nora)
    nora.name = "Somebody else"
    nora.save()
    again = creator.rebuild()
    assert census() == first
    assert again is not None
    assert (again.pk, again.name) == (nora.pk, story().person["name"])
    assert Decision.objects.current().count() == 3


def test_the_daily_allowance_is_fresh_and_no_usage_is_real(nora: User, launch: Project) -> None:
    assert messages_of(nora).used == 0
    assert set(ModelCall.objects.values_list("sandbox", flat=True)) == {True}
    assert not Message.objects.filter(role="assistant", sandbox=False).exists()


def test_events_tell_the_same_story_on_the_same_days(launch: Project) -> None:
    names = set(DomainEvent.objects.filter(workspace_id=launch.workspace_id).values_list("name", flat=True))
    assert {"projects.project_started", "projects.decision_recorded", "agents.message_answered"} <= names
    yesterday = timezone.now() - timedelta(hours=1)
    assert not DomainEvent.objects.filter(workspace_id=launch.workspace_id, created_at__gt=yesterday).exists()


def test_never_the_first_user_nor_in_charge(nora: User) -> None:
    assert FirstUser.claim(nora) is False
    assert not (nora.is_superuser or nora.is_staff)
    person = UserFactory(email="first@example.com")
    assert FirstUser.claim(person) is True
    for field in ("is_superuser", "is_staff"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=nora.pk).update(**{field: True})


def test_no_password_opens_the_account_and_no_letter_brings_one(nora: User, client: Client) -> None:
    assert not nora.has_usable_password()
    assert authenticate(None, email=EMAIL, password="") is None
    address = "/_allauth/browser/v1/auth/password/request"
    client.post(address, {"email": EMAIL.upper()}, content_type="application/json")
    client.post(
        "/_allauth/browser/v1/auth/signup", {"email": EMAIL, "password": "correct-horse"}, "application/json"
    )
    assert mail.outbox == []


def test_a_person_who_has_the_address_is_left_alone(playbook: Playbook) -> None:
    person = UserFactory(email=EMAIL)
    assert creator.rebuild() is None
    person.refresh_from_db()
    assert (person.is_demo, person.has_usable_password()) == (False, True)
    assert Workspace.objects.count() == 1


def test_a_workspace_shared_with_a_person_stays_theirs(nora: User, ada: User) -> None:
    shared = home_workspace(ada)
    MembershipFactory(workspace=shared, user=nora)
    creator.rebuild()
    assert list(shared.memberships.values_list("user", flat=True)) == [ada.pk]


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_start_together_make_one(django_db_blocker: object) -> None:
    from backend.projects.tests.factories import published_playbook  # noqa: PLC0415

    published_playbook()
    failures: list[BaseException] = []

    def start() -> None:
        try:
            creator.rebuild()
        except BaseException as error:  # noqa: BLE001  told below, in the test's own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (User.objects.count(), Workspace.objects.count(), Project.objects.count()) == (1, 1, 1)
    assert Message.objects.count() == len(story().letters)


def test_a_rebuild_takes_a_bounded_number_of_queries(
    nora: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(260):  # type: ignore[attr-defined]
        creator.rebuild()
