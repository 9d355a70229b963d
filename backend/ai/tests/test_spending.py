"""No call passes the governor by: what it may cost is held before it is sent, and settled at what it cost."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.ai.models import ModelCall
from backend.ai.routing import calls, spending
from backend.ai.routing.calls import Outcome
from backend.ai.routing.context import CallContext
from backend.ai.routing.pricing import CallUsage, cost_of
from backend.ai.routing.routes import Route
from backend.billing.features import Feature
from backend.billing.services import allowances
from backend.billing.tests.limits import limit_to
from backend.treasury.models import Budget, BudgetPeriod, LedgerEntry, Reservation, ScopeKind
from backend.treasury.services import budgets, posting
from backend.treasury.services.governor import LimitReached, LimitReachedForNow
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window
from backend.treasury.worlds import World

SONNET = Route(vendor="anthropic", model="claude-sonnet-5-5", has_tools=True, sandbox=False)
LOCAL = Route(vendor="ollama", model="llama3.1:8b", has_tools=False, sandbox=False)
DOLLAR = 100_000_000


def opened(workspace: Workspace, route: Route = SONNET, **more: int) -> tuple[ModelCall, spending.Hold]:
    context = CallContext(purpose="chat", workspace_id=workspace.pk)
    return calls.open_call(context, route, **{"prompt": 4_000, "max_tokens": 4_096, **more})


def ended(call: ModelCall, **tokens: int) -> int:
    return calls.close_call(call, Outcome("succeeded", CallUsage(**tokens), latency_ms=5))


def spent(workspace: Workspace, world: str = World.REAL) -> int:
    return BudgetPeriod.objects.get(budget__scope_id=workspace.pk, budget__world=world).spent_e8


def test_the_plans_allowance_is_held_and_settled_at_the_real_cost(ada_workspace: Workspace) -> None:
    call, held = opened(ada_workspace)
    reservation = Reservation.objects.get(pk=held.reservation_id)
    assert reservation.sent_at is not None
    assert not held.is_capped
    cost = ended(call, input_tokens=1_000, output_tokens=500)
    assert 0 < cost < reservation.amount_e8
    assert spent(ada_workspace) == cost == ModelCall.objects.get().cost_e8
    assert ModelCall.objects.get().settled_at is not None


@pytest.mark.parametrize("cached", [0, 900])
def test_no_prompt_costs_more_than_was_held_for_its_bytes(ada_workspace: Workspace, cached: int) -> None:
    prompt = 5_000
    _, held = opened(ada_workspace, prompt=prompt, max_tokens=2_000)
    worst = CallUsage(input_tokens=prompt, cache_write_tokens=cached, output_tokens=2_000)
    assert cost_of("anthropic", SONNET.model, worst)[0] <= Reservation.objects.get().amount_e8
    assert held.max_tokens == 2_000


def test_near_the_limit_an_answer_gets_as_many_tokens_as_it_pays_for(ada_workspace: Workspace) -> None:
    limit_to(ada_workspace, Feature.MODEL_SPEND, 3 * DOLLAR // 100)
    call, held = opened(ada_workspace)
    assert held.is_capped
    assert spending.LEAST_TOKENS <= held.max_tokens < 4_096
    ended(call, input_tokens=5_000, output_tokens=held.max_tokens)
    assert spent(ada_workspace) <= 3 * DOLLAR // 100


def test_with_too_little_left_nothing_is_sent_and_the_refusal_says_which_limit(
    ada_workspace: Workspace,
) -> None:
    limit_to(ada_workspace, Feature.MODEL_SPEND, 1_000)
    with pytest.raises(LimitReachedForNow) as refused:
        opened(ada_workspace)
    assert refused.value.extra["limit_name"] == "Plan allowance, each month"
    with pytest.raises(LimitReachedForNow):
        opened(ada_workspace)
    assert not ModelCall.objects.exists()


@pytest.mark.parametrize("kind", [ScopeKind.WORKSPACE, ScopeKind.RUN, ScopeKind.USER])
def test_the_tightest_of_all_limits_wins(ada_workspace: Workspace, kind: ScopeKind) -> None:
    ids = {ScopeKind.WORKSPACE: ada_workspace.pk, ScopeKind.RUN: uuid4(), ScopeKind.USER: uuid4()}
    budgets.set_limit(scope=Scope(kind, ids[kind]), window=Window.TOTAL, limit_e8=1_000)
    context = CallContext(
        purpose="chat",
        workspace_id=ada_workspace.pk,
        user_id=ids[ScopeKind.USER],
        run_id=ids[ScopeKind.RUN],
    )
    with pytest.raises(LimitReached) as refused:
        spending.hold(uuid4(), SONNET, context, prompt=10, max_tokens=4_096)
    assert refused.value.extra["scope"] == kind


def test_a_model_of_ones_own_costs_nothing_and_holds_nothing(ada_workspace: Workspace) -> None:
    limit_to(ada_workspace, Feature.MODEL_SPEND, 0)
    call, held = opened(ada_workspace, LOCAL)
    assert held.reservation_id is None
    assert ended(call, input_tokens=10, output_tokens=10) == 0


def test_the_sandbox_spends_an_allowance_of_its_own(ada_workspace: Workspace) -> None:
    call, _ = opened(ada_workspace, Route("anthropic", SONNET.model, has_tools=True, sandbox=True))
    cost = ended(call, input_tokens=1_000, output_tokens=500)
    assert spent(ada_workspace, World.SIMULATED) == cost
    assert not BudgetPeriod.objects.filter(budget__world=World.REAL, spent_e8__gt=0).exists()


def test_a_larger_plan_raises_the_open_month_and_unlimited_lifts_it(ada_workspace: Workspace) -> None:
    allowances.in_force(ada_workspace.pk)
    limit_to(ada_workspace, Feature.MODEL_SPEND, 8 * DOLLAR)
    opened(ada_workspace)
    assert set(Budget.objects.values_list("limit_e8", flat=True)) == {8 * DOLLAR}
    assert BudgetPeriod.objects.get(budget__world=World.REAL).limit_e8 == 8 * DOLLAR
    limit_to(ada_workspace, Feature.MODEL_SPEND, None)
    opened(ada_workspace)
    assert not Budget.objects.exists()


def test_a_call_given_up_for_dead_is_not_settled_twice(ada_workspace: Workspace) -> None:
    call, _ = opened(ada_workspace)
    ModelCall.objects.filter(pk=call.pk).update(status="failed", cost_e8=7)
    ended(call, input_tokens=1_000, output_tokens=500)
    assert ModelCall.objects.get().cost_e8 == 7
    assert Reservation.objects.get().status == "held"


def test_the_books_count_a_call_on_the_day_its_cost_became_final(
    ada_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, _ = opened(ada_workspace)
    cost = ended(call, input_tokens=900_000, output_tokens=10_000)
    ModelCall.objects.update(settled_at=datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert posting.post_days_until_yesterday() == 1
    entry = LedgerEntry.objects.get(amount_minor__lt=0)
    assert (entry.amount_minor, entry.day.isoformat()) == (-(cost // 1_000_000), "2026-11-19")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(days=1))
    posting.post_days_until_yesterday()
    assert LedgerEntry.objects.filter(amount_minor__lt=0).count() == 1
