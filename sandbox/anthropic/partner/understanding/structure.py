"""Finding how many rooms or tiers the community has, and what they are called."""

import re
from dataclasses import replace
from typing import Any

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.understanding import pricing
from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.sentences import Span

Tiers = list[tuple[str, int | None]]
"""Names of tiers with what each costs in minor units, where that was said."""

_THING = (
    r"(?:tiers?|levels?|rooms?|plans?|packages?|memberships?|communit(?:y|ies)|spaces?|groups?|price points?)"
)
_ONE = re.compile(
    rf"\b(?:just |only )?(?:one|a single|single|1) (?:\w+ )?{_THING}\b"
    rf"|\b(?:no|without|don'?t (?:want|need)(?: any)?|do not (?:want|need)(?: any)?|skip(?:ping)?(?: the)?|not) "
    rf"(?:extra |more |multiple |different )?(?:tiers|levels|tiering)\b"
    r"|\bevery(?:one|body) (?:(?:should|will|can|must|would) )?(?:be |stay |go |sit |meet )?(?:gets?|in|"
    r"into|has|pays|is in|goes in|together in)(?: the)? (?:same|one|a single|"
    r"everything)(?: \w+)?"
    r"|\bevery(?:one|body) together\b|\bsame (?:thing|access|room|price) for (?:every(?:one|body)|all)\b|\bone for "
    r"all\b",
    re.IGNORECASE,
)
_ONE_LOOSE = re.compile(
    r"^\W*(?:just )?one\W*$|\b(?:keep it simple|simple|just (?:the )?one|only (?:the )?one|a single one|"
    r"the same for (?:everyone|everybody|all)|one price|flat)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}
_MANY = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)})[- ](?:different |paid |separate |pricing |membership )?{_THING}\b",
    re.IGNORECASE,
)
_COUNT_ALONE = re.compile(
    rf"^\W*(?:just |i'?d say |maybe )?(?P<count>{'|'.join(_COUNTS)})(?= *[:,.!]|"
    rf"\W*$)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"\b(?:several|multiple|a few|some|different) {_THING}\b|\btiers\b", re.IGNORECASE)
_NAMES = (
    "free|paid|basics?|standard|starters?|regulars?|normal|everyone|everybody|beginners?|superfans?|"
    "founding members?|"
    "backers?|pro|premium|plus|vips?|elite|gold|silver|bronze|platinum|core|founding|"
    "founders?|"
    "supporters?|fans?|insiders?|inner circle|members?|community|all access|mentorship|coaching|mastermind|"
    "masterclass|deluxe"
)
_MONEY_BETWEEN = (
    r"(?:\s*(?:at|for|is|:|=|-|\()?\s*(?:US)?[$€£]\s?\d[\d.,]*\)?(?:\s?(?:/|a|per)\s?mo(?:nth)?)?)?"
)
_MONEY_FIRST = (
    r"(?:(?:US)?[$€£]\s?\d[\d.,]*|\d[\d.,]* ?(?:dollars|bucks|euros?|pounds|€|\$))"
    r"(?:\s?(?:/ ?|a |per )?(?:mo|month|monthly)\b)? (?:for |to be )?(?:an? |the |our |my )?"
)
_NAMED_ONE = (
    rf"(?:an? |the |my |one )?(?:{_MONEY_FIRST})?(?:{_NAMES})(?: one)?"
    rf"(?: (?:tier|level|plan|membership|room|group))?{_MONEY_BETWEEN}"
)
_NAMED = re.compile(
    rf"(?<![\w$€£]){_NAMED_ONE}(?:(?:\s*,\s*(?:and |plus )?|\s+and\s+|\s*\+\s*|\s*&\s*|\s+plus\s+|\s*/\s*|"
    rf"\s+then\s+){_NAMED_ONE})+",
    re.IGNORECASE,
)
_SPEAKS_OF_TIERS = re.compile(r"tier|level|free", re.IGNORECASE)
_NAME = re.compile(rf"\b(?:{_NAMES})\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\s*(?::|,|\(|-|–|called|named)\s*"
    r"(?P<list>(?:[A-Z][\w' ]*?|[a-z]{3,})(?:(?:, and |, | and | & )(?:[A-Z][\w' ]*?|[a-z]{3,}))+)\s*(?:[.!]|$)"
)


def find(plain: str, *, asked: bool, currency: str) -> list[Mention]:
    """The structure a sentence speaks of. A loose "keep it simple" counts only when the structure was asked for."""
    one = _ONE.search(plain) or (_ONE_LOOSE.search(plain) if asked else None)
    if one:
        explicit = bool(_ONE.search(plain))
        value = _value([("Member", None)])
        return [Mention("structure", value, "One room", Span(*one.span()), explicit=explicit, fixed=True)]
    many = _MANY.search(plain) or (_COUNT_ALONE.match(plain) if asked else None)
    named = _named_tiers(plain, currency, after=many)
    priced = named and all(amount for _, amount in named[1])
    if named and (many or asked or priced or len(named[1]) > 2 or _SPEAKS_OF_TIERS.search(plain)):
        return [_mention(named[1], named[0])]
    if many:
        return [_mention(_default(_COUNTS[many["count"].lower()]), Span(*many.span()))]
    return _by_synonym(plain) if asked else []


def spans(plain: str) -> list[Span]:
    """Everywhere a sentence says how many there are."""
    found = [match for pattern in (_ONE, _ONE_LOOSE, _MANY) for match in pattern.finditer(plain)]
    return [Span(*match.span()) for match in found]


def several(plain: str) -> bool:
    """Whether tiers are wanted without saying which."""
    return bool(_SEVERAL.search(plain))


def display(value: dict[str, Any]) -> str:
    """A structure as people read it: "One room", "Basic and Pro"."""
    names = [tier["name"] for tier in value["tiers"]]
    return "One room" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _mention(tiers: Tiers, span: Span) -> Mention:
    value = _value(tiers)
    return Mention("structure", value, display(value), span)


def _value(tiers: Tiers) -> dict[str, Any]:
    return {"tiers": [{"name": name, "amount_minor": minor} for name, minor in tiers]}


def _default(count: int) -> Tiers:
    """Tiers nobody has named yet."""
    return [(f"Tier {number}", None) for number in range(1, count + 1)]


def _named_tiers(plain: str, currency: str, *, after: re.Match[str] | None) -> tuple[Span, Tiers] | None:
    called = _CALLED.match(plain, after.end()) if after else None
    if called and after:
        names = re.split(r",\s*(?:and )?| and | & ", called["list"])
        listed: Tiers = [(_titled(name.strip()), None) for name in names if name.strip()]
        return Span(after.start(), called.end()), listed[:6]
    found = _NAMED.search(plain)
    if not found:
        return None
    tiers = _read_names(found.group(), currency)
    return (Span(*found.span()), tiers) if 2 <= len(tiers) <= 6 else None


def _read_names(text: str, currency: str) -> Tiers:
    """Each tier's name with the amount written beside it."""
    tiers: dict[str, int | None] = {}
    for part in re.split(r",\s+|\s+and\s+|\s+plus\s+|\s*\+\s*|\s*&\s*|\s+then\s+|\s+/\s+", text):
        name = _NAME.search(part)
        if name:
            tiers[_titled(name.group())] = pricing.amount(part, currency)
    return list(tiers.items())


def _titled(name: str) -> str:
    """A tier's name in the singular, with its capital: "VIPs" is the tier "VIP"."""
    kept = name.lower().endswith("ss") or name.lower() in {"basics", "plus"}
    single = name if kept else name.removesuffix("s")
    return "VIP" if single.lower() == "vip" else single[:1].upper() + single[1:]


def _by_synonym(plain: str) -> list[Mention]:
    lowered = plain.lower()
    for option in playbook.options("structure"):
        for word in [option["label"], *option["synonyms"]]:
            at = lowered.find(word.lower())
            if at >= 0 and (at == 0 or not lowered[at - 1].isalnum()):
                tiers = [(tier["name"], tier["amount_minor"]) for tier in option["value"]["tiers"]]
                found = _mention(tiers, Span(at, at + len(word)))
                return [replace(found, vague=several(plain))]
    return []
