"""What a call cost: never below the real price, and nothing where there is none."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from genai_prices import Usage, calc_price
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from backend.ai import checks, tasks
from backend.ai.models import ModelCall
from backend.ai.money import as_money, to_e8
from backend.ai.routing import calls
from backend.ai.routing.calls import Outcome
from backend.ai.routing.context import CallContext
from backend.ai.routing.pricing import CallUsage, PriceUnknown, cost_of, has_price
from backend.ai.routing.routes import Route
from backend.treasury.models import Reservation
from backend.treasury.services import governor

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


@hypothesis_settings(deadline=None)
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


@pytest.mark.django_db
def test_a_vendors_model_nobody_prices_is_not_called_and_not_configured(settings: Any) -> None:
    unpriced = Route(vendor="openai", model="kiln-1-large", has_tools=True, sandbox=False)
    with pytest.raises(PriceUnknown, match="openai:kiln-1-large is not asked"):
        calls.open_call(CallContext(purpose="chat"), unpriced, prompt=10, max_tokens=10)
    assert not ModelCall.objects.exists()
    settings.AI_ROUTES = {"draft": ["openai:gpt-5-mini", "openai:kiln-1-large"]}
    assert checks.prices_are_known(None) == [], "OpenAI has no key, so none of its models is called"
    settings.OPENAI_API_KEY = "sk-1"
    assert ["AI_DRAFT_MODELS" in error.msg for error in checks.prices_are_known(None)] == [True]


def test_a_model_on_ones_own_endpoint_costs_nothing(settings: Any) -> None:
    settings.OPENAI_BASE_URL = "http://10.0.0.7:8000/v1"
    for vendor, model in (("ollama", "llama3.1:8b"), ("openai", "kiln-1-large")):
        cost, price = cost_of(vendor, model, CallUsage(input_tokens=10, output_tokens=10))
        assert (cost, price["source"]) == (0, "local")
        assert has_price(vendor, model)


def test_usage_that_cannot_be_is_priced_as_if_nothing_were_cached() -> None:
    """Servers that speak OpenAI's protocol report what they like; a call must close all the same."""
    honest, _ = cost_of("openai", "gpt-5-mini", CallUsage(input_tokens=5, output_tokens=1))
    odd, price = cost_of(
        "openai", "gpt-5-mini", CallUsage(input_tokens=5, output_tokens=1, cache_read_tokens=10)
    )
    assert odd == honest
    assert price["source"] == "genai-prices"


def opened(**age: float) -> ModelCall:
    call = calls.open_call(CallContext(purpose="chat"), SONNET, prompt=10, max_tokens=10)[0]
    ModelCall.objects.filter(pk=call.pk).update(created_at=timezone.now() - timedelta(**age))
    return call


def dies(call: ModelCall) -> None:
    """Its process renews the hold no more, and the governor closes it."""
    long_ago = timezone.now() - timedelta(minutes=10)
    Reservation.objects.filter(pk=call.reservation_id).update(lease_expires_at=long_ago)
    governor.sweep()


@pytest.mark.django_db
def test_a_call_whose_process_died_is_closed_and_no_other() -> None:
    dead, alive, done = opened(minutes=16), opened(minutes=14), opened(days=1)
    calls.close_call(done, Outcome(status="succeeded", usage=CallUsage(input_tokens=7), latency_ms=5))
    dies(dead)
    tasks.close_abandoned_calls()
    found = {call.pk: call for call in ModelCall.objects.all()}
    assert (found[dead.pk].status, found[dead.pk].error_code, found[dead.pk].estimated) == (
        "failed",
        "abandoned",
        True,
    )
    assert found[dead.pk].cost_e8 == Reservation.objects.get(pk=dead.reservation_id).actual_e8 > 0
    assert found[alive.pk].status == "sent"
    assert (found[done.pk].status, found[done.pk].input_tokens) == ("succeeded", 7)
    assert calls.close_abandoned() == 0
