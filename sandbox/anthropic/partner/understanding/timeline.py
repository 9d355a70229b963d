"""Finding when the doors open: a date, or a time from today."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.understanding import occasions
from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.numbers import WORDS, number
from sandbox.anthropic.partner.understanding.sentences import Span

_MONTHS = {name.lower(): index for index, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: index for name, index in _MONTHS.items()} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAYS = {name.lower(): index for index, name in enumerate(calendar.day_name)}

_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?:[/.](?P<year>\d{4}|\d{2}))?(?![\d/])")
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_DAY_MONTH = re.compile(rf"\b{_DAY}(?:\s+of)?\s+(?P<name>{_MONTH}){_YEAR}(?!\w)", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b(?P<name>{_MONTH})\s+(?:the\s+)?{_DAY}(?!\d){_YEAR}(?!\w)", re.IGNORECASE)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<part>(?:the )?(?:start|beginning|early|first(?: day| week)?|(?:second|third|fourth|"
    rf"last) week|mid(?:dle)?|end|late|last(?: "
    rf"day)?))(?:\s+(?:of|in))?[- ]+"
    rf"(?:the\s+)?(?P<name>{_MONTH}|this month|next month|the month|the year|this year)\b{_YEAR}",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|by|for|during|this|next|come)\s+(?P<name>{'|'.join(_MONTHS)})\b{_YEAR}", re.IGNORECASE
)
_MONTH_BARE = re.compile(rf"\b(?P<name>{'|'.join(_MONTHS)})\b{_YEAR}", re.IGNORECASE)
_LENGTH = re.compile(
    rf"(?<![\d.,$€£-])\b(?P<count>\d{{1,3}}|an?(?! couple| few| hundred)|{WORDS})(?:\s+(?:or so|full|short|"
    rf"more))?[- ](?P<half>and a half )?(?P<unit>day|week|wk|fortnight|month|quarter|"
    rf"year)s?(?:'s?)?(?P<more> and a half)?\b(?! (?:call|"
    rf"meeting|challenge|session|sprint|build))",
    re.IGNORECASE,
)
_LENGTH_RANGE = re.compile(
    rf"\b(?:\d{{1,2}}|{WORDS})\s?(?:-|–|to|or)\s?(?:\d{{1,2}}|{WORDS}) (?:days|weeks|months)\b", re.IGNORECASE
)
_NEXT = re.compile(
    rf"\b(?P<which>next|this|on|by|coming)\s+(?P<what>weekend|week|month|{'|'.join(_WEEKDAYS)})\b|"
    rf"\b(?P<soon>tomorrow)\b",
    re.IGNORECASE,
)
_NOT_A_START = re.compile(
    r"\b(?:per|every|each|once|twice|times|for|past|last|hours?|free|trial|took|takes|spend)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER_PAST = re.compile(
    r"^\s*(?:ago|old|of (?:work|content|experience|trial)|free|long|trial)\b", re.IGNORECASE
)
_RHYTHM = re.compile(
    r"\b(?:call|calls|session|sessions|q&a|post|posts|time|times|hours?|minutes?|days?|week|[$€£]\s?[\d.,]+|\d+|"
    r"dollars|bucks|euros)\s*$",
    re.IGNORECASE,
)
_STARTS_LENGTH = re.compile(
    r"(?:^\W*|\b(?:in|within|give me|over|under|after|about|around)\s+)$", re.IGNORECASE
)
_UNIT_CODE = {"day": "D", "week": "W", "wk": "W", "month": "M", "year": "Y"}


def find(plain: str, *, asked: bool, today: date) -> list[Mention]:
    """Opening dates and lengths of time in a sentence, most exact first; dates already past are left out."""
    exact = [*_dates(plain, today), *_lengths(plain), *_relative(plain, today)]
    if exact:
        places = _counted_off(plain, _first_of_each_place(exact))
        moved = [place for place in places if not plain[: place.span.start].lower().endswith("from ")]
        return moved or places
    return _months(plain, today) + (_vague_option(plain) if asked else [])


def display(value: str) -> str:
    """A date as "15 December 2026", a duration as "In six weeks"."""
    duration = re.fullmatch(r"P(\d+)([DWMY])", value)
    if not duration:
        when = date.fromisoformat(value)
        return f"{when.day} {calendar.month_name[when.month]} {when.year}"
    unit = next(name for name, code in _UNIT_CODE.items() if code == duration[2])
    return f"In {duration[1]} {unit}{'' if duration[1] == '1' else 's'}"


def _mention(value: str, match: re.Match[str], *, vague: bool = False) -> Mention:
    return Mention("timeline", value, display(value), Span(*match.span()), vague=vague)


def _dates(plain: str, today: date) -> Iterator[Mention]:
    for pattern, read in (
        (_ISO, _iso),
        (_DAY_MONTH, _named),
        (_MONTH_DAY, _named),
        (_PART_OF_MONTH, _part),
        (_NUMERIC, _numeric),
    ):
        for match in pattern.finditer(plain):
            when = read(match, today)
            if when and when > today:
                ambiguous = (
                    pattern is _NUMERIC
                    and max(int(match["a"]), int(match["b"])) <= 12
                    and match["a"] != match["b"]
                )
                yield _mention(when.isoformat(), match, vague=ambiguous)
    for when, start, end, rough in occasions.find(plain, today):
        if when > today:
            yield Mention(
                "timeline", when.isoformat(), display(when.isoformat()), Span(start, end), vague=rough
            )


def _lengths(plain: str) -> Iterator[Mention]:
    ranges = [Span(*match.span()) for match in _LENGTH_RANGE.finditer(plain)]
    for match in _LENGTH.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        unit = match["unit"].lower()
        if _NOT_A_START.search(before) or _AFTER_PAST.match(after) or _RHYTHM.search(before):
            continue
        said = match["count"].lower()
        if said in {"a", "an"} and not (
            _STARTS_LENGTH.search(before) or re.match(r"\s+from (?:now|today)", after)
        ):
            continue
        count = number(said) if said not in {"a", "an"} else number("one")
        if count:
            ranged = any(span.holds(match.start()) or span.start < match.end() <= span.end for span in ranges)
            yield _mention(
                _duration(int(count), unit, half=bool(match["half"] or match["more"])),
                match,
                vague=ranged or said == "a few",
            )


def _duration(count: int, unit: str, *, half: bool) -> str:
    if half:
        return {"month": f"P{count * 4 + 2}W", "year": f"P{count * 12 + 6}M"}.get(unit, f"P{count * 7 + 4}D")
    if unit in {"fortnight", "quarter"}:
        return f"P{count * 2}W" if unit == "fortnight" else f"P{count * 3}M"
    return f"P{count}{_UNIT_CODE[unit]}"


def _relative(plain: str, today: date) -> Iterator[Mention]:
    for match in _NEXT.finditer(plain):
        if match["soon"]:
            yield _mention((today + timedelta(days=1)).isoformat(), match)
        elif (what := match["what"].lower().replace("weekend", "saturday")) in _WEEKDAYS:
            ahead = (_WEEKDAYS[what] - today.weekday()) % 7 or 7
            ahead += 7 if match["which"].lower() == "next" and ahead < 3 else 0
            yield _mention((today + timedelta(days=ahead)).isoformat(), match)
        elif match["which"].lower() == "next":
            month = date(today.year + today.month // 12, today.month % 12 + 1, 1)
            yield _mention("P1W" if match["what"].lower() == "week" else month.isoformat(), match)


def _counted_off(plain: str, places: list[Mention]) -> list[Mention]:
    """A length and a day with "before" or "after" between them as the one day they mean."""
    for length, day in pairwise(places):
        between = plain[length.span.end : day.span.start + len("before")]
        side = re.match(r"\s*(before|after)\b", between, re.IGNORECASE)
        weeks = re.fullmatch(r"P(\d+)([DW])", length.value)
        if side and weeks and "-" in day.value:
            days = int(weeks[1]) * (7 if weeks[2] == "W" else 1)
            # A feast after "before" already stands for its eve.
            feast = day.span.start < length.span.end + 2
            sign = -1 if side[1].lower() == "before" else 1
            when = date.fromisoformat(day.value) + timedelta(days=sign * (days - feast))
            whole = Span(length.span.start, day.span.end)
            return [Mention("timeline", when.isoformat(), display(when.isoformat()), whole)]
    return places


def _months(plain: str, today: date) -> list[Mention]:
    """A month without a day means its first."""
    alone = _MONTH_ALONE.search(plain)
    match = alone or _MONTH_BARE.search(plain)
    if not match or (
        not alone and match["name"].lower() in {"may", "march"} and not match["name"][0].isupper()
    ):
        return []
    first = _coming(_MONTHS[match["name"].lower()], 1, match["year"], today)
    return [_mention(first.isoformat(), match)] if first else []


def _vague_option(plain: str) -> list[Mention]:
    lowered = plain.lower()
    for option in playbook.options("timeline"):
        for word in option["synonyms"]:
            if word in lowered:
                at = lowered.index(word)
                return [
                    Mention(
                        "timeline", option["value"], option["label"], Span(at, at + len(word)), vague=True
                    )
                ]
    return []


def _iso(match: re.Match[str], today: date) -> date | None:
    return _safe(int(match["year"]), int(match["month"]), int(match["day"]))


def _named(match: re.Match[str], today: date) -> date | None:
    return _coming(_month_number(match["name"]), int(match["day"]), match["year"], today)


def _numeric(match: re.Match[str], today: date) -> date | None:
    """12/15 or 15.12: whichever reading is a date; month first when both are."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (second, first) if first > 12 else (first, second)
    year = match["year"]
    return _coming(month, day, f"20{year}" if year and len(year) == 2 else year, today)


def _part(match: re.Match[str], today: date) -> date | None:
    name, part = match["name"].lower(), match["part"].lower()
    if "year" in name:
        return date(today.year, 12, 31) if re.search("end|late|last", part) else None
    month, year = _month_and_year(name, match["year"], today)
    last = calendar.monthrange(year, month)[1]
    day = _day_in(part, last)
    when = date(year, month, day)
    return when if when > today or match["year"] else _coming(month, day, None, today)


def _day_in(part: str, last: int) -> int:
    """The day meant by early, mid, late, the end or the start of a month."""
    days = {"second": 8, "third": 15, "fourth": 22, "last week": 25, "early": 5, "mid": 15, "late": 25}
    named = next((day for word, day in days.items() if word in part), None)
    return named or (last if "end" in part or "last" in part else 1)


def _month_and_year(name: str, year: str | None, today: date) -> tuple[int, int]:
    if name.endswith("month"):
        ahead = 1 if name.startswith("next") else 0
        return (today.month + ahead - 1) % 12 + 1, today.year + (today.month + ahead - 1) // 12
    return _month_number(name), int(year) if year else today.year


def _month_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return _MONTHS.get(key) or _SHORT[key]


def _coming(month: int, day: int, year: str | None, today: date) -> date | None:
    """That day of the given year, or the next one still ahead."""
    if year:
        return _safe(int(year), month, day)
    this_year = _safe(today.year, month, day)
    return this_year if this_year and this_year > today else _safe(today.year + 1, month, day)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _first_of_each_place(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if not any(
            mention.span.start < other.span.end and other.span.start < mention.span.end for other in kept
        ):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span.start)
