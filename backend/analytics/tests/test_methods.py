"""On series whose future is known: bands cover what they say, and nothing is worse than repeating the week."""

import numpy as np
import pytest

from backend.analytics.forecasting import child
from backend.analytics.forecasting.choosing import backtest, chosen, expect
from backend.analytics.forecasting.compute import answer
from backend.analytics.forecasting.enough import HORIZON_DAYS, repeated_week
from backend.analytics.forecasting.methods import NAIVE, seasonal_naive

EACH = 12
SEASON = np.array([1, 1, 1.2, 1.3, 1.6, 2, 0.6])


def made(kind: str, chance: np.random.Generator, days: int) -> np.ndarray:
    at = np.arange(days)
    season = SEASON[at % 7]
    series = {
        "weekly": lambda: 10_000 * season * chance.lognormal(0, 0.25, days),
        "growing": lambda: (5000 + 40 * at) * season * chance.lognormal(0, 0.2, days),
        "sparse": lambda: chance.poisson(0.8, days) * 4900.0,
        "wandering": lambda: 50_000 + np.cumsum(chance.normal(0, 400, days)),
        "level": lambda: chance.normal(20_000, 4000, days),
        "recurring": lambda: (
            100_000 + np.cumsum(chance.poisson(3, days) * 1900.0 - chance.poisson(1, days) * 1900.0)
        ),
    }
    return np.round(series[kind]())


KINDS = ("weekly", "growing", "sparse", "wandering", "level", "recurring")


@pytest.fixture(scope="module")
def trials() -> dict[str, tuple[float, float]]:
    """Return by kind the share of held-out days within their band, and the error beside the naive method's."""
    chance = np.random.default_rng(20_260_101)
    series = [
        made(kind, chance, 84 + HORIZON_DAYS * (1 + number % 4)) for kind in KINDS for number in range(EACH)
    ]
    known = [[int(value) for value in one[:-HORIZON_DAYS]] for one in series]
    answers = child.expect(known, horizon=HORIZON_DAYS)
    found = {}
    for place, kind in enumerate(KINDS):
        within, error, naive_error = [], 0.0, 0.0
        for number in range(place * EACH, (place + 1) * EACH):
            held_out = series[number][-HORIZON_DAYS:]
            points, low, high = np.array(answers[number].points).T
            within.append(np.mean((held_out >= low) & (held_out <= high)))
            error += np.abs(held_out - points).sum()
            naive_error += np.abs(held_out - repeated_week(known[number], HORIZON_DAYS)).sum()
        found[kind] = (float(np.mean(within)), float(error / naive_error))
    return found


def test_eighty_percent_bands_cover_seventy_to_ninety(trials: dict[str, tuple[float, float]]) -> None:
    overall = np.mean([coverage for coverage, _ in trials.values()])
    assert 0.75 <= overall <= 0.88
    for kind, (coverage, _) in trials.items():
        assert 0.7 <= coverage <= 0.9, kind


def test_never_worse_than_the_naive_method_by_more_than_a_twentieth(
    trials: dict[str, tuple[float, float]],
) -> None:
    for kind, (_, ratio) in trials.items():
        assert ratio <= 1.05, kind


def test_the_naive_method_stands_where_it_is_not_beaten() -> None:
    repeated = np.tile(SEASON * 1000, 20)
    assert chosen(backtest(repeated, HORIZON_DAYS)) == NAIVE
    assert expect([int(value) for value in repeated], 7).values == [int(v) for v in SEASON * 1000]


def test_bands_do_not_narrow_with_distance() -> None:
    chance = np.random.default_rng(5)
    expected = expect([int(value) for value in made("wandering", chance, 150)], HORIZON_DAYS)
    widths = np.array(expected.high) - np.array(expected.low)
    assert (np.diff(widths) >= -1e-6).all()


def test_money_that_never_fell_below_zero_is_not_expected_to() -> None:
    chance = np.random.default_rng(6)
    values = [int(value) for value in made("sparse", chance, 120)]
    points = answer({"values": values, "horizon": HORIZON_DAYS})["points"]
    assert min(min(point) for point in points) == 0
    lower = answer({"values": [value - 10_000 for value in values], "horizon": HORIZON_DAYS})["points"]
    assert min(min(point) for point in lower) < 0


def test_both_spellings_of_the_repeated_week_agree() -> None:
    values = list(range(100, 130))
    assert repeated_week(values, 17) == seasonal_naive(np.array(values, dtype=float), 17).astype(int).tolist()
