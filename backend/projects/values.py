"""Decisions as canonical values: what may be decided in each of the five categories, and how people read it.

`parse` turns what a person, a page or a model sent into the one stored form, idempotently; `display` gives
the words for a card. Amounts are integers in minor units. Pure: no database, no clock.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from backend.core.errors import ApplicationError

from . import money

PLATFORM, PRICING, STRUCTURE, TIMELINE, CONTENT = "platform", "pricing", "structure", "timeline", "content"
CATEGORIES = (PLATFORM, PRICING, STRUCTURE, TIMELINE, CONTENT)

PERIODS = {"week": "a week", "month": "a month", "quarter": "a quarter", "year": "a year", "once": "once"}
CADENCES = ("daily", "twice_weekly", "weekly", "biweekly", "monthly", "quarterly")
MAX_AMOUNT_MINOR = 10_000_000_000
MAX_TIERS = 6
MAX_FORMATS = 6
MAX_DAYS = 5 * 366


class InvalidDecisionValue(ApplicationError):
    code = "invalid_decision_value"
    status = 400
    detail = "That value does not fit this decision."


def parse(category: str, raw: Any) -> Any:
    """Return the canonical value of `raw`. Raises InvalidDecisionValue with what would be accepted."""
    parser = _PARSERS.get(category)
    if parser is None:
        raise InvalidDecisionValue(f"There are five decisions: {', '.join(CATEGORIES)}. Choose one of them.")
    return parser(raw)


def display(category: str, value: Any) -> str:
    """Return the canonical `value` in words: "Discord", "$19 a month", "One room", "15 December 2026"."""
    return _DISPLAYS[category](value)


# Platform

PLATFORM_NAMES = {
    "discord": "Discord",
    "circle": "Circle",
    "skool": "Skool",
    "mighty_networks": "Mighty Networks",
    "patreon": "Patreon",
    "slack": "Slack",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "facebook_group": "Facebook group",
    "substack": "Substack",
    "kajabi": "Kajabi",
    "podia": "Podia",
    "youtube": "YouTube",
    "youtube_memberships": "YouTube memberships",
    "linkedin_group": "LinkedIn group",
    "own_website": "Your own website",
}
_PLATFORM_ALIASES = {
    "circle_so": "circle",
    "discord_server": "discord",
    "discord_com": "discord",
    "skool_com": "skool",
    "mighty": "mighty_networks",
    "facebook": "facebook_group",
    "facebook_groups": "facebook_group",
    "whats_app": "whatsapp",
}


def _parse_platform(raw: Any) -> str:
    slug = _slug(raw)
    if slug is None:
        raise InvalidDecisionValue("A platform is a short name such as discord or circle.")
    return _PLATFORM_ALIASES.get(slug, slug)


def _display_platform(value: str) -> str:
    return PLATFORM_NAMES.get(value) or _sentence(value)


# Pricing

_PRICE_TEXT = re.compile(
    r"(?P<symbol>[$€£¥₹])?\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(?P<decimals>\d{1,3}))?\s*(?P<code>(?!per\b)[a-z]{3}\b)?"
    r"(?:\s*(?:/|per|an?|each|every)?\s*(?P<period>[a-z]+))?"
)
_PERIOD_WORDS = {
    "week": "week", "weekly": "week", "wk": "week",
    "month": "month", "monthly": "month", "mo": "month",
    "quarter": "quarter", "quarterly": "quarter",
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "yr": "year",
    "once": "once", "one_time": "once", "one-time": "once", "lifetime": "once",
}  # fmt: skip
_CURRENCY_OF_SYMBOL = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_PRICE_HELP = (
    "A price looks like $19 a month: an amount above zero, a currency and week, month, quarter, year or once."
)


def _parse_pricing(raw: Any) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = _price_from_text(raw)
    if not isinstance(raw, dict):
        raise InvalidDecisionValue(_PRICE_HELP)
    currency = raw.get("currency", "USD")
    if not isinstance(currency, str) or currency.upper() not in money.CURRENCIES:
        raise InvalidDecisionValue("The currency must be an ISO 4217 code such as USD or EUR.")
    period = raw.get("period", "month")
    if not isinstance(period, str) or period.lower() not in _PERIOD_WORDS:
        raise InvalidDecisionValue("The period of a price is week, month, quarter, year or once.")
    amount = _amount(raw.get("amount_minor"), least=1)
    return {"amount_minor": amount, "currency": currency.upper(), "period": _PERIOD_WORDS[period.lower()]}


def _price_from_text(text: str) -> dict[str, Any]:
    found = _PRICE_TEXT.fullmatch(text.strip().lower())
    if found is None:
        raise InvalidDecisionValue(_PRICE_HELP)
    currency = (found["code"] or _CURRENCY_OF_SYMBOL.get(found["symbol"] or "$", "USD")).upper()
    decimals = found["decimals"] or ""
    if len(decimals) > money.exponent(currency):
        raise InvalidDecisionValue(f"{currency} has no such small amounts. {_PRICE_HELP}")
    amount = Decimal(f"{found['whole'].replace(',', '')}.{decimals or '0'}") * 10 ** money.exponent(currency)
    return {"amount_minor": int(amount), "currency": currency, "period": found["period"] or "month"}


def _amount(raw: Any, *, least: int) -> int:
    """Return `raw` if it is an integer in range. A float is refused even when whole: money is never float."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise InvalidDecisionValue("An amount is a whole number in the smallest unit: 1900 for $19.")
    if not least <= raw <= MAX_AMOUNT_MINOR:
        raise InvalidDecisionValue(
            "That amount is out of range. Amounts are in the smallest unit: 1900 for $19."
        )
    return raw


def _display_pricing(value: dict[str, Any]) -> str:
    return f"{money.show(value['amount_minor'], value['currency'])} {PERIODS[value['period']]}"


# Structure


def _parse_structure(raw: Any) -> dict[str, Any]:
    tiers = raw.get("tiers") if isinstance(raw, dict) else raw
    if not isinstance(tiers, list) or not 1 <= len(tiers) <= MAX_TIERS:
        raise InvalidDecisionValue(f"A structure is a list of one to {MAX_TIERS} tiers, each with a name.")
    parsed = [_tier(tier) for tier in tiers]
    if len({tier["name"].casefold() for tier in parsed}) < len(parsed):
        raise InvalidDecisionValue("Two tiers have the same name. Give each its own.")
    return {"tiers": parsed}


def _tier(raw: Any) -> dict[str, Any]:
    raw = {"name": raw} if isinstance(raw, str) else raw
    name = _one_line(raw.get("name"), longest=60) if isinstance(raw, dict) else None
    if name is None:
        raise InvalidDecisionValue("Each tier needs a name of up to 60 characters.")
    price = raw.get("price")
    amount = (price if isinstance(price, dict) else raw).get("amount_minor")
    return {"name": name, "amount_minor": None if amount is None else _amount(amount, least=0)}


def _display_structure(value: dict[str, Any]) -> str:
    names = [tier["name"] for tier in value["tiers"]]
    if len(names) == 1:
        return "One room" if names[0].casefold() == "member" else f"One room: {names[0]}"
    return f"{_NUMBER_WORDS[len(names)]} tiers: {join_words(names)}"


_NUMBER_WORDS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


# Timeline

_DURATION = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?", re.ASCII)
_UNITS = (("Y", "year", 365), ("M", "month", 30), ("W", "week", 7), ("D", "day", 1))
_DURATION_TEXT = re.compile(
    r"(?:in )?(\d{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)", re.ASCII | re.IGNORECASE
)
_TIMELINE_HELP = "A timeline is a date such as 2026-12-15 or a duration such as P6W (six weeks), P30D or P2M."


def _parse_timeline(raw: Any) -> str:
    text = raw.strip().upper() if isinstance(raw, str) else ""
    if said := _DURATION_TEXT.fullmatch(text):
        text = f"P{said[1]}{said[2][0]}"
    return _parse_duration(text) if text.startswith("P") else _parse_date(text)


def is_within_reach(day: date) -> bool:
    """Say whether plans and calendars can count from `day`, backward and forward."""
    return 2000 <= day.year <= 2199


def _parse_date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidDecisionValue(_TIMELINE_HELP) from error
    if not is_within_reach(day):
        raise InvalidDecisionValue("That year is out of range.")
    return day.isoformat()


def _parse_duration(text: str) -> str:
    found = _DURATION.fullmatch(text)
    numbers = [int(number or 0) for number in found.groups()] if found else []
    if not any(numbers):
        raise InvalidDecisionValue(_TIMELINE_HELP)
    parts = [(number, unit) for number, unit in zip(numbers, _UNITS, strict=True) if number]
    if sum(number * days for number, (_, _, days) in parts) > MAX_DAYS:
        raise InvalidDecisionValue("That is more than five years away. Choose something nearer.")
    return "P" + "".join(f"{number}{letter}" for number, (letter, _, _) in parts)


def duration_parts(value: str) -> list[tuple[int, str]]:
    """Return a canonical duration as `[(6, "week")]`; empty for a date."""
    found = _DURATION.fullmatch(value)
    if found is None:
        return []
    return [
        (int(number), word) for number, (_, word, _) in zip(found.groups(), _UNITS, strict=True) if number
    ]


def _display_timeline(value: str) -> str:
    parts = duration_parts(value)
    if parts:
        return "In " + join_words([f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts])
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


# Content

_CADENCE_ALIASES = {
    "twice_a_week": "twice_weekly", "every_day": "daily", "every_week": "weekly", "once_a_week": "weekly",
    "fortnightly": "biweekly", "bi_weekly": "biweekly", "every_two_weeks": "biweekly",
    "every_other_week": "biweekly",
    "every_month": "monthly", "once_a_month": "monthly", "every_quarter": "quarterly",
}  # fmt: skip
_CADENCE_WORDS = {
    "daily": "Daily",
    "twice_weekly": "Twice-weekly",
    "weekly": "Weekly",
    "biweekly": "Fortnightly",
    "monthly": "Monthly",
    "quarterly": "Quarterly",
}
_FORMAT_WORDS = {
    "build_along": "build-alongs",
    "q_and_a": "Q&A",
    "challenge": "challenges",
    "workshop": "workshops",
    "masterclass": "masterclasses",
    "livestream": "live streams",
    "live_stream": "live streams",
    "live_session": "live sessions",
    "course": "courses",
    "newsletter": "newsletters",
    "podcast": "podcast episodes",
    "ama": "AMAs",
    "book_club": "book club",
    "guest_talk": "guest talks",
    "critique": "critiques",
    "tutorial": "tutorials",
}
_FORMAT_ALIASES = {"q_a": "q_and_a", "qa": "q_and_a", "q_and_as": "q_and_a", "buildalong": "build_along"}


def _parse_content(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise InvalidDecisionValue('Content looks like {"formats": ["build_along"], "cadence": "weekly"}.')
    formats = raw.get("formats")
    formats = [formats] if isinstance(formats, str) else formats
    if not isinstance(formats, list) or not 1 <= len(formats) <= MAX_FORMATS:
        raise InvalidDecisionValue(f"Name one to {MAX_FORMATS} formats, such as build_along or q_and_a.")
    return {
        "formats": list(dict.fromkeys(_format(item) for item in formats)),
        "cadence": _cadence(raw.get("cadence")),
    }


def _format(raw: Any) -> str:
    slug = _slug(raw)
    if slug is None:
        raise InvalidDecisionValue("Each format is a short name such as build_along or workshop.")
    slug = _FORMAT_ALIASES.get(slug, slug)
    singular = slug.removesuffix("s")
    return singular if singular in _FORMAT_WORDS else slug


def _cadence(raw: Any) -> str | None:
    if raw is None:
        return None
    slug = _slug(raw)
    cadence = _CADENCE_ALIASES.get(slug, slug) if slug else None
    if cadence not in CADENCES:
        raise InvalidDecisionValue(f"The cadence is one of {', '.join(CADENCES)}, or nothing.")
    return cadence


def _display_content(value: dict[str, Any]) -> str:
    formats = join_words([_FORMAT_WORDS.get(item) or item.replace("_", " ") for item in value["formats"]])
    cadence = _CADENCE_WORDS.get(value["cadence"] or "")
    return f"{cadence} {formats}" if cadence else _sentence(formats)


# Words


def join_words(words: list[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _sentence(text: str) -> str:
    words = text.replace("_", " ")
    return words[:1].upper() + words[1:]


def is_slug(text: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None


def _slug(raw: Any) -> str | None:
    """Return `raw` as a slug of up to 40 characters, or None where none can be made."""
    if not isinstance(raw, str) or len(raw) > 80:
        return None
    slug = re.sub(r"[^a-z0-9]+", "_", raw.lower().replace("&", " and ")).strip("_")
    return slug if is_slug(slug) and len(slug) <= 40 else None


def _one_line(raw: Any, *, longest: int) -> str | None:
    """Return `raw` with its white space joined; None if empty, too long or with control characters."""
    if not isinstance(raw, str) or len(raw) > 4 * longest:
        return None
    text = " ".join(raw.split())
    printable = not any(unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} for character in text)
    return text if text and len(text) <= longest and printable else None


_PARSERS: dict[str, Callable[[Any], Any]] = {
    PLATFORM: _parse_platform,
    PRICING: _parse_pricing,
    STRUCTURE: _parse_structure,
    TIMELINE: _parse_timeline,
    CONTENT: _parse_content,
}
_DISPLAYS: dict[str, Callable[[Any], str]] = {
    PLATFORM: _display_platform,
    PRICING: _display_pricing,
    STRUCTURE: _display_structure,
    TIMELINE: _display_timeline,
    CONTENT: _display_content,
}
