"""Every list of the admin stays quick on a hundred thousand messages: few queries, no full count, no sorting."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backend.accounts.models import User
from backend.accounts.tests.factories import UserFactory
from backend.agents.models import Conversation, Message
from backend.ai.models import ModelCall
from backend.core.administration import MOST_COUNTED
from backend.events.models import DomainEvent
from backend.letters.models import Letter
from backend.projects.models import Project
from backend.projects.tests.factories import ProjectFactory

MANY = 100_000
LONG = (Message, ModelCall, DomainEvent, Letter)
SQLITE = connection.vendor == "sqlite"

NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {many}) "
    if SQLITE
    else "WITH numbers AS (SELECT generate_series(1, {many}) AS n) "
)
ID = "printf('01900000%024x', n)" if SQLITE else "('01900000' || lpad(to_hex(n), 24, '0'))::uuid"
WHEN = (
    "datetime('now', '-' || ({many} - n) || ' seconds')"
    if SQLITE
    else "now() - ({many} - n) * interval '1 second'"
)


def fill(table: type, /, rows: int = MANY, **columns: str) -> None:
    """Insert `rows` rows in one statement; `columns` are SQL over n, and every other column takes its default."""
    values = {"id": ID, "created_at": WHEN, "updated_at": WHEN, **columns}
    given = set(values)
    for field in table._meta.concrete_fields:
        if field.column in given:
            continue
        if field.null:
            values[field.column] = "NULL"
        else:
            default = field.get_default()
            prepared = field.get_db_prep_save(default, connection)
            values[field.column] = WHEN if field.column == "next_attempt_at" else literal(prepared)
    names = ", ".join(f'"{name}"' for name in values)
    shown = ", ".join(values.values()).replace("{many}", str(rows))
    into = f'INSERT INTO "{table._meta.db_table}" ({names})'
    numbers = NUMBERS.format(many=rows)
    head = f"{numbers} {into}" if SQLITE else f"{into} {numbers}"
    with connection.cursor() as cursor:
        cursor.execute(f"{head} SELECT {shown} FROM numbers")  # noqa: S608


def literal(value: Any) -> str:
    """Return a column's default as SQL; columns of JSON are given by whoever fills."""
    if isinstance(value, bool):
        return ("1" if value else "0") if SQLITE else str(value).lower()
    return str(value) if isinstance(value, int) else "'" + str(value) + "'"


def quoted(pk: UUID) -> str:
    return f"'{pk.hex}'" if SQLITE else f"'{pk}'::uuid"


def fill_talk(conversation: Conversation) -> None:
    status = "CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'complete' END"
    fill(
        Message,
        workspace_id=quoted(conversation.workspace_id),
        conversation_id=quoted(conversation.pk),
        author_id=quoted(conversation.project.user_id),
        position="n",
        role="CASE WHEN n % 2 = 0 THEN 'assistant' ELSE 'user' END",
        status=f"CASE WHEN n % 2 = 1 THEN 'complete' ELSE {status} END",
        text="'A letter of some length, number ' || n",
    )


def fill_logs(project: Project) -> None:
    call_status = "CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'succeeded' END"
    fill(
        ModelCall,
        user_id=quoted(project.user_id),
        subject_id=ID,
        purpose="'chat'",
        vendor="'anthropic'",
        model="'claude-sonnet-5-5'",
        status=call_status,
        price="'{}'",
    )
    gone = "CASE WHEN n % 1000 = 0 THEN NULL ELSE " + WHEN + " END"
    failed = "CASE WHEN n % 1000 = 0 THEN " + WHEN + " ELSE NULL END"
    fill(DomainEvent, name="'kiln.lit'", payload="'{}'", dispatched_at=gone, failed_at=failed)
    fill(
        Letter,
        cause="'cause:' || n",
        to="'person' || n || '@example.com'",
        template="'daily_cost_alert'",
        subject="'Today'",
        context="'{}'",
        status="CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'sent' END",
    )


@pytest.fixture(scope="module")
def long_tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[Conversation]:
    """A hundred thousand of each, made once for the whole module and taken away after it."""
    with django_db_blocker.unblock():
        project = ProjectFactory()
        conversation = Conversation.objects.create(workspace=project.workspace, project=project)
        fill_talk(conversation)
        fill_logs(project)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield conversation
        for model in LONG:
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608
        workspace, user, playbook = project.workspace, project.user, project.playbook
        project.delete()
        workspace.delete()
        user.delete()
        playbook.delete()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def desk(db: None, long_tables: Conversation) -> Client:
    root = UserFactory(email="desk@example.com", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(root)
    client.get("/admin/")
    return client


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in captured]


def addresses(model: type) -> list[str]:
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    base = reverse(f"admin:{name}_changelist")
    found = [base, f"{base}?q=person", f"{base}?q=01900000-0000-0000-0000-000000000005", f"{base}?p=3"]
    page = admin.site._registry[model]
    for chosen in page.list_filter:
        field = chosen if isinstance(chosen, str) else None
        if isinstance(chosen, type):
            found += [
                f"{base}?{chosen.parameter_name}={value}" for value in ("stuck", "failed", "waiting", "done")
            ]
        elif field and "__" not in field and model._meta.get_field(field).choices:
            found += [f"{base}?{field}__exact={value}" for value, _ in model._meta.get_field(field).choices]
    return found if admin.site._registry[model].get_search_fields(None) else [base]  # type: ignore[arg-type]


def reads_a_long_table(sql: str) -> bool:
    return any(f'FROM "{model._meta.db_table}"' in sql for model in LONG)


MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_list_takes_ten_queries_at_most_searched_and_filtered_too(desk: Client, model: type) -> None:
    for address in addresses(model):
        queries = queries_of(desk, address)
        assert len(queries) <= 10, (address, queries)
        counts = [sql for sql in queries if "COUNT(" in sql and reads_a_long_table(sql)]
        assert all(f"LIMIT {MOST_COUNTED}" in sql for sql in counts), (address, counts)


@pytest.mark.parametrize("model", LONG, ids=lambda model: model._meta.label)
def test_a_long_table_is_read_along_an_index_and_never_sorted(desk: Client, model: type) -> None:
    table = model._meta.db_table
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    queries = queries_of(desk, page)
    rows = [
        sql
        for sql in queries
        if f'FROM "{table}"' in sql and "ORDER BY" in sql and re.search(r"LIMIT 5\d", sql)
    ]
    assert rows
    with connection.cursor() as cursor:
        for sql in rows:
            cursor.execute(("EXPLAIN QUERY PLAN " if SQLITE else "EXPLAIN ") + sql)
            plan = " ".join(str(row) for row in cursor.fetchall())
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan


def test_the_front_page_tells_what_needs_a_person(desk: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = desk.get("/admin/").content.decode()
    assert len(captured) <= 12
    for sentence in ("events are stuck", "letters could not be sent", "answers of the partner failed"):
        assert sentence in page
    counts = [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    assert all("LIMIT" in sql for sql in counts)


@pytest.mark.parametrize("page", [1, 500, 1000])
def test_a_transcript_of_any_length_takes_the_same_few_queries(
    desk: Client, long_tables: Conversation, page: int
) -> None:
    address = reverse("admin:agents_conversation_transcript", args=[long_tables.pk])
    queries = queries_of(desk, f"{address}?page={page}")
    assert len(queries) <= 10


def test_no_app_hides_a_model_from_the_admin() -> None:
    """What is not listed is a part of what is, or is never looked at by hand."""
    ours = {model for model in apps.get_models() if model.__module__.startswith("backend.")}
    hidden = {model.__name__ for model in ours - set(admin.site._registry)}
    assert hidden <= {
        "FirstUser",
        "IdempotencyRecord",
        "Membership",
        "HandlerReceipt",
        "KitEdit",
        "BudgetPeriod",
        "Hold",
        "PlanFeature",
        "StripeLink",
        "ServiceOrderMove",
        "ForecastScore",
    }, hidden


def test_a_person_s_page_shows_what_they_have(desk: Client, long_tables: Conversation) -> None:
    user = User.objects.get(pk=long_tables.project.user_id)
    page = desk.get(reverse("admin:accounts_user_change", args=[user.pk])).content.decode()
    assert "Pixel &amp; Pine" in page
    assert reverse("admin:agents_conversation_transcript", args=[long_tables.pk]) in page
    assert "100,000 calls" in page
