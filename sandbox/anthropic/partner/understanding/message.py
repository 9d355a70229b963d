"""Everything one message means in its situation: the single entrance to the understanding."""

import re
from dataclasses import dataclass, replace

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.asking import Asked, asked_in
from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.understanding import agreement, completion, content
from sandbox.anthropic.partner.understanding.completion import Completion
from sandbox.anthropic.partner.understanding.extract import (
    Context,
    Extracted,
    Found,
    extract,
    mentions,
    read_display,
)
from sandbox.anthropic.partner.understanding.intents import intent_of
from sandbox.anthropic.partner.understanding.pricing import spans
from sandbox.anthropic.partner.understanding.sentences import Sentence, sentences, straighten
from sandbox.anthropic.partner.understanding.spelling import regular
from sandbox.anthropic.partner.understanding.stance import asks

_SHORT = 240


@dataclass(frozen=True)
class Understood:
    asked: Asked
    decisions: tuple[Found, ...]
    leanings: tuple[Found, ...]
    rivals: tuple[tuple[str, tuple[str, ...]], ...]
    completions: tuple[Completion, ...]
    claims_something: bool
    cadence: str | None
    """A rhythm said without saying of what."""
    asks_something: bool
    declined: bool
    left_to_us: bool
    spoken_of: tuple[str, ...]
    """Categories the message mentions without deciding them."""
    intent: str


def understand(situation: Situation) -> Understood:
    asked = asked_in(situation.previous)
    text = situation.human
    context = Context(situation.today, situation.currency, asked.category, asked.cadence)
    read = _insisted(_numbered(extract(text, context), situation, asked), asked, text)
    decisions = read.decisions + _answers(situation, asked, read, context)
    done = completion.find(text, situation.open_tasks, asked=_task_id(situation, asked))
    return Understood(
        asked=asked,
        decisions=decisions,
        leanings=tuple(lean for lean in read.leanings if lean.category not in _categories(decisions)),
        rivals=read.rivals,
        completions=tuple(done),
        claims_something=completion.claims(text),
        cadence=_cadence_alone(situation, asked, decisions),
        asks_something=any(sentence.is_question for sentence in sentences(text)),
        declined=agreement.declining(text),
        left_to_us=agreement.leaves_it_to_us(text),
        spoken_of=_spoken_of(text, context),
        intent=intent_of(text, asked=asked.category),
    )


def _numbered(read: Extracted, situation: Situation, asked: Asked) -> Extracted:
    """A lone "2" means the second option of the list, not two dollars."""
    if not re.fullmatch(r"\W*[1-9]\W*", situation.human) or asked.category != "pricing" or asked.confirming:
        return read
    return Extracted()


def _insisted(read: Extracted, asked: Asked, text: str) -> Extracted:
    """What was offered back and is named again has been chosen: nobody is asked twice for the same thing."""
    again = [
        lean for lean in read.leanings if (lean.category, lean.display) == (asked.category, asked.confirming)
    ]
    rest = tuple(lean for lean in read.leanings if lean not in again)
    if any(asks(sentence) for sentence in sentences(text)) or agreement.declining(text):
        return replace(read, leanings=rest)
    chosen = tuple(replace(lean, confidence=0.8) for lean in again)
    return replace(read, decisions=read.decisions + chosen, leanings=rest)


def _answers(situation: Situation, asked: Asked, read: Extracted, context: Context) -> tuple[Found, ...]:
    """The decision made by "yes" or "the second one", which only the question gives a value."""
    category = asked.category
    named = {found.category for found in read.decisions + read.leanings} | {rival for rival, _ in read.rivals}
    if category is None or category in named:
        return ()
    picked = agreement.picked_option(situation.human, len(playbook.options(category)))
    if picked and asked.confirming is None:
        option = playbook.options(category)[picked[0]]
        return (Found(category, option["value"], option["label"], _whole(situation, picked[1]), 0.92),)
    accepted = agreement.accepting(situation.human)
    return _accepted(situation, asked, category, accepted, context) if accepted else ()


def _accepted(
    situation: Situation, asked: Asked, category: str, accepted: Sentence, context: Context
) -> tuple[Found, ...]:
    if asked.confirming:
        value = read_display(category, asked.confirming, replace(context, cadence=None))
        return (Found(category, value, asked.confirming, _whole(situation, accepted), 0.95),) if value else ()
    recommended = situation.recommendation(category)
    if recommended is None or f"**{recommended['display']}**" not in situation.previous:
        return ()
    quote = _whole(situation, accepted)
    return (Found(category, recommended["value"], recommended["display"], quote, 0.9),)


def _whole(situation: Situation, accepted: Sentence) -> str:
    """The words that agreed: the whole message when it is short, since a lone "yes" says little."""
    said = situation.human.strip()
    return said if len(said) <= _SHORT else accepted.text


def _task_id(situation: Situation, asked: Asked) -> str | None:
    return next((task["task_id"] for task in situation.open_tasks if task["title"] == asked.task_title), None)


def _categories(found: tuple[Found, ...]) -> set[str]:
    return {item.category for item in found}


def _cadence_alone(situation: Situation, asked: Asked, decisions: tuple[Found, ...]) -> str | None:
    if asked.category != "content" or "content" in _categories(decisions) or "?" in situation.human:
        return None
    plain = regular(straighten(situation.human))
    return content.cadence_of(plain, money=spans(plain))


def _spoken_of(text: str, context: Context) -> tuple[str, ...]:
    found = [
        mention.category for sentence in sentences(text) for mention in mentions(sentence.plain, context)
    ]
    return tuple(dict.fromkeys(found))
