"""What a person takes along: one JSON file with everything that is theirs, and nothing of anyone else's."""

import json
from io import BytesIO
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from rest_framework.test import APIClient

from backend.accounts import portability
from backend.accounts.models import User, Workspace
from backend.accounts.services import api_keys
from backend.agents.models import Conversation, Message
from backend.projects.models import KitEdit, LaunchKit
from backend.projects.services import decisions, tasks
from backend.projects.tests.factories import CreatorProfileFactory, ProjectFactory

EXPORT = "/api/v1/users/me/export"


def something_of(user: User) -> None:
    CreatorProfileFactory(user=user, niche=f"The niche of {user.name}")
    project = ProjectFactory(user=user)
    decisions.record(project=project, category="platform", value="discord", quote="Discord works.")
    tasks.toggle(project=project, task_id="gather_numbers", completed=True)
    conversation = Conversation.objects.create(workspace=project.workspace, project=project)
    for position in range(1, 801):
        Message.objects.create(
            workspace=project.workspace,
            conversation=conversation,
            author=user,
            position=position,
            client_id=uuid4(),
            role="user",
            text=f"{user.name} says “{position}” 🧵",
        )


@pytest.mark.django_db(transaction=True)
async def test_everything_of_mine_and_nothing_of_others(
    ada: User, cy: User, ada_workspace: Workspace
) -> None:
    await sync_to_async(something_of)(ada)
    await sync_to_async(something_of)(cy)
    await sync_to_async(api_keys.create)(workspace=ada_workspace, user=ada, name="till")
    client = AsyncClient()
    await client.aforce_login(ada)

    response = await client.get(EXPORT)
    body = b"".join([chunk async for chunk in response.streaming_content])

    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="atelier-export.json"'
    assert int(response.headers["Content-Length"]) == len(body)
    export = json.loads(body)
    assert list(export) == ["account", "letters", "ledger", "goals", "profile", "launches", "messages"]
    assert (export["account"]["email"], export["account"]["api_keys"][0]["name"]) == (
        "ada@example.com",
        "till",
    )
    assert export["profile"]["niche"] == "The niche of Ada Lovelace"
    (launch,) = export["launches"]
    assert (launch["business"]["name"], launch["tasks"][0]["task_id"]) == ("Pixel & Pine", "gather_numbers")
    assert (launch["decisions"][0]["display"], launch["decisions"][0]["quote"]) == (
        "Discord",
        "Discord works.",
    )
    assert [row["text"] for row in export["messages"]][:2] == [
        "Ada Lovelace says “1” 🧵",
        "Ada Lovelace says “2” 🧵",
    ]
    assert len(export["messages"]) == 800
    assert b"Cy Twombly" not in body and b"hash" not in body and b"password" not in body


@pytest.mark.django_db
def test_a_program_may_not_take_everything(ada: User, ada_workspace: Workspace) -> None:
    _, token = api_keys.create(workspace=ada_workspace, user=ada, name="till")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert client.get(EXPORT).status_code == 403


def test_what_was_written_in_the_kit_goes_along(db: None, ada: User) -> None:
    project = ProjectFactory(user=ada)
    kit = LaunchKit.objects.create(project=project, draft_text="Drafted for Ada.")
    KitEdit.objects.create(kit=kit, section="offer", markdown="My own offer.", composed_from="0" * 64)
    file = BytesIO()
    portability.write(ada, file)
    taken = json.loads(file.getvalue())["launches"][0]["kit"]
    assert [(edit["section"], edit["markdown"]) for edit in taken["sections_edited"]] == [
        ("offer", "My own offer.")
    ]
    assert taken["positioning_drafted"] == "Drafted for Ada."
