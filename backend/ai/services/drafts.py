"""Asking for one typed thing instead of an answer: the models of a chain in turn, their result a validated call."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from pydantic import BaseModel
from pydantic_ai import Agent, AgentRunResultEvent, ModelRetry, ToolOutput, UsageLimits
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

logger = logging.getLogger(__name__)
# How often a model may mend what does not hold before the next one is asked.
RETRIES = 2

Output = TypeVar("Output", bound=BaseModel)


@dataclass(frozen=True)
class DraftRequest(Generic[Output]):
    """What to ask for. `tool` names the call that carries the `output`, whose docstring and types the model reads.

    `objection` says what is wrong with a result, for the model to mend; empty where nothing is.
    """

    system: str
    prompt: str
    output: type[Output]
    tool: str
    context: CallContext
    objection: Callable[[Output], str] = lambda result: ""


@dataclass(frozen=True)
class Draft(Generic[Output]):
    """The result, and what it took. `sandbox`: our own double gave it."""

    result: Output
    model: str
    sandbox: bool
    totals: Totals = field(default_factory=Totals)


async def draft(request: DraftRequest[Output]) -> Draft[Output]:
    """Return the first result that holds. Models that cannot call tools are passed over.

    Raises ModelsNotConfigured, or ModelsUnavailable with the reasons when the whole chain failed.
    """
    chain = [route for route in routes.chain(request.context.purpose) if route.has_tools]
    if not chain:
        raise ModelsNotConfigured
    totals, failures = Totals(), list[Failure]()
    for route in chain:
        try:
            result = await _attempt(route, request, totals)
        except CALL_ERRORS as error:
            failures.append(classify(route.spec, error))
            logger.warning(
                "Model %s gave no draft: %s %s", route.spec, failures[-1].code, failures[-1].detail
            )
            continue
        return Draft(result=result, model=route.model, sandbox=route.sandbox, totals=totals)
    raise ModelsUnavailable(reasons=[f"{failure.route}: {failure.code}" for failure in failures])


async def _attempt(route: Route, request: DraftRequest[Output], totals: Totals) -> Output:
    """Stream, although nobody watches: a stalled stream shows at once, and a cut one is not taken for a result."""
    result: Output | None = None
    async with _agent(request).run_stream_events(
        request.prompt,
        model=MeteredModel(route, request.context, totals, Words()),
        instructions=request.system,
        model_settings=ModelSettings(
            max_tokens=settings.AI_MAX_TOKENS, first_event_timeout=settings.AI_FIRST_TOKEN_TIMEOUT
        ),
        usage_limits=UsageLimits(request_limit=RETRIES + 1),
    ) as events:
        async for event in events:
            if isinstance(event, AgentRunResultEvent):
                result = event.result.output
    if result is None:
        raise EmptyAnswer(f"{route.spec} finished without a result")
    return result


def _agent(request: DraftRequest[Output]) -> Agent[Any, Output]:
    agent: Agent[Any, Output] = Agent(
        output_type=ToolOutput(request.output, name=request.tool), retries=RETRIES
    )

    @agent.output_validator
    def hold(result: Output) -> Output:
        if objection := request.objection(result):
            raise ModelRetry(objection)
        return result

    return agent
