"""What the partner can do besides talk: write down a decision, tick a task, offer next steps."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from backend.ai.tools import ToolContext, toolset
from backend.core.errors import ApplicationError
from backend.core.threads import in_thread
from backend.projects.text import stored

from . import quotes
from .workbench import Workbench

Category = Literal["platform", "pricing", "structure", "timeline", "content"]
Period = Literal["week", "month", "quarter", "year", "once"]
Cadence = Literal["daily", "twice_weekly", "weekly", "biweekly", "monthly", "quarterly"]


class Pricing(BaseModel):
    """A price; `amount_minor` counts the currency's smallest unit, so $19 is 1900 USD."""

    amount_minor: int
    currency: str = Field(description="ISO 4217 code")
    period: Period


class Tier(BaseModel):
    name: str
    amount_minor: int | None = None


class Structure(BaseModel):
    """The tiers of the community; one single room is one tier."""

    tiers: list[Tier]


class Content(BaseModel):
    """What members get regularly; formats are slugs such as build_along or q_and_a."""

    formats: list[str]
    cadence: Cadence | None = None


async def record_decision(  # noqa: PLR0917  the model passes them by name
    ctx: ToolContext[Workbench],
    category: Category,
    value: str | Pricing | Structure | Content,
    rationale: str,
    confidence: float,
    quote: str,
) -> str:
    """Write down a decision that the creator has made in their own words.

    Args:
        category: Which of the five decisions this is.
        value: platform: a slug such as "discord" or "circle". pricing: {amount_minor, currency, period}.
            structure: {tiers: [{name, amount_minor}]}. timeline: an ISO date or an ISO 8601 duration such as "P6W".
            content: {formats: [slug], cadence}.
        rationale: Why they chose it, in one sentence.
        confidence: How sure you are that they decided this, from 0 to 1.
        quote: The creator's own sentence, verbatim.
    """
    raw = value.model_dump() if isinstance(value, BaseModel) else value
    return await in_thread(
        _record,
        ctx.deps,
        category=category,
        value=raw,
        rationale=rationale,
        confidence=confidence,
        quote=quote,
    )


def _record(
    bench: Workbench, *, category: str, value: Any, rationale: str, confidence: float, quote: str
) -> str:
    sentence = quotes.anchored(quote, bench.user_text)
    if sentence is None:
        return "Not written down: the creator has not said this in their last message. Ask them."
    try:
        decision = bench.write_down(
            category=category,
            value=value,
            rationale=rationale[:1000],
            confidence=min(1.0, max(0.0, confidence)),
            quote=sentence,
        )
    except ApplicationError as error:
        return f"Not written down: {error.detail}"
    return f"Written down: {category} is {decision.display}."


async def complete_task(ctx: ToolContext[Workbench], task_id: str, evidence: str) -> str:
    """Tick a task of the plan that the creator says they have finished.

    Args:
        task_id: The task's id, as in the project data.
        evidence: The creator's own words that say so, verbatim.
    """
    return await in_thread(_complete, ctx.deps, task_id, evidence)


def _complete(bench: Workbench, task_id: str, evidence: str) -> str:
    sentence = quotes.anchored(evidence, bench.user_text)
    confidence = quotes.completion_confidence(sentence, task_id, quotes.task_hints(bench.project))
    try:
        completion = bench.tick(task_id=task_id, evidence=sentence or evidence[:500], confidence=confidence)
    except ApplicationError as error:
        return f"Not ticked: {error.detail}"
    if not completion.is_completed:
        return f"'{completion.title}' waits for the creator to confirm that it is done."
    return f"'{completion.title}' is ticked."


async def suggest_next_steps(ctx: ToolContext[Workbench], steps: list[str]) -> str:
    """Offer short replies that the creator can click.

    Args:
        steps: Two to four replies of at most sixty characters, in the creator's voice.
    """
    ctx.deps.detected.next_steps = [text[:80] for step in steps if (text := stored(step))][:4]
    return "Shown."


TOOLS = toolset([record_decision, complete_task, suggest_next_steps])
