"""Billing periods, counted from an anchor so that a subscription begun on the 31st does not drift to the 28th."""

from calendar import monthrange
from datetime import UTC, datetime

from sandbox.stripe.books import Object

_DAY = 86_400
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


def period_after(moment: int, anchor: int, recurring: Object) -> tuple[int, int]:
    """Start and end of the period that holds `moment`; a boundary belongs to the period it begins."""
    index = 0
    while _boundary(anchor, index + 1, recurring) <= moment:
        index += 1
    while _boundary(anchor, index, recurring) > moment:
        index -= 1
    return _boundary(anchor, index, recurring), _boundary(anchor, index + 1, recurring)


def months_after(moment: int, months: int) -> int:
    """The same day and time so many months later, or the last day of a month that is too short."""
    start = datetime.fromtimestamp(moment, UTC)
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(years, month + 1)[1])
    return int(start.replace(year=years, month=month + 1, day=day).timestamp())


def _boundary(anchor: int, index: int, recurring: Object) -> int:
    interval, count = recurring["interval"], recurring["interval_count"] * index
    if interval in _MONTHS:
        return months_after(anchor, _MONTHS[interval] * count)
    return anchor + _DAYS[interval] * count * _DAY
