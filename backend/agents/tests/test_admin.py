"""A superuser reads a conversation: the letters in order, what each took and cost, and what was caught in it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.agents.models import Conversation, Message
from backend.ai.models import ModelCall
from backend.projects.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(ada: User) -> Conversation:
    project = ProjectFactory(user=ada)
    return Conversation.objects.create(workspace=project.workspace, project=project)


@pytest.fixture
def desk(root: User) -> Client:
    client = Client()
    client.force_login(root)
    return client


def letter(conversation: Conversation, position: int, **fields: Any) -> Message:
    role = "assistant" if position % 2 else "user"
    return Message.objects.create(
        workspace=conversation.workspace,
        conversation=conversation,
        position=position,
        **{"role": role, **fields},
    )


def transcript(conversation: Conversation) -> str:
    return reverse("admin:agents_conversation_transcript", args=[conversation.pk])


def test_letters_stand_in_order_with_what_they_cost_and_caught(
    desk: Client, ada: User, conversation: Conversation
) -> None:
    letter(conversation, 1, text="Hello Ada")
    letter(conversation, 2, text="We go with <b>Discord</b>.", author=ada)
    detected = {
        "decisions": [
            {"category": "platform", "display": "Discord", "confidence": 0.97, "quote": "We go with"}
        ],
        "completions": [],
        "next_steps": ["Set a price"],
        "disagreements": [],
    }
    answer = letter(
        conversation, 3, text="Noted.", model="claude-sonnet-5-5", detected=detected, sandbox=True
    )
    for status in ("failed", "succeeded"):
        ModelCall.objects.create(
            subject_id=answer.pk, purpose="chat", vendor="anthropic", model="claude-sonnet-5-5", status=status,
            input_tokens=1000, output_tokens=50, cost_e8=400_000, sandbox=True,
        )  # fmt: skip
    page = desk.get(transcript(conversation)).content.decode()
    assert page.index("Hello Ada") < page.index("We go with &lt;b&gt;") < page.index("Noted.")
    assert "Decided: platform is <strong>Discord</strong>" in page
    assert "2000 tokens in, 100 out" in page
    assert "2 calls, 1 failed" in page
    assert "$0.0080" in page
    assert "sandbox, not spent" in page


def test_a_failed_answer_says_why_and_a_superseded_one_that_it_is(
    desk: Client, conversation: Conversation
) -> None:
    letter(conversation, 1, status="failed", error={"code": "overloaded", "detail": "Too busy."})
    letter(conversation, 2, text="Old words", superseded_at="2026-01-01T00:00:00Z")
    page = desk.get(transcript(conversation)).content.decode()
    assert "overloaded: Too busy." in page
    assert "superseded by an edit" in page
    assert "1 failed or cut off" in page


def test_it_opens_at_the_newest_page_and_leads_to_the_others(
    desk: Client, conversation: Conversation
) -> None:
    shared = {"workspace": conversation.workspace, "conversation": conversation, "role": "user"}
    Message.objects.bulk_create(Message(**shared, position=n, text=f"Letter {n}.") for n in range(1, 251))
    newest = desk.get(transcript(conversation)).content.decode()
    assert "Letter 250." in newest
    assert "Letter 200." not in newest
    first = desk.get(transcript(conversation), {"page": 1}).content.decode()
    assert "Letter 1." in first
    assert "Letter 101." not in first
    for odd in ("0", "-1", "x", "9" * 30):
        assert desk.get(transcript(conversation), {"page": odd}).status_code == 200


def test_a_message_leads_to_its_place_in_the_talk(
    desk: Client, ada: User, conversation: Conversation
) -> None:
    letter(conversation, 150, author=ada, text="Here")
    page = desk.get("/admin/agents/message/", {"q": "ada@example.com"}).content.decode()
    assert f"{transcript(conversation)}?page=2#letter-150" in page


@pytest.mark.parametrize("by", ["project", "workspace", "user", "conversation"])
def test_a_conversation_is_found_by_the_id_of_what_it_belongs_to(
    desk: Client, conversation: Conversation, by: str
) -> None:
    project = conversation.project
    ids = {"project": project.pk, "workspace": project.workspace_id, "user": project.user_id}
    found = desk.get("/admin/agents/conversation/", {"q": str(ids.get(by, conversation.pk))})
    assert list(found.context["cl"].result_list) == [conversation]


def test_staff_without_the_permission_read_nothing(conversation: Conversation, cy: User) -> None:
    cy.is_staff = True
    cy.save()
    client = Client()
    client.force_login(cy)
    assert client.get(transcript(conversation)).status_code == 403
    cy.user_permissions.add(Permission.objects.get(codename="view_conversation"))
    assert client.get(transcript(conversation)).status_code == 200
