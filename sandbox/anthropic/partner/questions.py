"""The one thing to ask next, and the short replies offered under it."""

from typing import Any

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.asking import Asked, asked_in, rhythm_note, task_heading
from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.wording import quote, sentence_case

_SAY = {
    "platform": "Let's go with {}",
    "pricing": "Let's charge {}",
    "structure": "Let's go with {}",
    "timeline": "Let's open {}",
    "content": "Let's do {}",
}


def next_up(situation: Situation, *, skip: str | None = None) -> str:
    """The next undecided question, else the next task of the plan, else that all is done."""
    missing = [category for category in playbook.ORDER if category not in situation.standing]
    if missing:
        return ask(situation, missing[0])
    task = _next_task(situation, skip=skip)
    return _present(situation, task) if task else _all_done(situation)


def ask(situation: Situation, category: str, *, again: bool = False) -> str:
    """A decision's question with its options and the recommendation, the arithmetic set apart."""
    point = playbook.decision(category)
    lead = "" if again else f" {point['why']}"
    listed = "\n".join(
        f"{number}. **{option['label']}**: {sentence_case(option['best_for'])}"
        for number, option in enumerate(point["options"], start=1)
    )
    recommended = situation.recommendation(category)
    return "\n\n".join(
        [f"**{point['question']}**{lead}", listed, _advice(recommended) if recommended else ""]
    ).strip()


def what_happens(cadence: str) -> str:
    """Asked when a rhythm is given without saying what happens."""
    question = playbook.decision("content")["question"]
    spoken = cadence.replace("_", " ").capitalize()
    return (
        f"{spoken} is a rhythm I can plan with {rhythm_note(cadence)}. What happens then?"
        f" Build-alongs, Q&A, a challenge, workshops, or something of your own?\n\n**{question}**"
    )


def back_to(situation: Situation, asked: Asked) -> str:
    """The question that still stands, said again shortly."""
    if asked.category and asked.category not in situation.standing:
        return (
            f"Back to our question: **{playbook.decision(asked.category)['question']}** "
            f"{_short_advice(situation, asked.category)}"
        )
    task = _next_task(situation, skip=None)
    titles = {task["title"] for task in situation.open_tasks}
    title = asked.task_title if asked.task_title in titles else task["title"] if task else None
    missing = any(category not in situation.standing for category in playbook.ORDER)
    if missing or title is None:
        return next_up(situation)
    return f"{task_heading(title)}. Tell me when it is done, or ask me how."


def how_to(situation: Situation, title: str) -> str:
    """A task's steps for the platform that was decided."""
    task = next((task for task in playbook.tasks().values() if task["title"] == title), None)
    if task is None:
        return next_up(situation)
    variant = task["variants"].get((situation.standing.get("platform") or {}).get("value"), {})
    steps = "\n".join(
        f"{number}. {step}" for number, step in enumerate(variant.get("how") or task["how"], start=1)
    )
    note = f"\n\n{quote([variant['note']])}" if variant.get("note") else ""
    return (
        f"{task_heading(title)}, step by step:\n\n{steps}{note}\n\nIt counts as done when: {task['done_when']} "
        f"Tell me when you are there."
    )


def short_replies(situation: Situation, text: str) -> list[str]:
    """Two to four replies a person might click under this text."""
    asked = asked_in(text)
    if asked.confirming:
        return ["Yes, write it down", "No, something else", "What do you recommend?"]
    if asked.category:
        return [*_option_replies(situation, asked.category), "What do you recommend?"]
    if asked.task_title:
        return ["That one is done", "How do I do that?", "What comes next?"]
    return ["What have we decided so far?", "What comes next?"]


def _advice(recommended: dict[str, Any]) -> str:
    arithmetic = quote(recommended.get("arithmetic") or [])
    reason = f" {recommended['reason']}" if recommended.get("reason") else ""
    said = f"I would take **{recommended['display']}**.{reason} Does that sound right, or is another closer to you?"
    return f"{arithmetic}\n\n{said}" if arithmetic else said


def _short_advice(situation: Situation, category: str) -> str:
    recommended = situation.recommendation(category)
    return f"I would take **{recommended['display']}**, but it is yours to choose." if recommended else ""


def _option_replies(situation: Situation, category: str) -> list[str]:
    recommended = situation.recommendation(category)
    shown = [recommended["display"]] if recommended else []
    others = [
        option["label"]
        for option in playbook.options(category)
        if not recommended or option["value"] != recommended["value"]
    ]
    return [_SAY[category].format(_inside(category, label)) for label in (shown + others)[:3]]


def _inside(category: str, label: str) -> str:
    """A label in mid-sentence."""
    return label if category == "platform" or label[:1].isdigit() else label[:1].lower() + label[1:]


def _next_task(situation: Situation, *, skip: str | None) -> dict[str, Any] | None:
    """The first open task whose groundwork is done; after `skip`, if one is passed over."""
    known = [
        playbook.tasks()[task["task_id"]]
        for task in situation.open_tasks
        if task["task_id"] in playbook.tasks()
    ]
    waiting = {task["task_id"] for task in known if not task["decision"]}
    ready = [task for task in known if not task["decision"] and not waiting & set(task["depends_on"])]
    titles = [task["title"] for task in ready]
    if skip in titles and len(ready) > 1:
        return ready[(titles.index(skip) + 1) % len(ready)]
    return ready[0] if ready else None


def _present(situation: Situation, task: dict[str, Any]) -> str:
    phase = next((p for p in playbook.load()["phases"] if task in p["tasks"]), {"title": "The plan"})
    return (
        f"{task_heading(task['title'])} ({phase['title']}, about {task['minutes']} minutes). {task['why']}\n\n"
        f"Start here: {task['how'][0]}\n\nTell me when it is done, or ask me how."
    )


def _all_done(situation: Situation) -> str:
    return (
        "All five decisions stand and nothing on the plan is open. Look after the people who came;"
        " if you want to change a decision, just say so."
    )
