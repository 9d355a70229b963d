"""Rooms and tiers: one for everybody, or several by name and perhaps by price."""

import re
from datetime import date
from typing import Any

from backend.agents.detection import contents, dates, platforms, prices
from backend.agents.detection.types import Mention

_LEVEL = r"(?:tiers?|levels?|plans?|packages?|membership levels?|memberships?)"
_ONE = re.compile(
    r"\b(?:1|one|single|the same|same)[ -](?:(?:big|shared|flat|simple|common|membership|paid|main|open|"
    r"private|"
    r"universal) ){0,2}"
    r"(?:rooms?|tier|level|plan|membership|space|package|subscription|"
    r"(?:group|channel|price|place|community) for (?:all|everyone|everybody))\b"
    r"|\b(?:everyone|everybody|all(?: members)?) (?:gets?|pays?|has|sees?) (?:the same|everything)(?: thing| "
    r"price)?\b"
    r"|\b(?:flat|all-in-1|all-in-one) (?:membership|tier|plan)\b|\b(?:no|without(?: any)?|zero) (?:tiers|"
    r"levels)\b"
    r"|\b(?:everyone|everybody|all(?: (?:the )?members)?) (?:together )?in (?:1|one|the same|a single) "
    r"(?:place|space|group|channel|room)\b|\ball together in 1\b|\beveryone together\b|\b(?:rooms?|tiers?|"
    r"levels?|plans?): ?(?:just |only )?(?:1|one)\b"
)
_SOME_DAY = date(2000, 1, 1)
_REDUCED = re.compile(
    rf"\b(?:{_LEVEL})\b.{{0,40}}(?:,|\bbut\b|\binstead\b|\bonly\b|\bjust\b|\bwant\b|"
    r"\bso\b)(?P<led>.{0,16}?)\b(?P<one>one|1)(?= is (?:enough|plenty)|(?: instead| then| only)?[.!]*$)"
)
_NOT_A_STRUCTURE = re.compile(
    r"^ (?:of my|in my|at (?:my|the) (?:house|library|studio|flat|office)|at home|for the (?:next|first))\b"
)
_MANY = re.compile(
    r"\b(?P<count>[2-6]) ?(?:(?:membership|paid|separate|different|pricing|price|simple|clear) "
    rf"){{0,2}}(?:{_LEVEL}|rooms)\b"
)
_SETUP = re.compile(r"^ (?:setup|structure|model|system|membership|approach|plan)?")
_LISTED = re.compile(
    rf"\b(?:tier names|{_LEVEL})(?: (?:will|shall|should|are going to) be| are| called| named|:| -)|\b(?:call|"
    r"name|calling|naming) (?:the |my |our )?tiers\b"
)
_NAMED_LEVEL = re.compile(
    r"\b(?P<name>(?!(?:the|a|an|and|no|paid for|membership|which|what|another|more|fewer|any|of|per|price|"
    r"pricing|second|other|top|every|each)\b)"
    r"[a-z][\w'-]{1,20}(?: (?!and\b|or\b|plus\b)[a-z][\w'-]{1,20})?) (?:tier|level|plan|package|membership)\b"
)
_TRAILING_LIST = re.compile(
    r"(?P<first>[a-z][\w'-]{1,20})(?:, (?P<middle>[a-z][\w'-]{1,20}),?)? (?:and|plus|&) "
    r"(?P<last>[a-z][\w'-]{1,20}) (?:tiers|levels|plans)\b"
)
_AMOUNT = (
    r"(?:[$€£¥₹] ?\d{1,6}|\d{2,6})(?:\.\d\d)? ?(?:[$€£¥]|usd|eur|gbp|dollars|euros|pounds|bucks)?(?: ?(?:a|"
    r"per|"
    r"/) ?(?:month|mo|year|week))?"
)
_PRICED_LEVEL = re.compile(rf"(?:(?<=\s)|^)(?P<level>free|{_AMOUNT}) (?:tier|level|plan|membership)\b")
_ITEM = re.compile(
    rf"^(?:and |plus |& |then )*(?:an? |the |1 |one )?(?P<name>[a-z][\w'&+-]{{0,20}}(?: (?!for|at|on|with|is|"
    rf"costs?|and|opening|plus)[a-z][\w'-]{{1,20}}){{0,2}}?)"
    r"(?: (?:tier|level|plan|membership|one|1))?(?:,? ?(?:\(| - |at |for |is |costs? |: ?|= ?|@ ?| "
    rf")?(?P<price>{_AMOUNT})\)?)?$"
)
_SEPARATOR = re.compile(r",|;|(?<!\d)/(?=[a-z ])|\+|&|(?<!,) plus | and | then ")
_PRICED_ITEM = re.compile(
    r"\b(?P<name>[a-z][\w'-]{2,20})(?: (?:for|at|is|=|@) | \(|: "
    r")(?P<price>[$€£¥] ?\d{1,6}(?:\.\d\d)?)(?![\d,]*\d)"
)
_STOPPERS = re.compile(
    r"\b(?:open\w*|launch\w*|start\w*|because|so|on|in|with|i|we|it|that|is|are|let|which|please|right|ok|"
    r"done|final|decided|for)\b"
)
_FILLER_NAMES = {
    "month",
    "year",
    "week",
    "price",
    "priced",
    "charge",
    "people",
    "members",
    "me",
    "it",
    "founders",
    "everyone",
    "that",
    "set",
    "start",
    "begin",
    "launch",
    "pay",
    "go",
    "circle",
    "discord",
    "skool",
    "patreon",
    "slack",
    "telegram",
    "membership",
    "one",
    "access",
}
_DESCRIPTIVE = re.compile(r"^(?:a |an |(?:have|with|offer|add|do|want|like|be|one) (?:a |an )?)+")


def find(text: str, raw: str) -> list[Mention]:
    """The arrangements of rooms named in normalised `text`, one of several tiers first.

    `raw` gives tier names their own capitals.
    """
    readers = (_named_levels, _priced_levels, _counted, _listed, _priced_names)
    several = next((mention for reader in readers if (mention := reader(text, raw))), None)
    return [several, *_ones(text, raw)] if several else _ones(text, raw)


def _ones(text: str, raw: str) -> list[Mention]:
    found = [
        match
        for match in _ONE.finditer(text)
        if not _NOT_A_STRUCTURE.match(text[match.end() : match.end() + 30])
    ]
    reduced = _REDUCED.search(text) if not found else None
    if reduced and dates.find(text[reduced.start("led") :].strip(), _SOME_DAY):
        reduced = None  # "three tiers: …, opening March 1"
    spans = [match.span() for match in found] + ([reduced.span("one")] if reduced else [])
    return [Mention("structure", _tiers([("member", None)], raw), start, end) for start, end in spans]


def only_a_number(mention: Mention) -> bool:
    """Whether it is the bare "one" of "not two tiers, one"."""
    return mention.end - mention.start <= len("one")


def _counted(text: str, raw: str) -> Mention | None:
    """ "Two tiers", perhaps with their names after it. The last count counts ("not three tiers, two: …")."""
    match = _last_count(text)
    if not match:
        return None
    count = int(match["count"])
    items, end = _items(text, match.end(), count)
    if len(items) < 2:
        items, end = [(f"tier {number}", None) for number in range(1, count + 1)], match.end()
    return Mention("structure", _tiers(items, raw), match.start(), end, 1.0 if end > match.end() else 0.85)


def _last_count(text: str) -> re.Match[str] | None:
    matches = list(_MANY.finditer(text))
    if not matches:
        return None
    shorter = re.compile(
        r"(?:,|\bbut|\bonly|\bjust|\bmake it)(?: just| only)? (?P<count>[2-6])(?= ?[:,]|$)"
    ).search(text, matches[-1].end())
    if shorter and re.search(r"\bnot (?:\w+ )?$", text[: matches[-1].start()]):
        return shorter
    last = matches[-1]
    elsewhere = "room" in last[0] or re.match(
        r" (?:for (?:tomorrow|today|tonight|the)|today|tonight)\b", text[last.end() :]
    )
    return None if elsewhere else last


def _items(text: str, start: int, limit: int) -> tuple[list[tuple[str, str | None]], int]:
    """Up to `limit` tier names listed from `start`, and where the list ends."""
    position = start + len((_SETUP.match(text[start : start + 16]) or [""])[0])
    opened = re.compile(r"(?:\s?(?:[:,(]|- |called|named|namely|with|of|then:|like))+ ?").match(
        text, position
    )
    if not opened:
        return [], start
    position = opened.end()
    side_by_side = text[position:].strip(" .!)").split()
    if (
        len(side_by_side) == limit
        and not _SEPARATOR.search(text, position)
        and not _STOPPERS.search(text, position)
    ):
        return [(name, None) for name in side_by_side], len(text)
    items: list[tuple[str, str | None]] = []
    while len(items) < limit and position < len(text):
        separator = _SEPARATOR.search(text, position)
        chunk_end = separator.start() if separator else len(text)
        item = _item(text[position:chunk_end].strip(" .!?)"), last=len(items) + 1 == limit)
        if item:
            items.append(item)
        elif text[position:chunk_end].strip():
            break
        start = chunk_end
        position = separator.end() if separator else len(text)
    return items, start


def _item(chunk: str, *, last: bool) -> tuple[str, str | None] | None:
    if re.fullmatch(rf"(?:a |and )*{_AMOUNT}", chunk):
        return "paid", chunk.removeprefix("and ").removeprefix("a ")
    match = _ITEM.match(chunk)
    if match and not _STOPPERS.search(match["name"]) and not contents.find(match["name"]):
        return match["name"], match["price"]
    words = chunk.removeprefix("and ").split()
    if last and words and len(words) > 1 and (_STOPPERS.match(words[1]) or words[1] in ("at", "on")):
        return _item(words[0], last=False)
    return None


def _listed(text: str, raw: str) -> Mention | None:
    """ "Tiers: A, B, C" and "A and B tiers"."""
    match = _LISTED.search(text)
    if match:
        items, end = _items(f"{text[: match.end()]}:{text[match.end() :]}", match.end(), 6)
        if len(items) >= 2:
            return Mention("structure", _tiers(items, raw), match.start(), min(end - 1, len(text)))
    trailing = _TRAILING_LIST.search(text)
    if trailing:
        names = [trailing[part] for part in ("first", "middle", "last") if trailing[part]]
        return Mention(
            "structure", _tiers([(name, None) for name in names], raw), trailing.start(), trailing.end()
        )
    return None


def _named_levels(text: str, raw: str) -> Mention | None:
    """ "A free tier and a VIP tier": at least two levels named one by one."""
    found = []
    for match in _NAMED_LEVEL.finditer(text):
        name = _DESCRIPTIVE.sub("", match["name"])
        name = (
            name.split()[-1]
            if name.split()[0]
            in {"have", "offer", "with", "be", "us", "also", "do", "want", "of", "my", "one"}
            else name
        )
        if name not in {
            "single",
            "same",
            "flat",
            "one",
            "membership",
            "1",
            "us",
            "simple",
            "paid membership",
        }:
            price = re.compile(rf"(?: ?\(| at| for|,)? ?({_AMOUNT})").match(text, match.end())
            found.append(
                (name, price[1] if price else None, match.start(), price.end() if price else match.end())
            )
    if len({name for name, *_ in found}) < 2 or len(found) > 6:
        return None
    return Mention(
        "structure", _tiers([(name, price) for name, price, *_ in found], raw), found[0][2], found[-1][3]
    )


def _priced_levels(text: str, raw: str) -> Mention | None:
    """ "A free tier and a $19 tier"."""
    found = list(_PRICED_LEVEL.finditer(text))
    if not 2 <= len(found) <= 6:
        return None
    items = [("free", None) if match["level"] == "free" else ("paid", match["level"]) for match in found]
    return Mention("structure", _tiers(items, raw), found[0].start(), found[-1].end(), 0.9)


def _priced_names(text: str, raw: str) -> Mention | None:
    """ "Silver for $10, Gold for $20"."""
    found = [
        match
        for match in _PRICED_ITEM.finditer(text)
        if match["name"] not in _FILLER_NAMES and not platforms.find(match["name"])
    ]
    if not 2 <= len({match["name"] for match in found}) <= 6:
        return None
    return Mention(
        "structure",
        _tiers([(m["name"], m["price"]) for m in found], raw),
        found[0].start(),
        found[-1].end(),
        0.9,
    )


def _tiers(items: list[tuple[str, str | None]], raw: str) -> dict[str, Any]:
    if len({name for name, _ in items}) < len(items):
        items = [(f"tier {number}", price) for number, (_, price) in enumerate(items, start=1)]
    return {"tiers": [{"name": _written(name, raw), "amount_minor": _minor(price)} for name, price in items]}


def _written(name: str, raw: str) -> str:
    """The name as the person wrote it when they gave it capitals, else with our own."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", raw, re.IGNORECASE)
    if found and found[0] != found[0].lower():
        return found[0]
    return name.upper() if name == "vip" else name.title()


def _minor(price: str | None) -> int | None:
    if not price:
        return None
    text = price if re.search(r"[^\d. ]", price) else f"${price.strip()}"
    found = prices.find(text)
    return found[0].value["amount_minor"] if found and found[0].value else None
