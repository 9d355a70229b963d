"""Looking after people in the admin: found by whatever is known of them, shut out and let in, always written down."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.test import Client
from rest_framework.test import APIClient

from backend.accounts.models import ApiKey, User, Workspace
from backend.accounts.services import api_keys
from backend.accounts.tests.factories import PASSWORD

USERS, KEYS = "/admin/accounts/user/", "/admin/accounts/apikey/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(root: User) -> Client:
    client = Client()
    client.force_login(root)
    return client


def act(desk: Client, address: str, action: str, *rows: Any) -> str:
    chosen = {"action": action, "_selected_action": [str(row.pk) for row in rows]}
    return str(desk.post(address, chosen, follow=True).content.decode())


def signed_in(user: User) -> APIClient:
    browser = APIClient()
    browser.post("/_allauth/browser/v1/auth/login", {"email": user.email, "password": PASSWORD})
    return browser


@pytest.mark.parametrize("query", ["ada@example", "lovelace", "{id}"])
def test_a_person_is_found_by_address_name_and_id(desk: Client, ada: User, cy: User, query: str) -> None:
    found = desk.get(USERS, {"q": query.format(id=ada.pk)}).context["cl"].result_list
    assert list(found) == [ada]


def test_their_page_leads_to_their_workspace(desk: Client, ada: User, ada_workspace: Workspace) -> None:
    page = desk.get(f"{USERS}{ada.pk}/change/").content.decode()
    assert f"/admin/accounts/workspace/{ada_workspace.pk}/change/" in page
    assert "Messages today" in page


def test_whoever_is_deactivated_is_out_at_once(desk: Client, root: User, ada: User) -> None:
    browser = signed_in(ada)
    assert browser.get("/api/v1/users/me").status_code == 200
    assert UserSession.objects.filter(user=ada).count() == 1
    page = act(desk, USERS, "deactivate", ada, root)
    assert "1 person can no longer sign in." in page
    ada.refresh_from_db()
    root.refresh_from_db()
    assert (ada.is_active, root.is_active) == (False, True)
    assert not UserSession.objects.filter(user=ada).exists()
    assert browser.get("/api/v1/users/me").status_code == 401
    assert LogEntry.objects.get(object_id=str(ada.pk)).user == root

    assert "1 person can sign in again." in act(desk, USERS, "reactivate", ada)
    ada.refresh_from_db()
    assert ada.is_active


def test_signing_out_ends_every_session_and_says_how_many(desk: Client, ada: User) -> None:
    for _ in range(2):
        signed_in(ada)
    assert "2 sessions ended." in act(desk, USERS, "sign_out", ada)


def test_a_session_is_ended_where_it_is_listed_and_its_key_is_not_shown(desk: Client, ada: User) -> None:
    browser = signed_in(ada)
    session = UserSession.objects.get(user=ada)
    address = f"/admin/usersessions/usersession/{session.pk}"
    assert session.session_key not in desk.get(f"{address}/change/").content.decode()
    desk.post(f"{address}/delete/", {"post": "yes"})
    assert browser.get("/api/v1/users/me").status_code == 401


def test_only_live_keys_are_counted_as_revoked(desk: Client, ada: User, ada_workspace: Workspace) -> None:
    first, second = (api_keys.create(workspace=ada_workspace, user=ada, name="till")[0] for _ in range(2))
    api_keys.revoke(key=first, actor=ada)
    assert "1 key no longer open anything." in act(desk, KEYS, "revoke", first, second)
    assert not ApiKey.objects.live().exists()
    assert LogEntry.objects.filter(object_id=str(second.pk)).count() == 1


def test_the_demo_creator_is_given_nothing_there(desk: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_demo=True)
    form = {"email": ada.email, "name": "", "time_zone": "UTC", "is_active": "on", "is_superuser": "on"}
    formset = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    page = desk.post(f"{USERS}{ada.pk}/change/", form | formset)
    assert "The demo creator cannot be given any of this." in page.content.decode()
