"""Finding the place where members will meet."""

import re
from functools import cache

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.sentences import Span

_KNOWN = {
    "discord": ("Discord", r"discord"),
    "circle": ("Circle", r"circle(?:\.so)?"),
    "skool": ("Skool", r"skool(?:\.com)?"),
    "mighty_networks": ("Mighty Networks", r"mighty networks?|mighty"),
    "patreon": ("Patreon", r"patreon"),
    "slack": ("Slack", r"slack"),
    "telegram": ("Telegram", r"telegram"),
    "whatsapp": ("WhatsApp", r"whats ?app"),
    "facebook_group": ("Facebook group", r"(?:facebook|fb) groups?"),
    "substack": ("Substack", r"substack"),
    "kajabi": ("Kajabi", r"kajabi"),
    "podia": ("Podia", r"podia"),
    "teachable": ("Teachable", r"teachable"),
    "thinkific": ("Thinkific", r"thinkific"),
    "discourse": ("Discourse", r"discourse"),
    "geneva": ("Geneva", r"geneva"),
    "memberful": ("Memberful", r"memberful"),
    "heartbeat": ("Heartbeat", r"heartbeat"),
    "youtube_memberships": ("YouTube memberships", r"youtube (?:channel )?memberships?"),
}
_LOOKALIKES = re.compile(
    r"\binner circle|circle of friends|full circle|some slack|slack off|mighty (?:fine|good)\b", re.IGNORECASE
)
_LEFT_BEHIND = re.compile(r"\b(?:from|off|leave|leaving|left)\s+$", re.IGNORECASE)


def find(plain: str, *, asked: bool) -> list[Mention]:
    """Platforms named in a sentence. A loose synonym from the playbook counts only when the platform was asked for."""
    masked = _LOOKALIKES.sub(lambda found: "." * len(found.group()), plain)
    found = [
        Mention("platform", slug, label, Span(*match.span()), explicit=strict)
        for slug, label, pattern, strict in _patterns()
        if asked or strict
        for match in pattern.finditer(masked)
        if not _LEFT_BEHIND.search(masked[: match.start()])
    ]
    return _longest(found)


def display(slug: str) -> str:
    return _KNOWN[slug][0] if slug in _KNOWN else slug.replace("_", " ").title()


@cache
def _patterns() -> list[tuple[str, str, re.Pattern[str], bool]]:
    known = [(slug, label, rf"\b(?:{words})\b", True) for slug, (label, words) in _KNOWN.items()]
    loose = [
        (option["value"], option["label"], rf"\b(?:{re.escape(synonym)})\b", False)
        for option in playbook.options("platform")
        for synonym in option["synonyms"]
    ]
    return [
        (slug, label, re.compile(words, re.IGNORECASE), strict)
        for slug, label, words, strict in known + loose
    ]


def _longest(found: list[Mention]) -> list[Mention]:
    """Without mentions that lie inside another one, in the order they were said."""
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
