"""When a forecast is declined, and what it would take. Needs nothing but the numbers."""

from collections.abc import Sequence

HORIZON_DAYS = 28
LEVEL = 80
WEEK = 7
# Twelve weeks: the last eight to try each method on, after four to learn from.
LEAST_DAYS = 84
# Fewer days with any movement than this, and the band would say nothing that a guess does not.
LEAST_MOVING_DAYS = 14


def why_not(values: Sequence[int], *, moving_days: int) -> str:
    """Return why these days are too little for a forecast, or nothing."""
    if len(values) < LEAST_DAYS:
        missing = LEAST_DAYS - len(values)
        days = "day" if missing == 1 else "days"
        return (
            f"A forecast needs {LEAST_DAYS} days of history, and there are {len(values)}. "
            f"It can be made in {missing} {days}."
        )
    if moving_days < LEAST_MOVING_DAYS:
        return (
            f"A forecast needs movements on {LEAST_MOVING_DAYS} of the last {LEAST_DAYS} days, "
            f"and there were {moving_days}."
        )
    return ""


def repeated_week(values: Sequence[int], horizon: int) -> list[int]:
    """Return what the last week foretells by itself: each day as the same weekday before (seasonal naive)."""
    return [values[len(values) - WEEK + step % WEEK] for step in range(horizon)]
