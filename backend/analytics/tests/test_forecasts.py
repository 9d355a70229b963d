"""Forecasts are kept as they were made, scored against what came, and declined where there is too little."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache

from backend.accounts.models import Membership, Role, User, Workspace
from backend.analytics.forecasting import child
from backend.analytics.forecasting.enough import HORIZON_DAYS, LEAST_DAYS, repeated_week, why_not
from backend.analytics.models import DailyMetric, Forecast, ForecastScore
from backend.analytics.services import forecasts
from backend.treasury.models import Kind, LedgerEntry
from backend.treasury.services import ledger

pytestmark = pytest.mark.django_db
PROJECTIONS = "/api/v1/finance/projections"
TODAY = date(2026, 6, 1)
ONE = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_asked_yet(clock) -> None:
    cache.clear()
    clock("2026-06-01T03:00:00+00:00")


@pytest.fixture
def quick_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the child's place where what it answers is of no matter: the last week again, a dollar to each side."""

    def repeat(series: list[list[int]], *, horizon: int) -> list[child.Expected]:
        weeks = [repeated_week(values, horizon) for values in series]
        return [
            child.Expected("seasonal_naive", [(value, value - 100, value + 100) for value in week])
            for week in weeks
        ]

    monkeypatch.setattr(child, "expect", repeat)


def post(
    workspace: Workspace, day: date, amount: int, *, kind: str = Kind.SALE, grade: str = "verified"
) -> None:
    ledger.post(
        workspace_id=workspace.pk,
        movement=ledger.Movement(kind, amount, "USD", day, "A sale"),
        grade=grade,
        source_key=f"{kind}:{day}:{grade}",
        payload={"day": day.isoformat(), "kind": kind},
    )


def sales(workspace: Workspace, days: int, *, until: date = TODAY) -> None:
    """Twenty dollars on weekdays, fifty at weekends, and a fee of a tenth."""
    receipt = ledger.keep_receipt(workspace.pk, {"days": days})
    rows = []
    for step in range(days, 0, -1):
        day = until - ONE * step
        amount = 5000 if day.weekday() > 4 else 2000
        rows += [
            LedgerEntry(
                workspace=workspace,
                kind=kind,
                grade="verified",
                amount_minor=moved,
                currency="USD",
                day=day,
                description="A sale",
                source_key=f"{kind}:{day}",
                receipt=receipt,
            )
            for kind, moved in ((Kind.SALE, amount), (Kind.FEE, -amount // 10))
        ]
    LedgerEntry.objects.bulk_create(rows)


def make(workspace: Workspace, metric: str = "earned", day: date = TODAY) -> Forecast:
    forecasts.make(workspace_id=workspace.pk, metric=metric, world="real", currency="USD", day=day)
    return Forecast.objects.get(workspace=workspace, metric=metric, made_on=day)


def test_a_forecast_goes_on_with_the_books_in_a_process_of_its_own(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 98)
    forecast = make(ada_workspace)
    assert len(forecast.points) == HORIZON_DAYS == forecast.horizon_days
    assert forecast.points[0]["day"] == "2026-06-01"
    assert [point["value_minor"] for point in forecast.points[:7]] == [2000] * 5 + [5000] * 2
    assert all(point["low_minor"] <= point["value_minor"] <= point["high_minor"] for point in forecast.points)


@pytest.mark.usefixtures("quick_child")
def test_what_is_kept_is_what_is_left_of_what_is_earned(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 90)
    assert make(ada_workspace, "kept").points[0]["value_minor"] == 1800


@pytest.mark.usefixtures("quick_child")
def test_one_is_made_for_each_day_and_stays_as_it_was(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 90)
    first = make(ada_workspace)
    post(ada_workspace, TODAY - ONE, 10**6, grade="imported", kind=Kind.SUBSCRIPTION)
    assert make(ada_workspace).points == first.points
    assert Forecast.objects.count() == 1


def test_too_little_is_declined_with_what_it_would_take(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 80)
    forecast = make(ada_workspace)
    assert forecast.points == [] and forecast.method == ""
    assert forecast.declined_reason == (
        "A forecast needs 84 days of history, and there are 80. It can be made in 4 days."
    )
    assert "there are 0" in make(ada_workspace, "kept", TODAY - 90 * ONE).declined_reason


def test_long_silence_is_declined_too() -> None:
    assert "movements on 14" in why_not([0] * 200, moving_days=3)
    assert why_not([1] * LEAST_DAYS, moving_days=LEAST_DAYS) == ""


@pytest.mark.usefixtures("quick_child")
def test_sandbox_money_is_another_series(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 90)
    post(ada_workspace, TODAY - ONE, 10**7, grade="simulated", kind=Kind.SUBSCRIPTION)
    assert max(point["high_minor"] for point in make(ada_workspace).points) < 10**6


@pytest.mark.usefixtures("quick_child")
def test_what_came_is_held_against_what_was_said(ada_workspace: Workspace, clock) -> None:
    sales(ada_workspace, 98)
    forecast = make(ada_workspace)
    for step, amount in enumerate((2000, 2100, 90_000)):
        post(ada_workspace, TODAY + ONE * step, amount)
    make(ada_workspace, day=TODAY + 3 * ONE)
    score = ForecastScore.objects.get(forecast=forecast)
    assert (score.scored_days, score.actual_minor) == (3, 94_100)
    assert score.absolute_error_minor == score.naive_error_minor == 88_100
    assert score.covered_days == sum(
        point["low_minor"] <= amount <= point["high_minor"]
        for point, amount in zip(forecast.points, (2000, 2100, 90_000), strict=False)
    )
    clock("2026-06-04T03:00:00+00:00")


@pytest.mark.usefixtures("quick_child")
def test_every_night_all_living_series_and_the_platforms(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 90)
    DailyMetric.objects.bulk_create(
        DailyMetric(
            day=TODAY - ONE * step, world="real", currency="USD", metric="mrr", value=100_000 - 100 * step
        )
        for step in range(1, 101)
    )
    assert forecasts.make_all() == 3
    assert forecasts.make_all() == 0
    platform = Forecast.objects.get(workspace=None)
    assert (platform.metric, platform.declined_reason) == ("mrr", "")
    assert platform.points[0]["value_minor"] > 99_000


def test_a_workspace_that_is_gone_has_no_forecast(ada_workspace: Workspace) -> None:
    sales(ada_workspace, 90)
    gone = ada_workspace.pk
    ada_workspace.delete()
    forecasts.make(workspace_id=gone, metric="earned", world="real", currency="USD", day=TODAY)
    assert not Forecast.objects.exists()


def test_a_child_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MODULE", "backend.analytics.forecasting.nothing")
    with pytest.raises(child.ForecastFailed, match="No module named"):
        child.expect([[1, 2, 3]], horizon=1)


@pytest.mark.usefixtures("quick_child")
def test_the_page_asks_and_is_answered_when_it_is_made(
    ada_workspace: Workspace, ada_client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    sales(ada_workspace, 98)
    rung: list = []
    monkeypatch.setattr("backend.core.tasks.send", lambda name, args, **_: rung.append((name, args)))
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            body = ada_client.get(PROJECTIONS).json()
    assert (body["status"], body["points"], body["method"], body["accuracy"]) == ("pending", [], None, None)
    assert rung == [("analytics.forecast", [str(ada_workspace.pk), "earned", "real", "USD", "2026-06-01"])]
    make(ada_workspace, day=TODAY - ONE)
    make(ada_workspace)
    body = ada_client.get(PROJECTIONS).json()
    assert (body["status"], body["made_on"], body["level"], len(body["points"])) == (
        "ready",
        "2026-06-01",
        80,
        28,
    )
    assert set(body["points"][0]) == {"day", "value_minor", "low_minor", "high_minor"}
    assert body["accuracy"] == {"coverage_percent": 100.0, "error_percent": 0.0, "scored_days": 1}


def test_a_refusal_reaches_the_page(ada_workspace: Workspace, ada_client) -> None:
    make(ada_workspace)
    body = ada_client.get(PROJECTIONS).json()
    assert body["status"] == "ready"
    assert "84 days" in body["declined"]["reason"]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMIN, 200), (Role.ACCOUNTANT, 200), (Role.MEMBER, 403), (Role.VIEWER, 403)]
)
def test_who_may_read_money_may_read_what_is_expected(
    role: str, status: int, ada_workspace: Workspace, bo: User, client_of
) -> None:
    Membership.objects.filter(workspace=ada_workspace, user=bo).update(role=role)
    assert client_of(bo).get(PROJECTIONS, {"workspace": str(ada_workspace.pk)}).status_code == status


def test_a_strangers_projections_are_not_there(ada_workspace: Workspace, cy_client) -> None:
    assert cy_client.get(PROJECTIONS, {"workspace": str(ada_workspace.pk)}).status_code == 404


def test_the_web_process_never_loads_the_numerical_libraries() -> None:
    """Nor does the worker, which in a single-process installation is the same one."""
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, backend.config.asgi, backend.config.urls, backend.analytics.tasks;"
            "print([name for name in ('statsmodels', 'pandas', 'scipy', 'numpy') if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=True,
    )
    assert found.stdout.strip().splitlines()[-1] == "[]"
