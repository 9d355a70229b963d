"""Numbers in words and in foreign notations, rewritten as plain digits."""

import re

from backend.agents.detection.lexicon import in_order

_UNITS = {
    word: number
    for number, word in enumerate(
        in_order(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        in_order(
            """
    twenty thirty forty fifty sixty seventy eighty ninety
    """
        ),
        start=2,
    )
}
_SCALES = {"hundred": 100, "thousand": 1000}
_WORD = "|".join(sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(?<![\w-])(?:an? (?=hundred|thousand))?(?:{_WORD})(?:[ -](?:and )?(?:{_WORD})){{0,6}}(?![\w'-])"
)
_HYPHENED = re.compile(rf"(?<![\w-])({_WORD})-(?=(?:tier|level|plan)\b)")
_PRONOUN_BEFORE = re.compile(r"\b(?:the|this|that|no|any|every|which|right|good|bigger|old|new) $")

_ORDINALS = {
    word: number
    for number, word in enumerate(
        in_order(
            """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """
        ),
        start=1,
    )
} | {"thirtieth": 30}
_ORDINALS |= {
    f"{tens} {word}": base + number
    for tens, base in (("twenty", 20), ("thirty", 30))
    for word, number in list(_ORDINALS.items())
    if base + number <= 31 and number < 10
}
_ORDINAL = "|".join(sorted((word.replace(" ", "[ -]") for word in _ORDINALS), key=len, reverse=True))
_SPOKEN_ORDINAL = re.compile(rf"\b({_ORDINAL})\b")
_AMBIGUOUS_ORDINALS = {"first", "second", "third"}
_DATE_AROUND = re.compile(
    r"(?:\bevery|january|february|march|april|may|june|july|august|\w{3,5}ember|october) $"
)

_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3}){1,3})(?![\d,])")
_DOT_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){1,3})(?![\d.])")
_APOSTROPHE_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}(?:'\d{3}){1,3})(?!\d)")
_SPACE_THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?: \d{3}){1,2})(?= ?(?:kr|€|eur|sek|nok|dkk|zł|pln|chf|yen|jpy)\b)"
)
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d{1,6}),(\d{2})(?![\d,])")


def _worth(words: list[str]) -> str:
    """Spoken number to digits; two numbers in a row are units and cents ("nineteen ninety-nine")."""
    groups, total, current, last = [], 0, 0, 0
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
            last = 1000
            continue
        value = _UNITS[word] if word in _UNITS else _TENS[word]
        fits = last in {0, 1000} or (20 <= last <= 90 and 0 < value < 10)
        if not fits:
            groups.append(total + current)
            total, current = 0, 0
        current += value
        last = value
    groups.append(total + current)
    if len(groups) == 2 and 10 <= groups[1] <= 99:
        return f"{groups[0]}.{groups[1]:02d}"
    return " ".join(map(str, groups))


def _spoken(match: re.Match[str]) -> str:
    text = match[0]
    if text == "one" and _is_pronoun(match):
        return text
    return _worth(re.findall(_WORD, text))


def _is_pronoun(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()]
    after = match.string[match.end() : match.end() + 6]
    return bool(_PRONOUN_BEFORE.search(before)) or bool(re.match(r" (?:time|off|of)\b", after))


def _ordinal(match: re.Match[str]) -> str:
    word = match[1].replace("-", " ")
    before = match.string[max(0, match.start() - 12) : match.start()]
    after = match.string[match.end() : match.end() + 4]
    if word in _AMBIGUOUS_ORDINALS and not _DATE_AROUND.search(before) and not after.startswith(" of "):
        return match[0]
    return f"{_ORDINALS[word]}th"


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"[,.' ]", "", match[1])


def in_digits(text: str) -> str:
    """`text` (lower case) with spoken and foreign-notation numbers as plain digits, "." before the cents."""
    text = _HYPHENED.sub(lambda match: f"{_worth([match[1]])} ", text)
    text = _SPOKEN_ORDINAL.sub(_ordinal, text)
    text = _SPOKEN.sub(_spoken, text)
    if not any(sign in text for sign in ",.' "):
        return text
    for grouped in (_COMMA_THOUSANDS, _DOT_THOUSANDS, _APOSTROPHE_THOUSANDS, _SPACE_THOUSANDS):
        text = grouped.sub(_joined, text)
    return _DECIMAL_COMMA.sub(r"\1.\2", text)
