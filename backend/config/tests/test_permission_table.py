"""Who may do what: every address, every method, every identity, in one table. A route that is missing here fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.headless.spec import views as spec_views
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from backend.accounts.models import Role, User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.services import api_keys
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.agents.models import Conversation, Message
from backend.billing.models import PlanPrice
from backend.billing.services import catalogue, orders
from backend.billing.tests.stripe.conftest import double, stripe_address  # noqa: F401
from backend.demo.reading import story
from backend.letters.catalogue import WeeklySummaryLetter
from backend.letters.services import letters, unsubscribing
from backend.projects.models import Project
from backend.projects.services import decisions, tasks
from backend.projects.tests.factories import CreatorProfileFactory, ProjectFactory
from backend.treasury.models.ledger import sha256_of
from backend.treasury.services import expenses, goals

API = "/api/v1/"
PROJECT = "projects/<uuid:project_id>"
MESSAGE = f"{PROJECT}/messages/<uuid:message_id>"
PROFILE = {"primary_platform": "youtube", "follower_count": 5, "engagement_rate": 1, "niche": "Pots"}
ENTRY = "finance/entries/<uuid:entry_id>"
EXPENSE = {"amount_minor": 1299, "currency": "EUR", "day": "2026-11-01", "description": "Clay"}
FILE = {"text": "date,kind,amount,currency\n2026-11-01,expense,-5,USD\n"}
GOAL = {
    "name": "First thousand",
    "metric": "earned",
    "currency": "USD",
    "target_minor": 100_000,
    "starts_on": "2026-11-01",
    "ends_on": "2026-11-30",
}
BILLING = "billing"
ORDER = f"{BILLING}/orders/<uuid:order_id>"
PLAN = {"plan": "starter", "interval": "month"}
CONFIRMED = {**PLAN, "fingerprint": "x", "proration_date": 1}
AUDIT = {"package": "website-audit", "answers": {"website": "https://ada.example", "goal": "Be found"}}
CATALOGUE = f"{BILLING}/catalogue"
SEEN = {"seen": "2026-11-01T00:00:00Z"}
VALUES = {"values": {"stores": 1}}
TAX_ID = {"type": "eu_vat", "value": "DE123456789"}
CONTACT = {"email": "ada@example.com", "name": "Ada"}
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
    ("GET",    "letters/preferences",            None,             "401 200 200 200 200 200 200 200 200"),
    ("PATCH",  "letters/preferences",            {"weekly": False}, "401 200 200 200 200 200 403 200 200"),
    ("GET",    "api-keys/",                      None,             "401 200 200 200 200 200 403 403 403"),
    ("POST",   "api-keys/",                      {"name": "till"}, "401 201 201 201 201 201 403 403 403"),
    ("DELETE", "api-keys/<uuid:pk>",             None,             "401 404 204 404 404 404 403 403 403"),
    ("GET",    "ai/usage",                       None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    "ai/admin/usage-stats",           None,             "401 403 403 403 403 200 403 403 403"),
    ("GET",    "finance/summary",                None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    "finance/entries/",               None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    "finance/entries/sum",            None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    ENTRY,                            None,             "401 404 200 403 403 404 200 200 404"),
    ("POST",   f"{ENTRY}/reverse",               {"reason": "No"}, "401 404 201 403 403 404 403 201 404"),
    ("POST",   "finance/expenses/",              EXPENSE,          "401 201 201 201 201 201 403 201 201"),
    ("POST",   "finance/imports/preview",        FILE,             "401 200 200 200 200 200 403 200 200"),
    ("POST",   "finance/imports/confirm",
               {**FILE, "digest": sha256_of(FILE["text"])},        "401 201 201 201 201 201 403 201 201"),
    ("GET",    "finance/export/<str:books_format>",
               None,                                               "401 200 200 200 200 200 200 200 200"),
    ("GET",    "finance/goals/",                 None,             "401 200 200 200 200 200 200 200 200"),
    ("POST",   "finance/goals/",                 GOAL,             "401 201 201 201 201 201 403 201 201"),
    ("PATCH",  "finance/goals/<uuid:goal_id>",   {"name": "More"}, "401 404 200 403 403 404 403 200 404"),
    ("DELETE", "finance/goals/<uuid:goal_id>",   None,             "401 404 204 403 403 404 403 204 404"),
    # Who manages a workspace may buy; here nobody has a plan yet, and no plan is at Stripe: 409. Keys only read.
    ("GET",    "products",                       None,             "200 200 200 200 200 200 200 200 200"),
    ("POST",   "create-checkout-session",        PLAN,             "401 409 409 409 409 409 403 403 403"),
    ("GET",    f"{BILLING}/plans",               None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    f"{BILLING}/packages",            None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    f"{BILLING}/subscription",        None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    f"{BILLING}/usage",               None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    f"{BILLING}/budgets",             None,             "401 200 200 200 200 200 200 200 200"),
    ("PUT",    f"{BILLING}/budgets/workspace",   {"limit_usd": 5}, "401 200 200 200 200 200 403 403 403"),
    ("POST",   f"{BILLING}/budgets/workspace/top-up",
               {"amount_usd": 5},                                  "401 409 409 409 409 409 403 403 403"),
    ("PUT",    f"{BILLING}/budgets/user",        {"limit_usd": 5}, "401 200 200 200 200 200 403 403 403"),
    ("PUT",    f"{BILLING}/budgets/overage",     {"cap_usd": 5},   "401 402 402 402 402 402 403 403 403"),
    ("POST",   f"{BILLING}/checkout",            PLAN,             "401 409 409 409 409 409 403 403 403"),
    ("GET",    f"{BILLING}/checkout/<str:session_id>",
               None,                                               "401 404 404 404 404 404 404 404 404"),
    ("POST",   f"{BILLING}/plan-change/preview", PLAN,             "401 409 409 409 409 409 403 403 403"),
    ("POST",   f"{BILLING}/plan-change",         CONFIRMED,        "401 409 409 409 409 409 403 403 403"),
    ("POST",   f"{BILLING}/cancel",
               {"reason": "other"},                                "401 409 409 409 409 409 403 403 403"),
    ("POST",   f"{BILLING}/resume",              None,             "401 409 409 409 409 409 403 403 403"),
    ("POST",   f"{BILLING}/coupon",              {"code": "X"},    "401 409 409 409 409 409 403 403 403"),
    ("POST",   f"{BILLING}/portal",              None,             "401 200 200 200 200 200 403 403 403"),
    ("PUT",    f"{BILLING}/seats",               {"quantity": 1},  "401 200 409 200 200 200 403 403 403"),
    ("GET",    f"{BILLING}/invoices/",           None,             "401 200 200 200 200 200 200 200 200"),
    ("GET",    f"{BILLING}/tax-ids",             None,             "401 200 200 200 200 200 200 200 200"),
    ("POST",   f"{BILLING}/tax-ids",             TAX_ID,           "401 201 201 201 201 201 403 403 403"),
    ("DELETE", f"{BILLING}/tax-ids/<str:tax_id>", None,            "401 404 404 404 404 404 403 403 403"),
    ("GET",    f"{BILLING}/contact",             None,             "401 200 200 200 200 200 200 200 200"),
    ("PUT",    f"{BILLING}/contact",             CONTACT,          "401 200 200 200 200 200 403 403 403"),
    ("GET",    f"{BILLING}/orders/",             None,             "401 200 200 200 200 200 200 200 200"),
    ("POST",   f"{BILLING}/orders/",             AUDIT,            "401 201 201 201 201 201 403 403 403"),
    ("GET",    ORDER,                            None,             "401 404 200 403 403 404 200 200 404"),
    ("POST",   f"{ORDER}/request",               {},               "401 404 409 403 403 404 403 403 403"),
    ("POST",   f"{ORDER}/accept",                None,             "401 404 201 403 403 404 403 403 403"),
    ("POST",   f"{ORDER}/cancel",                {},               "401 404 200 403 403 404 403 403 403"),
    # For superusers in their browser; here nothing is as it was seen, and Stripe has nothing to be synced with: 409.
    ("GET",    f"{CATALOGUE}/",                  None,             "401 403 403 403 403 200 403 403 403"),
    ("PATCH",  f"{CATALOGUE}/plans/<slug:key>",  SEEN,             "401 403 403 403 403 409 403 403 403"),
    ("PUT",    f"{CATALOGUE}/plans/<slug:key>/inclusions",
               {**SEEN, **VALUES},                                 "401 403 403 403 403 409 403 403 403"),
    ("POST",   f"{CATALOGUE}/plans/<slug:key>/inclusions/preview",
               VALUES,                                             "401 403 403 403 403 200 403 403 403"),
    ("POST",   f"{CATALOGUE}/plans/<slug:key>/prices/",
               {**SEEN, "interval": "month", "amount_minor": 1},   "401 403 403 403 403 409 403 403 403"),
    ("POST",   f"{CATALOGUE}/prices/<uuid:price_id>/retire", SEEN, "401 403 403 403 403 409 403 403 403"),
    ("PATCH",  f"{CATALOGUE}/packages/<slug:key>", SEEN,           "401 403 403 403 403 409 403 403 403"),
    ("GET",    f"{CATALOGUE}/orders/",           None,             "401 403 403 403 403 200 403 403 403"),
    ("POST",   f"{CATALOGUE}/orders/<uuid:order_id>/quote",
               {**SEEN, "amount_minor": 1},                        "401 403 403 403 403 409 403 403 403"),
    ("POST",   f"{CATALOGUE}/orders/<uuid:order_id>/move",
               {**SEEN, "to": "declined"},                         "401 403 403 403 403 409 403 403 403"),
    ("GET",    f"{CATALOGUE}/sync",              None,             "401 403 403 403 403 200 403 403 403"),
    ("POST",   f"{CATALOGUE}/sync",              {"digest": "x"},  "401 403 403 403 403 409 403 403 403"),
    ("GET",    f"{CATALOGUE}/reconciliation",    None,             "401 403 403 403 403 200 403 403 403"),
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
    ("POST",   "analytics/visits",               {"p": "/"},       "204 204 204 204 204 204 204 204 204"),
    ("GET",    "analytics/summary",              None,             "401 403 403 403 403 200 403 403 403"),
    ("GET",    "analytics/metrics/<str:metric>/rows",
               None,                                               "401 403 403 403 403 200 403 403 403"),
    ("GET",    "analytics/events",               None,             "401 403 403 403 403 200 403 403 403"),
    ("GET",    "analytics/export/<str:file_name>",
               None,                                               "401 403 403 403 403 200 403 403 403"),
    ("GET",    "finance/projections",            None,             "401 200 200 200 200 200 200 200 200"),
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
    # Signed by Stripe, and refused to whoever has not signed.
    ("POST",   "api/v1/stripe-webhook",          {},               "400 400 400 400 400 400 400 400 400"),
    ("GET",    "metrics",                        None,             "200 200 200 200 200 200 200 200 200"),
    ("GET",    "workspace",                      None,             "200 200 200 200 200 200 200 200 200"),
    # Whoever holds a signed link may choose, and nobody else is asked who they are.
    ("GET",    "letters/unsubscribe/<str:token>", None,            "200 200 200 200 200 200 200 200 200"),
    ("POST",   "letters/unsubscribe/<str:token>", None,            "200 200 200 200 200 200 200 200 200"),
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


@dataclass
class Standing:
    """What stands for the whole table: the people, their programs' keys, and Ada's objects."""

    people: dict[str, User]
    keys: dict[str, str]
    ids: dict[str, str]


@pytest.fixture(autouse=True)
def stripe_where_it_is_asked(request: pytest.FixtureRequest) -> None:
    """Give billing its Stripe; nobody else waits for one."""
    if BILLING in request.node.name or "checkout" in request.node.name:
        request.getfixturevalue("double")


allauths_specification = cache(spec_views.get_schema)
our_specification = cache(partial(SchemaGenerator.get_schema, SchemaGenerator(), public=True))


@pytest.fixture(autouse=True)
def _specifications_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same for everyone, and take long to write: nine times is eight too many."""
    monkeypatch.setattr(spec_views, "get_schema", allauths_specification)
    monkeypatch.setattr(SchemaGenerator, "get_schema", lambda *_, **__: our_specification())


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """Made once: each test is undone within this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield stand()
        transaction.set_rollback(True)


@pytest.fixture
def world(standing: Standing, db: None) -> World:
    """Everyone signed in anew, for some of what they ask ends their sessions."""
    clients = {"nobody": APIClient()}
    for name, user in standing.people.items():
        clients[name] = APIClient()
        clients[name].force_login(user)
    for name, key in standing.keys.items():
        clients[name] = APIClient()
        clients[name].credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return World(clients=clients, ids=standing.ids)


def stand() -> Standing:
    people = {
        "ada": UserFactory(email="ada@example.com", name="Ada"),
        "bo": UserFactory(email="bo@example.com", name="Bo"),
        "cy": UserFactory(email="cy@example.com", name="Cy"),
        "vi": UserFactory(email="vi@example.com", name="Vi"),
        "root": UserFactory(email="root@example.com", name="Root", is_staff=True, is_superuser=True),
    }
    ada, cy = people["ada"], people["cy"]
    workspace = home_workspace(ada)
    MembershipFactory(workspace=workspace, user=people["bo"])
    MembershipFactory(workspace=workspace, user=people["vi"], role=Role.VIEWER)
    UserFactory(email=story().person["email"], is_demo=True)
    keys = {
        "ada_reads": key_of(ada, workspace, ["read"]),
        "ada_writes": key_of(ada, workspace, ["read", "write"]),
        "cy_writes": key_of(cy, home_workspace(cy), ["read", "write"]),
    }
    return Standing(people=people, keys=keys, ids=objects_of(ada, workspace))


def key_of(user: User, workspace: Workspace, scopes: list[str]) -> str:
    return api_keys.create(workspace=workspace, user=user, name="till", scopes=scopes)[1]


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
    bought = expenses.record(
        workspace_id=workspace.pk, actor_id=ada.pk, client_id=uuid4(), **{**EXPENSE, "day": date(2026, 11, 1)}
    )
    days = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 30)}
    goal = goals.create(workspace_id=workspace.pk, world="real", **{**GOAL, **days})
    catalogue.load_plans()
    catalogue.load_packages()
    order = orders.place(workspace=workspace, actor=ada, **AUDIT)
    orders.quote(order=order, actor=ada, amount_minor=49_900)
    return {
        "entry_id": str(bought.pk),
        "goal_id": str(goal.pk),
        "books_format": "csv",
        "order_id": str(order.pk),
        "price_id": str(PlanPrice.objects.values_list("pk", flat=True).first()),
        "key": "pro",
        "session_id": "cs_test_nothing",
        "tax_id": "txi_nothing",
        "project_id": str(project.pk),
        "task_id": "gather_numbers",
        "section": "offer",
        "format_name": "md",
        "metric": "mrr",
        "file_name": "metrics.csv",
        "decision_id": str(decision.pk),
        "message_id": str(answer.pk),
        "asked_id": str(asked.pk),
        "token": unsubscribe_token_of(ada),
        "pk": str(api_keys.create(workspace=workspace, user=ada, name="spare")[0].pk),
    }


def unsubscribe_token_of(ada: User) -> str:
    letter = letters.send(cause="week:1", to=ada.email, letter=WeeklySummaryLetter.sample(), user_id=ada.pk)
    return (unsubscribing.link_for(letter) or "").rpartition("/")[2]


def path_of(route: str, ids: dict[str, str]) -> str:
    if "/packages/" in route:
        ids = {**ids, "key": AUDIT["package"]}
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
    assert statuses(world, method, f"/{path_of(route, world.ids)}", body) == expected(columns)


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


# Where whose it is decides; a superuser's screens are refused whatever is asked for.
OF_SOMEBODY = {route for _, route, _, _ in TABLE if "<uuid" in route and not route.startswith(CATALOGUE)}


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(OF_SOMEBODY))
def test_a_stranger_learns_nothing_from_a_made_up_id(world: World, route: str) -> None:
    """What is another's answers as what does not exist, to the letter."""
    named = {name: world.ids[name] for name in ("task_id", "section", "format_name", "session_id", "tax_id")}
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


FOR_ROOT = ("admin", "analytics", CATALOGUE)


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted({route for _, route, _, _ in TABLE}))
def test_other_methods_are_refused_as_such(world: World, route: str) -> None:
    taken = {method for method, known, _, _ in TABLE if known == route}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - taken:
        refused = world.clients["root" if any(part in route for part in FOR_ROOT) else "ada"].generic(
            method, API + path_of(route, world.ids)
        )
        assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed"), method
