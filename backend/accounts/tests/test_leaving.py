"""Deleting an account: who may, what goes, and what stays without a name."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.test import override_settings
from rest_framework.test import APIClient

from backend.accounts.models import ApiKey, FirstUser, Membership, Role, User, Workspace
from backend.accounts.services import api_keys, farewells, memberships
from backend.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from backend.agents.models import Conversation, Message
from backend.ai.models import ModelCall
from backend.core.models import IdempotencyRecord
from backend.events.models import DomainEvent
from backend.letters.catalogue import DailyCostAlertLetter
from backend.letters.models import Letter
from backend.letters.services import letters
from backend.projects.models import CreatorProfile, Decision, Project
from backend.projects.services import decisions
from backend.projects.tests.factories import CreatorProfileFactory, ProjectFactory

DELETE = "/api/v1/users/me/delete"
ME = "/api/v1/users/me"
pytestmark = pytest.mark.django_db


def log_in(user: User) -> APIClient:
    client = APIClient()
    body = {"email": user.email, "password": PASSWORD}
    assert client.post("/_allauth/browser/v1/auth/login", body).status_code == 200
    return client


def leave(client: APIClient, password: str = PASSWORD):
    return client.post(DELETE, {"password": password})


def conversation_of(project: Project, author: User) -> Message:
    conversation = Conversation.objects.create(workspace=project.workspace, project=project)
    return Message.objects.create(
        workspace=project.workspace,
        conversation=conversation,
        author=author,
        position=1,
        role="user",
        text="Hi",
    )


def test_the_account_and_what_was_only_theirs_goes(cy: User, cy_workspace: Workspace) -> None:
    CreatorProfileFactory(user=cy)
    project = ProjectFactory(user=cy)
    decisions.record(project=project, category="platform", value="discord")
    conversation_of(project, cy)
    api_keys.create(workspace=cy_workspace, user=cy, name="till")
    here, elsewhere = log_in(cy), log_in(cy)

    assert leave(here).status_code == 204

    for client in (here, elsewhere):
        assert client.get(ME).status_code == 401
    for model in (CreatorProfile, Project, Decision, Message, Conversation, Workspace, ApiKey, Membership):
        assert not model.objects.exists(), model
    assert not EmailAddress.objects.filter(email="cy@example.com").exists()
    assert not UserSession.objects.filter(user=cy).exists()
    again = APIClient().post(
        "/_allauth/browser/v1/auth/login", {"email": "cy@example.com", "password": PASSWORD}
    )
    assert again.status_code == 400


def test_the_row_stays_without_a_name_for_the_books(cy: User, cy_workspace: Workspace) -> None:
    call = ModelCall.objects.create(
        workspace_id=cy_workspace.pk, user=cy, purpose="chat", vendor="anthropic", model="m", cost_e8=7
    )
    letter = letters.send(cause="daily_cost:2026-11-20", to=cy.email, letter=DailyCostAlertLetter.sample())
    entry = LogEntry.objects.create(
        user=cy,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(cy.pk),
        object_repr=cy.email,
        action_flag=CHANGE,
    )
    IdempotencyRecord.objects.create(user_id=cy.pk, key="k", fingerprint="f", status=202, body={"text": "Hi"})

    assert leave(log_in(cy)).status_code == 204

    cy.refresh_from_db()
    assert (cy.email, cy.name, cy.is_active, cy.has_usable_password()) == (
        f"{cy.pk}@departed.invalid",
        "",
        False,
        False,
    )
    assert cy.departed_at is not None and cy.last_login is None
    call.refresh_from_db()
    letter.refresh_from_db()
    entry.refresh_from_db()
    assert (call.user_id, call.cost_e8) == (cy.pk, 7)
    assert (letter.to, letter.subject, letter.context) == (f"{letter.pk}@departed.invalid", "", {})
    assert entry.object_repr == f"{cy.pk}@departed.invalid"
    assert not IdempotencyRecord.objects.exists()
    told = DomainEvent.objects.get(name="accounts.user_departed")
    assert (told.payload, told.actor_id) == ({"user_id": str(cy.pk)}, cy.pk)


def test_a_letter_that_was_waiting_is_not_sent_any_more(cy: User) -> None:
    letter = letters.send(cause="c", to=cy.email, letter=DailyCostAlertLetter.sample())
    farewells.leave(user=cy, password=PASSWORD)
    letter.refresh_from_db()
    assert letter.status == Letter.Status.FAILED
    assert not letters.deliver(letter.pk)


def test_one_word_of_goodbye_is_sent(cy: User, django_capture_on_commit_callbacks) -> None:
    client = log_in(cy)
    with django_capture_on_commit_callbacks(execute=True):
        leave(client)
    (letter,) = [message for message in mail.outbox if "deleted" in message.subject]
    assert (letter.to, letter.subject) == (["cy@example.com"], "Your Atelier account is deleted")
    assert "Goodbye, Cy." in letter.body


def test_who_asks_from_two_tabs_leaves_once(cy: User, django_capture_on_commit_callbacks) -> None:
    in_another_tab = User.objects.get(pk=cy.pk)
    with django_capture_on_commit_callbacks(execute=True):
        farewells.leave(user=cy, password=PASSWORD)
        farewells.leave(user=in_another_tab, password=PASSWORD)
    assert len(mail.outbox) == 1
    assert DomainEvent.objects.filter(name="accounts.user_departed").count() == 1


def test_the_address_is_free_again(cy: User) -> None:
    farewells.leave(user=cy, password=PASSWORD)
    assert UserFactory(email="cy@example.com").pk != cy.pk


@pytest.mark.parametrize("password", ["", "not-the-password"])
def test_a_wrong_password_deletes_nothing(cy: User, cy_client: APIClient, password: str) -> None:
    response = leave(cy_client, password)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
    assert list(response.json()["errors"]) == ["password"]
    cy.refresh_from_db()
    assert cy.is_active and cy.departed_at is None


@override_settings(ACCOUNT_RATE_LIMITS={"reauthenticate": "10/m/user"})
def test_guessing_the_password_is_slowed_down(cy_client: APIClient) -> None:
    statuses = [leave(cy_client, f"guess-{number}").status_code for number in range(12)]
    assert (statuses[0], statuses[-1]) == (400, 429)


def test_the_only_owner_of_a_workspace_with_others_hands_over_first(
    ada: User, bo: User, ada_client: APIClient, ada_workspace: Workspace
) -> None:
    refused = leave(ada_client)
    assert (refused.status_code, refused.json()["code"]) == (409, "hand_over_first")
    assert "“Ada’s workspace”" in refused.json()["detail"]
    assert refused.json()["workspaces"] == [{"id": str(ada_workspace.pk), "name": "Ada’s workspace"}]

    his = Membership.objects.get(user=bo, workspace=ada_workspace)
    memberships.change_role(membership=his, role=Role.OWNER, actor=ada)
    project = ProjectFactory(user=ada)
    message = conversation_of(project, ada)
    assert leave(ada_client).status_code == 204
    assert Workspace.objects.filter(pk=ada_workspace.pk).exists()
    message.refresh_from_db()
    assert (message.text, message.author.name) == ("Hi", "")
    assert Project.objects.get(pk=project.pk).user.get_short_name() == "A former member"


def test_a_member_leaves_the_workspaces_of_others_as_they_are(
    ada: User, bo: User, bo_client: APIClient, ada_workspace: Workspace, bo_workspace: Workspace
) -> None:
    assert leave(bo_client).status_code == 204
    assert list(Workspace.objects.all()) == [ada_workspace]
    assert list(Membership.objects.values_list("user", flat=True)) == [ada.pk]
    told = DomainEvent.objects.get(name="accounts.member_removed")
    assert (told.workspace_id, told.actor_id) == (ada_workspace.pk, bo.pk)


def test_the_last_superuser_stays_while_others_are_here(root: User, root_client: APIClient, cy: User) -> None:
    refused = leave(root_client)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_superuser")
    User.objects.filter(pk=cy.pk).update(is_superuser=True)
    assert leave(root_client).status_code == 204


def test_the_last_person_of_all_may_go_and_nobody_inherits_their_place(db: None) -> None:
    root = User.objects.create_superuser("root@example.com", PASSWORD)
    UserFactory(email="demo@example.com", is_demo=True)
    farewells.leave(user=root, password=PASSWORD)
    dee = UserFactory(email="dee@example.com")
    assert not FirstUser.claim(dee)


def test_the_demo_creator_stays(db: None, client_of) -> None:
    demo = UserFactory(is_demo=True)
    refused = leave(client_of(demo))
    assert (refused.status_code, refused.json()["code"]) == (403, "demo_stays")


def test_a_program_cannot_delete_its_maker(cy: User, cy_workspace: Workspace) -> None:
    _, token = api_keys.create(workspace=cy_workspace, user=cy, name="till")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert leave(client).status_code == 403


def test_someone_gone_is_not_counted_among_those_who_are_here(root: User, cy: User) -> None:
    farewells.leave(user=cy, password=PASSWORD)
    MembershipFactory(user=UserFactory(is_demo=True))
    farewells.leave(user=root, password=PASSWORD)
    assert not User.objects.filter(is_active=True, is_demo=False).exists()
