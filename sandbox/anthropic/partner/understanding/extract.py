"""From one message to the decisions it makes, the leanings it shows and the rivals it cannot choose between."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sandbox.anthropic.partner.understanding import content, platform, pricing, structure, timeline
from sandbox.anthropic.partner.understanding.answering import (
    is_answer,
    is_approved,
    is_fragment,
    is_taken,
    leads,
)
from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.sentences import (
    Sentence,
    Span,
    around,
    sentences,
    turns,
)
from sandbox.anthropic.partner.understanding.stance import (
    Stance,
    changes_mind,
    is_negated,
    opens_a_question,
    stance_of,
)


@dataclass(frozen=True)
class Context:
    """What the words are read against."""

    today: date
    currency: str
    asked: str | None = None
    cadence: str | None = None
    """A rhythm already given for the content decision that is being asked about."""


@dataclass(frozen=True)
class Found:
    """A value a person chose or leans to, with their own sentence."""

    category: str
    value: Any
    display: str
    quote: str
    confidence: float


@dataclass(frozen=True)
class Extracted:
    decisions: tuple[Found, ...] = ()
    leanings: tuple[Found, ...] = ()
    rivals: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Categories for which two values were named without choosing, with how those read."""


@dataclass(frozen=True)
class _Candidate:
    mention: Mention
    stance: Stance
    sentence: Sentence
    order: int


_SPEAKS_OF = {
    "platform": r"\b(?:go(?:ing)? with|us(?:e|ing)|choos\w+|chose|pick\w*|switch\w*|mov(?:e|ing)|host\w*|it is|"
    r"it's|platform|prefer|stick with|let's|i want|make it|settled|decided|home|rather|"
    r"liv(?:e|es|ing) on|meet\w*|build it|set (?:it |us )?up|put (?:me|us|it) (?:down|on)|gather)\b",
    "pricing": r"\b(?:charg\w+|pric\w+|cost\w*|month\w*|membership|pay|founding|make it|year\w*|at|keep it)\b|[/]",
    "structure": r".",
    "timeline": r"\b(?:open\w*|launch\w*|start\w*|doors?|live|ready|date|begin\w*|kick\w*|move|push|"
    r"shift|aim\w*|deadline)\b",
    "content": r"\b(?:run\w*|host\w*|hold|offer\w*|week\w*|month\w*|daily|do|have|give|content|get|rhythm|every|"
    r"each|go with)\b",
}
_CORRECTS = re.compile(r"\b(?:actually|no wait|i mean|make (?:it|that)|scratch that|sorry)\b", re.IGNORECASE)
_CONFIDENCE = {Stance.DECIDED: 0.95, Stance.PLAIN: 0.88, Stance.LEANING: 0.5, Stance.NOT_MINE: 0.0}


def extract(text: str, context: Context) -> Extracted:
    """Everything decided in a message. Quotes are the person's own sentences, verbatim."""
    candidates: dict[str, list[_Candidate]] = defaultdict(list)
    for order, sentence in enumerate(sentences(text)):
        for candidate in _candidates(sentence, order, context):
            candidates[candidate.mention.category].append(candidate)
    decisions, leanings, rivals = [], [], []
    for category, found in candidates.items():
        chosen, others = _resolve(category, found)
        if chosen is None:
            rivals.append((category, tuple(dict.fromkeys(other.mention.display for other in others))))
        elif chosen.stance is Stance.LEANING:
            leanings.append(_found(chosen))
        else:
            decisions.append(_found(chosen))
    return Extracted(
        (*decisions, *_entry_price(decisions, candidates, context)), tuple(leanings), tuple(rivals)
    )


def _entry_price(
    decisions: list[Found], candidates: dict[str, list[_Candidate]], context: Context
) -> Iterator[Found]:
    """The price that comes with priced tiers: what the cheapest paid one costs."""
    tiers = next((found for found in decisions if found.category == "structure"), None)
    amounts = [tier["amount_minor"] for tier in tiers.value["tiers"] if tier["amount_minor"]] if tiers else []
    if tiers and amounts and "pricing" not in candidates:
        value = {"amount_minor": min(amounts), "currency": context.currency, "period": "month"}
        yield Found("pricing", value, pricing.display(value), tiers.quote, tiers.confidence)


def read_display(category: str, shown: str, context: Context) -> Any:
    """The value behind words this partner wrote itself when offering it back; None when it cannot be read."""
    found = [m for m in mentions(shown, replace(context, asked=category)) if m.category == category]
    return found[0].value if found else None


def mentions(plain: str, context: Context) -> list[Mention]:
    """Every value named in a sentence, whatever is said of it; each stretch of text speaks for one category."""
    money = pricing.spans(plain)
    rooms = structure.find(plain, asked=context.asked == "structure", currency=context.currency)
    prices = pricing.find(plain, asked=context.asked == "pricing", currency=context.currency)
    times = timeline.find(plain, asked=context.asked == "timeline", today=context.today)
    prices = [
        price for price in prices if not _overlaps(price, rooms) and not _is_part_of_a_date(price, times)
    ]
    times = [time for time in times if not _overlaps(time, prices)]
    cadence = context.cadence if context.asked == "content" else None
    formats = content.find(plain, money=money, cadence_before=cadence)
    formats = [] if rooms and _are_names_of(rooms, plain) else formats
    places = platform.find(plain, asked=context.asked == "platform")
    return [*places, *prices, *rooms, *times, *formats]


def _is_part_of_a_date(price: Mention, times: list[Mention]) -> bool:
    """The 15 and the 2027 of "January 15, 2027"."""
    return any(
        time.span.start <= price.span.start and price.span.end <= time.span.end and time.span != price.span
        for time in times
    )


def _are_names_of(rooms: list[Mention], plain: str) -> bool:
    """Whether every format named is what a tier is called: "three tiers: Sketch, Studio and Masterclass"."""
    return all(any(room.span.holds(span.start) for room in rooms) for _, span in content.each(plain))


def _overlaps(mention: Mention, others: list[Mention]) -> bool:
    return any(
        mention.span.start < other.span.end and other.span.start < mention.span.end for other in others
    )


def _candidates(sentence: Sentence, order: int, context: Context) -> Iterator[_Candidate]:
    named = mentions(sentence.plain, context)
    places = tuple(mention.span for mention in named)
    spoken = [
        _Candidate(mention, _stance(sentence, mention, context, places), sentence, order)
        for mention in _affirmed(sentence, named)
    ]
    spoken = [candidate for candidate in spoken if candidate.stance is not Stance.NOT_MINE]
    fragment = bool(spoken) and is_fragment(sentence, [*places, *_supporting(sentence, spoken)])
    certain = {c.mention.category for c in spoken if _stands_alone(c, context, fragment=fragment)}
    for candidate in spoken:
        if candidate.mention.category in certain or (certain and candidate.mention.explicit):
            yield candidate


def _supporting(sentence: Sentence, spoken: list[_Candidate]) -> list[Span]:
    """What is said besides a value for the same thing: its rhythm, the number of tiers again."""
    categories = {candidate.mention.category for candidate in spoken}
    rhythm = content.cadence_spans(sentence.plain) if "content" in categories else []
    return rhythm + (structure.spans(sentence.plain) if "structure" in categories else [])


def _affirmed(sentence: Sentence, found: list[Mention]) -> Iterator[Mention]:
    """The mentions that are not refused in the same breath; of several formats, the ones that are not."""
    for mention in found:
        if mention.category == "content":
            kept = [slug for slug, span in content.each(sentence.plain) if not is_negated(sentence, span)]
            if kept:
                money = pricing.spans(sentence.plain)
                near = next(span for slug, span in content.each(sentence.plain) if slug == kept[0])
                cadence = content.cadence_of(
                    sentence.plain, money=money, near=near if len(kept) == 1 else None
                )
                value = {"formats": kept, "cadence": cadence or mention.value["cadence"]}
                yield replace(mention, value=value, display=content.display(value))
        elif mention.fixed or not is_negated(sentence, mention.span):
            yield mention


def _stance(sentence: Sentence, mention: Mention, context: Context, places: tuple[Span, ...]) -> Stance:
    """How the speaker stands to a value, given what was asked and what is said of it."""
    stance = stance_of(sentence, mention.span)
    asked = mention.category == context.asked
    if stance is Stance.NOT_MINE:
        return Stance.LEANING if asked and _is_tried_out(sentence, mention) else stance
    if stance in {Stance.LEANING, Stance.MUSING} and not _is_embraced(sentence, mention, stance):
        return Stance.LEANING
    if stance < Stance.PLAIN or is_approved(sentence, mention):
        stance = Stance.DECIDED
    elif not _suffices(sentence, mention, stance, asked=asked, places=places):
        timed = stance is Stance.PLAIN and mention.category == "timeline"
        stance = Stance.NOT_MINE if timed else Stance.LEANING
    return min(stance, Stance.LEANING) if mention.vague else stance


def _is_embraced(sentence: Sentence, mention: Mention, stance: Stance) -> bool:
    """Whether what began as a leaning ends as a choice."""
    return is_taken(sentence, mention) or (stance is Stance.MUSING and is_approved(sentence, mention))


def _suffices(
    sentence: Sentence, mention: Mention, stance: Stance, *, asked: bool, places: tuple[Span, ...]
) -> bool:
    """Whether what stands around the value lets it be an answer."""
    if stance is Stance.DECIDED:
        return mention.category != "timeline" or is_answer(sentence, mention, spare=2, others=places)
    return is_answer(sentence, mention, others=places) or (asked and leads(sentence, mention))


def _is_tried_out(sentence: Sentence, mention: Mention) -> bool:
    """A value with nothing but a question mark behind it: "Discord?"."""
    return sentence.is_question and not opens_a_question(sentence) and is_fragment(sentence, [mention.span])


def _stands_alone(candidate: _Candidate, context: Context, *, fragment: bool) -> bool:
    mention = candidate.mention
    if mention.category == context.asked:
        return True
    if not mention.explicit or candidate.stance is Stance.LEANING:
        return False
    if fragment or is_approved(candidate.sentence, mention):
        return True
    turn = around(turns(candidate.sentence.plain), mention.span.start)
    said = candidate.sentence.plain[turn.start : turn.end]
    speaks = re.search(_SPEAKS_OF[mention.category], said, re.IGNORECASE)
    bare = mention.category == "pricing" and is_answer(candidate.sentence, mention, spare=-2)
    return candidate.stance is Stance.DECIDED and bool(speaks or bare)


def _resolve(category: str, found: list[_Candidate]) -> tuple[_Candidate | None, list[_Candidate]]:
    """The one candidate meant, or None and the rivals."""
    strongest = max(candidate.stance for candidate in found)
    serious = [candidate for candidate in found if candidate.stance >= min(strongest, Stance.PLAIN)]
    top = [candidate for candidate in serious if candidate.stance is strongest]
    chosen = _corrected(serious) or (_together(serious) if category == "content" else _monthly(serious))
    if chosen is None and len({repr(candidate.mention.value) for candidate in top}) == 1:
        chosen = top[0]
    return chosen, serious


def _corrected(serious: list[_Candidate]) -> _Candidate | None:
    """The last candidate, when it takes back the ones before it."""
    last = serious[-1]
    if last.order > serious[0].order and (changes_mind(last.sentence.plain) or last.stance is Stance.DECIDED):
        return last
    return last if len(serious) > 1 and _CORRECTS.search(last.sentence.plain) else None


def _monthly(serious: list[_Candidate]) -> _Candidate | None:
    """Of prices for different periods, the one by the month."""
    if serious[0].mention.category != "pricing" or len({c.mention.value["period"] for c in serious}) == 1:
        return None
    monthly = [candidate for candidate in serious if candidate.mention.value["period"] == "month"]
    return (monthly or serious)[0]


def _together(serious: list[_Candidate]) -> _Candidate:
    """Several formats named in one message belong to one rhythm."""
    formats = list(
        dict.fromkeys(slug for candidate in serious for slug in candidate.mention.value["formats"])
    )
    cadence = next((c.mention.value["cadence"] for c in serious if c.mention.value["cadence"]), None)
    value = {"formats": formats, "cadence": cadence}
    best = max(serious, key=lambda candidate: candidate.stance)
    return replace(best, mention=replace(best.mention, value=value, display=content.display(value)))


def _found(candidate: _Candidate) -> Found:
    mention = candidate.mention
    confidence = _CONFIDENCE[candidate.stance]
    return Found(mention.category, mention.value, mention.display, candidate.sentence.text, confidence)
