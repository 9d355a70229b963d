"""What a call cost: never below the real price, and nothing where there is none."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from genai_prices import Usage, calc_price
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.ai import tasks
from backend.ai.models import ModelCall
from backend.ai.money import as_money, to_e8
from backend.ai.routing import calls
from backend.ai.routing.calls import CallContext, CallUsage, Outcome, cost_of
from backend.ai.routing.routes import Route

SONNET = Route(vendor="anthropic", model="claude-sonnet-5-5", has_tools=True, sandbox=False)


@pytest.mark.parametrize(
    ("usd", "e8"),
    [
        ("0", 0),
        ("1", 100_000_000),
        ("0.00000001", 1),
        ("0.000000001", 1),
        ("0.000000010000001", 2),
        ("0.0042", 420_000),
        ("12.34", 1_234_000_000),
    ],
)
def test_dollars_are_rounded_up_to_whole_units(usd: str, e8: int) -> None:
    assert to_e8(Decimal(usd)) == e8


@settings(deadline=None)
@given(st.decimals(0, 1000, places=14))
def test_a_recorded_cost_is_never_below_the_real_one(usd: Decimal) -> None:
    e8 = to_e8(usd)
    assert 0 <= Decimal(e8) / 100_000_000 - usd < Decimal("0.00000001")


@pytest.mark.parametrize(
    ("e8", "display"),
    [(0, "$0.00"), (420_000, "$0.0042"), (1, "$0.0000"), (99_999_999, "$1.0000"), (123_456_789, "$1.23")],
)
def test_a_cost_is_shown_in_dollars(e8: int, display: str) -> None:
    assert as_money(e8) == {"amount_e8": e8, "currency": "USD", "display": display}


@pytest.mark.parametrize(
    ("vendor", "model"),
    [
        ("anthropic", "claude-sonnet-5-5"),
        ("anthropic", "claude-haiku-5-5"),
        ("openai", "gpt-5-mini"),
        ("openrouter", "anthropic/claude-sonnet-5.5"),
    ],
)
def test_a_cost_is_what_the_price_list_says(vendor: str, model: str) -> None:
    usage = CallUsage(input_tokens=1234, output_tokens=567, cache_read_tokens=1000)
    listed = calc_price(
        Usage(input_tokens=1234, output_tokens=567, cache_read_tokens=1000),
        model_ref=model,
        provider_id=vendor,
    )
    cost, price = cost_of(vendor, model, usage)
    assert cost == to_e8(Decimal(listed.total_price)) > 0
    assert price["source"] == "genai-prices"
    assert "MTok" in price["price"]


def test_cached_input_costs_a_twentieth_and_writing_the_cache_a_quarter_more() -> None:
    def cost(**tokens: int) -> int:
        return cost_of("anthropic", "claude-sonnet-5-5", CallUsage(input_tokens=1_000_000, **tokens))[0]

    fresh = cost()
    assert cost(cache_read_tokens=1_000_000) == fresh // 20
    assert cost(cache_write_tokens=1_000_000) == fresh * 5 // 4


def test_a_model_nobody_prices_costs_nothing_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    cost, price = cost_of("openai", "kiln-1-large", CallUsage(input_tokens=10, output_tokens=10))
    assert (cost, price) == (0, {"source": "unknown"})
    assert "kiln-1-large" in caplog.text


def test_a_model_on_ones_own_machine_costs_nothing() -> None:
    cost, price = cost_of("ollama", "llama3.1:8b", CallUsage(input_tokens=10, output_tokens=10))
    assert (cost, price["source"]) == (0, "local")


def test_usage_that_cannot_be_is_priced_as_if_nothing_were_cached() -> None:
    """Servers that speak OpenAI's protocol report what they like; a call must close all the same."""
    honest, _ = cost_of("openai", "gpt-5-mini", CallUsage(input_tokens=5, output_tokens=1))
    odd, price = cost_of(
        "openai", "gpt-5-mini", CallUsage(input_tokens=5, output_tokens=1, cache_read_tokens=10)
    )
    assert odd == honest
    assert price["source"] == "genai-prices"


def opened(**age: float) -> ModelCall:
    call = calls.open_call(CallContext(purpose="chat"), SONNET)
    ModelCall.objects.filter(pk=call.pk).update(created_at=timezone.now() - timedelta(**age))
    return call


@pytest.mark.django_db
def test_a_call_whose_process_died_is_closed_and_no_other() -> None:
    dead, alive, done = opened(minutes=16), opened(minutes=14), opened(days=1)
    calls.close_call(done, Outcome(status="succeeded", usage=CallUsage(input_tokens=7), latency_ms=5))
    tasks.close_abandoned_calls()
    found = {call.pk: call for call in ModelCall.objects.all()}
    assert (found[dead.pk].status, found[dead.pk].error_code, found[dead.pk].estimated) == (
        "failed",
        "abandoned",
        True,
    )
    assert found[alive.pk].status == "sent"
    assert (found[done.pk].status, found[done.pk].input_tokens) == ("succeeded", 7)
    assert calls.close_abandoned() == 0
