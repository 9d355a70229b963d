"""Who may do what: every address, every method, every identity, in one table. A route that is missing here fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from backend.accounts.models import Role, User, Workspace
from backend.accounts.services import api_keys
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.agents.models import Conversation, Message
from backend.demo.reading import story
from backend.projects.models import Project
from backend.projects.services import decisions, tasks
from backend.projects.tests.factories import CreatorProfileFactory, ProjectFactory

API = "/api/v1/"
PROJECT = "projects/<uuid:project_id>"
MESSAGE = f"{PROJECT}/messages/<uuid:message_id>"
PROFILE = {"primary_platform": "youtube", "follower_count": 5, "engagement_rate": 1, "niche": "Pots"}
SAID = {"client_id": "01890000-0000-7000-8000-000000000001", "text": "Hello"}

# The columns, in order. All objects below are Ada's; Vi is a viewer of her workspace, Root belongs to her own only.
IDENTITIES = ("nobody", "cy", "ada", "bo", "vi", "root", "ada_reads", "ada_writes", "cy_writes")
# fmt: off
TABLE: list[tuple[str, str, Any, str]] = [
    #                                                               -   cy  ada bo  vi  rt  A-r A-w C-w
    ("GET",    "users/me",                       None,             "401 200 200 200 200 200 200 200 200"),
    ("PATCH",  "users/me",                       {"name": "Eve"},  "401 200 200 200 200 200 403 200 200"),
    ("POST",   "users/me/delete",
               {"password": "correct-horse-battery"},              "401 204 409 204 204 409 403 403 403"),
    ("GET",    "users/me/export",                None,             "401 200 200 200 200 200 403 403 403"),
    ("GET",    "activity/",                      None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    "demo",                           None,             "200 200 200 200 200 200 200 200 200"),
    ("POST",   "demo/session",                   None,             "201 201 201 201 201 201 403 403 403"),
    ("GET",    "api-keys/",                      None,             "401 200 200 200 200 200 403 403 403"),
    ("POST",   "api-keys/",                      {"name": "till"}, "401 201 201 201 201 201 403 403 403"),
    ("DELETE", "api-keys/<uuid:pk>",             None,             "401 404 204 404 404 404 403 403 403"),
    ("GET",    "ai/usage",                       None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    "ai/admin/usage-stats",           None,             "401 403 403 403 403 200 403 403 403"),
    ("GET",    "projects/",                      None,             "401 200 200 200 200 200 200 200 200"),
    ("POST",   "projects/",                      {},               "401 201 409 201 201 201 403 409 201"),
    ("GET",    "projects/active",                None,             "401 404 200 404 404 404 200 200 404"),
    ("GET",    "projects/profile",               None,             "401 404 200 404 404 404 200 200 404"),
    ("PUT",    "projects/profile",               PROFILE,          "401 200 200 200 200 200 403 200 200"),
    ("GET",    PROJECT,                          None,             "401 404 200 200 200 404 200 200 404"),
    ("PATCH",  PROJECT,                          {},               "401 404 200 200 403 404 403 200 404"),
    ("POST",   f"{PROJECT}/tasks/<str:task_id>/toggle",
               {"completed": True},                                "401 404 200 200 403 404 403 200 404"),
    ("POST",   f"{PROJECT}/tasks/<str:task_id>/claim",
               {"accept": True},                                   "401 404 200 200 403 404 403 200 404"),
    ("GET",    f"{PROJECT}/decisions",           None,             "401 404 200 200 200 404 200 200 404"),
    ("POST",   f"{PROJECT}/decisions",
               {"category": "platform", "value": "circle"},        "401 404 201 201 403 404 403 201 404"),
    ("POST",   f"{PROJECT}/decisions/<uuid:decision_id>/reject",
               None,                                               "401 404 200 200 403 404 403 200 404"),
    ("GET",    f"{PROJECT}/kit",                 None,             "401 404 200 200 200 404 200 200 404"),
    ("GET",    f"{PROJECT}/kit/export/<str:format_name>",
               None,                                               "401 404 200 200 200 404 200 200 404"),
    ("POST",   f"{PROJECT}/kit/draft",           None,             "401 404 202 202 403 404 403 202 404"),
    ("DELETE", f"{PROJECT}/kit/draft",           None,             "401 404 200 200 403 404 403 200 404"),
    ("PUT",    f"{PROJECT}/kit/sections/<str:section>",
               {"version": 0, "markdown": "Ours."},                "401 404 200 200 403 404 403 200 404"),
    ("DELETE", f"{PROJECT}/kit/sections/<str:section>",
               None,                                               "401 404 200 200 403 404 403 200 404"),
    ("GET",    f"{PROJECT}/messages",            None,             "401 404 200 200 200 404 200 200 404"),
    ("POST",   f"{PROJECT}/messages",            SAID,             "401 404 202 202 403 404 403 202 404"),
    ("POST",   f"{MESSAGE}/stop",                None,             "401 404 202 202 403 404 403 202 404"),
    ("POST",   f"{MESSAGE}/retry",               None,             "401 404 202 202 403 404 403 202 404"),
    ("POST",   f"{MESSAGE}/edit",                SAID,             "401 404 202 202 403 404 403 202 404"),
]
# Pages outside the API. Keys open nothing here, so their columns equal nobody's.
AUTH = "_allauth/browser/v1/"
PAGES: list[tuple[str, str, Any, str]] = [
    #                                                               -   cy  ada bo  vi  rt  A-r A-w C-w
    ("GET",    "",                               None,             "200 302 302 302 302 302 200 200 200"),
    ("GET",    "robots.txt",                     None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "sitemap.xml",                    None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "healthz",                        None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "livez",                          None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "metrics",                        None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "workspace",                      None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "api/schema/",                    None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "api/docs/",                      None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "_allauth/openapi.yaml",          None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "_allauth/openapi.json",          None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "_allauth/openapi.html",          None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    f"{AUTH}config",                  None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    f"{AUTH}auth/session",            None,             "401 200 200 200 200 200 401 401 401"),
    ("DELETE", f"{AUTH}auth/session",            None,             "401 401 401 401 401 401 401 401 401"),
    ("POST",   f"{AUTH}auth/reauthenticate",     {},               "401 400 400 400 400 400 401 401 401"),
    ("POST",   f"{AUTH}auth/code/confirm",       {"code": "x"},    "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/password/request",   {},               "400 400 400 400 400 400 400 400 400"),
    ("GET",    f"{AUTH}auth/password/reset",     None,             "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/password/reset",     {},               "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/login",              {},               "400 400 400 400 400 400 400 400 400"),
    ("POST",   f"{AUTH}auth/signup",             {},               "400 400 400 400 400 400 400 400 400"),
    ("GET",    f"{AUTH}auth/email/verify",       None,             "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/email/verify",       {"key": "x"},     "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/email/verify/resend", None,            "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/phone/verify",       {"code": "x"},    "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}auth/phone/verify/resend", None,            "409 409 409 409 409 409 409 409 409"),
    ("POST",   f"{AUTH}account/password/change", {},               "401 400 400 400 400 400 401 401 401"),
    ("GET",    f"{AUTH}account/email",           None,             "401 200 200 200 200 200 401 401 401"),
    ("POST",   f"{AUTH}account/email",           {},               "409 400 400 400 400 400 409 409 409"),
    ("PUT",    f"{AUTH}account/email",           {},               "401 400 400 400 400 400 401 401 401"),
    ("PATCH",  f"{AUTH}account/email",           {},               "401 400 400 400 400 400 401 401 401"),
    ("DELETE", f"{AUTH}account/email",           {},               "401 400 400 400 400 400 401 401 401"),
    ("GET",    f"{AUTH}auth/sessions",           None,             "401 200 200 200 200 200 401 401 401"),
    ("DELETE", f"{AUTH}auth/sessions",           {},               "401 400 400 400 400 400 401 401 401"),
]
# fmt: on
# allauth routes telephone numbers though none are asked for; we answer its address before it does, with 404.
UNUSED = {("GET", f"{AUTH}account/phone"), ("POST", f"{AUTH}account/phone")}
SPA = r"^(?!api/|_allauth/|admin/|static/|sandbox/|ws/).*$"


@dataclass
class World:
    """Ada's workspace in the middle of things, and everyone's way in."""

    clients: dict[str, APIClient]
    ids: dict[str, str]


@pytest.fixture
def world(  # noqa: PLR0917  pytest passes them by name
    ada: User, bo: User, cy: User, root: User, ada_workspace: Workspace, cy_workspace: Workspace
) -> World:
    vi = UserFactory(email="vi@example.com", name="Vi")
    MembershipFactory(workspace=ada_workspace, user=vi, role=Role.VIEWER)
    UserFactory(email=story().person["email"], is_demo=True)
    clients = {"nobody": APIClient()}
    for name, user in (("cy", cy), ("ada", ada), ("bo", bo), ("vi", vi), ("root", root)):
        clients[name] = APIClient()
        clients[name].force_login(user)
    clients["ada_reads"] = program_of(ada, ada_workspace, ["read"])
    clients["ada_writes"] = program_of(ada, ada_workspace, ["read", "write"])
    clients["cy_writes"] = program_of(cy, cy_workspace, ["read", "write"])
    return World(clients=clients, ids=objects_of(ada, ada_workspace))


def program_of(user: User, workspace: Workspace, scopes: list[str]) -> APIClient:
    _, token = api_keys.create(workspace=workspace, user=user, name="till", scopes=scopes)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def objects_of(ada: User, workspace: Workspace) -> dict[str, str]:
    CreatorProfileFactory(user=ada)
    project: Project = ProjectFactory(user=ada)
    tasks.complete_from_chat(project=project, task_id="gather_numbers", evidence="done", confidence=0.5)
    decision = decisions.record(project=project, category="platform", value="discord")
    conversation = Conversation.objects.create(workspace=workspace, project=project)
    shared = {"workspace": workspace, "conversation": conversation}
    asked = Message.objects.create(
        **shared, author=ada, position=1, role="user", text="Hi", client_id=uuid4()
    )
    answer = Message.objects.create(**shared, position=2, role="assistant", status="failed", reply_to=asked)
    return {
        "project_id": str(project.pk),
        "task_id": "gather_numbers",
        "section": "offer",
        "format_name": "md",
        "decision_id": str(decision.pk),
        "message_id": str(answer.pk),
        "asked_id": str(asked.pk),
        "pk": str(api_keys.create(workspace=workspace, user=ada, name="spare")[0].pk),
    }


def path_of(route: str, ids: dict[str, str]) -> str:
    if route.endswith("/edit"):
        ids = {**ids, "message_id": ids["asked_id"]}
    return re.sub(r"<\w+:(\w+)>", lambda found: ids[found[1]], route)


def statuses(world: World, method: str, address: str, body: Any) -> dict[str, int]:
    """Ask as everyone; whatever one of them changes is undone before the next asks."""
    given = {}
    for name in IDENTITIES:
        with transaction.atomic():
            response = world.clients[name].generic(method, address, **encoded(body))
            given[name] = response.status_code
            transaction.set_rollback(True)
    return given


def encoded(body: Any) -> dict[str, Any]:
    if body is None:
        return {}
    client = APIClient()
    data, content_type = client._encode_data(body, "json")
    return {"data": data, "content_type": content_type}


def expected(columns: str) -> dict[str, int]:
    return dict(zip(IDENTITIES, map(int, columns.split()), strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "route", "body", "columns"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE]
)
def test_the_api(world: World, method: str, route: str, body: Any, columns: str) -> None:
    assert statuses(world, method, API + path_of(route, world.ids), body) == expected(columns)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "route", "body", "columns"), PAGES, ids=[f"{row[0]} {row[1]}" for row in PAGES]
)
def test_the_pages(  # noqa: PLR0917  pytest passes them by name
    world: World, method: str, route: str, body: Any, columns: str, settings: Settings, tmp_path: Path
) -> None:
    settings.FRONTEND_DIST = tmp_path
    for name in ("index.html", "landing.html"):
        (tmp_path / name).write_text("<!doctype html>")
    assert statuses(world, method, f"/{route}", body) == expected(columns)


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        at = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, at)
        else:
            yield at, entry


ROUTES = list(patterns(get_resolver()))
ADMIN = [route for route, _ in ROUTES if route.startswith("admin/")]


def methods_of(pattern: URLPattern) -> set[str]:
    view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
    if view is None:
        return {"GET"}
    return {name.upper() for name in view.http_method_names if hasattr(view, name)} - {"OPTIONS", "HEAD"}


def test_every_route_and_method_is_in_the_table() -> None:
    listed = {(method, API[1:] + route) for method, route, _, _ in TABLE}
    listed |= {(method, SPA if route == "workspace" else route) for method, route, _, _ in PAGES}
    served = {
        (method, route) for route, pattern in ROUTES if route not in ADMIN for method in methods_of(pattern)
    }
    assert served - listed == UNUSED, "these have no row yet"
    assert listed - served == set(), "these rows have no route any more"


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted({route for _, route, _, _ in TABLE if "<uuid" in route}))
def test_a_stranger_learns_nothing_from_a_made_up_id(world: World, route: str) -> None:
    """What is another's answers as what does not exist, to the letter."""
    named = {name: world.ids[name] for name in ("task_id", "section", "format_name")}
    made_up = {**{name: str(uuid4()) for name in world.ids}, **named}
    for method, known, body, _ in TABLE:
        if known == route:
            theirs, nothing = (
                world.clients["cy"].generic(method, API + path_of(route, ids), **encoded(body))
                for ids in (world.ids, made_up)
            )
            assert (theirs.status_code, theirs.content) == (nothing.status_code, nothing.content)
            assert theirs.status_code == 404


@pytest.mark.django_db
def test_the_admin_is_for_staff_alone(world: World) -> None:
    for route in ADMIN:
        address = "/" + re.sub(
            r"<[^>]+>|\(\?P<app_label>[^)]*\)\W*$|\(\?P<url>.*$|\^", "accounts", route
        ).rstrip("$")
        for name in IDENTITIES:
            response = world.clients[name].get(address)
            if route == "admin/login/":
                assert response.status_code == (302 if name == "root" else 200)
            elif name == "root":
                assert response.status_code in (200, 302, 400, 403, 404, 405), address
            else:
                assert (response.status_code, response.headers["Location"][:7]) == (302, "/admin/"), (
                    name,
                    address,
                )


@pytest.mark.django_db
def test_root_can_open_every_list_of_the_admin(world: World) -> None:
    lists = [route for route in ADMIN if re.fullmatch(r"admin/\w+/\w+/", route) and route.count("/") == 3]
    assert len(lists) >= 15
    for route in [
        "admin/",
        *(route for route in lists if not route.startswith(("admin/password_change", "admin/r/"))),
    ]:
        assert world.clients["root"].get(f"/{route}").status_code == 200, route


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted({route for _, route, _, _ in TABLE}))
def test_other_methods_are_refused_as_such(world: World, route: str) -> None:
    taken = {method for method, known, _, _ in TABLE if known == route}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - taken:
        refused = world.clients["root" if "admin" in route else "ada"].generic(
            method, API + path_of(route, world.ids)
        )
        assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed"), method
