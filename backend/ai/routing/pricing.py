"""What tokens cost, by the published prices of `genai-prices`."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from genai_prices import Usage, calc_price

from backend.ai.money import to_e8
from backend.core.errors import ApplicationError

PRICE_PROVIDERS = {"anthropic": "anthropic", "openai": "openai", "openrouter": "openrouter"}
OPENAI_HOST = "api.openai.com"


class PriceUnknown(ApplicationError):
    """A vendor's model without a published price is not called: no limit could hold what it costs."""

    code = "model_price_unknown"
    status = 503

    def __init__(self, vendor: str, model: str) -> None:
        super().__init__(
            f"{vendor}:{model} is not asked, because no price is known for it and so no spending limit could hold it. "
            "Whoever runs this installation can name another model in its settings."
        )


@dataclass(frozen=True)
class CallUsage:
    """Tokens of one call; `input_tokens` counts all input, cached or not."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    estimated: bool = False


def cost_of(vendor: str, model: str, usage: CallUsage) -> tuple[int, dict[str, Any]]:
    """Return the cost in 10⁻⁸ USD and the price used. What runs on one's own endpoint and has no price costs nothing.

    Raises PriceUnknown for a vendor's model without one.
    """
    provider = PRICE_PROVIDERS.get(vendor)
    if provider is None:
        return 0, {"source": "local", "note": "runs on your own machine"}
    try:
        priced = calc_price(_counted(usage), model_ref=model, provider_id=provider)
    except LookupError as error:
        if _is_ones_own(vendor):
            return 0, {"source": "local", "note": "answered by your own endpoint"}
        raise PriceUnknown(vendor, model) from error
    return to_e8(Decimal(priced.total_price)), {"source": "genai-prices", "price": str(priced.model_price)}


def has_price(vendor: str, model: str) -> bool:
    """Say whether the governor can hold what a call costs: its price is known, or it is free on purpose."""
    try:
        cost_of(vendor, model, CallUsage(input_tokens=1, output_tokens=1))
    except PriceUnknown:
        return False
    return True


def _is_ones_own(vendor: str) -> bool:
    """OpenAI's protocol is spoken by many: anywhere but at OpenAI it is a server that somebody runs for themselves."""
    return vendor == "openai" and urlsplit(settings.OPENAI_BASE_URL).hostname != OPENAI_HOST


def _counted(usage: CallUsage) -> Usage:
    """Return the usage to be priced; more cached tokens than input, as some servers report, count as none."""
    plausible = usage.cache_read_tokens + usage.cache_write_tokens <= usage.input_tokens
    return Usage(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cache_read_tokens if plausible else 0,
        cache_write_tokens=usage.cache_write_tokens if plausible else 0,
    )
