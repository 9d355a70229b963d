"""Models that fail: the next one answers, or goes on in mid-answer; with all down the user reads a plain sentence."""

from typing import Any

import pytest

from backend.accounts.models import User
from backend.agents.models import Message
from backend.ai.models import ModelCall
from backend.billing.tests.limits import messages_of
from backend.projects.models import Project

from .partner import Sandbox, say

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."


def models_called(message: Message) -> list[tuple[str, str, str]]:
    calls = ModelCall.objects.filter(subject_id=message.pk).order_by("created_at")
    return [(call.model, call.status, call.error_code) for call in calls]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("rate_limit", "rate_limited"),
        ("overloaded", "overloaded"),
        ("server_error", "server_error"),
    ],
)
def test_the_second_model_answers_when_the_first_is_down(
    launch: Project, ada: User, sandbox: Sandbox, fault: str, code: str
) -> None:
    sandbox.script({"text": STORY})
    sandbox.fail(fault, retry_after=3600)
    answer = say(launch, ada, "Tell me")
    assert answer.text == STORY
    assert answer.model == "claude-haiku-5-5"
    assert models_called(answer) == [
        ("claude-sonnet-5-5", "failed", code),
        ("claude-haiku-5-5", "succeeded", ""),
    ]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("overloaded_midstream", "overloaded"),
        ("cut", "stream_truncated"),
        ("drop", "connection_lost"),
    ],
)
def test_an_answer_cut_in_the_middle_goes_on_where_it_stopped(
    launch: Project, ada: User, sandbox: Sandbox, fault: str, code: str
) -> None:
    sandbox.script({"text": STORY}, {"text": "and here it goes on."})
    sandbox.fail(fault, after_tokens=5)
    answer = say(launch, ada, "Tell me")
    assert answer.status == Message.Status.COMPLETE
    assert models_called(answer) == [
        ("claude-sonnet-5-5", "failed", code),
        ("claude-haiku-5-5", "succeeded", ""),
    ]
    told = sandbox.requests()[-1]["body"]["messages"]
    so_far = text_of(told[-2])
    assert text_of(told[-1]) == "<continue/>"
    assert STORY.startswith(so_far)
    assert answer.text == f"{so_far}and here it goes on."


def text_of(turn: dict[str, Any]) -> str:
    content = turn["content"]
    return str(content if isinstance(content, str) else content[0]["text"])


def test_with_all_down_the_user_reads_a_plain_sentence(launch: Project, ada: User, sandbox: Sandbox) -> None:
    sandbox.fail("down")
    answer = say(launch, ada, "Hello?")
    assert answer.status == Message.Status.FAILED
    assert answer.error is not None
    assert answer.error["retryable"]
    assert "retry" in answer.error["detail"]
    assert "503" not in answer.error["detail"]
    assert messages_of(ada).used == 0


def test_an_answer_without_a_word_is_a_failure(launch: Project, ada: User, sandbox: Sandbox) -> None:
    sandbox.script({"text": " "}, {"text": "Here I am."})
    answer = say(launch, ada, "Hello?")
    assert answer.text.strip() == "Here I am."
    assert answer.model == "claude-haiku-5-5"


def test_a_part_written_answer_that_cannot_go_on_keeps_its_text(
    launch: Project, ada: User, sandbox: Sandbox
) -> None:
    sandbox.script({"text": STORY}, {"text": STORY})
    sandbox.fail("cut", after_tokens=5, times=2)
    answer = say(launch, ada, "Tell me")
    assert answer.status == Message.Status.FAILED
    assert answer.text.startswith("One two")
    assert messages_of(ada).used == 0


def test_costs_are_recorded_with_the_price_used(launch: Project, ada: User) -> None:
    answer = say(launch, ada, "Hello")
    calls = ModelCall.objects.filter(subject_id=answer.pk)
    assert answer.cost_e8 == sum(call.cost_e8 for call in calls)
    for call in calls:
        # claude-sonnet-5-5: $2 in, $10 out for a million tokens, so 200 and 1,000 in 10⁻⁸ USD for one.
        cached = call.cache_read_tokens * 10 + call.cache_write_tokens * 250
        fresh = call.input_tokens - call.cache_read_tokens - call.cache_write_tokens
        assert call.cost_e8 == fresh * 200 + call.output_tokens * 1_000 + cached
        assert call.user == ada
        assert call.workspace_id == launch.workspace_id
        assert call.sandbox
        assert call.first_token_ms is not None
