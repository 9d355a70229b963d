"""Asking a process of its own for expectations.

The numerical libraries take seconds to load, a hundred megabytes, and the interpreter's lock while they compute; in a
single-process installation all three would be taken from the answers being written.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from django.conf import settings

MODULE = "backend.analytics.forecasting.compute"
TIMEOUT_SECONDS = 240


class ForecastFailed(Exception):
    """The child ended without an answer; the message is what it wrote last."""


@dataclass(frozen=True)
class Expected:
    """`points` are (value, low, high) in the series' whole units, from the day after its last."""

    method: str
    points: list[tuple[int, int, int]]


def expect(series: Sequence[Sequence[int]], *, horizon: int) -> list[Expected]:
    """Return what is expected of each series, in their order. Raises ForecastFailed."""
    asked = orjson.dumps([{"values": list(values), "horizon": horizon} for values in series])
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            [sys.executable, "-m", MODULE],
            input=asked,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={**os.environ, **one_thread},
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ForecastFailed("It took too long.") from error
    if done.returncode:
        raise ForecastFailed(done.stderr.decode(errors="replace")[-1000:])
    return [
        Expected(row["method"], [(value, low, high) for value, low, high in row["points"]])
        for row in orjson.loads(done.stdout)
    ]
