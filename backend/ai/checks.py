"""Tell at start what is missing, and what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from .routing import pricing, routes

VENDORS = set(routes.BUILDERS)


@register()
def routes_are_known(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"'{spec}' in the {purpose} chain is not vendor:model.",
            hint=f"Use one of {', '.join(sorted(VENDORS))} before the first colon.",
            id="ai.E001",
        )
        for purpose, specs in settings.AI_ROUTES.items()
        for spec in specs
        if spec.partition(":")[0] not in VENDORS or not spec.partition(":")[2]
    ]


@register()
def prices_are_known(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """What costs nobody knows what would pass every spending limit."""
    return [
        Error(
            f"AI_{purpose.upper()}_MODELS names '{spec}', for which no price is known.",
            hint="Name a model with a published price. On your own server (OLLAMA_BASE_URL, or an OPENAI_BASE_URL that "
            "is not OpenAI's) models need none.",
            id="ai.E002",
        )
        for purpose, specs in settings.AI_ROUTES.items()
        for spec in specs
        if _is_called(spec) and not pricing.has_price(*spec.split(":", 1))
    ]


def _is_called(spec: str) -> bool:
    vendor, _, model = spec.partition(":")
    return vendor in VENDORS and bool(model) and routes.is_configured(vendor)


@register()
def some_model_is_configured(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"No model can serve '{purpose}': the partner will say that it is not configured.",
            hint="Set ANTHROPIC_API_KEY, OPENROUTER_API_KEY, OPENAI_API_KEY or OLLAMA_BASE_URL.",
            id="ai.W001",
        )
        for purpose, specs in settings.AI_ROUTES.items()
        if not any(routes.is_configured(spec.partition(":")[0]) for spec in specs)
    ]
