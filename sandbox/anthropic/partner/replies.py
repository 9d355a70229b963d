"""What the partner says about what it heard: short, concrete, and never more certain than it is."""

from typing import Any

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.partner.arithmetic import about_date, about_price
from sandbox.anthropic.partner.asking import confirmation, task_heading
from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.understanding.completion import Completion
from sandbox.anthropic.partner.understanding.extract import Found
from sandbox.anthropic.partner.wording import grouped, joined, one_line, quote, sentence_case

NOTHING_WRITTEN = "Then I write nothing down."
NO_SUCH_TASK = "Good to hear, though I could not match that to a task of the plan, so I ticked nothing."
_NOT_CAUGHT = "I am not sure I caught that."

_ASIDES = {
    "identity": "I am the sandbox partner: a script that knows one plan well, not a real model. I can ask the "
    "right questions, write down"
    " what you decide and tick what you finish.",
    "capability": "In the sandbox I cannot do that: I am a script, so I write no copy, post nothing and look "
    "nothing up. What I can do is"
    " walk you through the plan, keep your decisions and tick your tasks.",
    "thanks": "With pleasure.",
    "hello": "Hello again. Good to have you here.",
    "free": "A paid community needs a price: people turn up for what they pay for. You can always give a few "
    "places away, but write a price first.",
    "money": "I promise no income, but I can show the arithmetic.",
    "question": "That is beyond what a scripted sandbox partner can answer well, and I would rather not make "
    "something up.",
    "other": "I am not sure I caught that. I am a scripted partner, so plain words about the plan work best.",
    "how": "One step at a time works best.",
    "why": "Because the next steps build on it.",
    "unsure": "That is fine. Nothing is written down until you say so.",
    "later": "That is fine. It will wait for you.",
}


def greeting(situation: Situation) -> str:
    """The welcome: who is speaking, the creator's own numbers, the arithmetic, and what comes."""
    name = one_line(situation.creator.get("name") or "")
    hello = f"Hello {name}" if name else "Hello"
    first = (
        f"{hello}, I am your launch partner; in this sandbox I am a scripted one, not a real model,"
        " and I know this plan by heart."
    )
    pricing = situation.recommendation("pricing") or {}
    parts = [f"{first} {_numbers(situation.creator)}".strip(), quote(pricing.get("arithmetic") or [])]
    parts.append(
        "That is arithmetic, not a promise. We go in four steps,"
        f" {joined([phase['title'].lower() for phase in playbook.load()['phases']])}, and five decisions come first."
        " Answer in your own words and change your mind whenever you like."
    )
    return "\n\n".join(part for part in parts if part)


def acknowledge(situation: Situation, found: Found, *, brief: bool) -> str:
    """One decision, said back, with its arithmetic when it is the only one."""
    noun = playbook.NOUNS[found.category]
    if brief:
        return f"{noun.capitalize()}: **{found.display}**"
    said = f"Noted: your {noun} is **{found.display}**."
    strength = _strength(found)
    sums = about_price(situation, found.value) if found.category == "pricing" else []
    sums = about_date(situation, found.value) if found.category == "timeline" else sums
    return "\n\n".join(part for part in (f"{said} {strength}".strip(), quote(sums)) if part)


def well_done(done: list[Completion]) -> str:
    titles = joined([f"**{item.title}**" for item in done])
    return f"Well done. I have ticked {titles}."


def is_it_done(claimed: list[Completion]) -> str:
    titles = joined([f"**{item.title}**" for item in claimed])
    return f"You sound nearly through with {titles}. Confirm it on the card when it counts as done."


def not_written_down(refused: list[str]) -> str:
    names = joined([playbook.NOUNS.get(name, name.replace("_", " ")) for name in refused])
    return f"I could not write down the {names} just now. Please say it once more, or set it on the card yourself."


def offer_back(leaning: Found) -> str:
    return (
        f"I hear you leaning towards {leaning.display}. I only keep what you decide, so: "
        f"{confirmation(leaning.category, leaning.display)}"
    )


def choose_between(category: str, shown: tuple[str, ...]) -> str:
    question = playbook.decision(category)["question"]
    named = joined([f"**{name}**" for name in shown], "or")
    return (
        f"You named more than one: {named}. I write down one {playbook.NOUNS[category]} at a time. Which is "
        f"it?\n\n**{question}**"
    )


def trade_offs(situation: Situation, category: str) -> str:
    """Advice without recording anything: each option's best and worst, then a leaning and the reason for it."""
    point = playbook.decision(category)
    listed = "\n".join(
        f"{number}. **{option['label']}**: {sentence_case(option['pros'][0]).rstrip('.')}, but "
        f"{sentence_case(option['cons'][0])}"
        for number, option in enumerate(point["options"], start=1)
    )
    recommended = situation.recommendation(category)
    lean = (
        f"In your place I would take **{recommended['display']}**. {recommended.get('reason') or ''}"
        if recommended
        else ""
    )
    return (
        f"Here is how I weigh it. {point['why']}\n\n{listed}\n\n{lean.strip()} It is yours to decide: "
        f"**{point['question']}**"
    )


def clarify(situation: Situation, category: str) -> str:
    """A smaller question for someone who is not sure."""
    point = playbook.decision(category)
    first, second = point["options"][0], point["options"][1]
    return (
        f"No hurry, nothing is written down. A smaller question first: which sounds more like you?"
        f" {_capital(first['best_for']).rstrip('.')} (then **{first['label']}**), or "
        f"{sentence_case(second['best_for']).rstrip('.')}"
        f" (then **{second['label']}**)?\n\n**{point['question']}** If you would rather lean on me,"
        f" I would take **{_recommended(situation, category)}**."
    )


def other_options(situation: Situation, category: str) -> str:
    point = playbook.decision(category)
    labels = joined([f"**{option['label']}**" for option in point["options"]], "or")
    return (
        f"Good to know. What would you rather have? {labels} are the usual ones, and your own idea is "
        f"welcome.\n\n**{point['question']}**"
    )


def not_caught(situation: Situation, category: str, *, again: bool) -> str:
    """What could be said to an open question, for somebody whose answer was not understood."""
    point = playbook.decision(category)
    if again:
        numbered = "\n".join(
            f"{number}. **{option['label']}**" for number, option in enumerate(point["options"], start=1)
        )
        return (
            f"{_NOT_CAUGHT} A number is enough here:\n\n{numbered}\n\nOr say yes to"
            f" **{_recommended(situation, category)}**, which is what I would take.\n\n**{point['question']}**"
        )
    labels = joined([f"**{option['label']}**" for option in point["options"]], "or")
    return (
        f"{_NOT_CAUGHT} {labels} would each be an answer, and so would something of your own."
        f" I would take **{_recommended(situation, category)}**.\n\n**{point['question']}**"
    )


def was_not_caught(previous: str) -> bool:
    return _NOT_CAUGHT in previous


def decided_for_you(situation: Situation, category: str) -> str:
    """The recommendation offered back to somebody who leaves the choice to us."""
    recommended = situation.recommendation(category) or {}
    reason = f" {recommended['reason']}" if recommended.get("reason") else ""
    shown = _recommended(situation, category)
    return f"Then I would take **{shown}**.{reason} {confirmation(category, shown)}"


def why(category: str) -> str:
    return str(playbook.decision(category)["why"])


def heard(category: str) -> str:
    return (
        f"I heard you speak of your {playbook.NOUNS[category]}, but not decide it, so I changed nothing."
        " If you want it changed, tell me plainly what to."
    )


def which_task(situation: Situation) -> str:
    """Asked when something is said to be finished and it is not clear what."""
    titles = [task["title"] for task in situation.open_tasks if task["task_id"] in playbook.tasks()][:3]
    if not titles:
        return "Good. Nothing on the plan is open any more."
    listed = "\n".join(f"- {title}" for title in titles)
    return (
        f"Good. Which of these did you finish?\n\n{listed}\n\n{task_heading(titles[0])}, if it was that one, just "
        f"say so."
    )


def aside(situation: Situation, intent: str) -> str:
    if intent == "recap":
        return _recap(situation)
    if intent == "money":
        sums = (situation.recommendation("pricing") or {}).get("arithmetic") or []
        return "\n\n".join(part for part in (_ASIDES["money"], quote(sums)) if part)
    return _ASIDES.get(intent, _ASIDES["other"])


def _recap(situation: Situation) -> str:
    standing = situation.standing
    lines = [
        f"- {playbook.NOUNS[category].capitalize()}: **{standing[category]['display']}**"
        if category in standing
        else f"- {playbook.NOUNS[category].capitalize()}: still open"
        for category in playbook.ORDER
    ]
    tasks = situation.project.get("tasks") or []
    done = sum(1 for task in tasks if task.get("completed"))
    tail = f"\n\n{done} of {len(tasks)} tasks are done." if tasks else ""
    return "This is what stands:\n\n" + "\n".join(lines) + tail


def _numbers(creator: dict[str, Any]) -> str:
    """The creator's figures in a sentence; silent about the ones nobody told us."""
    followers, engagement = creator.get("follower_count"), creator.get("engagement_rate")
    place = one_line(creator.get("primary_platform") or "")
    niche = one_line(creator.get("niche") or "")
    if followers is None:
        return (
            f"You make {niche}; tell me your numbers when you can, and I will do the sums." if niche else ""
        )
    where = f" on {_place(place)}" if place and place != "other" else ""
    rate = f", {grouped(engagement)} % of them active" if engagement is not None else ""
    about = f" around {niche}" if niche else ""
    return f"You have {grouped(followers)} followers{where}{rate}{about}. That is something to work with:"


def _place(slug: str) -> str:
    names = {
        "youtube": "YouTube",
        "tiktok": "TikTok",
        "linkedin": "LinkedIn",
        "podcast": "your podcast",
        "newsletter": "your newsletter",
        "blog": "your blog",
    }
    return names.get(slug, slug.replace("_", " ").title())


def _strength(found: Found) -> str:
    """The first good thing the playbook says of the option chosen, if it is one of its options."""
    for option in playbook.options(found.category):
        if option["value"] == found.value and option["pros"]:
            return f"{_capital(option['pros'][0]).rstrip('.')}."
    return ""


def _recommended(situation: Situation, category: str) -> str:
    recommended = situation.recommendation(category)
    return str(recommended["display"]) if recommended else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
