"""Streaming an answer: the models of a chain in turn, each going on from where the one before it stopped."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from pydantic_ai import UsageLimits
from pydantic_ai.messages import (
    AgentStreamEvent,
    FunctionToolCallEvent,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    TextPart,
    UserPromptPart,
)
from pydantic_ai.models.anthropic import AnthropicModelSettings
from pydantic_ai.settings import ModelSettings

from backend.ai.routing import routes
from backend.ai.routing.context import CallContext
from backend.ai.routing.failures import (
    CALL_ERRORS,
    EmptyAnswer,
    Failure,
    ModelsNotConfigured,
    ModelsUnavailable,
    classify,
)
from backend.ai.routing.metering import MeteredModel, Totals
from backend.ai.routing.routes import Route
from backend.ai.routing.words import Words
from backend.ai.tools import NO_TOOLS, Toolset

logger = logging.getLogger(__name__)
CONTINUE = "<continue/>"
MAX_ROUNDS = 8


@dataclass(frozen=True)
class Turn:
    """One turn of the conversation so far."""

    role: str
    text: str


@dataclass(frozen=True)
class AnswerRequest:
    """What to ask: the system prompt, the turns so far (the user's last), the tools and what they act on."""

    system: str
    turns: Sequence[Turn]
    context: CallContext
    toolset: Toolset = NO_TOOLS
    deps: Any = None


@dataclass
class Answer:
    """What came of it, filled while it streams."""

    text: str = ""
    model: str = ""
    sandbox: bool = False
    used_tools: bool = False
    had_tools: bool = True
    totals: Totals = field(default_factory=Totals)
    failures: list[Failure] = field(default_factory=list)


async def stream(request: AnswerRequest, answer: Answer) -> AsyncGenerator[str, None]:
    """Yield the answer's text piece by piece, keeping `answer` current.

    Before the first word a failed model is replaced by the next of the chain; after it the next one is shown the text
    so far and goes on. Raises ModelsNotConfigured, or ModelsUnavailable when the whole chain failed.
    """
    chain = routes.chain(request.context.purpose)
    if not chain:
        raise ModelsNotConfigured
    for route in chain:
        try:
            async for piece in _attempt(route, request, answer):
                answer.text += piece
                yield piece
        except CALL_ERRORS as error:
            failure = classify(route.spec, error)
            answer.failures.append(failure)
            logger.warning("Model %s failed: %s %s", failure.route, failure.code, failure.detail)
            continue
        return
    raise ModelsUnavailable(reasons=[f"{failure.route}: {failure.code}" for failure in answer.failures])


async def _attempt(route: Route, request: AnswerRequest, answer: Answer) -> AsyncGenerator[str, None]:
    answer.model, answer.sandbox, answer.had_tools = route.model, route.sandbox, route.has_tools
    before = len(answer.text)
    words = Words()
    run = words.listen_to(_run(route, request, answer, words))
    try:
        async for piece in words:
            yield piece
        await run
    finally:
        run.cancel()
        # However it ended, its call is written down before the next one begins.
        await asyncio.wait([run])
    if not answer.text[before:].strip():
        raise EmptyAnswer(f"{route.spec} finished without a word")


async def _run(route: Route, request: AnswerRequest, answer: Answer, words: Words) -> None:
    *history, prompt = _turns_with_text_so_far(request.turns, answer.text)
    agent = (request.toolset if route.has_tools else NO_TOOLS).agent

    async def watch(_: Any, events: AsyncIterable[AgentStreamEvent]) -> None:
        async for event in events:
            words.watch(event)
            answer.used_tools = answer.used_tools or isinstance(event, FunctionToolCallEvent)

    await agent.run(
        prompt.text,
        model=MeteredModel(route, request.context, answer.totals, words),
        instructions=request.system,
        message_history=[_message(turn) for turn in history],
        deps=request.deps,
        model_settings=_settings_of(route),
        usage_limits=UsageLimits(request_limit=MAX_ROUNDS),
        event_stream_handler=watch,
    )


def _turns_with_text_so_far(turns: Sequence[Turn], text: str) -> list[Turn]:
    if not text.strip():
        return list(turns)
    return [*turns, Turn("assistant", text), Turn("user", CONTINUE)]


def _message(turn: Turn) -> ModelMessage:
    if turn.role == "user":
        return ModelRequest(parts=[UserPromptPart(turn.text)])
    return ModelResponse(parts=[TextPart(turn.text)])


def _settings_of(route: Route) -> ModelSettings:
    """Return limits only: Claude refuses sampling parameters. The prompt's long unchanging head is worth caching."""
    if route.vendor == "anthropic":
        return AnthropicModelSettings(
            max_tokens=settings.AI_MAX_TOKENS,
            first_event_timeout=settings.AI_FIRST_TOKEN_TIMEOUT,
            anthropic_cache_tool_definitions=True,
            anthropic_cache_instructions=True,
        )
    return ModelSettings(
        max_tokens=settings.AI_MAX_TOKENS, first_event_timeout=settings.AI_FIRST_TOKEN_TIMEOUT
    )
