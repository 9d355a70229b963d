"""Which models are tried, in which order."""

import asyncio
from typing import Any

import pytest
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pytest_django.fixtures import Settings

from backend.ai import checks, warmup
from backend.ai.routing import routes
from backend.ai.routing.routes import Route

DEFAULTS = [
    "anthropic:claude-sonnet-5-5",
    "anthropic:claude-haiku-5-5",
    "openrouter:anthropic/claude-sonnet-5.5",
    "openai:gpt-5-mini",
    "ollama:llama3.1:8b",
]


@pytest.fixture(autouse=True)
def nothing_configured(settings: Settings) -> Settings:
    settings.AI_ROUTES = {"chat": DEFAULTS}
    settings.ANTHROPIC_API_KEY = settings.OPENROUTER_API_KEY = settings.OPENAI_API_KEY = ""
    settings.OLLAMA_BASE_URL = ""
    settings.AI_SANDBOX = False
    return settings


def specs() -> list[str]:
    return [route.spec for route in routes.chain("chat")]


def test_only_configured_vendors_are_tried_in_the_order_given(settings: Settings) -> None:
    assert specs() == []
    settings.OPENAI_API_KEY = "sk-1"
    settings.ANTHROPIC_API_KEY = "sk-2"
    assert specs() == [DEFAULTS[0], DEFAULTS[1], DEFAULTS[3]]
    settings.OLLAMA_BASE_URL = "http://127.0.0.1:11434"
    settings.OPENROUTER_API_KEY = "sk-3"
    assert specs() == DEFAULTS


def test_a_chain_of_one_is_tried_twice(settings: Settings) -> None:
    settings.OPENAI_API_KEY = "sk-1"
    assert specs() == ["openai:gpt-5-mini"] * 2


def test_a_model_name_may_hold_colons_and_slashes(settings: Settings) -> None:
    settings.OLLAMA_BASE_URL = "http://127.0.0.1:11434"
    settings.OPENROUTER_API_KEY = "sk-3"
    assert [(route.vendor, route.model) for route in routes.chain("chat")] == [
        ("openrouter", "anthropic/claude-sonnet-5.5"),
        ("ollama", "llama3.1:8b"),
    ]


def test_models_without_tools_are_known(settings: Settings) -> None:
    settings.OLLAMA_BASE_URL = "http://127.0.0.1:11434"
    settings.ANTHROPIC_API_KEY = "sk-2"
    assert {route.spec: route.has_tools for route in routes.chain("chat")} == {
        DEFAULTS[0]: True,
        DEFAULTS[1]: True,
        DEFAULTS[4]: False,
    }


def test_only_the_sandboxed_vendor_is_called_sandbox(settings: Settings) -> None:
    settings.AI_SANDBOX = True
    settings.ANTHROPIC_API_KEY = settings.OPENAI_API_KEY = "sk-1"
    assert [route.sandbox for route in routes.chain("chat")] == [True, True, False]


@pytest.mark.parametrize(
    "base", ["http://kiln:11434", "http://kiln:11434/", "http://kiln:11434/v1", "http://kiln:11434/v1/"]
)
async def test_ollamas_address_is_taken_with_and_without_its_path(settings: Settings, base: str) -> None:
    settings.OLLAMA_BASE_URL = base
    model = routes.model_of(Route("ollama", "llama3.1:8b", has_tools=False, sandbox=False))
    assert isinstance(model, OpenAIChatModel)
    assert str(model.client.base_url) == "http://kiln:11434/v1/"
    assert model.model_name == "llama3.1:8b"


async def test_a_vendors_client_is_made_once_for_each_loop(settings: Settings) -> None:
    settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = "sk-2", "https://kiln.example"
    route = Route("anthropic", "claude-sonnet-5-5", has_tools=True, sandbox=False)
    model = routes.model_of(route)
    assert isinstance(model, AnthropicModel)
    assert routes.model_of(route) is model
    assert str(model.client.base_url).rstrip("/") == "https://kiln.example"
    assert model.client.max_retries == 0

    async def elsewhere() -> Any:
        return routes.model_of(route)

    assert await asyncio.to_thread(lambda: asyncio.run(elsewhere())) is not model


def test_a_chain_that_cannot_be_is_told_at_start(settings: Settings) -> None:
    settings.AI_ROUTES = {"chat": ["kiln:large", "anthropic", "openai:", DEFAULTS[0]]}
    assert [error.msg.split("'")[1] for error in checks.routes_are_known(None)] == [
        "kiln:large",
        "anthropic",
        "openai:",
    ]


def test_a_purpose_nobody_can_serve_is_told_at_start(settings: Settings) -> None:
    assert [warning.id for warning in checks.some_model_is_configured(None)] == ["ai.W001"]
    settings.OLLAMA_BASE_URL = "http://127.0.0.1:11434"
    assert checks.some_model_is_configured(None) == []


async def test_warming_up_reaches_no_vendor(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANTHROPIC_API_KEY = settings.OPENAI_API_KEY = "sk-1"

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    assert await warmup.warm() > 0
    known = routes._models[asyncio.get_running_loop()]
    assert {key.partition("@")[0] for key in known} == {DEFAULTS[0], DEFAULTS[1], DEFAULTS[3]}
