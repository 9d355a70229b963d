"""Launch dates and lengths of time, resolved against `today`.

A length of time stays one ("P6W"). A date without a year is its next occurrence. A month, quarter or season is
its first day, or its last when it has already begun. "Before" is the day before, "after" the day after, "by" the
day itself. Weeks begin on Monday and "next Friday" is the Friday of the following week.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from backend.agents.detection.lexicon import in_order
from backend.agents.detection.types import Mention

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_FULL_MONTHS = "january|february|april|june|july|august|september|october|november|december"
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        in_order(
            """
    monday tuesday wednesday thursday friday saturday sunday
    """
        )
    )
}
_WEEKDAY = "|".join(_WEEKDAYS)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PART = (
    r"(?P<part>early|mid|middle of|late|start of|beginning of|begin of|end of|(?:first|second|third|last|1st|"
    r"2nd) (?:week|half) of)[ -]"
    r"(?:the )?(?:month of )?"
)
_PARTS = {
    "start of": 1,
    "beginning of": 1,
    "begin of": 1,
    "early": 5,
    "mid": 15,
    "middle of": 15,
    "late": 25,
    "end of": 31,
    "first week of": 1,
    "1st week of": 1,
    "second week of": 8,
    "2nd week of": 8,
    "third week of": 15,
    "last week of": 25,
    "first half of": 15,
    "second half of": 16,
    "1st half of": 15,
    "2nd half of": 16,
}
_YEAR = r"(?: ?(?:of )?(?P<year>20\d\d))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day of what was named; `first` is what it stands for on its own."""

    first: date
    last: date


_Reader = Callable[[re.Match[str], date], _Span | str | None]


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and 1990 < year < 2100):
        return None
    return date(year, month, day)


def _coming(today: date, month: int, day: int, year: str | None) -> date | None:
    """The named day in `year`, or its next occurrence."""
    if year:
        return _day(int(year), month, day)
    this_year = _day(today.year, month, day)
    return this_year if this_year and this_year >= today else _day(today.year + 1, month, day)


def _one(found: date | None) -> _Span | None:
    return _Span(found, found) if found else None


def _year_of(text: str | None) -> str | None:
    return f"20{text}" if text and len(text) == 2 else text


def _read_iso(match: re.Match[str], today: date) -> _Span | None:
    return _one(_day(int(match["year"]), int(match["month"]), int(match["day"])))


def _read_dotted(match: re.Match[str], today: date) -> _Span | None:
    return _one(_coming(today, int(match["month"]), int(match["day"]), _year_of(match["year"])))


def _read_slashed(match: re.Match[str], today: date) -> _Span | None:
    month, day = int(match["a"]), int(match["b"])
    if month > 12:
        month, day = day, month
    return _one(_coming(today, month, day, _year_of(match["year"])))


def _read_named(match: re.Match[str], today: date) -> _Span | None:
    return _one(_coming(today, _MONTHS[match["month"].rstrip(".")], int(match["day"]), match["year"]))


def _months(start: date, count: int) -> _Span:
    """`count` whole months from the first of `start`'s."""
    after = date(start.year + (start.month - 1 + count) // 12, (start.month - 1 + count) % 12 + 1, 1)
    return _Span(start, after - timedelta(days=1))


def _period(today: date, month: int, count: int, year: str | None, part: str | None) -> _Span:
    """A month, quarter or season (`count` months from `month`), or the named part of it."""
    first = date(int(year) if year else today.year, month, 1)
    whole = _months(first, count)
    if not year and whole.last < today:
        whole = _months(date(first.year + 1, month, 1), count)
    if part is None:
        return _Span(whole.last, whole.last) if whole.first < today <= whole.last else whole
    point = _part_of(whole, part)
    if not year and point < today:
        point = _part_of(_months(date(whole.first.year + 1, month, 1), count), part)
    return _Span(point, point)


def _part_of(whole: _Span, part: str) -> date:
    if part == "end of":
        return whole.last
    days = (whole.last - whole.first).days
    share = (_PARTS[part] - 1) / 30 if days > 31 else None
    return whole.first + timedelta(
        days=round(days * share) if share is not None else min(_PARTS[part] - 1, days)
    )


def _read_month(match: re.Match[str], today: date) -> _Span:
    part = match["part"] if "part" in match.re.groupindex else None
    return _period(today, _MONTHS[match["month"].rstrip(".")], 1, match["year"], part)


def _read_quarter(match: re.Match[str], today: date) -> _Span:
    return _period(today, 3 * int(match["quarter"]) - 2, 3, match["year"], match["part"])


def _read_season(match: re.Match[str], today: date) -> _Span:
    return _period(today, _SEASONS[match["season"]], 3, match["year"], match["part"])


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    r"(?:christmas|xmas) eve": lambda year: date(year, 12, 24),
    r"(?:christmas|xmas)(?: day)?": lambda year: date(year, 12, 25),
    r"the holidays": lambda year: date(year, 12, 24),
    r"boxing day": lambda year: date(year, 12, 26),
    r"new year'?s eve": lambda year: date(year, 12, 31),
    r"(?:the )?new year(?:'?s)?(?: day)?": lambda year: date(year, 1, 1),
    r"valentine'?s(?: day)?": lambda year: date(year, 2, 14),
    r"st\.? patrick'?s(?: day)?": lambda year: date(year, 3, 17),
    r"easter(?: sunday)?": easter,
    r"easter monday": lambda year: easter(year) + timedelta(days=1),
    r"mother'?s day": lambda year: _nth_weekday(year, 5, 6, 2),
    r"labor day": lambda year: _nth_weekday(year, 9, 0, 1),
    r"halloween": lambda year: date(year, 10, 31),
    r"thanksgiving": lambda year: _nth_weekday(year, 11, 3, 4),
    r"black friday": lambda year: _nth_weekday(year, 11, 3, 4) + timedelta(days=1),
    r"cyber monday": lambda year: _nth_weekday(year, 11, 3, 4) + timedelta(days=4),
}
_HOLIDAY_NAMES = {f"h{index}": name for index, name in enumerate(sorted(_HOLIDAYS, key=len, reverse=True))}


def _read_holiday(match: re.Match[str], today: date) -> _Span | None:
    name = next(key for key in _HOLIDAY_NAMES if match[key])
    on = _HOLIDAYS[_HOLIDAY_NAMES[name]]
    if match["year"]:
        return _one(on(int(match["year"])))
    return _one(on(today.year) if on(today.year) >= today else on(today.year + 1))


def _read_weekday(match: re.Match[str], today: date) -> _Span:
    weekday = _WEEKDAYS[match["weekday"]]
    if match["which"] == "next":
        day = today + timedelta(days=7 - today.weekday() + weekday)
    else:
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _Span(day, day)


def _read_relative(match: re.Match[str], today: date) -> _Span:
    """ "Tomorrow", "next month", "the end of the week": whole periods counted from today."""
    unit, following = match["unit"], match["which"] in ("next", "coming")
    monday = today - timedelta(days=today.weekday())
    if unit == "week":
        start = monday + timedelta(days=7 if following else 0)
        span = _Span(start, start + timedelta(days=4))
    elif unit == "weekend":
        start = monday + timedelta(days=12 if following else 5)
        span = _Span(start, start + timedelta(days=1))
    elif unit == "month":
        this_month = _months(today.replace(day=1), 1)
        span = _months(this_month.last + timedelta(days=1), 1) if following else this_month
    else:
        span = _months(date(today.year + following, 1, 1), 12)
    if match["part"]:
        point = _part_of(span, match["part"])
        return _Span(point, point)
    return span if following or unit == "weekend" else _Span(span.last, span.last)


def _read_tomorrow(match: re.Match[str], today: date) -> _Span:
    day = today + timedelta(days={"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}[match[0]])
    return _Span(day, day)


def _read_length(match: re.Match[str], today: date) -> str | None:
    count = 1 if match["count"] in ("a", "an") else int(match["count"])
    unit = match["unit"][0].upper()
    if not 0 < count < 1000:
        return None
    return f"P{count * 12}M" if unit == "Y" else f"P{count}{unit}"


_RULES: list[tuple[re.Pattern[str], _Reader, float]] = [
    (re.compile(pattern), reader, certainty)
    for pattern, reader, certainty in (
        (r"\b(?P<year>20\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b", _read_iso, 1.0),
        (
            r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>20\d\d|\d\d)?(?![\d])",
            _read_dotted,
            1.0,
        ),
        (
            r"(?<![\d/$€£.])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/])",
            _read_slashed,
            0.95,
        ),
        (rf"\b(?P<month>{_MONTH}) ?(?:the )?{_DAY}\b(?! ?(?:%|members|people|k\b)){_YEAR}", _read_named, 1.0),
        (rf"\b{_DAY} ?(?:of )?(?P<month>{_MONTH}){_YEAR}", _read_named, 1.0),
        (rf"\b{_PART}(?P<month>{_MONTH}){_YEAR}", _read_month, 0.92),
        (
            r"\b(?:(?:in|by|this|next|for|before|after|until|during|around|come) )(?:the month of "
            rf")?(?P<month>{_MONTH}){_YEAR}(?! \d)",
            _read_month,
            0.88,
        ),
        (rf"\b(?P<month>{_FULL_MONTHS})\b{_YEAR}", _read_month, 0.85),
        (rf"^(?P<month>march|may)\b{_YEAR}$", _read_month, 0.85),
        (
            rf"(?<!\w)(?:{'|'.join(f'(?P<{key}>{name})' for key, name in _HOLIDAY_NAMES.items())})(?!\w){_YEAR}",
            _read_holiday,
            0.95,
        ),
        (rf"\b(?:{_PART})?(?:the )?q(?P<quarter>[1-4])\b{_YEAR}", _read_quarter, 0.85),
        (
            rf"\b(?:{_PART})?(?:this |next |the |in |by )?(?P<season>spring|summer|autumn|(?<=this )fall|(?<=next "
            rf")fall|(?<=in )fall|winter)\b{_YEAR}",
            _read_season,
            0.8,
        ),
        (
            rf"\b(?:(?P<which>next|this|coming|on|by|until) )(?P<weekday>{_WEEKDAY})\b(?!s)",
            _read_weekday,
            0.9,
        ),
        (
            rf"\b{_PART}(?:(?P<which>next|this|coming) )?(?P<unit>week|month|year)\b(?! (?:goal|book))",
            _read_relative,
            0.9,
        ),
        (
            r"\b(?P<part>(?!))?(?P<which>next|this|coming) (?P<unit>week|weekend|month)\b",
            _read_relative,
            0.85,
        ),
        (r"\bday after tomorrow|\btomorrow\b|(?<!from )\btoday\b|\btonight\b", _read_tomorrow, 0.9),
        (
            r"(?<![\d.$€£-])\b(?P<count>\d{1,3}) (?P<unit>days|weeks|months|years)\b(?! (?:ago|old|later|in a row|"
            r"per|each|a (?:week|year|month)))",
            _read_length,
            0.95,
        ),
        (
            r"(?<![\d.$€£-])\b(?P<count>1|a|an) (?P<unit>day|week|month|year)(?= (?:from (?:now|today)|to "
            r"(?:launch|prepare|get ready|build)))",
            _read_length,
            0.92,
        ),
        (
            r"(?:(?<=\bin )|(?<=\bwithin ))(?P<count>1|a|an) (?P<unit>week|month|year)\b(?! (?:or|when|where))",
            _read_length,
            0.92,
        ),
        (r"^(?P<count>\d{1,3}) (?P<unit>day|week|month)$", _read_length, 0.85),
    )
]
_BEFORE = re.compile(r"\b(?:before|ahead of|(?:the day|just|right) before)(?: the)? $")
_AFTER = re.compile(r"\bafter(?: the)? $")
_NEVER_A_DATE = re.compile(
    r"\b(?:every|each|last|past|previous|since|for the last|took(?: me)?|of the last|ran for|was|were|lasted|"
    r"lasts|takes?|spent|about every|for over) $"
)
_NEVER_A_LENGTH = re.compile(r"\b(?:other|a|per|over|first) $")
_RANGE_GAP = re.compile(r"^ ?(?:-|–|to|or|until|through|and|or maybe) ?(?:in )?(?:early |mid |late )?$")
_RANGE_START = re.compile(r"\b(?:between|from|either)(?: the)? ?$")
_COUNT_RANGE = re.compile(r"\d ?(?:-|–|to|or) ?$")


def find(text: str, today: date) -> list[Mention]:
    """Every date or length of time in normalised `text`; one with value None was named but not fixed."""
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for pattern, reader, certainty in _RULES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            mention = _resolve(text, match, reader(match, today), certainty)
            if mention:
                taken.append(match.span())
                found.append(mention)
    return list(_fixed(text, sorted(found, key=lambda mention: mention.start)))


def _resolve(text: str, match: re.Match[str], named: _Span | str | None, certainty: float) -> Mention | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if named is None or _NEVER_A_DATE.search(before):
        return None
    if isinstance(named, str):
        if _NEVER_A_LENGTH.search(before):
            return None
        value = None if _COUNT_RANGE.search(before) else named
        return Mention("timeline", value, match.start(), match.end(), certainty)
    day = named.first
    if _BEFORE.search(before) or match[0].startswith("before "):
        day = named.first - timedelta(days=1)
    elif _AFTER.search(before) or match[0].startswith("after "):
        day = named.last + timedelta(days=1)
    return Mention("timeline", day.isoformat(), match.start(), match.end(), certainty)


def _fixed(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, with the ends of ranges emptied; of a move "from A to B" only B."""
    open_ended: set[int] = set()
    dropped: set[int] = set()
    moving = re.search(r"\b(?:move|push|shift|change|bring|postpone|delay)\w*\b", text)
    for index, (first, second) in enumerate(pairwise(mentions)):
        gap = text[first.end : second.start]
        if len(gap) > 20 or not _RANGE_GAP.match(gap):
            continue
        opened = _RANGE_START.search(text[max(0, first.start - 14) : first.start])
        if moving and gap.strip() == "to":
            dropped.add(index)
        elif opened or gap.strip() != "and":
            open_ended |= {index, index + 1}
    for index, mention in enumerate(mentions):
        if index not in dropped:
            yield replace(mention, value=None) if index in open_ended else mention
