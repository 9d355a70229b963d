"""Where spending will stand when the window ends, if it goes on as it has."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import BudgetPeriod

# Before a tenth of the window has passed, one busy hour would say anything about the rest.
YOUNG = 10


@dataclass(frozen=True)
class Forecast:
    """`projected_e8` (10⁻⁸ USD) is empty where no honest figure can be given; `reason` then says why."""

    projected_e8: int | None
    reason: str = ""
    known_from: datetime | None = None


def forecast(period: BudgetPeriod, now: datetime) -> Forecast:
    """Return the linear run-rate's end: what is spent, and as much per hour until the window ends.

    A budget made in mid-window is only measured from then on. Holds are no spending and do not count.
    """
    if period.ends_at is None:
        return Forecast(None, "This budget has no end to forecast.")
    since = max(period.starts_at, period.budget.created_at)
    known_from = since + (period.ends_at - since) / YOUNG
    if now < known_from:
        return Forecast(
            None, f"Too early to say: a forecast comes on {known_from:%-d %B, %H:%M} UTC.", known_from
        )
    passed = _microseconds(min(now, period.ends_at) - since)
    whole = _microseconds(period.ends_at - since)
    return Forecast(period.spent_e8 * whole // passed, known_from=known_from)


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
