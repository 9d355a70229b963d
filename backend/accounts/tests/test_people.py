from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings
from rest_framework.test import APIClient

from backend.accounts.api.permissions import can_edit, can_manage, require_editor
from backend.accounts.models import Membership, Role, User, Workspace
from backend.accounts.selectors import NoWorkspace, home_workspace, role_in
from backend.accounts.services import memberships, people
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.core.errors import NotFound, PermissionDenied
from backend.events.models import DomainEvent

ME = "/api/v1/users/me"
pytestmark = pytest.mark.django_db


def test_addresses_are_one_whatever_their_case(ada: User) -> None:
    assert User.objects.create_user("  Dee@Example.COM ").email == "dee@example.com"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ADA@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(email="dee@example.com").update(email="Ada@Example.com")


def test_me(bo: User, bo_client: APIClient, ada_workspace: Workspace, bo_workspace: Workspace) -> None:
    assert bo_client.get(ME).json() == {
        "id": str(bo.pk),
        "email": "bo@example.com",
        "name": "Bo Diddley",
        "time_zone": "UTC",
        "is_superuser": False,
        "is_demo": False,
        "sandbox": True,
        "workspaces": [
            {"id": str(bo_workspace.pk), "name": "Bo’s workspace", "role": "owner"},
            {"id": str(ada_workspace.pk), "name": "Ada’s workspace", "role": "member"},
        ],
    }


def test_me_takes_the_same_queries_however_many_workspaces(
    bo: User, bo_client: APIClient, django_assert_num_queries
) -> None:
    for _ in range(4):
        MembershipFactory(user=bo)
    bo_client.get(ME)
    with django_assert_num_queries(2):  # the user, the memberships with their workspaces
        assert len(bo_client.get(ME).json()["workspaces"]) == 6


@override_settings(AI_SANDBOX=False)
def test_with_a_key_nothing_is_called_sandbox(ada_client: APIClient) -> None:
    assert ada_client.get(ME).json()["sandbox"] is False


def test_nobody_is_me_without_signing_in(anonymous_client: APIClient) -> None:
    for response in (anonymous_client.get(ME), anonymous_client.patch(ME, {"name": "Eve"})):
        assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_change_without_csrf_is_refused(csrf_client: APIClient, ada: User) -> None:
    assert csrf_client.get(ME).status_code == 200
    response = csrf_client.patch(ME, {"name": "Eve"})
    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
    ada.refresh_from_db()
    assert ada.name == "Ada Lovelace"


def test_name_and_time_zone_can_be_changed_and_nothing_else(ada: User, ada_client: APIClient) -> None:
    body = {"name": " Ada ", "time_zone": "Asia/Kathmandu", "email": "eve@example.com", "is_superuser": True}
    reply = ada_client.patch(ME, body).json()
    assert (reply["name"], reply["time_zone"], reply["email"]) == ("Ada", "Asia/Kathmandu", "ada@example.com")
    ada.refresh_from_db()
    assert (ada.zone, ada.is_superuser) == (ZoneInfo("Asia/Kathmandu"), False)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "utc+2", "../../etc/passwd", "localtime", "Factory", None]
)
def test_a_time_zone_is_an_iana_name(ada: User, ada_client: APIClient, name: str | None) -> None:
    response = ada_client.patch(ME, {"time_zone": name})
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
    assert list(response.json()["errors"]) == ["time_zone"]
    ada.refresh_from_db()
    assert ada.time_zone == "UTC"


def test_the_service_checks_the_time_zone_too(ada: User) -> None:
    with pytest.raises(ValidationError):
        people.update(user=ada, time_zone="Mars/Olympus")


def test_roles(ada: User, bo: User, cy: User, root: User, ada_workspace: Workspace) -> None:
    assert [role_in(user, ada_workspace.pk) for user in (ada, bo, cy, root)] == [
        "owner",
        "member",
        None,
        None,
    ]
    assert [can_edit(user, ada_workspace.pk) for user in (ada, bo, cy)] == [True, True, False]
    assert [can_manage(user, ada_workspace.pk) for user in (ada, bo, cy)] == [True, False, False]


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_some_members_only_look(role: Role, bo: User, ada_workspace: Workspace) -> None:
    Membership.objects.filter(user=bo, workspace=ada_workspace).update(role=role)
    with pytest.raises(PermissionDenied):
        require_editor(bo, ada_workspace.pk)


def test_home_is_the_oldest_workspace_of_ones_own(bo: User, ada_workspace: Workspace) -> None:
    MembershipFactory(user=bo, role=Role.OWNER)
    assert home_workspace(bo).name == "Bo’s workspace"
    Membership.objects.filter(user=bo, role=Role.OWNER).delete()
    assert home_workspace(bo) == ada_workspace
    Membership.objects.filter(user=bo).delete()
    with pytest.raises(NoWorkspace):
        home_workspace(bo)


def test_rows_are_visible_to_members_only(ada: User, bo: User, cy: User, ada_workspace: Workspace) -> None:
    rows = Membership.objects.for_workspace(ada_workspace)
    counts = [rows.visible_to(user).count() for user in (ada, bo, cy, AnonymousUser())]
    assert counts == [2, 2, 0, 0]
    assert ada_workspace in Workspace.objects.visible_to(bo)
    assert ada_workspace not in Workspace.objects.visible_to(cy)
    bo.confined_to = home_workspace(bo).pk
    assert ada_workspace not in Workspace.objects.visible_to(bo)
    assert not rows.visible_to(bo).exists()


@pytest.mark.usefixtures("room_for_all")
def test_members_come_change_and_go(ada: User, cy: User, ada_workspace: Workspace) -> None:
    membership = memberships.add(workspace=ada_workspace, user=cy, role=Role.VIEWER, actor=ada)
    with pytest.raises(memberships.AlreadyMember):
        memberships.add(workspace=ada_workspace, user=cy, role=Role.ADMIN, actor=ada)
    memberships.change_role(membership=membership, role=Role.ADMIN, actor=ada)
    memberships.remove(membership=membership, actor=ada)
    assert role_in(cy, ada_workspace.pk) is None
    with pytest.raises(NotFound):
        memberships.remove(membership=membership, actor=ada)
    events = DomainEvent.objects.filter(workspace_id=ada_workspace.pk).order_by("pk")
    assert [(event.name, event.payload["role"]) for event in events] == [
        ("accounts.member_added", "viewer"),
        ("accounts.role_changed", "admin"),
        ("accounts.member_removed", "admin"),
    ]
    assert {(event.payload["user_id"], event.actor_id) for event in events} == {(str(cy.pk), ada.pk)}


def test_a_workspace_keeps_an_owner(ada: User, bo: User, ada_workspace: Workspace) -> None:
    hers = Membership.objects.get(user=ada, workspace=ada_workspace)
    with pytest.raises(memberships.LastOwner):
        memberships.remove(membership=hers, actor=ada)
    with pytest.raises(memberships.LastOwner):
        memberships.change_role(membership=hers, role=Role.MEMBER, actor=ada)
    his = Membership.objects.get(user=bo, workspace=ada_workspace)
    memberships.change_role(membership=his, role=Role.OWNER, actor=ada)
    memberships.remove(membership=hers, actor=ada)
    assert role_in(ada, ada_workspace.pk) is None


def test_the_database_refuses_an_unknown_role() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(role="emperor")


def test_admin_pages_show_no_secret(root_client: APIClient, ada: User, ada_workspace: Workspace) -> None:
    made = root_client.post("/api/v1/api-keys/", {"name": "Root's script"}).json()
    pages = [
        "user/",
        "user/add/",
        f"user/{ada.pk}/change/",
        "workspace/",
        f"workspace/{ada_workspace.pk}/change/",
        "apikey/",
        f"apikey/{made['id']}/change/",
    ]
    for page in pages:
        response = root_client.get(f"/admin/accounts/{page}")
        assert response.status_code == 200, page
        assert made["key"].split("_", 2)[2].encode() not in response.content
        assert b"sha256" not in response.content.lower()


def test_someone_added_in_the_admin_gets_a_workspace(root_client: APIClient) -> None:
    body = {
        "email": "Dee@example.com",
        "name": "Dee",
        "usable_password": "true",
        "password1": "correct-horse-battery",
        "password2": "correct-horse-battery",
    }
    response = root_client.post("/admin/accounts/user/add/", body, format="multipart")
    assert response.status_code == 302, response.content
    dee = User.objects.get(email="dee@example.com")
    assert (home_workspace(dee).name, dee.is_superuser) == ("Dee’s workspace", False)


def test_the_admin_refuses_an_address_that_is_taken(root_client: APIClient, ada: User) -> None:
    body = {"email": "ADA@example.com", "usable_password": "false"}
    response = root_client.post("/admin/accounts/user/add/", body, format="multipart")
    assert response.status_code == 200
    assert "This address is taken." in response.content.decode()


def test_a_short_name_is_never_empty() -> None:
    assert UserFactory(email="solo@example.com", name="").get_short_name() == "solo"
    assert UserFactory(name="Grace Hopper").get_short_name() == "Grace"
