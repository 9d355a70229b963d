"""The conversation over REST: shapes, statuses and codes to the letter, and a constant number of queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import Role, User, Workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.agents.api import serializers
from backend.agents.models import Message
from backend.agents.services import conversations
from backend.billing import inclusions
from backend.billing.features import Feature
from backend.billing.tests.limits import limit_to
from backend.projects.models import Playbook, Project
from backend.projects.services import projects

from .partner import Sandbox, settled, until_text

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/api/v1/projects"
Counting = Callable[..., AbstractContextManager[Any]]

# fmt: off
MESSAGE_KEYS = {
    "id", "position", "client_id", "reply_to", "role", "status", "text", "error", "created_at", "model", "usage",
    "cost", "detected", "sandbox",
}
ACTIVE_KEYS = {
    "id", "status", "business", "playbook", "target_date", "started_at", "completed_at", "customized_plan", "phases",
    "decisions", "progress", "conversation_id", "messages", "has_more_messages", "messages_left_today",
    "message_limit", "resets_at", "sandbox", "can_edit",
}
# fmt: on


@pytest.fixture
def at(launch: Project) -> str:
    return f"{ROOT}/{launch.pk}/messages"


def sent(client: APIClient, at: str, text: str = "What do you recommend?", **more: Any) -> dict[str, Any]:
    response = client.post(at, {"client_id": str(uuid4()), "text": text, **more})
    assert response.status_code == 202, response.content
    body: dict[str, Any] = response.json()
    return body


def answered(client: APIClient, at: str, text: str = "What do you recommend?") -> dict[str, Any]:
    """Send, wait for the end, and return the answer as it is read again."""
    body = sent(client, at, text)
    settled()
    return next(row for row in client.get(at).json()["results"] if row["id"] == body["assistant"]["id"])


def refusal(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


def test_starting_answers_201_with_all_that_the_screen_needs(
    playbook: Playbook, sandbox: Sandbox, ada_client: APIClient, ada: User
) -> None:
    sandbox.pace(30)
    started = ada_client.post(f"{ROOT}/", {"business_name": "Pixel & Pine", "target_date": "2027-01-15"})
    assert started.status_code == 201
    body = started.json()
    assert set(body) == ACTIVE_KEYS
    assert (body["business"]["name"], body["target_date"]) == ("Pixel & Pine", "2027-01-15")
    (welcome,) = body["messages"]
    assert (welcome["position"], welcome["role"], welcome["status"]) == (1, "assistant", "streaming")
    assert (welcome["reply_to"], welcome["client_id"], welcome["text"]) == (None, None, "")
    assert ada_client.post(f"{ROOT}/{body['id']}/messages/{welcome['id']}/stop").status_code == 202
    settled()
    again = ada_client.get(f"{ROOT}/active").json()
    assert again["id"] == body["id"]
    assert set(again) == ACTIVE_KEYS


def test_a_second_launch_is_refused(launch: Project, ada_client: APIClient) -> None:
    assert refusal(ada_client.post(f"{ROOT}/", {})) == (409, "project_active")
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {"target_date": "soon"},
        {"target_date": "0001-01-01"},
        {"playbook": "no slug!"},
        {"business_name": "x" * 121},
        {"playbook": None},
    ],
)
def test_a_launch_that_cannot_be_is_refused(
    playbook: Playbook, ada_client: APIClient, body: dict[str, Any]
) -> None:
    assert refusal(ada_client.post(f"{ROOT}/", body)) == (400, "invalid")
    assert not Project.objects.exists()


def test_without_a_launch_there_is_none(
    playbook: Playbook, ada_client: APIClient, launch_of_bo: Project
) -> None:
    assert refusal(ada_client.get(f"{ROOT}/active")) == (404, "no_active_project")


@pytest.fixture
def launch_of_bo(playbook: Playbook, sandbox: Sandbox, bo: User, ada_workspace: Workspace) -> Project:
    project = conversations.start_project(user=bo, workspace=ada_workspace)
    settled()
    return project


def test_the_active_launch_shows_the_talk_in_order(launch: Project, at: str, ada_client: APIClient) -> None:
    answered(ada_client, at, "Let's go with Discord.")
    body = ada_client.get(f"{ROOT}/active").json()
    assert set(body) == ACTIVE_KEYS
    assert set(serializers.ActiveProjectOutput().fields) == ACTIVE_KEYS
    assert [message["position"] for message in body["messages"]] == [1, 2, 3]
    assert (body["has_more_messages"], body["sandbox"], body["can_edit"]) == (False, True, True)
    assert (body["messages_left_today"], body["message_limit"]) == (49, 50)
    assert body["resets_at"].endswith("T00:00:00Z")
    assert body["conversation_id"] == str(launch.conversation.pk)
    assert set(body["progress"]) == {"overall", "planning", "execution", "timeline"}
    (decision,) = body["decisions"]
    assert (decision["category"], decision["value"], decision["is_current"]) == ("platform", "discord", True)
    assert decision["source_message_id"] == body["messages"][1]["id"]


def test_a_message_has_exactly_its_shape(at: str, ada_client: APIClient) -> None:
    answered(ada_client, at, "Let's go with Discord.")
    answer, question = ada_client.get(at).json()["results"][:2]
    assert set(answer) == set(question) == MESSAGE_KEYS == set(serializers.MessageOutput().fields)
    assert (question["role"], question["status"], question["text"]) == (
        "user",
        "complete",
        "Let's go with Discord.",
    )
    assert [question[name] for name in ("reply_to", "error", "model", "usage", "cost", "detected")] == [
        None
    ] * 6
    assert (answer["role"], answer["status"], answer["reply_to"]) == ("assistant", "complete", question["id"])
    assert (answer["client_id"], answer["error"], answer["model"]) == (None, None, "claude-sonnet-5-5")
    assert set(answer["usage"]) == {"input_tokens", "output_tokens", "cache_read_tokens"}
    assert (set(answer["cost"]), answer["cost"]["currency"]) == ({"amount_e8", "currency", "display"}, "USD")
    assert set(answer["detected"]) == {"decisions", "completions", "next_steps", "disagreements"}
    caught = answer["detected"]["decisions"][0]
    assert set(caught) == {"decision_id", "category", "value", "display", "confidence", "quote"}
    assert answer["sandbox"] is True


def test_sending_answers_202_with_the_question_and_the_answer_begun(at: str, ada_client: APIClient) -> None:
    client_id = str(uuid4())
    body = sent(ada_client, at, "Hello", client_id=client_id)
    assert set(body) == {"user", "assistant"}
    assert (body["user"]["client_id"], body["user"]["position"], body["user"]["text"]) == (
        client_id,
        2,
        "Hello",
    )
    assert (body["assistant"]["reply_to"], body["assistant"]["position"]) == (body["user"]["id"], 3)
    assert (body["assistant"]["status"], body["assistant"]["text"]) == ("streaming", "")
    settled()


def test_sending_again_gives_the_same_two_messages_as_they_are_now(at: str, ada_client: APIClient) -> None:
    client_id = str(uuid4())
    first = sent(ada_client, at, "Hello", client_id=client_id)
    settled()
    again = sent(ada_client, at, "Hello", client_id=client_id.upper())
    assert (again["user"], again["assistant"]["id"]) == (first["user"], first["assistant"]["id"])
    assert again["assistant"]["status"] == "complete"
    assert len(ada_client.get(at).json()["results"]) == 3
    other = ada_client.post(at, {"client_id": client_id, "text": "Hello!"})
    assert refusal(other) == (409, "client_id_reused")
    assert ada_client.get("/api/v1/ai/usage").json()["messages"]["used"] == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "message_empty"),
        ({"text": " \n\t"}, "message_empty"),
        ({"text": "x" * 8_001}, "message_too_long"),
        ({"text": "x" * 20_000}, "message_too_long"),
        ({"text": "bell \x07"}, "message_unreadable"),
        ({"text": None}, "invalid"),
        ({"text": ["Hello"]}, "invalid"),
        ({"client_id": "seven"}, "invalid"),
        ({"client_id": None}, "invalid"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_its_code(
    at: str, ada_client: APIClient, body: dict[str, Any], code: str
) -> None:
    refused = ada_client.post(at, {"client_id": str(uuid4()), "text": "Hello", **body})
    assert refusal(refused) == (400, code)
    assert Message.objects.count() == 1


def test_too_long_says_how_long_it_may_be(at: str, ada_client: APIClient) -> None:
    refused = ada_client.post(at, {"client_id": str(uuid4()), "text": "🎨" * 8_001}).json()
    assert (refused["limit"], refused["length"]) == (8_000, 8_001)
    sent(ada_client, at, "🎨" * 8_000)
    settled()


def test_one_answer_at_a_time(at: str, ada_client: APIClient, sandbox: Sandbox) -> None:
    sandbox.pace(30)
    first = sent(ada_client, at)
    message = f"{at}/{first['assistant']['id']}"
    second = ada_client.post(at, {"client_id": str(uuid4()), "text": "And the price?"})
    assert refusal(second) == (409, "answer_in_progress")
    assert refusal(ada_client.post(f"{message}/retry")) == (409, "answer_in_progress")
    edit = ada_client.post(f"{at}/{first['user']['id']}/edit", {"client_id": str(uuid4()), "text": "No"})
    assert refusal(edit) == (409, "answer_in_progress")
    ada_client.post(f"{message}/stop")
    settled()


def test_the_days_limit_is_told_with_its_reset(at: str, ada_client: APIClient, launch: Project) -> None:
    limit_to(launch.workspace, Feature.MESSAGES, 1)
    answered(ada_client, at)
    refused = ada_client.post(at, {"client_id": str(uuid4()), "text": "Once more"})
    assert refusal(refused) == (429, "daily_limit_reached")
    body = refused.json()
    assert body["limit"] == 1
    assert body["resets_at"].startswith(ada_client.get(f"{ROOT}/active").json()["resets_at"][:19])
    assert int(refused.headers["Retry-After"]) > 0


def test_stopping_keeps_the_text_and_may_be_said_twice(
    at: str, ada_client: APIClient, sandbox: Sandbox
) -> None:
    sandbox.pace(60)
    body = sent(ada_client, at)
    seen = until_text(UUID(body["assistant"]["id"]))
    stop = f"{at}/{body['assistant']['id']}/stop"
    first = ada_client.post(stop)
    assert (first.status_code, set(first.json())) == (202, {"message"})
    settled()
    second = ada_client.post(stop)
    message = second.json()["message"]
    assert (second.status_code, message["status"], message["error"]) == (202, "stopped", None)
    assert message["text"].startswith(seen)


def test_a_failed_answer_is_retried_in_its_place(at: str, ada_client: APIClient, sandbox: Sandbox) -> None:
    sandbox.fail("down")
    failed = answered(ada_client, at)
    assert (failed["status"], set(failed["error"])) == ("failed", {"code", "detail", "retryable"})
    assert (failed["error"]["code"], failed["error"]["retryable"]) == ("models_unavailable", True)
    sandbox.clear_faults()
    retried = ada_client.post(f"{at}/{failed['id']}/retry")
    assert (retried.status_code, set(retried.json())) == (202, {"user", "assistant"})
    assistant = retried.json()["assistant"]
    assert (assistant["id"], assistant["position"]) == (failed["id"], failed["position"])
    assert (assistant["status"], assistant["text"], assistant["error"]) == ("streaming", "", None)
    settled()
    assert ada_client.get(at).json()["results"][0]["status"] == "complete"
    assert refusal(ada_client.post(f"{at}/{failed['id']}/retry")) == (409, "not_retryable")


def test_the_welcome_can_be_retried_and_has_no_question(at: str, ada_client: APIClient) -> None:
    welcome = ada_client.get(at).json()["results"][0]
    Message.objects.filter(pk=welcome["id"]).update(status="failed")
    retried = ada_client.post(f"{at}/{welcome['id']}/retry").json()
    assert (retried["user"], retried["assistant"]["position"]) == (None, 1)
    settled()


def test_an_edit_supersedes_and_is_answered(at: str, ada_client: APIClient) -> None:
    first = answered(ada_client, at, "Let's go with Discord.")
    second = answered(ada_client, at, "And the price?")
    edited = ada_client.post(
        f"{at}/{first['reply_to']}/edit", {"client_id": str(uuid4()), "text": "Hello again"}
    )
    assert edited.status_code == 202
    body = edited.json()
    assert set(body) == {"user", "assistant", "superseded"}
    assert set(body["superseded"]) == {first["reply_to"], first["id"], second["reply_to"], second["id"]}
    assert (body["user"]["text"], body["user"]["position"]) == ("Hello again", 6)
    settled()
    shown = ada_client.get(f"{ROOT}/active").json()
    assert [message["position"] for message in shown["messages"]] == [1, 6, 7]
    assert not any(decision["is_current"] for decision in shown["decisions"])


def test_an_edit_sent_again_gives_the_same(at: str, ada_client: APIClient) -> None:
    first = answered(ada_client, at, "Hello")
    body = {"client_id": str(uuid4()), "text": "Hello again"}
    edit = f"{at}/{first['reply_to']}/edit"
    once = ada_client.post(edit, body).json()
    settled()
    again = ada_client.post(edit, body)
    assert (again.status_code, again.json()["user"]) == (202, once["user"])
    assert Message.objects.count() == 5


def test_only_ones_own_standing_words_can_be_edited(at: str, ada_client: APIClient) -> None:
    first = answered(ada_client, at, "Hello")
    body = {"client_id": str(uuid4()), "text": "Hello again"}
    assert refusal(ada_client.post(f"{at}/{first['id']}/edit", body)) == (409, "not_editable")
    assert ada_client.post(f"{at}/{first['reply_to']}/edit", body).status_code == 202
    settled()
    other = {"client_id": str(uuid4()), "text": "Third try"}
    assert refusal(ada_client.post(f"{at}/{first['reply_to']}/edit", other)) == (409, "not_editable")
    empty = {"client_id": str(uuid4()), "text": " "}
    assert refusal(ada_client.post(f"{at}/{first['reply_to']}/edit", empty)) == (400, "message_empty")


@pytest.mark.parametrize("action", ["stop", "retry", "edit"])
def test_a_message_of_nobody_or_of_another_launch_is_not_there(
    at: str, ada_client: APIClient, cy: User, sandbox: Sandbox, action: str
) -> None:
    elsewhere = conversations.start_project(user=cy, workspace=cy.memberships.get().workspace)
    settled()
    for message_id in (uuid4(), elsewhere.conversation.messages.get().pk):
        asked = ada_client.post(f"{at}/{message_id}/{action}", {"client_id": str(uuid4()), "text": "Hello"})
        assert refusal(asked) == (404, "not_found")


def history(project: Project, count: int) -> None:
    """Let the conversation have `count` messages besides the welcome."""
    shared = {"workspace_id": project.workspace_id, "conversation": project.conversation}
    Message.objects.bulk_create(
        Message(
            **shared,
            position=position,
            role="assistant" if position % 2 else "user",
            text=f"Number {position}",
        )
        for position in range(2, count + 2)
    )


def test_messages_are_paged_backwards_by_position(launch: Project, at: str, ada_client: APIClient) -> None:
    history(launch, 119)
    positions, address, pages = [], at, 0
    while address:
        page = ada_client.get(address).json()
        assert set(page) == {"results", "next", "previous"}
        assert len(page["results"]) <= 50
        positions += [row["position"] for row in page["results"]]
        address, pages = page["next"], pages + 1
    assert positions == list(range(120, 0, -1))
    assert pages == 3
    assert [row["position"] for row in ada_client.get(at, {"before": 4}).json()["results"]] == [3, 2, 1]
    assert ada_client.get(at, {"before": 1}).json() == {"results": [], "next": None, "previous": None}
    shown = ada_client.get(f"{ROOT}/active").json()
    assert [row["position"] for row in shown["messages"]] == list(range(71, 121))
    assert shown["has_more_messages"] is True


def test_exactly_one_page_has_no_next(launch: Project, at: str, ada_client: APIClient) -> None:
    history(launch, 49)
    assert ada_client.get(at).json()["next"] is None
    assert ada_client.get(f"{ROOT}/active").json()["has_more_messages"] is False


@pytest.mark.parametrize("before", ["0", "-1", "last", "1.5", "9" * 5000])
def test_a_page_before_nowhere_is_refused(at: str, ada_client: APIClient, before: str) -> None:
    assert refusal(ada_client.get(at, {"before": before})) == (400, "invalid")


def test_the_active_launch_takes_twelve_queries_at_most_whatever_its_history(
    launch: Project, ada_client: APIClient, django_assert_max_num_queries: Counting
) -> None:
    counts = []
    for length in (3, 300):
        Message.objects.filter(conversation__project=launch, position__gt=1).delete()
        history(launch, length)
        inclusions.forget()
        with django_assert_max_num_queries(12) as queries:
            assert ada_client.get(f"{ROOT}/active").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_readers_read_and_members_write(
    launch: Project, at: str, bo_client: APIClient, client_of: Callable[[User], APIClient]
) -> None:
    viewer = UserFactory(email="vi@example.com")
    MembershipFactory(workspace=launch.workspace, user=viewer, role=Role.VIEWER)
    reader = client_of(viewer)
    welcome = reader.get(at).json()["results"][0]
    body = {"client_id": str(uuid4()), "text": "Hello"}
    for path in ("", f"/{welcome['id']}/stop", f"/{welcome['id']}/retry", f"/{welcome['id']}/edit"):
        assert refusal(reader.post(f"{at}{path}", body)) == (403, "permission_denied")
    assert refusal(bo_client.get(f"{ROOT}/active")) == (404, "no_active_project")
    sent(bo_client, at, "Bo here")
    settled()


def test_a_paused_launch_is_not_active_but_still_read(
    launch: Project, at: str, ada_client: APIClient
) -> None:
    projects.update(project=launch, status="paused")
    assert refusal(ada_client.get(f"{ROOT}/active")) == (404, "no_active_project")
    assert len(ada_client.get(at).json()["results"]) == 1
