"""Who it is for, what it promises, and why from this creator."""

from backend.projects import recommendations, values

from . import wording
from .basis import Basis

LEAD = "Who it is for, what it promises, and why from you: the page every other page follows from."
_AUDIENCES = {
    "youtube": "{} subscribers on YouTube",
    "instagram": "{} followers on Instagram",
    "tiktok": "{} followers on TikTok",
    "twitter": "{} followers on X",
    "twitch": "{} followers on Twitch",
    "podcast": "{} podcast listeners",
    "newsletter": "{} newsletter readers",
    "blog": "{} blog readers",
    "linkedin": "{} followers on LinkedIn",
    "facebook": "{} followers on Facebook",
    "pinterest": "{} followers on Pinterest",
}


def compose(basis: Basis) -> str:
    """Return the partner's draft where there is one, else what follows from the facts."""
    if basis.drafted:
        return basis.drafted
    return wording.paragraphs(
        wording.note_on_open(basis, values.CONTENT, values.PLATFORM),
        "### Who it is for",
        _for_whom(basis),
        wording.in_own_words(basis.said.audience),
        "### The promise",
        f"**{_promise(basis)}**",
        wording.in_own_words(basis.said.promise),
        *_why(basis),
        *_reasons(basis),
    )


def _for_whom(basis: Basis) -> str:
    business = wording.plain(basis.business)
    if basis.facts is None:
        return (
            f"The profile does not yet say what {business} is about. Add the niche and the audience there,"
            " and this paragraph fills itself in."
        )
    niche = wording.in_sentence(basis.facts.niche, basis.playbook)
    return f"{business} is for people who care about {niche} and {_wish(basis)}."


def _wish(basis: Basis) -> str:
    """Say what those want whom this way of meeting serves; the ways are the playbook's."""
    return {
        "build_along": "want to make something and finish it",
        "q_and_a": "have a real question this week",
        "challenge": "want to do a little of it every day",
        "workshop": "want to learn it properly, step by step",
    }.get(basis.choice(values.CONTENT).value["formats"][0], "want to talk about it with others who do")


def _promise(basis: Basis) -> str:
    meeting = basis.choice(values.CONTENT).display
    place = wording.at_place(basis.choice(values.PLATFORM).display)
    about = (
        f" for people who care about {wording.in_sentence(basis.facts.niche, basis.playbook)}"
        if basis.facts
        else ""
    )
    return f"{wording.plain(meeting)} {place}{about}."


def _why(basis: Basis) -> list[str]:
    told = [block for block in (_audience(basis), wording.in_own_words(basis.said.work)) if block]
    return [f"### Why from {wording.plain(basis.creator)}", *told] if told else []


def _audience(basis: Basis) -> str:
    facts, creator = basis.facts, wording.plain(basis.creator)
    if facts is None:
        return ""
    people = _AUDIENCES.get(facts.primary_platform, "an audience of {} people").format(
        f"{facts.follower_count:,}"
    )
    engaged = recommendations.estimate(basis.rules[values.PRICING], facts).engaged
    if not engaged:
        return f"{creator} has {people}. So far too few answer to count; the first ten are asked by name."
    rate = f"{facts.engagement_rate.normalize():f}"
    return f"{creator} has {people}, and {rate}% of them respond: {engaged:,} people who really listen."


def _reasons(basis: Basis) -> list[str]:
    """Return why it is set up as it is: the creator's sentences behind what stands, none twice."""
    lines = [
        f"- **{wording.plain(decided.display)}**: {_spoken(decided.quote)}"
        for category in values.CATEGORIES
        if (decided := basis.decisions.get(category)) and decided.quote
    ]
    told = {decided.quote for decided in basis.decisions.values()}
    more = [f"- {_spoken(sentence)}" for sentence in basis.said.reasons if sentence not in told]
    return ["### Why it is set up this way", "\n".join(lines + more)] if lines or more else []


def _spoken(sentence: str) -> str:
    return f"“{wording.shortened(sentence)}”"
