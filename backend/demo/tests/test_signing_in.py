"""Coming in as the demo creator: one explicit act, a session of its own, and nothing where there is no demo."""

import os
import subprocess
import sys

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.services import api_keys
from backend.demo.restrictions import SENTENCE
from backend.projects.models import Project

DEMO, SESSION = "/api/v1/demo", "/api/v1/demo/session"


def test_where_there_is_none_it_is_said_and_refused(anonymous_client: APIClient, db: None) -> None:
    assert anonymous_client.get(DEMO).json() == {"available": False, "name": "", "about": ""}
    refused = anonymous_client.post(SESSION)
    assert (refused.status_code, refused.json()["code"]) == (404, "no_demo")


def test_a_browser_comes_in_and_finds_the_launch(
    anonymous_client: APIClient, nora: User, launch: Project
) -> None:
    offered = anonymous_client.get(DEMO).json()
    assert (offered["available"], offered["name"]) == (True, nora.name)
    entered = anonymous_client.post(SESSION)
    assert (entered.status_code, entered.json()) == (201, {"name": nora.name, "project_id": str(launch.pk)})
    me = anonymous_client.get("/api/v1/users/me").json()
    assert (me["id"], me["is_demo"], me["is_superuser"]) == (str(nora.pk), True, False)
    assert UserSession.objects.filter(user=nora).count() == 1
    assert anonymous_client.get("/api/v1/projects/active").json()["id"] == str(launch.pk)
    assert (
        anonymous_client.get("/_allauth/browser/v1/auth/session").json()["meta"]["is_authenticated"] is True
    )


def test_the_session_is_new_and_the_former_one_is_over(ada_client: APIClient, nora: User) -> None:
    before = ada_client.cookies[settings.SESSION_COOKIE_NAME].value
    assert ada_client.post(SESSION).status_code == 201
    assert ada_client.cookies[settings.SESSION_COOKIE_NAME].value != before
    stale = APIClient()
    stale.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stale.get("/api/v1/users/me").status_code == 401
    assert ada_client.get("/api/v1/users/me").json()["id"] == str(nora.pk)


def test_only_the_post_replaces_who_is_signed_in(ada_client: APIClient, ada: User, nora: User) -> None:
    ada_client.get(DEMO)
    assert ada_client.get(SESSION).status_code == 405
    assert ada_client.get("/api/v1/users/me").json()["id"] == str(ada.pk)


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_foreign_page_cannot_do_it(csrf_client: APIClient, nora: User, signed_in: bool) -> None:
    client = csrf_client if signed_in else APIClient(enforce_csrf_checks=True)
    refused = client.post(SESSION)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert not UserSession.objects.filter(user=nora).exists()


def test_a_program_cannot_do_it(ada: User, ada_workspace: object, nora: User) -> None:
    _, token = api_keys.create(workspace=ada_workspace, user=ada, name="till")  # type: ignore[arg-type]
    program = APIClient(headers={"Authorization": f"Bearer {token}"})
    assert program.post(SESSION).status_code == 403


KEPT = [
    ("post", "/_allauth/browser/v1/account/password/change", {"new_password": "correct-horse-battery"}),
    ("post", "/_allauth/browser/v1/account/email", {"email": "mine@example.com"}),
    ("delete", "/_allauth/browser/v1/account/email", {"email": "demo@atelier.invalid"}),
]


@pytest.mark.parametrize(("method", "path", "body"), KEPT, ids=[f"{row[0]} {row[1]}" for row in KEPT])
def test_the_account_stays_as_it_is(
    client_of, nora: User, method: str, path: str, body: dict[str, str]
) -> None:  # type: ignore[no-untyped-def]
    refused = getattr(client_of(nora), method)(path, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "demo_account")
    assert refused.json()["detail"] == SENTENCE
    nora.refresh_from_db()
    assert not nora.has_usable_password()


def test_the_account_cannot_be_deleted(client_of, nora: User) -> None:  # type: ignore[no-untyped-def]
    refused = client_of(nora).post("/api/v1/users/me/delete", {"password": "correct-horse-battery"})
    assert (refused.status_code, refused.json()["code"]) == (403, "demo_stays")
    assert User.objects.get(pk=nora.pk).is_active


def test_a_person_may_still_change_all_that(ada_client: APIClient) -> None:
    changed = ada_client.post("/_allauth/browser/v1/account/password/change", {"new_password": "short"})
    assert changed.status_code == 400


def test_a_name_may_be_changed_until_the_next_start(client_of, nora: User) -> None:  # type: ignore[no-untyped-def]
    assert client_of(nora).patch("/api/v1/users/me", {"name": "Nora"}).status_code == 200


def test_a_public_installation_has_neither_the_app_nor_the_address() -> None:
    program = (
        "import django; django.setup()\n"
        "from django.apps import apps; from django.urls import Resolver404, resolve\n"
        "assert not apps.is_installed('backend.demo')\n"
        "try: resolve('/api/v1/demo/session')\n"
        "except Resolver404: print('none')"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "example.com",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "none"
