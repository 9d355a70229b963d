"""Which models serve a purpose, in which order: `vendor:model` in the settings, unconfigured vendors passed over."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.conf import settings
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from backend.integrations.anthropic import client as anthropic_client
from backend.integrations.openai_compatible import client as openai_client


@dataclass(frozen=True)
class Route:
    """One model of one vendor. `sandbox` says that our own double answers instead of the vendor."""

    vendor: str
    model: str
    has_tools: bool
    sandbox: bool

    @property
    def spec(self) -> str:
        return f"{self.vendor}:{self.model}"


def chain(purpose: str) -> list[Route]:
    """Return the configured routes of `purpose`, first choice first; a chain of one is tried twice."""
    routes = [_route(spec) for spec in settings.AI_ROUTES[purpose]]
    usable = [route for route in routes if is_configured(route.vendor)]
    return usable * 2 if len(usable) == 1 else usable


def _route(spec: str) -> Route:
    vendor, _, model = spec.partition(":")
    return Route(
        vendor=vendor,
        model=model,
        has_tools=spec not in settings.AI_MODELS_WITHOUT_TOOLS,
        sandbox=vendor == "anthropic" and settings.AI_SANDBOX,
    )


def is_configured(vendor: str) -> bool:
    return bool(
        {
            "anthropic": settings.ANTHROPIC_API_KEY,
            "openrouter": settings.OPENROUTER_API_KEY,
            "openai": settings.OPENAI_API_KEY,
            "ollama": settings.OLLAMA_BASE_URL,
        }.get(vendor)
    )


# A vendor's connections belong to one event loop, so each loop has clients of its own.
_models: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Model]] = WeakKeyDictionary()


def model_of(route: Route) -> Model:
    """Return the pydantic-ai model of a route, made once per event loop."""
    known = _models.setdefault(asyncio.get_running_loop(), {})
    key = f"{route.spec}@{_base_url(route.vendor)}"
    if key not in known:
        known[key] = BUILDERS[route.vendor](route.model)
    return known[key]


def _base_url(vendor: str) -> str:
    return str(getattr(settings, f"{vendor.upper()}_BASE_URL"))


def _anthropic(model: str) -> Model:
    client = anthropic_client.build(api_key=settings.ANTHROPIC_API_KEY, base_url=settings.ANTHROPIC_BASE_URL)
    return AnthropicModel(model, provider=AnthropicProvider(anthropic_client=client))


def _openai_compatible(api_key: str, base_url: str, model: str) -> Model:
    client = openai_client.build(api_key=api_key, base_url=base_url)
    return OpenAIChatModel(model, provider=OpenAIProvider(openai_client=client))


BUILDERS: dict[str, Callable[[str], Model]] = {
    "anthropic": _anthropic,
    "openrouter": lambda model: _openai_compatible(
        settings.OPENROUTER_API_KEY, settings.OPENROUTER_BASE_URL, model
    ),
    "openai": lambda model: _openai_compatible(settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL, model),
    "ollama": lambda model: _openai_compatible(
        "", f"{settings.OLLAMA_BASE_URL.removesuffix('/').removesuffix('/v1')}/v1", model
    ),
}
