"""Finding a price in the many ways people write one."""

import re
from decimal import Decimal
from itertools import pairwise

from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.numbers import DIGITS, WORDS, number
from sandbox.anthropic.partner.understanding.sentences import Span

_SIGNS = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
}
_NAMES = {
    "usd": "USD", "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "eur": "EUR", "euro": "EUR",
    "euros": "EUR",
    "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "yen": "JPY", "jpy": "JPY", "cad": "CAD",
    "aud": "AUD",
    "chf": "CHF", "francs": "CHF", "inr": "INR", "rupees": "INR",
}  # fmt: skip
_NO_MINOR = {"JPY", "KRW"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CAD": "CA$", "AUD": "A$"}
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS)
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))

_MONEY = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<signed>(?:{DIGITS})k?)(?!\d)"
    rf"|(?P<named>(?:{DIGITS})k?|\b{WORDS})\s?(?:(?P<tail>{_SIGN})(?!\s?\d)|(?P<name>{_NAME})\b)"
    rf"|\b(?P<code>{_NAME})\s(?P<coded>{DIGITS})(?!\d)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w$€£¥.,/-])(?P<bare>(?:{DIGITS})k?|\b{WORDS})(?=-?ish\b|(?![\w%$€£¥]))(?![-/:.]\d)",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?: the)? $",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"^\s*-?(?:th|st|nd|rd)?\s*(?:weeks?|days?|hours?|hrs?|minutes?|mins?|people|members|subscribers|followers|"
    r"tiers?|levels?|rooms?|"
    r"calls?|sessions?|times|months?\b(?! )|years?|percent|videos?|posts?|of\b|or so people|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^-?ish\b|^\s+(?:a|per|each|every|please|sounds?|is|it|works?|seems?|feels?|would|i|for|and|then|but|to|with|or|maybe|"
    r"ok|okay|fine|"
    r"should|looks?|because|so|if|as|at|then|monthly|i'?d|let'?s|from|ish|thanks|definitely|probably)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = {"one", "two", "three", "four", "five", "six", "a few", "a couple", "a couple of"}
_PERIODS = {
    "month": r"/ ?mo(?:nth)?\b|(?:per|a|an|each|every|/) ?(?:month|mo|mth)\b|monthly|\bp\.?m\.?(?!\w)",
    "week": r"/ ?w(?:ee)?k\b|(?:per|a|each|every) ?(?:week|wk)\b|weekly",
    "quarter": r"(?:per|a|each|every|/) ?(?:quarter|qtr)\b|quarterly|every three months",
    "year": r"/ ?y(?:ea)?r\b|(?:per|a|each|every) ?(?:year|yr|annum)\b|yearly|annually|annual\b|\bp\.?a\.?(?!\w)",
    "once": r"one[- ]?time|one[- ]?off|\bonce\b|lifetime|life ?time|single payment|for life\b",
}
_PERIOD = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in _PERIODS.items()), re.IGNORECASE)
_NOT_A_PRICE = re.compile(
    r"\b(?:brings? in|brought in|bought|cost me|made|make(?! it| that| the| my| our)|earn\w*|budget|"
    r"spen[dt]\w*|revenue|income|goal|target|worth|save|"
    r"paid|i (?:already |currently |still )?pay|costs? me|salary|profit|invest\w*)\b",
    re.IGNORECASE,
)
_OTHER_GOODS = re.compile(
    r"\b(?i:an?|the|my) (?!(?:month|monthly|membership|tier|basic|premium|community|room|price|"
    r"cost)\w*\b)\w+ (?:(?i:costs?|sells? for|goes? for|"
    r"was|were))\s*$"
    r"|\b(?!(?:It|That|This|The|My|Our|Price|Pricing|Membership|Access|Joining|Entry|Mine|And|So|"
    r"But)\b)[A-Z][a-z]+ (?:is|costs)\s*$"
)
_BOUND = re.compile(
    r"\b(?:under|below|up to|at least|at most|over|above|less than|more than|no more than)\s*$",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"\s?(?:-|–|to|or)\s?[$€£]?\d")
_LOOSE_START = re.compile(rf"(?:\d|\b{WORDS})\s?(?:to|-|–|or|and)\s*$", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:-|–|to|or|and)\s*$", re.IGNORECASE)
_MOVE = re.compile(r"\b(?:from|change|raise|raising|bump|move|lower|drop|instead)\b", re.IGNORECASE)


def find(plain: str, *, asked: bool, currency: str) -> list[Mention]:
    """Prices in a sentence, in minor units. A bare number counts only when a price was asked for or a period
    follows."""
    found = [
        _mention(plain, match, _currency(match, currency))
        for match in _MONEY.finditer(plain)
        if not _is_not_a_price(plain, match.start())
    ]
    bare = [match for match in _bare(plain, asked=asked) if not found or _is_amended(plain, match)]
    found += [_mention(plain, match, currency) for match in bare]
    return _without_ranges(plain, [mention for mention in found if mention is not None])


def spans(plain: str) -> list[Span]:
    """Where money is written, whatever it is for."""
    return [Span(*match.span()) for match in _MONEY.finditer(plain)]


def amount(text: str, currency: str) -> int | None:
    """The minor units of the first money written in `text`."""
    match = _MONEY.search(text)
    return _minor(match, _currency(match, currency)) if match else None


def display(value: dict[str, object]) -> str:
    """A price as people read it: "$19 a month"."""
    currency, minor = str(value["currency"]), int(str(value["amount_minor"]))
    whole = currency in _NO_MINOR
    figure = f"{minor:,}" if whole else f"{minor / 100:,.2f}".removesuffix(".00")
    sign = _SYMBOLS.get(currency)
    period = "once" if value["period"] == "once" else f"a {value['period']}"
    return f"{sign}{figure} {period}" if sign else f"{figure} {currency} {period}"


def _bare(plain: str, *, asked: bool) -> list[re.Match[str]]:
    kept = []
    for match in _BARE.finditer(plain):
        after = plain[match.end() :]
        periodic = re.match(rf"\s*(?:{_PERIODS['month']}|{_PERIODS['year']})", after, re.IGNORECASE)
        counted = (
            _AFTER_MONTH.search(plain[: match.start()])
            or match.group().lower() == "one"
            or _UNIT_AFTER.match(after)
            or _is_counting_word(match.group(), after)
        )
        if (periodic or (asked and not counted)) and not _is_not_a_price(plain, match.start()):
            kept.append(match)
    return kept


def _is_amended(plain: str, match: re.Match[str]) -> bool:
    """The 19 of "15 dollars, no wait, make it 19"."""
    return bool(re.search(r"\bmake (?:it|that) $", plain[: match.start()], re.IGNORECASE))


def _is_counting_word(word: str, after: str) -> bool:
    """A number before a noun counts things: "3 ideas", "one more question"; "19 sounds good" does not."""
    if _PERIOD.match(after.lstrip()):
        return False
    return bool(re.match(r"\s+[a-z]", after, re.IGNORECASE)) and (
        word.lower() in _SMALL_WORDS or not _GOES_ON.match(after)
    )


def _mention(plain: str, match: re.Match[str], currency: str) -> Mention | None:
    minor = _minor(match, currency)
    if not minor:
        return None
    period, end = _period(plain, match)
    value = {"amount_minor": minor, "currency": currency, "period": period}
    lead = plain[: match.start()]
    ranged = _LOOSE_START.search(lead) and not _MOVE.search(lead)
    vague = bool(_BOUND.search(lead) or ranged or _LOOSE_END.match(plain[match.end() :]))
    return Mention("pricing", value, display(value), Span(match.start(), end), vague=vague)


def _minor(match: re.Match[str], currency: str) -> int | None:
    groups = match.groupdict()
    text = groups.get("signed") or groups.get("named") or groups.get("coded") or groups.get("bare")
    value = number(text or "")
    if value is None or value <= 0 or value > Decimal(1_000_000):
        return None
    return int(value if currency in _NO_MINOR else (value * 100).to_integral_value())


def _currency(match: re.Match[str], default: str) -> str:
    sign = (match["sign"] or match["tail"] or "").lower()
    name = (match["name"] or match["code"] or "").lower()
    if sign == "$" or name in {"dollar", "dollars", "buck", "bucks"}:
        return default if default in {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"} else "USD"
    return _SIGNS.get(sign) or _NAMES.get(name) or default


def _period(plain: str, match: re.Match[str]) -> tuple[str, int]:
    """The period a price is for: named right after it, else near it, else a month."""
    after = _PERIOD.search(plain, match.end(), match.end() + 18)
    if after and not _MONEY.search(plain, match.end(), after.start()):
        return str(after.lastgroup), after.end()
    before = _PERIOD.search(plain, max(0, match.start() - 28), match.start())
    roughly = re.match(r"-?ish\b", plain[match.end() :])
    return (str(before.lastgroup) if before else "month"), match.end() + (roughly.end() if roughly else 0)


def _is_not_a_price(plain: str, start: int) -> bool:
    lead = plain[max(0, start - 30) : start]
    return bool(_NOT_A_PRICE.search(lead) or _OTHER_GOODS.search(lead))


def _without_ranges(plain: str, found: list[Mention]) -> list[Mention]:
    """Two amounts that bound a range become vague; "from $19 to $29" is a move, and only its end counts."""
    for left, right in pairwise(found):
        if not _RANGE.match(plain[left.span.end : right.span.start]):
            continue
        if left.value["period"] != right.value["period"]:
            return [left]
        if _MOVE.search(plain[: left.span.start]):
            return [right]
        return [Mention(m.category, m.value, m.display, m.span, vague=True) for m in (left, right)]
    return found
