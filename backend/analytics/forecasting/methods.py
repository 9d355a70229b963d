"""Ways to go on with a daily series. Only the child process imports this: numpy and statsmodels are large."""

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from .enough import WEEK

Series = NDArray[np.float64]
Method = Callable[[Series, int], Series]
NAIVE = "seasonal_naive"


def seasonal_naive(values: Series, horizon: int) -> Series:
    """Each day as the same weekday of the last week."""
    return np.resize(values[-WEEK:], horizon)


def ets(values: Series, horizon: int) -> Series:
    """Additive exponential smoothing with a weekly season and a trend that dies out.

    https://www.statsmodels.org/stable/generated/statsmodels.tsa.holtwinters.ExponentialSmoothing.html
    """
    with warnings.catch_warnings():
        # A fit that stops early still competes; the backtest judges it.
        warnings.simplefilter("ignore")
        model = ExponentialSmoothing(
            values,
            trend="add",
            damped_trend=True,
            seasonal="add",
            seasonal_periods=WEEK,
            initialization_method="heuristic",
        )
        result = np.asarray(model.fit(use_brute=False).forecast(horizon), dtype=np.float64)
    return result if np.isfinite(result).all() else seasonal_naive(values, horizon)


CANDIDATES: dict[str, Method] = {NAIVE: seasonal_naive, "ets": ets}
BLEND = "blend"
