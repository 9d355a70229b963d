"""The record of each call: opened before it is sent, closed with what it used and cost."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from genai_prices import Usage, calc_price
from prometheus_client import Counter, Histogram

from backend.ai.models import ModelCall
from backend.ai.money import to_e8
from backend.core.tasks import enqueue

from .routes import Route

logger = logging.getLogger(__name__)
CALLS = Counter("atelier_model_calls_total", "Calls to models", ["vendor", "model", "status", "code"])
FIRST_TOKEN = Histogram(
    "atelier_model_first_token_seconds", "From request to first token", ["vendor", "model"]
)
# A call still open after this long lost its process.
ABANDONED_AFTER = timedelta(minutes=15)
PRICE_PROVIDERS = {"anthropic": "anthropic", "openai": "openai", "openrouter": "openrouter"}


@dataclass(frozen=True)
class CallContext:
    """On whose behalf, and for what, a model is called."""

    purpose: str
    workspace_id: UUID | None = None
    user_id: UUID | None = None
    subject_id: UUID | None = None


@dataclass(frozen=True)
class CallUsage:
    """Tokens of one call; `input_tokens` counts all input, cached or not."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    estimated: bool = False


@dataclass(frozen=True)
class Outcome:
    status: str
    usage: CallUsage
    latency_ms: int
    first_token_ms: int | None = None
    error_code: str = ""
    error_detail: str = ""


def open_call(context: CallContext, route: Route) -> ModelCall:
    return ModelCall.objects.create(
        workspace_id=context.workspace_id,
        user_id=context.user_id,
        subject_id=context.subject_id,
        purpose=context.purpose,
        vendor=route.vendor,
        model=route.model,
        sandbox=route.sandbox,
    )


def close_call(call: ModelCall, outcome: Outcome) -> int:
    """Write down how a call ended; returns its cost in 10⁻⁸ USD. The day's alarm is checked after commit."""
    cost_e8, price = cost_of(call.vendor, call.model, outcome.usage)
    call.status = outcome.status
    call.error_code = outcome.error_code
    call.error_detail = outcome.error_detail
    call.input_tokens = outcome.usage.input_tokens
    call.output_tokens = outcome.usage.output_tokens
    call.cache_read_tokens = outcome.usage.cache_read_tokens
    call.cache_write_tokens = outcome.usage.cache_write_tokens
    call.estimated = outcome.usage.estimated
    call.cost_e8, call.price = cost_e8, price
    call.latency_ms, call.first_token_ms = outcome.latency_ms, outcome.first_token_ms
    with transaction.atomic():
        call.save()
        enqueue("ai.check_daily_cost")
    CALLS.labels(call.vendor, call.model, outcome.status, outcome.error_code).inc()
    if outcome.first_token_ms is not None:
        FIRST_TOKEN.labels(call.vendor, call.model).observe(outcome.first_token_ms / 1000)
    return cost_e8


def cost_of(vendor: str, model: str, usage: CallUsage) -> tuple[int, dict[str, Any]]:
    """Return the cost in 10⁻⁸ USD and the price used. A model without a known price (a local one) costs nothing."""
    provider = PRICE_PROVIDERS.get(vendor)
    if provider is None:
        return 0, {"source": "local", "note": "runs on your own machine"}
    try:
        priced = calc_price(_counted(usage), model_ref=model, provider_id=provider)
    except LookupError:
        logger.warning("No price is known for %s:%s; its calls are recorded without cost", vendor, model)
        return 0, {"source": "unknown"}
    return to_e8(Decimal(priced.total_price)), {"source": "genai-prices", "price": str(priced.model_price)}


def _counted(usage: CallUsage) -> Usage:
    """Return the usage to be priced; more cached tokens than input, as some servers report, count as none."""
    plausible = usage.cache_read_tokens + usage.cache_write_tokens <= usage.input_tokens
    return Usage(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cache_read_tokens if plausible else 0,
        cache_write_tokens=usage.cache_write_tokens if plausible else 0,
    )


def close_abandoned() -> int:
    """Mark calls whose process died as failed; returns how many."""
    return ModelCall.objects.filter(
        status=ModelCall.Status.SENT, created_at__lt=timezone.now() - ABANDONED_AFTER
    ).update(status=ModelCall.Status.FAILED, error_code="abandoned", estimated=True)
