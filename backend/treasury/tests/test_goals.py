"""Goals: how far they are is read from the ledger, and nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.treasury.goal_progress import Progress, progress_of
from backend.treasury.models import Goal, Grade, Kind
from backend.treasury.services import goals

from .books import post, sale

API = "/api/v1/finance/goals/"
BODY = {
    "name": "First thousand",
    "metric": "earned",
    "currency": "USD",
    "target_minor": 100_000,
    "starts_on": "2026-11-01",
    "ends_on": "2026-11-30",
}
Counting = Callable[..., AbstractContextManager[Any]]


def goal_of(workspace: Workspace, **changes: Any) -> Goal:
    given: dict[str, Any] = {
        "name": "First thousand",
        "metric": "earned",
        "currency": "USD",
        "world": "real",
        "target_minor": 100_000,
        "starts_on": date(2026, 11, 1),
        "ends_on": date(2026, 11, 30),
    }
    return goals.create(workspace_id=workspace.pk, **{**given, **changes})


def test_progress_counts_what_its_tile_counts(ada_workspace: Workspace, cy_workspace: Workspace) -> None:
    sale(ada_workspace, 40_000)
    sale(ada_workspace, 7_000, currency="EUR")
    sale(ada_workspace, 9_000, grade=Grade.SIMULATED)
    sale(ada_workspace, 5_000, day=date(2026, 12, 1))
    sale(cy_workspace, 1_000)
    post(ada_workspace, Kind.FEE, -1_000)
    post(ada_workspace, Kind.PAYOUT, -30_000)
    earned, kept = goal_of(ada_workspace), goal_of(ada_workspace, metric="kept")
    euros, sandbox = (
        goal_of(ada_workspace, currency="EUR"),
        goal_of(ada_workspace, world="simulated", target_minor=9_000),
    )
    found = progress_of([earned, kept, euros, sandbox], today=date(2026, 11, 15))
    assert found[earned.pk] == Progress(40_000, 40, 50, on_track=False)
    assert found[kept.pk].done_minor == 39_000
    assert found[euros.pk].done_minor == 7_000
    assert found[sandbox.pk] == Progress(9_000, 100, 50, on_track=True)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 30), 0),
        (date(2026, 11, 1), 3),
        (date(2026, 11, 15), 50),
        (date(2026, 11, 30), 100),
        (date(2027, 5, 1), 100),
    ],
)
def test_what_is_expected_by_a_day(ada_workspace: Workspace, today: date, expected: int) -> None:
    goal = goal_of(ada_workspace)
    assert progress_of([goal], today=today)[goal.pk].expected_percent == expected


def test_losing_money_is_less_than_nothing(ada_workspace: Workspace) -> None:
    post(ada_workspace, Kind.EXPENSE, -50_000)
    goal = goal_of(ada_workspace, metric="kept")
    assert progress_of([goal], today=date(2026, 11, 15))[goal.pk] == Progress(
        -50_000, -50, 50, on_track=False
    )


def test_a_goal_from_beginning_to_end(ada_client: APIClient, ada_workspace: Workspace) -> None:
    sale(ada_workspace, 25_000)
    made = ada_client.post(API, BODY)
    assert made.status_code == 201
    assert (made.json()["world"], made.json()["progress"]["percent"]) == ("real", 25)
    address = f"{API}{made.json()['id']}"
    changed = ada_client.patch(address, {"target_minor": 50_000, "name": "Half of it"}).json()
    assert (changed["name"], changed["progress"]["percent"]) == ("Half of it", 50)
    refused = ada_client.patch(address, {"ends_on": "2026-10-01"})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["ends_on"])
    assert len(ada_client.get("/api/v1/finance/summary", {"world": "real"}).json()["goals"]) == 1
    assert ada_client.patch(address, {"archived": True}).json()["archived_at"]
    assert ada_client.get(API).json()["results"] == []
    assert len(ada_client.get(API, {"archived": "true"}).json()["results"]) == 1
    assert ada_client.patch(address, {"archived": False}).json()["archived_at"] is None
    assert ada_client.delete(address).status_code == 204
    assert ada_client.patch(address, {}).status_code == 404


def test_the_database_refuses_what_is_no_goal(ada_workspace: Workspace) -> None:
    for change in ({"target_minor": 0}, {"currency": "usd"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            goal_of(ada_workspace, **change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal_of(ada_workspace).pk).update(ends_on=date(2026, 10, 1))


def test_more_goals_take_no_more_queries(
    ada_client: APIClient, ada_workspace: Workspace, django_assert_num_queries: Counting
) -> None:
    sale(ada_workspace)
    for _ in range(2):
        goal_of(ada_workspace)
        goal_of(ada_workspace, metric="kept", currency="EUR")
        with django_assert_num_queries(5):
            assert ada_client.get(API).status_code == 200
