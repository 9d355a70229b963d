"""A model wrapped so that no request passes unrecorded, and a stream cut short is an error."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from pydantic_ai.messages import ModelMessage
from pydantic_ai.models import ModelRequestParameters, StreamedResponse
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from backend.ai.models import ModelCall
from backend.core.threads import in_thread

from . import calls, spending
from .calls import Outcome
from .context import CallContext
from .failures import StreamTruncated, classify
from .leases import renewed
from .pricing import CallUsage
from .routes import Route, model_of
from .spending import SpendLimitReached
from .words import Words


@dataclass
class Totals:
    """What one answer used over all its requests."""

    cost_e8: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    models: list[str] = field(default_factory=list)

    def add(self, route: Route, usage: CallUsage, cost_e8: int) -> None:
        self.cost_e8 += cost_e8
        self.input_tokens += usage.input_tokens
        self.output_tokens += usage.output_tokens
        self.cache_read_tokens += usage.cache_read_tokens
        self.models.append(route.model)


class MeteredModel(WrapperModel):
    """Holds what each request may cost and writes a ModelCall before it; closes both however the request ends."""

    def __init__(self, route: Route, context: CallContext, totals: Totals, words: Words) -> None:
        super().__init__(model_of(route))
        self.route, self.context, self.totals, self.words = route, context, totals, words

    @asynccontextmanager
    async def request_stream(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
        run_context: Any = None,
    ) -> AsyncGenerator[StreamedResponse]:
        call, held = await in_thread(
            calls.open_call,
            self.context,
            self.route,
            prompt=spending.prompt_bytes(messages, model_request_parameters),
            max_tokens=(model_settings or {}).get("max_tokens", settings.AI_MAX_TOKENS),
        )
        fitting: ModelSettings = {**(model_settings or {}), "max_tokens": held.max_tokens}
        started = time.perf_counter()
        response: StreamedResponse | None = None
        try:
            async with (
                renewed(held.reservation_id),
                self.wrapped.request_stream(
                    messages, fitting, model_request_parameters, run_context
                ) as response,
            ):
                yield response
            if _was_cut(response):
                raise StreamTruncated(f"{self.route.spec} ended its stream without a finish reason")
        except BaseException as error:
            await asyncio.shield(self._close(call, started, response, error))
            raise
        await self._close(call, started, response, None)
        if held.is_capped and response.finish_reason == "length":
            raise SpendLimitReached

    async def _close(
        self, call: ModelCall, started: float, response: StreamedResponse | None, error: BaseException | None
    ) -> None:
        usage = _usage_of(response, self.words, finished=error is None)
        outcome = Outcome(
            status=_status(error),
            usage=usage,
            latency_ms=round((time.perf_counter() - started) * 1000),
            first_token_ms=_first_token_ms(response, started),
            **_error_fields(self.route, error),
        )
        cost_e8 = await in_thread(calls.close_call, call, outcome)
        self.totals.add(self.route, usage, cost_e8)


def _was_cut(response: StreamedResponse) -> bool:
    """Say whether the stream ended without a finish reason.

    pydantic-ai reports such a stream of an OpenAI-compatible server as finished, because some never send a reason;
    what the server itself said is kept in the details.
    """
    assumed = response.finish_reason == "stop" and "finish_reason" not in (response.provider_details or {})
    return response.finish_reason is None or assumed


def _status(error: BaseException | None) -> str:
    if error is None:
        return ModelCall.Status.SUCCEEDED
    if isinstance(error, (asyncio.CancelledError, GeneratorExit)):
        return ModelCall.Status.CANCELLED
    return ModelCall.Status.FAILED


def _error_fields(route: Route, error: BaseException | None) -> dict[str, str]:
    if not isinstance(error, Exception):
        return {}
    failure = classify(route.spec, error)
    return {"error_code": failure.code, "error_detail": failure.detail}


def _usage_of(response: StreamedResponse | None, words: Words, *, finished: bool) -> CallUsage:
    """Return what the vendor reported; of an unfinished stream the output is estimated at four characters a token."""
    if response is None:
        return CallUsage()
    usage = response.usage
    output = usage.output_tokens
    if not finished:
        written = sum(len(getattr(part, "content", "") or "") for part in response.get().parts)
        written = max(written, words.length)
        output = max(output, -(-written // 4))
    return CallUsage(
        input_tokens=usage.input_tokens,
        output_tokens=output,
        cache_read_tokens=usage.cache_read_tokens,
        cache_write_tokens=usage.cache_write_tokens,
        estimated=not finished,
    )


def _first_token_ms(response: StreamedResponse | None, started: float) -> int | None:
    seconds = response.time_to_first_chunk(started) if response is not None else None
    return None if seconds is None else round(seconds * 1000)
