"""Tell at start what is missing, and what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from .routing import routes

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
