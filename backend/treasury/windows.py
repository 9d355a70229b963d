"""The stretches of time that budgets count in. They begin and end in UTC, wherever the people live."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models


class Window(models.TextChoices):
    DAY = "day", "Each day"
    MONTH = "month", "Each month"
    TOTAL = "total", "Once and for all"


@dataclass(frozen=True)
class Bounds:
    """From `starts_at` up to, not including, `ends_at`; what never resets has no end."""

    starts_at: datetime
    ends_at: datetime | None


ALWAYS = Bounds(datetime(1970, 1, 1, tzinfo=UTC), None)


def bounds(window: str, moment: datetime) -> Bounds:
    """Return the window that `moment` falls into."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if window == Window.DAY:
        return Bounds(midnight, midnight + timedelta(days=1))
    if window == Window.MONTH:
        first = midnight.replace(day=1)
        return Bounds(first, (first + timedelta(days=32)).replace(day=1))
    return ALWAYS
