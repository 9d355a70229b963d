"""The month's end, if spending goes on as it has, and silence while that would be a guess."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from backend.treasury.forecasts import Forecast, forecast
from backend.treasury.models import Budget, BudgetPeriod


def period_of(spent_e8: int, *, made: str = "2026-10-01", ends: str | None = "2026-12-01") -> BudgetPeriod:
    budget = Budget(scope_kind="user", scope_id=uuid4(), window="month", limit_e8=10_000, created_at=at(made))
    return BudgetPeriod(
        budget=budget,
        starts_at=at("2026-11-01"),
        ends_at=at(ends) if ends else None,
        limit_e8=10_000,
        spent_e8=spent_e8,
        held_e8=999,
    )


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "projected"),
    [("2026-11-11", 900), ("2026-11-16", 600), ("2026-11-30T23:00", 300), ("2026-12-05", 300)],
)
def test_it_goes_on_as_it_has(now: str, projected: int) -> None:
    assert forecast(period_of(300), at(now)).projected_e8 == projected


def test_a_budget_made_in_mid_month_is_measured_from_then(db: None) -> None:
    found = forecast(period_of(300, made="2026-11-21"), at("2026-11-26"))
    assert (found.projected_e8, found.known_from) == (600, at("2026-11-22"))


def test_too_early_to_say(db: None) -> None:
    found = forecast(period_of(300), at("2026-11-03T23:59"))
    assert found == Forecast(
        None, "Too early to say: a forecast comes on 4 November, 00:00 UTC.", at("2026-11-04")
    )
    assert forecast(period_of(300), at("2026-11-04")).projected_e8 == 3000


def test_what_never_ends_has_no_forecast() -> None:
    assert forecast(period_of(300, ends=None), at("2026-11-20")).projected_e8 is None
