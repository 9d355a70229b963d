"""What was used: one's own for everyone, everyone's for superusers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.ai.models import ModelCall
from backend.billing.features import Feature
from backend.billing.services import entitlements
from backend.conftest import SetClock

OWN, ALL = "/api/v1/ai/usage", "/api/v1/ai/admin/usage-stats"
NOW = "2026-11-20T12:00:00+00:00"


@pytest.fixture(autouse=True)
def noon(clock: SetClock, settings: Settings, db: None) -> None:
    settings.AI_SANDBOX = False
    clock(NOW)


def call(user: User | None, day: str = "2026-11-20", **fields: Any) -> ModelCall:
    known = {"purpose": "chat", "vendor": "anthropic", "model": "claude-sonnet-5-5", "status": "succeeded"}
    counts = {"input_tokens": 100, "output_tokens": 10, "cost_e8": 420_000}
    made = ModelCall.objects.create(user=user, **{**known, **counts, **fields})
    at = (
        datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
        if "T" not in day
        else datetime.fromisoformat(day)
    )
    ModelCall.objects.filter(pk=made.pk).update(created_at=at)
    return made


def totals(calls: int) -> dict[str, Any]:
    cost = {"amount_e8": 420_000 * calls, "currency": "USD", "display": f"${0.0042 * calls:.4f}"}
    if not calls:
        cost["display"] = "$0.00"
    return {"calls": calls, "input_tokens": 100 * calls, "output_tokens": 10 * calls, "cost": cost}


def test_someone_new_has_used_nothing(ada_client: APIClient) -> None:
    assert ada_client.get(OWN).json() == {
        "messages": {"used": 0, "limit": 50, "left": 50, "resets_at": "2026-11-21T00:00:00Z"},
        "month": totals(0),
        "days": [],
        "sandbox": False,
    }


def test_ones_own_usage_by_month_and_day_and_nobody_elses(ada_client: APIClient, ada: User, bo: User) -> None:
    for day in ("2026-11-20", "2026-11-20", "2026-11-01", "2026-10-31", "2026-10-01"):
        call(ada, day)
    call(bo)
    call(ada, sandbox=True)
    entitlements.consume(home_workspace(ada).pk, Feature.MESSAGES, user=ada)
    body = ada_client.get(OWN).json()
    assert body["messages"] == {"used": 1, "limit": 50, "left": 49, "resets_at": "2026-11-21T00:00:00Z"}
    assert body["month"] == totals(3)
    assert body["days"] == [
        {"date": "2026-10-31", **totals(1)},
        {"date": "2026-11-01", **totals(1)},
        {"date": "2026-11-20", **totals(2)},
    ]


def test_days_are_utc_days(ada_client: APIClient, ada: User) -> None:
    call(ada, "2026-11-19T23:59:59+00:00")
    call(ada, "2026-11-20T00:00:00+00:00")
    assert [day["date"] for day in ada_client.get(OWN).json()["days"]] == ["2026-11-19", "2026-11-20"]


def test_while_the_sandbox_answers_only_its_calls_are_shown(
    ada_client: APIClient, ada: User, settings: Settings
) -> None:
    call(ada)
    call(ada, sandbox=True)
    call(ada, sandbox=True)
    settings.AI_SANDBOX = True
    body = ada_client.get(OWN).json()
    assert (body["sandbox"], body["month"]["calls"]) == (True, 2)


def test_superusers_see_everyones_by_user_model_and_day(root_client: APIClient, ada: User, bo: User) -> None:
    call(bo)
    for _ in range(2):
        call(ada, "2026-11-19")
    call(None, "2026-11-18", vendor="openai", model="gpt-5-mini")
    call(ada, "2026-10-21")
    call(ada, sandbox=True)
    body = root_client.get(ALL).json()
    assert (body["since"], body["until"]) == ("2026-10-22", "2026-11-20")
    assert body["total"] == totals(4)
    assert body["by_user"][0] == {"user_id": str(ada.pk), "email": ada.email, **totals(2)}
    assert {row["email"] for row in body["by_user"]} == {ada.email, bo.email, None}
    assert body["by_model"] == [
        {"vendor": "anthropic", "model": "claude-sonnet-5-5", **totals(3)},
        {"vendor": "openai", "model": "gpt-5-mini", **totals(1)},
    ]
    assert [(day["date"], day["calls"]) for day in body["by_day"]] == [
        ("2026-11-18", 1),
        ("2026-11-19", 2),
        ("2026-11-20", 1),
    ]


def test_superusers_choose_the_days_inclusively(root_client: APIClient, ada: User) -> None:
    for day in ("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"):
        call(ada, day)
    chosen = root_client.get(ALL, {"since": "2026-11-18", "until": "2026-11-19"}).json()
    assert [day["date"] for day in chosen["by_day"]] == ["2026-11-18", "2026-11-19"]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"until": "2026-13-01"},
        {"until": "9999-12-31"},
        {"until": "0001-01-01"},
        {"since": "0001-01-01"},
        {"since": "2026-11-20", "until": "2026-11-19"},
    ],
)
def test_days_that_cannot_be_are_refused(root_client: APIClient, query: dict[str, str]) -> None:
    refused = root_client.get(ALL, query)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")


def test_everyone_else_is_refused(ada_client: APIClient, anonymous_client: APIClient) -> None:
    assert ada_client.get(ALL).json()["code"] == "permission_denied"
    assert ada_client.get(ALL).status_code == 403
    assert anonymous_client.get(ALL).status_code == anonymous_client.get(OWN).status_code == 401


def test_many_calls_take_no_more_queries_than_few(
    root_client: APIClient,
    ada: User,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]],
) -> None:
    call(ada)
    with django_assert_max_num_queries(8):
        root_client.get(ALL)
    for day in range(1, 21):
        call(ada, f"2026-11-{day:02}")
    with django_assert_max_num_queries(8):
        root_client.get(ALL)


def test_calls_are_read_in_the_admin(root: User, ada: User) -> None:
    made = call(ada)
    admin = Client()
    admin.force_login(root)
    assert "$0.0042" in admin.get("/admin/ai/modelcall/").content.decode()
    assert admin.get(f"/admin/ai/modelcall/{made.pk}/change/").status_code == 200
    assert admin.get("/admin/ai/modelcall/add/").status_code == 403
    assert admin.get("/admin/ai/dailycostalert/").status_code == 200
