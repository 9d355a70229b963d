"""Finding what members come back for, and how often."""

import re
from typing import Any

from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.sentences import Span

_FORMATS = {
    "build_along": (
        "build-along",
        r"(?:build|make|draw|paint|code|cook|knit|sew|write|bake)[- ]?alongs?|(?:build|make?|draw|paint|"
        r"code?|cook|knit|sew|write?|bake?|create?|craft|play)(?:ing)? (?:\w+ )?together"
        r"|(?:build|draw|paint|code|cook|knit|sew|bake|create|craft|play)(?:ing)? with (?:them|me|"
        r"members|everyone|you)",
    ),
    "q_and_a": (
        "Q&A",
        r"q ?(?:&|and|n|'n'|\+) ?a(?:'?s)?\b|questions? and answers?|ask me anything|\bamas?\b",
    ),
    "hot_seat": ("hot seat", r"hot ?seats?"),
    "prompt": ("prompt", r"(?:\w+ )?prompts?"),
    "interview": ("guest interview", r"(?:guest )?interviews?"),
    "office_hours": ("office hours", r"office hours?"),
    "workshop": ("workshop", r"workshops?|live class(?:es)?|live lessons?"),
    "masterclass": ("masterclass", r"master ?class(?:es)?"),
    "challenge": ("challenge", r"(?:\d+[- ]day )?challenges?|sprints?"),
    "live_call": (
        "live call",
        r"(?:live |group |zoom |video |community )+calls?|calls|a call|(?:live )?meet ?ups?|"
        r"live (?:\w+ )?sessions?|hangouts?|(?:daily|weekly|biweekly|monthly) lives",
    ),
    "livestream": ("live stream", r"live ?streams?|private streams?"),
    "coworking": ("co-working session", r"co-?working(?: sessions?)?|work sessions?|body doubling"),
    "critique": (
        "critique",
        r"feedback (?:sessions?|rounds?|nights?|threads?)|critiques?(?: sessions?)?|portfolio reviews?|"
        r"(?:group )?reviews\b",
    ),
    "template": ("template", r"templates?|worksheets?|presets|downloads"),
    "course": ("course", r"(?:mini[- ])?courses?|lessons\b"),
    "tutorial": ("tutorial", r"(?:video )?tutorials?|video lessons?"),
    "behind_the_scenes": (
        "behind the scenes",
        r"behind[- ]the[- ]scenes(?: (?:videos?|posts?|footage|looks?))?",
    ),
    "guest_expert": ("guest expert", r"guest (?:experts?|talks?|speakers?|sessions?)|expert talks?"),
    "check_in": ("check-in", r"(?:accountability )?check[- ]?ins?"),
    "book_club": ("book club", r"book clubs?"),
    "accountability": (
        "accountability group",
        r"accountability(?: (?:groups?|calls?))?",
    ),
    "newsletter": ("members' letter", r"members'? (?:letter|newsletter)|private newsletter"),
    "post": ("post", r"posts|(?:exclusive|bonus|blog|long|short|new|daily|weekly|monthly|a|one) post"),
    "podcast": ("podcast", r"(?:private |members[- ]only )?podcasts?(?: episodes?)?"),
    "game_night": ("game night", r"(?:game|movie|film) nights?|watch part(?:y|ies)"),
    "demo": ("demo", r"demos?|show[- ]and[- ]tells?"),
    "discussion": ("discussion", r"discussions?(?: threads?)?|roundtables?|debates?"),
    "mastermind": ("mastermind", r"masterminds?(?: (?:groups?|calls?))?"),
    "group_coaching": ("group coaching", r"(?:group )?coaching(?: (?:calls?|sessions?))?"),
    "case_study": ("case study", r"case stud(?:y|ies)|teardowns?"),
    "video": ("video", r"(?:exclusive|bonus|extra|new|members-only) videos?"),
    "bonus_episode": ("bonus episode", r"bonus (?:episodes?|content)"),
}
_COMPILED = {
    slug: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for slug, (_, words) in _FORMATS.items()
}
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_CADENCES = {
    "daily": r"daily|every ?day|each day|once a day|every (?:morning|evening|weekday)",
    "twice_weekly": r"twice (?:a|per|every) week|twice[- ]weekly|(?:two|2) (?:\w+ ){0,2}(?:a|per|each|every) week|"
    r"two times a week",
    "biweekly": r"bi-?weekly|fortnightly|every (?:two|2|other|second) weeks?|every fortnight|twice a month|(?:two|"
    r"2) (?:\w+ ){0,2}(?:a|per|each) month"
    rf"|every other {_DAYS}",
    "weekly": rf"weekly|(?:every|each|once a|once per|per) week|a week\b|every (?:single )?{_DAYS}|\bon {_DAYS}|"
    rf"{_DAYS[:-1]}s\b|each {_DAYS}",
    "monthly": r"monthly|(?:every|each|once a|once per) month|a month\b|per month",
    "quarterly": r"quarterly|(?:every|each|once a) quarter|every three months",
}
_OFTENEST = ("daily", "twice_weekly", "weekly", "biweekly", "monthly", "quarterly")
_CADENCE = {name: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for name, words in _CADENCES.items()}


def find(plain: str, *, money: list[Span], cadence_before: str | None = None) -> list[Mention]:
    """The formats named in a sentence as one mention, with the cadence said beside them."""
    hits = _hits(plain)
    if not hits:
        return []
    cadence = cadence_of(plain, money=money) or cadence_before
    value = {"formats": [slug for slug, _ in hits], "cadence": cadence}
    span = Span(min(span.start for _, span in hits), max(span.end for _, span in hits))
    return [Mention("content", value, display(value), span)]


def each(plain: str) -> list[tuple[str, Span]]:
    """Every format named, with its place, so that refused ones can be left out."""
    return _hits(plain)


def cadence_of(plain: str, *, money: list[Span], near: Span | None = None) -> str | None:
    """The rhythm a sentence speaks of; the period of a price is not one. Of several, the one nearest
    to `near`, else the most frequent."""
    masked = list(plain)
    for span in money:
        for at in range(span.start, min(len(plain), span.end + 14)):
            masked[at] = (
                "#"
                if at < span.end or (_PRICE_PERIOD.match(plain, span.end) and at < _end(plain, span))
                else plain[at]
            )
    text = "".join(masked)
    found: list[tuple[int, int, str]] = []
    for name, pattern in _CADENCE.items():
        for match in pattern.finditer(text):
            away = max(near.start - match.end(), match.start() - near.end, 0) if near else 0
            found.append((away, _OFTENEST.index(name), name))
        text = pattern.sub(lambda said: "#" * len(said.group()), text)
    return min(found)[2] if found else None


def cadence_spans(plain: str) -> list[Span]:
    """Where a sentence speaks of a rhythm."""
    return [Span(*match.span()) for pattern in _CADENCE.values() for match in pattern.finditer(plain)]


def display(value: dict[str, Any]) -> str:
    """What happens, as people read it: "Weekly build-alongs and Q&A"."""
    names = [
        _plural(_FORMATS[slug][0]) if slug in _FORMATS else slug.replace("_", " ")
        for slug in value["formats"]
    ]
    joined = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    cadence = str(value.get("cadence") or "").replace("twice_weekly", "twice-weekly")
    spoken = f"{cadence} {joined}".strip()
    return spoken[:1].upper() + spoken[1:]


_PRICE_PERIOD = re.compile(
    r"\s*(?:/|per|a|an|each|every)?\s*(?:month|mo|week|year|yr)(?:ly)?\b|\s*(?:monthly|weekly|yearly)",
    re.IGNORECASE,
)


def _end(plain: str, span: Span) -> int:
    period = _PRICE_PERIOD.match(plain, span.end)
    return period.end() if period else span.end


def _hits(plain: str) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for slug, pattern in _COMPILED.items():
        for match in pattern.finditer(plain):
            span = Span(*match.span())
            inside = any(span.start < other.end and other.start < span.end for _, other in found)
            if not inside and slug not in {name for name, _ in found}:
                found.append((slug, span))
    return sorted(found, key=lambda hit: hit[1].start)


def _plural(name: str) -> str:
    if name.endswith(("s", "&A", "scenes", "coaching")):
        return name
    if name.endswith("dy"):
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("sh", "ch")) else f"{name}s"
