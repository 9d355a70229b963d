from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import ApiKey, Membership, User, Workspace
from backend.accounts.services import api_keys
from backend.billing import inclusions
from backend.events.models import DomainEvent

KEYS = "/api/v1/api-keys/"
ME = "/api/v1/users/me"
pytestmark = pytest.mark.django_db


def program(token: str) -> APIClient:
    client = APIClient(enforce_csrf_checks=True)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


@pytest.fixture
def key(ada: User, ada_workspace: Workspace) -> tuple[ApiKey, str]:
    return api_keys.create(workspace=ada_workspace, user=ada, name="Zapier")


def test_a_key_is_shown_once_and_kept_as_a_hash(ada_client: APIClient, ada_workspace: Workspace) -> None:
    response = ada_client.post(KEYS, {"name": "Zapier"})
    assert response.status_code == 201
    made = response.json()
    key = ApiKey.objects.get()
    assert made["key"].startswith(f"atl_{key.prefix}_")
    assert made["scopes"] == ["read", "write"]
    assert made["workspace_id"] == str(ada_workspace.pk)
    assert made["key"].removeprefix(f"atl_{key.prefix}_") not in str(vars(key))

    (listed,) = ada_client.get(KEYS).json()["results"]
    assert listed == {name: value for name, value in made.items() if name != "key"}
    assert DomainEvent.objects.filter(name="accounts.api_key_created", workspace_id=ada_workspace.pk).exists()


def test_a_key_signs_its_maker_in_without_csrf(key: tuple[ApiKey, str]) -> None:
    client = program(key[1])
    assert client.get(ME).json()["email"] == "ada@example.com"
    assert client.patch(ME, {"name": "Countess"}).json()["name"] == "Countess"


def test_a_revoked_key_is_refused(ada_client: APIClient, key: tuple[ApiKey, str]) -> None:
    assert ada_client.delete(f"{KEYS}{key[0].pk}").status_code == 204
    response = program(key[1]).get(ME)
    assert (response.status_code, response.json()["code"]) == (401, "invalid_api_key")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert ada_client.get(KEYS).json()["results"] == []
    assert ada_client.delete(f"{KEYS}{key[0].pk}").status_code == 404
    assert DomainEvent.objects.filter(name="accounts.api_key_revoked").count() == 1


@pytest.mark.parametrize(
    "token", ["", "nonsense", "atl_", "atl_abcdefgh_short", "atl_abcdefgh_" + "x" * 43, "atl_é_" + "x" * 43]
)
def test_an_unknown_key_is_refused_even_beside_a_session(ada_client: APIClient, token: str) -> None:
    response = ada_client.get(ME, headers={"Authorization": f"Bearer {token}"})
    assert (response.status_code, response.json()["code"]) == (401, "invalid_api_key")


def test_the_right_prefix_with_another_secret_is_refused(key: tuple[ApiKey, str]) -> None:
    assert program(f"atl_{key[0].prefix}_{'x' * 43}").get(ME).status_code == 401


def test_a_key_of_someone_switched_off_is_refused(ada: User, key: tuple[ApiKey, str]) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert program(key[1]).get(ME).status_code == 401


def test_a_key_of_someone_who_left_is_refused(bo: User, ada_workspace: Workspace) -> None:
    _, token = api_keys.create(workspace=ada_workspace, user=bo, name="Bo's script")
    assert program(token).get(ME).status_code == 200
    Membership.objects.filter(user=bo, workspace=ada_workspace).delete()
    assert program(token).get(ME).status_code == 401


def test_a_key_sees_its_own_workspace_only(bo: User, ada_workspace: Workspace) -> None:
    _, token = api_keys.create(workspace=ada_workspace, user=bo, name="Bo's script")
    workspaces = program(token).get(ME).json()["workspaces"]
    assert workspaces == [{"id": str(ada_workspace.pk), "name": "Ada’s workspace", "role": "member"}]


def test_a_reading_key_changes_nothing(ada: User, ada_workspace: Workspace) -> None:
    _, token = api_keys.create(workspace=ada_workspace, user=ada, name="Dashboard", scopes=["read"])
    assert program(token).get(ME).status_code == 200
    response = program(token).patch(ME, {"name": "Eve"})
    assert (response.status_code, response.json()["code"]) == (403, "scope_missing")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_cannot_make_keys(key: tuple[ApiKey, str], method: str) -> None:
    response = getattr(program(key[1]), method)(KEYS, {"name": "Another"})
    assert (response.status_code, response.json()["code"]) == (403, "permission_denied")


def test_use_is_noted_once_a_minute(
    key: tuple[ApiKey, str], django_assert_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inclusions, "FRESH_SECONDS", 600)
    program(key[1]).get(ME)
    first = ApiKey.objects.get().last_used_at
    assert first is not None
    program(key[1]).get(ME)
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    program(key[1]).get(ME)
    assert ApiKey.objects.get().last_used_at > first
    # The key with its user, the membership, the month's count, the reply's workspaces.
    with django_assert_num_queries(4):
        program(key[1]).get(ME)


def test_an_owner_sees_and_revokes_the_keys_of_her_workspace(
    ada_client: APIClient, bo_client: APIClient, bo: User, ada_workspace: Workspace, key: tuple[ApiKey, str]
) -> None:
    bos, _ = api_keys.create(workspace=ada_workspace, user=bo, name="Bo's script")
    assert {row["name"] for row in ada_client.get(KEYS).json()["results"]} == {"Zapier", "Bo's script"}
    assert [row["name"] for row in bo_client.get(KEYS).json()["results"]] == ["Bo's script"]
    assert bo_client.delete(f"{KEYS}{key[0].pk}").status_code == 404
    assert ada_client.delete(f"{KEYS}{bos.pk}").status_code == 204


def test_a_stranger_neither_sees_nor_makes_keys_here(
    cy_client: APIClient, ada_workspace: Workspace, key: tuple[ApiKey, str]
) -> None:
    assert cy_client.get(KEYS).json()["results"] == []
    assert cy_client.delete(f"{KEYS}{key[0].pk}").status_code == 404
    response = cy_client.post(KEYS, {"name": "Mine", "workspace_id": str(ada_workspace.pk)})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "x" * 81}, {"name": "a", "scopes": []}, {"name": "a", "scopes": ["admin"]}],
)
def test_a_key_needs_a_name_and_known_scopes(ada_client: APIClient, body: dict) -> None:
    response = ada_client.post(KEYS, body)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_listing_takes_the_same_queries_however_many(
    ada: User, ada_client: APIClient, ada_workspace: Workspace, django_assert_num_queries
) -> None:
    for number in range(5):
        api_keys.create(workspace=ada_workspace, user=ada, name=f"Key {number}")
    ada_client.get(KEYS)
    with django_assert_num_queries(2):  # the user, the keys with their makers; the session is cached
        assert len(ada_client.get(KEYS).json()["results"]) == 5
