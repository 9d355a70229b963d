"""What members come back for, and how often."""

import re

from backend.agents.detection.types import Mention

_FORMATS = {
    "build_along": r"(?:build|make|draw|code|cook|paint|write|knit|sew|craft|play|work|bake|stitch|"
    r"sketch)[- ]?alongs?|"
    r"build(?:ing)? (?:\w+ )?together|making together",
    "q_and_a": r"q ?(?:&|and|n|\+) ?a(?:'?s|s)?(?: (?:sessions?|calls?))?|questions? and answers?|amas?|"
    r"ask[- ]me[- ]anythings?|answer(?:ing)? (?:\w+ )?questions",
    "office_hours": r"office hours?",
    "workshop": r"workshops?|(?:live |group )?class(?:es)?|live (?:lessons?|trainings?)|hands-on sessions?",
    "masterclass": r"master ?class(?:es)?",
    "livestream": r"live ?streams?|streams(?= (?:a|per|every|each))|live (?:\w+ )?(?:shows?|sessions?|calls?)",
    "coworking": r"co-?working(?: (?:sessions?|hours?))?|(?:body doubling|focus|study|work) sessions?|study halls?",
    "challenge": r"challenges?|sprints?",
    "critique": r"critiques?|crits?|(?:feedback|review|critique|portfolio) (?:sessions?|rounds?|"
    r"circles?|reviews?|"
    r"nights?)",
    "tutorial": r"tutorials?|how-tos?|lessons?(?! (?:learned|i))|video lessons?",
    "book_club": r"book clubs?|reading (?:groups?|clubs?)",
    "hot_seat": r"hot ?seats?",
    "interview": r"(?:guest |expert )?interviews?|guest (?:talks?|speakers?|experts?|sessions?)|fireside chats?",
    "behind_the_scenes": r"behind[- ]the[- ]scenes(?: (?:videos?|posts?|footage|looks?))?",
    "prompt": r"(?:drawing |writing |photo )?prompts?",
    "template": r"templates?|worksheets?|presets?",
    "course": r"(?<!of )(?:mini-?|short )?courses?(?! of)",
    "podcast": r"(?:private |members[- ]only )?podcasts?(?: episodes?)?",
    "newsletter": r"(?:members'? |private )?newsletters?|digests?",
    "meetup": r"meet-?ups?|hangouts?|coffee chats?|socials|happy hours?",
    "demo": r"demos?|show[- ]and[- ]tells?|demo days?",
    "mastermind": r"masterminds?(?: (?:groups?|calls?))?",
    "case_study": r"case stud(?:y|ies)|teardowns?",
    "discussion": r"discussions?(?: threads?)?|roundtables?|debates?",
    "game_night": r"game nights?|movie nights?|watch part(?:y|ies)",
    "group_coaching": r"(?:group )?coaching(?: (?:calls?|sessions?))?",
    "check_in": r"check-?ins?|accountability (?:calls?|threads?|check-?ins?|groups?|sessions?)",
    "video": r"(?:exclusive |bonus |extra |members-only )videos?",
    "post": r"(?:exclusive |bonus |blog |long |short )?posts",
}
_FORMAT = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{slug}>{words})" for slug, words in _FORMATS.items()) + r")(?![\w-])"
)

_WEEKDAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_OTHER = r"(?:other|second|2nd|2th)"
_CADENCES = {
    "twice_weekly": rf"(?:twice|2 times|2x|two times) (?:a|per|each|every) week|twice[- ]weekly|"
    rf"\b2 (?:[\w-]+ ){{1,3}}(?:a|"
    rf"per|each|every) week|every {_WEEKDAYS} and {_WEEKDAYS}",
    "biweekly": rf"bi-?weekly|fortnightly|every {_OTHER} (?:week|{_WEEKDAYS})|every (?:2|"
    rf"couple) ?(?:of )?weeks|(?:once "
    rf")?every fortnight|twice (?:a|per|each) month|2 times a month|\b2 (?:[\w-]+ ){{1,3}}(?:a|per|each|"
    r"every) month|(?:a|per) fortnight|every 2 weeks",
    "daily": r"daily|(?:every|each|per) (?:single )?(?:week)?(?:day|morning|evening)|once a day|a day\b",
    "quarterly": r"quarterly|(?:every|each|per|once a|a) quarter|every 3 months",
    "monthly": rf"monthly|(?:every|each|once (?:a|per|every)|(?<!\d )per|"
    rf"1 (?:[\w-]+ ){{1,3}}a) (?:single )?month|(?:the "
    rf")?(?:first|last|second|1st|last) {_WEEKDAYS} of (?:the|every|each) month|(?:once|1 time) a month",
    "weekly": rf"weekly|(?:every|each|once (?:a|per|every)|per|"
    rf"1 (?:[\w-]+ ){{1,3}}a) (?:single )?(?:week|{_WEEKDAYS})|"
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|(?:once|1 time) a week",
}
_CADENCES["weekly"] += (
    rf"|{_WEEKDAYS}(?: (?:mornings?|evenings?|nights?|afternoons?|live)){{0,2}}(?= (?:{'|'.join(_FORMATS.values())}))"
)
_CADENCE = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{slug}>{words})" for slug, words in _CADENCES.items()) + r")(?![\w-])"
)
_TRAILING = re.compile(r"^[,;:(\s-]{1,4}" + _CADENCE.pattern + r"\W*(?:$|,)")
_REFUSED_CADENCE = re.compile(rf"\b(?:instead of|rather than|not|than) (?:just )?(?:{_CADENCE.pattern})")
_ODD_COUNT = re.compile(
    r"\b(?:3|4|5|6|three|four|a few|several) (?:[\w&-]+ ){0,3}(?:a|per|each|every) (?:week|month|quarter|year)\b"
)
_FREQUENCY = ["daily", "twice_weekly", "weekly", "biweekly", "monthly", "quarterly"]


def cadence(text: str) -> str | None:
    """How often, in `text`: the most frequent of several, None when unsaid or no named cadence ("three a month")."""
    text = _REFUSED_CADENCE.sub(" ", text)
    if _ODD_COUNT.search(text):
        return None
    return most_frequent([match.lastgroup for match in _CADENCE.finditer(text)])


def most_frequent(named: list[str | None]) -> str | None:
    known = [name for name in named if name]
    return min(known, key=_FREQUENCY.index) if known else None


def find(text: str) -> list[Mention]:
    """Every format named in normalised `text`, one mention each; its value is the slug."""
    return [
        Mention("content", match.lastgroup, match.start(), match.end()) for match in _FORMAT.finditer(text)
    ]


def cadences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _CADENCE.finditer(text)]


def neighbouring_cadence(text: str, start: int, end: int) -> str | None:
    """The cadence a sentence opens with ("Every Thursday, …"), or that trails the clause from `start` to `end`."""
    match = _CADENCE.match(text[:start]) or _TRAILING.match(text[end:])
    return match.lastgroup if match else None
