"""Which method to trust, and how far: each is tried on the past, and what it missed by there makes the band."""

from dataclasses import dataclass

import numpy as np

from .enough import LEVEL, WEEK
from .methods import BLEND, CANDIDATES, NAIVE, Series

MOST_ORIGINS = 10
# Days to learn from before the first trial.
WARM_UP = 28
# The naive method gives way only to one that was clearly better.
CLEARLY = 0.95


@dataclass(frozen=True)
class Expectation:
    """The chosen method's points, and the band in which LEVEL percent of days should fall."""

    method: str
    values: list[float]
    low: list[float]
    high: list[float]


def expect(values: list[int], horizon: int) -> Expectation:
    """Choose by rolling-origin backtest, and go on with the series for `horizon` days."""
    series = np.asarray(values, dtype=np.float64)
    misses = backtest(series, horizon)
    method = chosen(misses)
    points = forecast(method, series, horizon)
    below, above = band(misses[method], horizon)
    return Expectation(method, points.tolist(), (points + below).tolist(), (points + above).tolist())


def forecast(method: str, series: Series, horizon: int) -> Series:
    if method == BLEND:
        return np.mean([way(series, horizon) for way in CANDIDATES.values()], axis=0)
    return CANDIDATES[method](series, horizon)


def backtest(series: Series, horizon: int) -> dict[str, Series]:
    """Return by method what each trial missed by: a row for each origin, a column for each day ahead, NaN past the end.

    Origins are a week apart, so that each trial begins on the same weekday as the forecast itself.
    """
    origins = range(len(series) - WEEK, WARM_UP - 1, -WEEK)[:MOST_ORIGINS]
    misses: dict[str, list[Series]] = {name: [] for name in (*CANDIDATES, BLEND)}
    for origin in origins:
        actual = np.full(horizon, np.nan)
        ahead = series[origin : origin + horizon]
        actual[: len(ahead)] = ahead
        tries = {name: way(series[:origin], horizon) for name, way in CANDIDATES.items()}
        tries[BLEND] = np.mean(list(tries.values()), axis=0)
        for name, tried in tries.items():
            misses[name].append(actual - tried)
    return {name: np.stack(rows) for name, rows in misses.items()}


def chosen(misses: dict[str, Series]) -> str:
    errors = {name: float(np.nanmean(np.abs(rows))) for name, rows in misses.items()}
    best = min(errors, key=lambda name: errors[name])
    return best if errors[best] < CLEARLY * errors[NAIVE] else NAIVE


def band(misses: Series, horizon: int) -> tuple[Series, Series]:
    """Return how far below and above the points the band reaches: quantiles of the misses, week by week ahead.

    Taken as conformal prediction takes them, a little further out than the plain quantile, for few trials know less.
    It never narrows with distance.
    """
    below, above = np.zeros(horizon), np.zeros(horizon)
    tail = (1 - LEVEL / 100) / 2
    widest = (0.0, 0.0)
    for start in range(0, horizon, WEEK):
        block = misses[:, start : start + WEEK]
        known = block[np.isfinite(block)]
        reach = min(1.0, (1 - tail) * (len(known) + 1) / len(known)) if len(known) else 1.0
        low, high = (np.quantile(known, 1 - reach), np.quantile(known, reach)) if len(known) else widest
        widest = (min(widest[0], float(low)), max(widest[1], float(high)))
        below[start : start + WEEK], above[start : start + WEEK] = widest
    return below, above
