"""Numbers as people write them: 1,900 and 19,99 and nineteen and 1.5k."""

import re
from decimal import Decimal, InvalidOperation

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: (value + 2) * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}

WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])}))?|(?:{'|'.join(reversed(list(_UNITS)[1:]))})"
    rf"(?: hundred)?|(?:a|one) hundred|a couple(?: of)?|a few)"
)
DIGITS = r"\d{1,3}(?:[,. ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"


def number(text: str) -> Decimal | None:
    """The value of a number in digits or English words, None if it is neither."""
    said = text.strip().lower()
    return _spoken(said) if said[:1].isalpha() else _written(said)


def _written(said: str) -> Decimal | None:
    said = said.replace(" ", "")
    thousands = said.endswith("k")
    digits = said.rstrip("k")
    grouped = re.fullmatch(r"(\d{1,3}(?:[,.]\d{3})+)(?:[.,](\d{1,2}))?", digits)
    if grouped:
        digits = re.sub(r"[,.]", "", grouped[1]) + (f".{grouped[2]}" if grouped[2] else "")
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None
    return value * 1000 if thousands else value


def _spoken(said: str) -> Decimal | None:
    if said.startswith("a couple"):
        return Decimal(2)
    if said.endswith("hundred"):
        return Decimal(_UNITS.get(said.split(maxsplit=1)[0], 1) * 100)
    if said in _UNITS:
        return Decimal(_UNITS[said])
    tens, _, unit = re.sub("-", " ", said).partition(" ")
    return Decimal(_TENS[tens] + _UNITS.get(unit, 0)) if tens in _TENS else None
