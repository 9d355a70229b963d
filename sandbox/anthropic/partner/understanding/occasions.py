"""Days known by name: feasts, seasons, quarters, the first Monday of a month."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

_MONTHS = {name.lower(): index for index, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = {name.lower(): index for index, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _easter(year: int) -> date:
    """Gauss's rule in the Gregorian calendar (Butcher's form)."""
    century, cycle = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * cycle + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - cycle) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))


def _thanksgiving(year: int) -> date:
    return _nth_weekday(year, 11, 3, 3)


def _nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[place])


_FEASTS: dict[str, Callable[[int], date]] = {
    r"christmas eve": lambda year: date(year, 12, 24),
    r"christmas(?: day)?|xmas": lambda year: date(year, 12, 25),
    r"new year'?s eve": lambda year: date(year, 12, 31),
    r"(?:the )?new year(?:'?s(?: day)?)?": lambda year: date(year, 1, 1),
    r"(?:st\.? )?valentine'?s?(?: day)?": lambda year: date(year, 2, 14),
    r"halloween": lambda year: date(year, 10, 31),
    r"black friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    r"thanksgiving": _thanksgiving,
    r"easter": _easter,
}
_SEASON = re.compile(
    r"\b(?:(?:(?:early|late|in|by|this|next|coming|for|the start of|the beginning of|start of|beginning of) )+"
    r"(?:the )?(?P<season>spring|summer|autumn|fall|winter)|(?P<bare>spring|summer|autumn|winter))"
    r"(?: (?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?P<end>(?:the )?end of )?(?:(?:the )?(?:start|beginning|early|first week)(?: of| in)? )?(?:the )?"
    r"(?:q(?P<number>[1-4])|(?P<word>first|second|third|fourth|next) quarter)(?: (?:of )?(?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_NEXT_YEAR = re.compile(
    r"\b(?:(?P<part>early|start of|beginning of|the start of|the beginning of)(?: in)? )?(?:the )?next year\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\b(?P<place>{'|'.join(_PLACES)}) (?P<weekday>{'|'.join(_WEEKDAYS)})(?: of| in)?(?: the month of)? "
    rf"(?P<month>{'|'.join(_MONTHS)}|next month)\b",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\b(?P<side>before|after)\s+(?:the\s+)?$", re.IGNORECASE)

Day = tuple[date, int, int, bool]
"""A day, where its name starts and ends, and whether it was only roughly named."""


def find(plain: str, today: date) -> Iterator[Day]:
    """Every day known by name, the next one ahead of `today`."""
    yield from _feasts(plain, today)
    yield from _seasons(plain, today)
    yield from _quarters(plain, today)
    for match in _NTH.finditer(plain):
        yield _nth(match, today), match.start(), match.end(), False
    for match in _NEXT_YEAR.finditer(plain):
        day = 5 if (match["part"] or "").lower() == "early" else 1
        yield date(today.year + 1, 1, day), match.start(), match.end(), not match["part"]


def _feasts(plain: str, today: date) -> Iterator[Day]:
    """A feast, or the day before or after it."""
    for words, on in _FEASTS.items():
        for match in re.finditer(rf"\b(?:{words})\b", plain, re.IGNORECASE):
            when = on(today.year) if on(today.year) > today else on(today.year + 1)
            beside = _OFFSET.search(plain[: match.start()])
            days = {"before": -1, "after": 1}[beside["side"].lower()] if beside else 0
            start = beside.start() if beside else match.start()
            yield when + timedelta(days=days), start, match.end(), False


def _seasons(plain: str, today: date) -> Iterator[Day]:
    for match in _SEASON.finditer(plain):
        month = _SEASONS[(match["season"] or match["bare"]).lower()]
        yield _coming(month, match["year"], today), match.start(), match.end(), False


def _quarters(plain: str, today: date) -> Iterator[Day]:
    for match in _QUARTER.finditer(plain):
        word = (match["word"] or "").lower()
        number = int(match["number"] or 0) or _PLACES.get(word, (today.month - 1) // 3 + 1) % 4 + 1
        first = _coming(number * 3 - 2, match["year"], today)
        last = date(first.year, number * 3, calendar.monthrange(first.year, number * 3)[1])
        yield last if match["end"] else first, match.start(), match.end(), False


def _nth(match: re.Match[str], today: date) -> date:
    name = match["month"].lower()
    month = _MONTHS.get(name) or today.month % 12 + 1
    weekday, place = _WEEKDAYS[match["weekday"].lower()], _PLACES[match["place"].lower()]
    this_year = _nth_weekday(today.year, month, weekday, place)
    return this_year if this_year > today else _nth_weekday(today.year + 1, month, weekday, place)


def _coming(month: int, year: str | None, today: date) -> date:
    """The first of that month, the next one ahead unless a year is named."""
    if year:
        return date(int(year), month, 1)
    return date(today.year + (date(today.year, month, 1) <= today), month, 1)
