"""Prices in whatever notation, as minor units, currency and period."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from backend.agents.detection.lexicon import in_order
from backend.agents.detection.types import Mention

_PREFIXES = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "ca$": "CAD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "mx$": "MXN",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "rs.": "INR",
    "rs": "INR",
}
_CODES = {
    code: code.upper()
    for code in in_order(
        """
    usd eur gbp jpy inr brl aud cad nzd chf sek nok dkk pln mxn zar sgd hkd krw czk
    """
    )
}
_WORDS = {
    "dollars": "USD",
    "dollar": "USD",
    "bucks": "USD",
    "buck": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pound": "GBP",
    "quid": "GBP",
    "yen": "JPY",
    "rupees": "INR",
    "rupee": "INR",
    "francs": "CHF",
    "kronor": "SEK",
    "kroner": "NOK",
    "kr": "SEK",
    "pesos": "MXN",
    "reais": "BRL",
    "zł": "PLN",
    "rand": "ZAR",
    "won": "KRW",
    "australian dollars": "AUD",
    "canadian dollars": "CAD",
    "us dollars": "USD",
}
_WITHOUT_MINOR = {"JPY", "KRW"}
_PERIODS = {
    "mo": "month",
    "mos": "month",
    "mth": "month",
    "mnth": "month",
    "month": "month",
    "monthly": "month",
    "pm": "month",
    "p/m": "month",
    "pcm": "month",
    "week": "week",
    "weekly": "week",
    "year": "year",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "annum": "year",
    "pa": "year",
    "p/a": "year",
    "p/y": "year",
    "quarter": "quarter",
    "quarterly": "quarter",
    "qtr": "quarter",
    "p/w": "week",
    "every 3 months": "quarter",
    "calendar month": "month",
    "once": "once",
    "one-time": "once",
    "one time": "once",
    "one-off": "once",
    "one off": "once",
    "lifetime": "once",
    "upfront once": "once",
}


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = rf"(?P<before>{_either(_PREFIXES)}|(?:{_either(_CODES)})(?= ?\d))"
_AFTER = rf"(?P<after>us\$|[$€£¥₹]|(?:{_either(_CODES)}|{_either(_WORDS)}|cents?)(?![\w]))"
_EACH = r"(?:per|a|an|each|every|/|p/|for (?:a|each|every|the))"
_UNITS = {"calendar month", *in_order("mo mos mth mnth month week year annum quarter qtr")}
_ADVERBS = {word: period for word, period in _PERIODS.items() if word not in _UNITS}
_PERIOD = (
    rf"(?: ?(?:{_EACH} ?)?(?:member|person|head|seat)(?:,)?)? ?(?:{_EACH} ?(?P<each>calendar month|mo|mos|mth|"
    r"mnth|month|week|year|annum|quarter|qtr)|"
    rf"(?P<adverb>{_either(_ADVERBS)}))(?![\w])"
)
_PRICE = re.compile(
    rf"(?<![\w.,])(?:{_BEFORE} ?)?(?P<number>\d{{1,9}}(?:\.\d{{1,2}})?)(?P<kilo>k)?(?![\d%]|"
    rf"\.\d)(?: ?{_AFTER})?(?:{_PERIOD})?"
)
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_FROM = re.compile(r"\bfrom (?:the )?$")
_RANGE_GAP = re.compile(r"^ ?(?:-|–|to|or|/|or maybe|or even) ?$")
_PAIR_GAP = re.compile(r"^ ?[,(]? ?(?:or|and|plus|/|with)? ?\(?$")
_BOUND = re.compile(
    r"\b(?:under|over|below|above|less than|more than|at most|at least|up to|max|min|maximum|minimum|between|"
    r"cheaper than|beyond|as low as|"
    r"as much as|starting from|no more than) $"
)
_ELSEWHERE = re.compile(
    r"\b(?:(weekly|monthly|quarterly|yearly|annual)(?= (?:price|fee|membership|subscription|payment|rate|"
    r"billing|plan|dues))|"
    r"(yearly|annually|annual|one[- ]time|one[- ]off|lifetime|single payment|pay once|paid once))\b"
)
_ELSEWHERE_PERIODS = {"single payment": "once", "pay once": "once", "paid once": "once"} | _PERIODS
_BARE_LEAST = 4


def find(text: str) -> list[Mention]:
    """Every price in normalised `text`. A value of None is a price named without being fixed (a range)."""
    matches = list(_PRICE.finditer(text))
    open_ended, dropped = _unsettled(text, matches)
    found: list[Mention] = []
    for index, match in enumerate(matches):
        mention = _mention(text, match, settled=index not in open_ended)
        if index in dropped and found and mention and index - 1 not in dropped:
            found[-1] = replace(found[-1], end=match.end())
        elif mention and index not in dropped:
            found.append(mention)
    return found


def _unsettled(text: str, matches: list[re.Match[str]]) -> tuple[set[int], set[int]]:
    """Which amounts are ends of a range; and which are left behind ("from 19 to 29") or the same price by the year."""
    open_ended: set[int] = set()
    dropped: set[int] = set()
    for index, (first, second) in enumerate(pairwise(matches)):
        gap, before = text[first.end() : second.start()], text[max(0, first.start() - 14) : first.start()]
        periods = [_PERIODS.get(match["each"] or match["adverb"] or "") for match in (first, second)]
        if len(gap) > 12:
            continue
        if all(periods) and periods[0] != periods[1] and _PAIR_GAP.match(gap):
            dropped.add(index + 1)
        elif _FROM.search(before) and gap.strip() == "to":
            dropped.add(index)
        elif _RANGE_GAP.match(gap) or (_BETWEEN.search(before) and gap.strip() == "and"):
            open_ended |= {index, index + 1}
    return open_ended, dropped


def _mention(text: str, match: re.Match[str], *, settled: bool) -> Mention | None:
    currency = _currency(match)
    period = _PERIODS.get(match["each"] or match["adverb"] or "")
    number = Decimal(match["number"]) * (1000 if match["kilo"] else 1)
    if currency is None and (period in (None, "once") or number < _BARE_LEAST or match["kilo"]):
        return None
    amount = _minor(number, currency or "USD", cents=(match["after"] or "").startswith("cent"))
    if amount <= 0:
        return None
    settled = settled and not _BOUND.search(text[max(0, match.start() - 20) : match.start()])
    said_period = period or _period_elsewhere(text)
    value = {"amount_minor": amount, "currency": currency or "USD", "period": said_period or "month"}
    return Mention(
        "pricing", value if settled else None, match.start(), match.end(), 1.0 if said_period else 0.88
    )


def _currency(match: re.Match[str]) -> str | None:
    before, after = match["before"], match["after"]
    if after and after in _CODES:
        return _CODES[after]
    if before:
        return _PREFIXES.get(before) or _CODES.get(before)
    if after and after.startswith("cent"):
        return "USD"
    return _WORDS.get(after or "") or _PREFIXES.get(after or "")


def _minor(number: Decimal, currency: str, *, cents: bool) -> int:
    if cents or currency in _WITHOUT_MINOR:
        return int(number)
    return int(number * 100)


def _period_elsewhere(text: str) -> str | None:
    found = _ELSEWHERE.search(text)
    return _ELSEWHERE_PERIODS.get(found[1] or found[2]) if found else None
