"""An answer that meets a limit on spending: refused before its first word, or cut with its text kept."""

from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.agents.models import Message
from backend.ai.models import ModelCall
from backend.ai.routing.spending import SpendLimitReached
from backend.billing.features import Feature
from backend.billing.tests.limits import limit_to, messages_of
from backend.projects.models import Project
from backend.treasury.models import BudgetPeriod, Reservation

from .partner import Sandbox, say

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "The tide comes in and the tide goes out again. " * 200
# 10⁻⁸ USD for an output token of the first model.
TOKEN = 1_000


def spent() -> int:
    allowance = BudgetPeriod.objects.filter(budget__world="simulated", budget__scope_kind="plan")
    return sum(allowance.values_list("spent_e8", flat=True))


def test_an_answer_stops_at_the_cap_and_keeps_what_it_said(
    launch: Project, ada: User, sandbox: Sandbox
) -> None:
    sandbox.script({"text": "Yes."}, {"text": LONG})
    say(launch, ada, "Hello")
    prompt_bound = Reservation.objects.latest("created_at").amount_e8 - 4_096 * TOKEN
    limit = spent() + prompt_bound + 1_000 * TOKEN
    limit_to(launch.workspace, Feature.MODEL_SPEND, limit)
    answer = say(launch, ada, "Tell me about the tide.")
    assert answer.status == Message.Status.STOPPED
    assert LONG.startswith(answer.text)
    assert 0 < len(answer.text) < len(LONG)
    assert answer.error is not None
    assert answer.error["code"] == SpendLimitReached.code
    assert spent() == sum(ModelCall.objects.values_list("cost_e8", flat=True)) <= limit
    assert not Reservation.objects.filter(status="held").exists()
    assert messages_of(ada).used == 2


def test_a_days_talk_has_a_limit_of_its_own_which_the_refusal_names(
    launch: Project, ada: User, settings: Any
) -> None:
    settings.AI_RUN_BUDGETS_USD = {"chat": Decimal("0.01"), "draft": Decimal(0)}
    answer = say(launch, ada, "Hello")
    assert answer.error is not None
    assert answer.error["code"] == "budget_exhausted"
    assert answer.error["detail"].startswith(
        "The limit of a day's talk: $0.00 of $0.01 is left. It resets on"
    )
    settings.AI_RUN_BUDGETS_USD = {"chat": Decimal(2), "draft": Decimal(0)}
    assert say(launch, ada, "Hello again").status == Message.Status.COMPLETE


def test_with_nothing_left_the_answer_says_which_limit_and_costs_no_message(
    launch: Project, ada: User, ada_client: APIClient
) -> None:
    limit_to(launch.workspace, Feature.MODEL_SPEND, 100)
    answer = say(launch, ada, "Hello")
    assert answer.status == Message.Status.FAILED
    assert answer.error is not None
    assert answer.error["code"] == "budget_exhausted"
    assert "Plan allowance" in answer.error["detail"]
    assert not ModelCall.objects.filter(subject_id=answer.pk).exists()
    assert messages_of(ada).used == 0
