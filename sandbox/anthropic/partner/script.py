"""Deciding what to do with a message: which tools to call, what to say, and the one thing to ask next."""

from dataclasses import dataclass, replace
from typing import Any

from sandbox.anthropic.answers import ToolCall
from sandbox.anthropic.partner import playbook, questions, replies
from sandbox.anthropic.partner.reading import SESSION_START, Situation
from sandbox.anthropic.partner.understanding.extract import Found
from sandbox.anthropic.partner.understanding.message import Understood, understand


@dataclass(frozen=True)
class Turn:
    """One turn of the partner: the calls it makes first, then its words."""

    tools: tuple[ToolCall, ...]
    text: str


def turn(situation: Situation) -> Turn:
    if situation.human.strip() == SESSION_START:
        text = replies.greeting(situation)
        return _finish(situation, [], [text, questions.next_up(situation)])
    understood = understand(situation)
    after = _after(situation, understood)
    calls = [_record(found) for found in understood.decisions if not _stands(situation, found)] + [
        ToolCall("complete_task", {"task_id": done.task_id, "evidence": done.evidence})
        for done in understood.completions
    ]
    return _finish(after, calls, _say(situation, after, understood))


def _after(situation: Situation, understood: Understood) -> Situation:
    """The situation once what was just said counts, whether or not the request already shows it."""
    kept = [found for found in understood.decisions if found.category not in situation.refused]
    decided = {found.category: {"value": found.value, "display": found.display} for found in kept}
    done = {item.task_id for item in understood.completions if item.task_id not in situation.refused}
    tasks = [
        task | {"completed": task.get("completed") or task["task_id"] in done}
        for task in situation.project.get("tasks") or ()
    ]
    project = situation.project | {"decisions": situation.standing | decided, "tasks": tasks}
    return replace(situation, project=project)


def _say(before: Situation, after: Situation, understood: Understood) -> list[str]:
    parts = _acknowledgements(before, understood)
    if refused := sorted(before.refused):
        parts.append(replies.not_written_down(refused))
    if understood.rivals:
        return [*parts, replies.choose_between(*understood.rivals[0])]
    if understood.leanings:
        return [*parts, replies.offer_back(understood.leanings[0])]
    if parts:
        return [*parts, _on_the_side(after, understood), questions.next_up(after)]
    if understood.cadence:
        return [questions.what_happens(understood.cadence)]
    return _converse(after, understood)


def _acknowledgements(situation: Situation, understood: Understood) -> list[str]:
    decisions = [found for found in understood.decisions if found.category not in situation.refused]
    done = [item for item in understood.completions if item.task_id not in situation.refused]
    parts = [replies.acknowledge(situation, found, brief=len(decisions) > 1) for found in decisions]
    if len(decisions) > 1:
        parts = ["\n".join(f"- {part}" for part in parts)]
    ticked = [item for item in done if item.task_id not in situation.waiting]
    if ticked:
        parts.append(replies.well_done(ticked))
    if len(ticked) < len(done):
        parts.append(replies.is_it_done([item for item in done if item not in ticked]))
    return parts


def _converse(situation: Situation, understood: Understood) -> list[str]:
    """An answer to a message that decided nothing. It never records anything; it comes back to the question."""
    asked = understood.asked
    if asked.confirming and understood.declined:
        return [replies.NOTHING_WRITTEN, questions.ask(situation, asked.category or "platform", again=True)]
    if understood.claims_something and situation.project.get("tasks"):
        return _unmatched(situation, understood)
    return _advise(situation, understood) or _aside(situation, understood)


def _advise(situation: Situation, understood: Understood) -> list[str]:
    """Help with choosing, for somebody who asks for it or cannot choose; nothing for anybody else."""
    asked = understood.asked
    category = understood.spoken_of[0] if understood.spoken_of else asked.category
    if understood.left_to_us and asked.category and not (asked.confirming or understood.asks_something):
        return [replies.decided_for_you(situation, asked.category)]
    if understood.left_to_us or understood.intent in {"recommend", "compare"} or _weighs(understood):
        advice = replies.trade_offs(situation, category) if category else questions.next_up(situation)
        return [advice]
    if asked.category and understood.intent in {"unsure", "later"}:
        return [replies.clarify(situation, asked.category)]
    if asked.category and understood.declined:
        return [replies.other_options(situation, asked.category)]
    return []


def _unmatched(situation: Situation, understood: Understood) -> list[str]:
    """Something is said to be finished, and it is not clear what."""
    if understood.asked.category:
        return [replies.NO_SUCH_TASK, questions.back_to(situation, understood.asked)]
    return [replies.which_task(situation)]


def _weighs(understood: Understood) -> bool:
    """A question about one of the decisions: "is $19 too low?"."""
    return understood.intent == "question" and bool(understood.spoken_of)


def _on_the_side(situation: Situation, understood: Understood) -> str:
    """A short word to what was asked along with a decision."""
    if not understood.asks_something or understood.intent not in {
        "identity",
        "capability",
        "money",
        "question",
    }:
        return ""
    return replies.aside(situation, understood.intent)


def _stands(situation: Situation, found: Found) -> bool:
    return (situation.standing.get(found.category) or {}).get("value") == found.value


def _aside(situation: Situation, understood: Understood) -> list[str]:
    """A word about something else, then back to where the conversation stood."""
    asked = understood.asked
    match understood.intent:
        case "how" if asked.task_title:
            return [questions.how_to(situation, asked.task_title)]
        case "why" if asked.category:
            return [replies.why(asked.category), questions.back_to(situation, asked)]
        case "next" | "later" if asked.task_title:
            return [questions.next_up(situation, skip=asked.task_title)]
        case "next":
            return [questions.next_up(situation)]
        case "question" | "other" if understood.spoken_of and asked.category is None:
            return [replies.heard(understood.spoken_of[0]), questions.back_to(situation, asked)]
    return _otherwise(situation, understood)


def _otherwise(situation: Situation, understood: Understood) -> list[str]:
    """Back to the question; with its options, when what was said could have been meant as an answer."""
    asked = understood.asked
    if understood.intent == "other" and asked.category and asked.category not in situation.standing:
        again = replies.was_not_caught(situation.previous)
        return [replies.not_caught(situation, asked.category, again=again)]
    return [replies.aside(situation, understood.intent), questions.back_to(situation, asked)]


def _finish(situation: Situation, calls: list[ToolCall], parts: list[str]) -> Turn:
    text = "\n\n".join(part for part in parts if part)
    steps = questions.short_replies(situation, text)
    return Turn((*calls, ToolCall("suggest_next_steps", {"steps": steps})), text)


def _record(found: Found) -> ToolCall:
    arguments: dict[str, Any] = {
        "category": found.category,
        "value": found.value,
        "rationale": f"The creator chose {found.display} as their {playbook.NOUNS[found.category]}.",
        "confidence": found.confidence,
        "quote": found.quote,
    }
    return ToolCall("record_decision", arguments)
