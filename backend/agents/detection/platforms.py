"""Where a community may live, by the names people give it."""

import re

from backend.agents.detection.types import Mention

_NAMES = {
    "discord": r"discord(?:'s)?",
    "circle": r"circle(?:\.so)?",
    "skool": r"skool",
    "mighty_networks": r"mighty ?networks?|mighty",
    "patreon": r"patreon",
    "slack": r"slack",
    "telegram": r"telegram",
    "whatsapp": r"whats ?app",
    "facebook_group": r"(?:facebook|fb)(?: (?:private |closed )?groups?)?",
    "substack": r"substack",
    "kajabi": r"kajabi",
    "podia": r"podia",
    "teachable": r"teachable",
    "thinkific": r"thinkific",
    "ghost": r"ghost(?= |$)",
    "discourse": r"discourse",
    "geneva": r"geneva",
    "heartbeat": r"heartbeat",
    "bettermode": r"bettermode",
    "whop": r"whop",
    "ko_fi": r"ko-?fi",
    "buy_me_a_coffee": r"buy ?me ?a ?coffee",
    "memberful": r"memberful",
    "reddit": r"reddit|subreddit",
    "gumroad": r"gumroad",
    "wordpress": r"wordpress|buddyboss",
    "locals": r"locals\.com",
    "fourthwall": r"fourthwall",
    "nas_io": r"nas\.io",
    "swarm": r"swarm",
    "uscreen": r"uscreen",
    "memberstack": r"memberstack",
    "signal": r"signal (?:group|chat)",
    "youtube_memberships": r"youtube (?:channel )?memberships?",
}
_BY_NAME = re.compile(
    r"(?<![\w@/.-])(?:" + "|".join(f"(?P<{slug}>{name})" for slug, name in _NAMES.items()) + r")(?![\w@])"
)
_HOMONYM_AFTER = re.compile(
    r"^ (?:of|in the (?:team|group)|among|between|back\b|around|off\b|jaw|page|ads?\b|messenger|broadcast|message|"
    r"post)"
)
_OWNED = {"my", "our", "his", "her", "their", "your"}
"""A thing somebody has, not a place being chosen."""
_ONLY_SOMETIMES = {
    "circle": {
        "full",
        "inner",
        "vicious",
        "social",
        "family",
        "virtuous",
        "small",
        "close",
        "wider",
        "drum",
        "little",
        "sewing",
    },
    "slack": {"some", "much", "any", "little"},
    "discord": {"some", "much", "any"},
}


def find(text: str) -> list[Mention]:
    """Every platform named in normalised `text`; words that only look like one are left out."""
    return [
        Mention("platform", match.lastgroup, match.start(), match.end())
        for match in _BY_NAME.finditer(text)
        if not _means_something_else(text, match)
    ]


def _means_something_else(text: str, match: re.Match[str]) -> bool:
    if _HOMONYM_AFTER.match(text[match.end() : match.end() + 24]):
        return True
    words = text[max(0, match.start() - 20) : match.start()].split()
    before = words[-1] if words else ""
    return before in _OWNED or before in _ONLY_SOMETIMES.get(match.lastgroup or "", ())
