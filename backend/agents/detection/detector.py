"""Reads one message and says what was decided, finished and proposed in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backend.agents.detection import (
    commitments,
    completions,
    contents,
    dates,
    modality,
    next_steps,
    platforms,
    prices,
    structures,
)
from backend.agents.detection import sentences as reading
from backend.agents.detection.modality import Stance
from backend.agents.detection.sentences import Clause, Sentence
from backend.agents.detection.types import DetectedDecision, Detection, Mention, TaskHint

MOST_CHARACTERS = 100_000
"""What lies beyond is not read."""


def detect(
    text: str, *, role: str = "user", today: date | None = None, tasks: Sequence[TaskHint] = ()
) -> Detection:
    """Decisions and completions in a user's message; completions and next steps in an assistant's.

    Never raises on any text; takes time linear in its length. Relative dates count from `today` (the machine's own
    when not given). Completions are named after `tasks` where one fits.
    """
    text = text[:MOST_CHARACTERS]
    read = [reading.read(piece) for piece in reading.pieces(text)]
    finished = completions.find(read, role=role, tasks=tasks)
    if role == "assistant":
        return Detection(completions=finished, next_steps=next_steps.find(text))
    return Detection(decisions=_decisions(read, today or date.today()), completions=finished)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A clause with what it names and how it is meant."""

    clause: Clause
    mentions: list[Mention]
    stance: Stance
    bare: bool
    explicit: bool


def _decisions(read: Sequence[Sentence], today: date) -> list[DetectedDecision]:
    """What stands at the end of the message: in a change of mind the last word counts."""
    standing: dict[str, DetectedDecision] = {}
    for index, sentence in enumerate(read):
        if commitments.takes_back(sentence.text):
            standing.clear()
            continue
        following = read[index + 1].text if index + 1 < len(read) else ""
        _apply(standing, _readings(sentence, today, following), sentence)
    return list(standing.values())


def _apply(standing: dict[str, DetectedDecision], readings: list[_Reading], sentence: Sentence) -> None:
    in_sentence: dict[str, DetectedDecision] = {}
    for reading_ in readings:
        for mention in reading_.mentions:
            former = in_sentence.get(mention.category) or standing.get(mention.category)
            if _withdraws(reading_, mention, sentence.text) and former and former.value == mention.value:
                standing.pop(mention.category, None)
                in_sentence.pop(mention.category, None)
        for decision in _decided(reading_, sentence):
            in_sentence[decision.category] = _joined(in_sentence.get(decision.category), decision)
    adds = re.match(r"(?:and|plus|also)\b", sentence.text)
    for category, decision in in_sentence.items():
        standing[category] = _joined(standing.get(category), decision) if adds else decision


def _withdraws(reading_: _Reading, mention: Mention, text: str) -> bool:
    return reading_.stance in (Stance.NEGATED, Stance.HEDGED) or commitments.turned_down(text, mention)


def _joined(former: DetectedDecision | None, decision: DetectedDecision) -> DetectedDecision:
    """Formats named one after the other add up; every other category has one answer, the last."""
    if former is None or decision.category != "content":
        return decision
    formats = list(dict.fromkeys([*former.value["formats"], *decision.value["formats"]]))
    cadence = contents.most_frequent([former.value["cadence"], decision.value["cadence"]])
    return replace(decision, value={"formats": formats, "cadence": cadence})


def _mentions(sentence: Sentence, today: date) -> list[Mention]:
    """Everything named in the sentence, with no words counted twice."""
    text = sentence.text
    arrangement = structures.find(text, sentence.raw)
    several = [mention for mention in arrangement if len(mention.value["tiers"]) > 1]
    if several and not commitments.turned_down(text, several[0]):
        arrangement = several + [mention for mention in arrangement if structures.only_a_number(mention)]
    amounts = _amounts(text, several)
    formats = _outside(contents.find(text), several)
    days = _outside(dates.find(text, today), [*several, *amounts])
    places = _outside(platforms.find(text), several)
    found = [*arrangement, *amounts, *formats, *days, *places]
    return sorted(found, key=lambda mention: mention.start)


def _amounts(text: str, several: list[Mention]) -> list[Mention]:
    """Prices that are not those of single tiers."""
    found = _outside(prices.find(text), several)
    of_tiers = any(tier["amount_minor"] for mention in several for tier in mention.value["tiers"])
    if of_tiers or (several and len(found) > 1):
        return []
    return found


def _outside(mentions: list[Mention], taken: list[Mention]) -> list[Mention]:
    return [
        mention
        for mention in mentions
        if not any(mention.start < other.end and other.start < mention.end for other in taken)
    ]


def _readings(sentence: Sentence, today: date, following: str) -> list[_Reading]:
    mentions = _mentions(sentence, today)
    if not mentions:
        return []
    spans = [(mention.start, mention.end) for mention in mentions]
    parts = reading.clauses(sentence.text, unbroken=spans)
    readings: list[_Reading] = []
    carried = Stance.PLAIN
    for index, clause in enumerate(parts):
        own = [mention for mention in mentions if clause.holds(mention.start)]
        bare = commitments.is_bare(sentence.text, clause, own)
        stance = _stance(sentence, parts, index, own)
        explicit = modality.is_explicit(clause.text)
        if commitments.is_conditional(sentence.text, clause.text):
            stance = Stance.HYPOTHETICAL
        if stance is Stance.PLAIN and carried.lingers and not commitments.starts_afresh(clause.text):
            stance = carried
        tail = [part.text for part in parts[index + 1 :]] or [following]
        meant = _with_tail(stance, tail, bare=bare)
        if bare and stance is Stance.ASKED and modality.ratifies(following):
            meant = Stance.COMMITTED
        readings.append(_Reading(clause, own, meant, bare, explicit))
        carried = stance
    return readings


def _stance(sentence: Sentence, parts: list[Clause], index: int, own: list[Mention]) -> Stance:
    """How a clause is meant, with the sentence's question mark taken into account."""
    clause = commitments.without_refused(sentence.text, parts[index], own)
    subject = own[0].end - parts[index].start if own and own[0].start - parts[index].start <= 1 else 0
    stance = modality.stance(clause)
    if (
        stance is Stance.REPORTED
        and subject
        and modality.stance(clause[subject:].strip()) is not Stance.REPORTED
    ):
        stance = modality.stance("it " + clause[subject:].strip())
    if not sentence.asks or modality.is_request(clause) or stance.blocks:
        return stance
    last = index == len(parts) - 1
    tagged = modality.is_tag(parts[-1].text)
    explicit = modality.is_explicit(clause) and (tagged or modality.looks_asked(parts[-1].text))
    return stance if explicit and not last else Stance.ASKED


def _with_tail(stance: Stance, tail: list[str], *, bare: bool) -> Stance:
    """A nod after it ("…, done deal") makes a statement a commitment; a doubt after it takes it back."""
    if any(modality.attributes(part) for part in tail):
        return Stance.REPORTED
    if stance is Stance.REPORTED and any(modality.adopts(part) for part in tail):
        return Stance.COMMITTED
    if stance is not Stance.PLAIN:
        return stance
    if any(commitments.is_doubt(part) for part in tail):
        return Stance.HEDGED
    if any(modality.ratifies(part) for part in tail) and not bare:
        return Stance.COMMITTED
    return stance


def _decided(reading_: _Reading, sentence: Sentence) -> list[DetectedDecision]:
    if reading_.stance.blocks:
        return []
    decisions = []
    for category in ("platform", "pricing", "structure", "timeline", "content"):
        named = [mention for mention in reading_.mentions if mention.category == category]
        kept = [mention for mention in named if not commitments.turned_down(sentence.text, mention)]
        value, certainty = _settled(category, kept, reading_, sentence)
        confidence = commitments.confidence(
            category, reading_.clause.text, reading_.stance, bare=reading_.bare, explicit=reading_.explicit
        )
        if value is not None and confidence:
            decisions.append(
                DetectedDecision(category, value, round(confidence * certainty, 2), sentence.raw)
            )
    return decisions


def _settled(
    category: str, kept: list[Mention], reading_: _Reading, sentence: Sentence
) -> tuple[object, float]:
    """The one value a clause settles on; None when it names none, or several that exclude each other."""
    if not kept or any(mention.value is None for mention in kept):
        return None, 0.0
    if category == "content":
        return _rhythm(kept, reading_, sentence)
    values = [mention.value for mention in kept]
    if any(value != values[0] for value in values):
        between = sentence.text[kept[0].end : kept[-1].start]
        if category in ("platform", "timeline", "structure") and re.search(r"\b(?:or|and|vs)\b|/|&", between):
            return None, 0.0
    return values[-1], kept[-1].certainty


def _rhythm(kept: list[Mention], reading_: _Reading, sentence: Sentence) -> tuple[object, float]:
    clause = reading_.clause
    if len(kept) > 1 and re.search(r"\bor\b", sentence.text[kept[0].end : kept[-1].start]):
        return None, 0.0
    amounts = [mention for mention in reading_.mentions if mention.category in ("pricing", "timeline")]
    refused = [mention for mention in reading_.mentions if commitments.turned_down(sentence.text, mention)]
    led = [replace(mention, start=_after_former(mention, kept)) for mention in refused]
    heard = commitments.blanked(sentence.text, clause, [*amounts, *led])
    formats = list(dict.fromkeys(mention.value for mention in kept))
    cadence = contents.cadence(heard) or contents.neighbouring_cadence(
        sentence.text, clause.start, clause.end
    )
    return {"formats": formats, "cadence": cadence}, 1.0 if cadence else 0.85


def _after_former(mention: Mention, kept: list[Mention]) -> int:
    """Where the words that lead up to a refused format begin: its cadence is refused with it."""
    return max([other.end for other in kept if other.end <= mention.start], default=mention.start - 12)
