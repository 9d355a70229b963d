"""Finding when the doors open: a date, or a time from today."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sandbox.anthropic.partner import playbook
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
    rf"\b(?P<part>(?:the )?(?:start|beginning|early|first(?: day| week)?|mid(?:dle)?|end|late|last(?: "
    rf"day)?))(?:\s+(?:of|in))?[- ]+"
    rf"(?:the\s+)?(?P<name>{_MONTH}|this month|next month|the month|month|the year|this year)\b{_YEAR}",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|by|for|during|this|next|come)\s+(?P<name>{'|'.join(_MONTHS)})\b{_YEAR}", re.IGNORECASE
)
_MONTH_BARE = re.compile(rf"\b(?P<name>{'|'.join(_MONTHS)})\b{_YEAR}", re.IGNORECASE)
_LENGTH = re.compile(
    rf"(?<![\d.,$€£-])\b(?P<count>\d{{1,3}}|an?(?! couple| few| hundred)|{WORDS})(?:\s+(?:or so|full|short|"
    rf"more))?[- ](?P<half>and a half )?(?P<unit>day|week|fortnight|month|quarter|year)s?(?:'s?)?\b(?! (?:call|"
    rf"meeting|challenge|session|sprint|build))",
    re.IGNORECASE,
)
_LENGTH_RANGE = re.compile(
    rf"\b(?:\d{{1,2}}|{WORDS})\s?(?:-|–|to|or)\s?(?:\d{{1,2}}|{WORDS}) (?:days|weeks|months)\b", re.IGNORECASE
)
_NEXT = re.compile(
    rf"\b(?P<which>next|this|on|by|coming)\s+(?P<what>week|month|{'|'.join(_WEEKDAYS)})\b|\b(?P<soon>tomorrow)\b",
    re.IGNORECASE,
)


def _black_friday(year: int) -> date:
    thanksgiving = [week[3] for week in calendar.monthcalendar(year, 11) if week[3]][3]
    return date(year, 11, thanksgiving) + timedelta(days=1)


_FEASTS: dict[str, Callable[[int], date]] = {
    r"christmas eve": lambda year: date(year, 12, 24),
    r"christmas|xmas": lambda year: date(year, 12, 25),
    r"new year'?s eve": lambda year: date(year, 12, 31),
    r"(?:the )?new year(?:'?s(?: day)?)?": lambda year: date(year, 1, 1),
    r"valentine'?s(?: day)?": lambda year: date(year, 2, 14),
    r"halloween": lambda year: date(year, 10, 31),
    r"black friday": _black_friday,
}
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
_UNIT_CODE = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def find(plain: str, *, asked: bool, today: date) -> list[Mention]:
    """Opening dates and lengths of time in a sentence, most exact first; dates already past are left out."""
    exact = [*_dates(plain, today), *_lengths(plain), *_relative(plain, today)]
    if exact:
        places = _first_of_each_place(exact)
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
    for words, on in _FEASTS.items():
        for match in re.finditer(rf"\b(?:{words})\b", plain, re.IGNORECASE):
            when = on(today.year) if on(today.year) > today else on(today.year + 1)
            after = re.search(r"\b(?:after|before)\s+$", plain[: match.start()], re.IGNORECASE)
            yield _mention(when.isoformat(), match, vague=bool(after))


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
                _duration(int(count), unit, half=bool(match["half"])), match, vague=ranged or said == "a few"
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
        elif match["what"].lower() in _WEEKDAYS:
            ahead = (_WEEKDAYS[match["what"].lower()] - today.weekday()) % 7 or 7
            ahead += 7 if match["which"].lower() == "next" and ahead < 3 else 0
            yield _mention((today + timedelta(days=ahead)).isoformat(), match)
        elif match["which"].lower() == "next":
            month = date(today.year + today.month // 12, today.month % 12 + 1, 1)
            yield _mention("P1W" if match["what"].lower() == "week" else month.isoformat(), match)


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
    if "end" in part or "last" in part:
        return last
    return next((day for word, day in (("early", 5), ("mid", 15), ("late", 25)) if word in part), 1)


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
