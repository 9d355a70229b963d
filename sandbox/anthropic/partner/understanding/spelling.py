"""Casual and hasty writing made regular, for matching only: typing slips, dropped apostrophes, days in words."""

import re
from functools import cache

_CASUAL = {
    r"(?:a )?tenner": "10",
    r"(?:a )?fiver": "5",
    r"lets": "let's",
    r"im": "i'm",
    r"ive": "i've",
    r"dont": "don't",
    r"doesnt": "doesn't",
    r"isnt": "isn't",
    r"didnt": "didn't",
    r"wouldnt": "wouldn't",
    r"cant": "can't",
    r"wont": "won't",
    r"thats": "that's",
    r"theyll": "they'll",
    r"everyones": "everyone's",
    r"gonna|gunna": "going to",
    r"wanna": "want to",
    r"lemme": "let me",
    r"w/": "with",
    r"w(?= [a-z])": "with",
    r"bc|cuz|coz|cos": "because",
    r"pls|plz": "please",
    r"prolly|prob": "probably",
    r"ya|yea|yeh": "yeah",
    r"ppl": "people",
    r"abt": "about",
    r"u": "you",
    r"id(?= (?:say|go|like|charge|do|rather|prefer|love|pick|take|want|open|launch|start|use|keep)\b)": "i'd",
    r"ill(?= (?:say|go|charge|do|take|want|open|launch|start|use|keep|run|host|pick)\b)": "i'll",
}
_REWRITES = [(re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE), plain) for words, plain in _CASUAL.items()]

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_SPOKEN_DAYS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""
_ORDINALS = {word: number for number, word in enumerate(_SPOKEN_DAYS.split(), start=1)}
_ORDINAL = "|".join(sorted((word.replace("-", "[- ]") for word in _ORDINALS), key=len, reverse=True))
_DAY_IN_WORDS = re.compile(
    rf"\b(?P<before>{_ORDINAL})(?=(?: day)? of (?:{_MONTHS})\b)"
    rf"|(?<=\w )(?P<after>{_ORDINAL})\b",
    re.IGNORECASE,
)
_ENDS_IN_MONTH = re.compile(rf"\b(?:{_MONTHS})\.? (?:the )?$", re.IGNORECASE)

_KNOWN = """
    discord circle patreon telegram whatsapp facebook substack
    january february april august september october november december christmas valentines
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn
    daily weekly biweekly monthly quarterly yearly month months weeks
    workshop workshops challenge challenges livestream livestreams tutorial tutorials critique critiques
    coworking masterclass interview interviews session sessions
    everyone everybody together single membership premium simple tier tiers room rooms level levels
    dollar dollars pounds euros bucks works sounds open launch start twenty thirty fifteen nineteen twelve
"""
_LOOKALIKES = """
    discard discards discords circles circled patron patrons moth moths mouth weakly meekly roomy worship dairy simply
    sample singe singles tiger tiled lever rounds pound sounded sound starts stars opens opened opener word words worker
    workers work weekday year yearn valentine challenged challenger interviewed memberships premiums lunch launched
    launches string sprint springs mondays tuesdays wednesdays thursdays fridays saturdays sundays
"""
_VOCABULARY = frozenset(_KNOWN.split())
_REAL_WORDS = frozenset(_LOOKALIKES.split())
_WORD = re.compile(r"[A-Za-z]{4,}")
_LONG_ENOUGH = 6


def regular(plain: str) -> str:
    """The same words as an unhurried writer would have typed them."""
    for pattern, written in _REWRITES:
        plain = pattern.sub(written, plain)
    plain = _WORD.sub(lambda found: _corrected(found.group()), plain)
    return _DAY_IN_WORDS.sub(lambda found: _numbered(found, plain), plain)


def _numbered(found: re.Match[str], plain: str) -> str:
    if found["after"] and not _ENDS_IN_MONTH.search(plain[: found.start()]):
        return found.group()
    number = _ORDINALS[found.group().lower().replace(" ", "-")]
    return f"{number}th"


def _corrected(word: str) -> str:
    lowered = word.lower()
    if lowered in _VOCABULARY or lowered in _REAL_WORDS:
        return word
    meant = _closest(lowered)
    if meant is None:
        return word
    return meant.capitalize() if word[0].isupper() else meant


@cache
def _closest(word: str) -> str | None:
    """The one known word a single slip away; a short word only by two letters changing places."""
    near = {known for known in _VOCABULARY if known[0] == word[0] and _slipped(word, known)}
    return near.pop() if len(near) == 1 else None


def _slipped(word: str, known: str) -> bool:
    if len(word) == len(known):
        wrong = [at for at, (typed, meant) in enumerate(zip(word, known, strict=True)) if typed != meant]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == known[wrong[1]]
            and word[wrong[1]] == known[wrong[0]]
        )
        return swapped or (len(wrong) == 1 and len(known) >= _LONG_ENOUGH)
    if len(known) < _LONG_ENOUGH or abs(len(word) - len(known)) != 1:
        return False
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
