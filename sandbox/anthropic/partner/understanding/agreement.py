"""Yes, no, and "your call": answers that only mean something beside the question they answer."""

import re

from sandbox.anthropic.partner.understanding.sentences import Sentence, sentences, straighten
from sandbox.anthropic.partner.understanding.spelling import regular
from sandbox.anthropic.partner.understanding.stance import asks, is_unsure

_YES = (
    r"yes(?: please)?|yep|yeah|yup|yes+|sure(?: thing)?|absolutely|definitely|exactly|agreed|i agree|deal|of "
    r"course|correct|"
    r"(?:that |it |this |the \w+ |your \w+ )?(?:price |one )?(?:sounds?|looks?|seems?|feels?|is|"
    r"'?s) (?:\w+ )?(?:good|right|great|perfect|"
    r"fine|reasonable|fair|lovely|wise|sensible|nice|doable|ideal|best|ok|okay|cool|awesome|spot on|solid)|"
    r"(?:that|it|this|the first(?: one)?|your \w+)(?:'ll| would| will| price)? works?|works for me|"
    r"i'?m (?:happy|fine|good|ok|okay|"
    r"comfortable) with (?:that|it|this|your \w+)|(?:i'?m )?on board|you'?re right|makes sense|that makes sense|"
    r"i like (?:it|that|the sound of (?:it|that))|love (?:it|that)|i love (?:it|that)|let'?s (?:do|go with|take|"
    r"use) (?:it|that|this|the first(?: one)?|your \w+)|"
    r"do (?:it|that)|go for (?:it|that)|go with (?:it|that|this)|sold|i trust (?:you|that|your \w+)|"
    r"go ahead|i'?m in|please do|write (?:it|that) down|record (?:it|that)|i'?ll (?:take|"
    r"go with|do) (?:it|that|your \w+)|"
    r"(?:i'?ll |let'?s |we'?ll )?(?:go|going|do|take)(?: with)? (?:your|the) (?:recommendation|suggestion|"
    r"recommended(?: one| option)?|advice)|"
    r"(?:i'?ll |let'?s )?(?:follow|trust|do|take) (?:you|your \w+)|as you (?:say|suggest|recommend|suggested|"
    r"recommended)|what you (?:said|suggested|recommended)|"
    r"your (?:recommendation|suggestion)(?: (?:is|sounds) \w+)?|that'?s (?:right|fine|good|perfect|great|it|the "
    r"one)|that one|happy with that|fine by me|fine with me|same"
)
_FAINT = r"ok(?:ay)?|k|perfect|great|good|fine|cool|nice|right|alright|all right|awesome|excellent|wonderful|👍|✅|💯"
_STARTS_YES = re.compile(rf"^(?:(?:{_FAINT}|yes|yeah|hmm+|well|oh)[,.! ]+)*(?:{_YES})\b", re.IGNORECASE)
_ONLY_FAINT = re.compile(rf"^(?:(?:{_FAINT})[\s,.!]*)+$", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:but|however|except|instead|not|rather|n't|maybe|think about|although|first tell|before)\b|n't\b",
    re.IGNORECASE,
)
_NOT_OBJECTING = re.compile(
    r"\b(?:why not|no problem|not a problem|not bad|can'?t argue with that)\b", re.IGNORECASE
)
_NO = re.compile(
    r"^(?:no|nope|nah|not really|i don'?t think so|rather not|no thanks?|not that|not this|neither)\b",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:you (?:decide|choose|pick)|your call|up to you|whatever you (?:think|say|recommend|suggest)|you know "
    r"best|you tell me|any(?:thing)? is fine)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    1: r"first(?! (?:week|month|day|of|thing|quarter))|1st|option (?:1|one|a)|number (?:1|one)|#1|"
    r"^\(?1[.)]?$|^\(?a[.)]?$",
    2: r"second(?! (?:thoughts?|week|of|quarter))|2nd|option (?:2|two|b)|number (?:2|two)|#2|^\(?2[.)]?$|^\(?b[.)]?$",
    3: r"third(?! (?:week|of|quarter))|3rd|option (?:3|three|c)|number (?:3|three)|#3|^\(?3[.)]?$|^\(?c[.)]?$",
    4: r"fourth|4th|last(?: one)|option (?:4|four|d)|number (?:4|four)|#4|^\(?4[.)]?$|^\(?d[.)]?$",
}
_CHOICE = re.compile(r"\b(?:one|option|choice|number)\b|#|^\W*\w{1,2}\W*$|^(?:the )?\w+[.!]?$", re.IGNORECASE)


def accepting(text: str) -> Sentence | None:
    """The sentence in which a person accepts what they were just asked, if the message does and nothing in it
    objects."""
    said = sentences(text)
    if (
        not said
        or any(is_unsure(sentence.plain) for sentence in said)
        or any(asks(sentence) for sentence in said)
    ):
        return None
    for sentence in said:
        bare = _NOT_OBJECTING.sub("", sentence.plain).strip(" .!,\"'")
        if _STARTS_YES.match(bare) and not _BUT.search(bare):
            return sentence
    first = said[0]
    return first if len(said) == 1 and _ONLY_FAINT.match(first.plain) else None


def declining(text: str) -> bool:
    return bool(_NO.match(regular(straighten(text)).strip()))


def leaves_it_to_us(text: str) -> bool:
    return bool(_YOURS.search(regular(straighten(text))))


def picked_option(text: str, count: int) -> tuple[int, Sentence] | None:
    """Which of the listed options a short "the second one" means, counted from zero."""
    said = sentences(text)
    if len(said) != 1 or asks(said[0]) or len(text.split()) > 8 or _BUT.search(said[0].plain):
        return None
    plain = said[0].plain.strip(" .!")
    for place, words in _ORDINALS.items():
        if (
            place <= count
            and re.search(rf"(?:\b|^)(?:{words})(?:\b|$)", plain, re.IGNORECASE)
            and _CHOICE.search(plain)
        ):
            return (count - 1 if "last" in plain.lower() else place - 1), said[0]
    return None
