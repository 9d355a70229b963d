"""What can go wrong with a model, in our words. Each failure has a code for programs and a sentence for people."""

from dataclasses import dataclass

import anthropic
import httpx2
import openai
from pydantic_ai import exceptions as pai

from backend.core.errors import ApplicationError


class StreamTruncated(Exception):
    """The stream ended without its last word; pydantic-ai reports that as an ordinary result."""


class EmptyAnswer(Exception):
    """The model finished without a word."""


class ModelsUnavailable(ApplicationError):
    """Every model of the chain failed. `retryable` says whether trying again may help."""

    code = "models_unavailable"
    status = 503
    detail = "The partner could not be reached just now. Your message is safe and was not counted; retry in a moment."


class ModelsNotConfigured(ApplicationError):
    code = "models_not_configured"
    status = 503
    detail = (
        "No model is configured for this yet. Set ANTHROPIC_API_KEY (or another vendor's key) and restart."
    )


# What a call can raise: pydantic-ai's own classes, the SDKs' where it does not map them, and the bare transport.
CALL_ERRORS: tuple[type[Exception], ...] = (
    pai.AgentRunError,
    anthropic.APIError,
    openai.APIError,
    httpx2.HTTPError,
    httpx2.StreamError,
    StreamTruncated,
    EmptyAnswer,
    ConnectionError,
    TimeoutError,
)

_BY_CLASS: list[tuple[type[Exception], str]] = [
    (StreamTruncated, "stream_truncated"),
    (EmptyAnswer, "empty_answer"),
    (pai.ModelRateLimitError, "rate_limited"),
    (pai.ModelOverloadedError, "overloaded"),
    (pai.ModelAuthenticationError, "authentication"),
    (pai.ModelQuotaExceededError, "quota_exceeded"),
    (pai.ModelNotFoundError, "model_not_found"),
    (pai.ModelContextWindowExceededError, "context_too_long"),
    (pai.ModelTimeoutError, "timeout"),
    (pai.ModelRequestTimeout, "timeout"),
    (pai.ModelConnectionError, "connection_lost"),
    (pai.ModelServerError, "server_error"),
    (pai.ModelUnavailableError, "unavailable"),
    (pai.ModelRequestRejectedError, "rejected"),
    (pai.ContentFilterError, "refused"),
    (pai.UsageLimitExceeded, "too_many_rounds"),
    (pai.UnexpectedModelBehavior, "unusable_answer"),
    (anthropic.APIStatusError, "overloaded"),
    (httpx2.HTTPError, "connection_lost"),
    (httpx2.StreamError, "connection_lost"),
    (ConnectionError, "connection_lost"),
    (TimeoutError, "timeout"),
]


@dataclass(frozen=True)
class Failure:
    """One attempt that failed; `detail` is for the log and the admin, never for the user."""

    route: str
    code: str
    detail: str


def classify(route: str, error: Exception) -> Failure:
    code = next((code for kind, code in _BY_CLASS if isinstance(error, kind)), "failed")
    return Failure(route=route, code=code, detail=f"{type(error).__name__}: {error}"[:500])
