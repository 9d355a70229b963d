"""Who may listen to what on the socket: every kind of topic, every identity. A topic that is missing here fails."""

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from backend.accounts.models import Role, User, Workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.core.realtime import topics
from backend.core.realtime.consumer import RealtimeConsumer
from backend.projects.models import Project
from backend.projects.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)
application = AuthMiddlewareStack(RealtimeConsumer.as_asgi())
IDENTITIES = ("cy", "ada", "bo", "vi", "root")
TABLE = {
    # Ada's own.  cy     ada   bo     vi     root
    "user": (False, True, False, False, False),
    "workspace": (False, True, True, True, False),
    "project": (False, True, True, True, False),
    # The platform's.
    "platform": (False, False, False, False, True),
    # Everyone's.
    "catalogue": (True, True, True, True, True),
}


def test_every_topic_is_in_the_table() -> None:
    assert set(topics._topics) == set(TABLE)


@pytest.fixture
def people(ada: User, bo: User, cy: User, root: User, ada_workspace: Workspace) -> dict[str, User]:
    vi = UserFactory(email="vi@example.com", name="Vi")
    MembershipFactory(workspace=ada_workspace, user=vi, role=Role.VIEWER)
    return {"ada": ada, "bo": bo, "cy": cy, "root": root, "vi": vi}


@pytest.fixture
def objects(ada: User, ada_workspace: Workspace) -> dict[str, object]:
    project: Project = ProjectFactory(user=ada)
    return {
        "user": ada.pk,
        "workspace": ada_workspace.pk,
        "project": project.pk,
        "platform": "events",
        "catalogue": "plans",
    }


def cookie_of(user: User) -> bytes:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}".encode()


@pytest.mark.parametrize("prefix", TABLE)
async def test_who_may_listen(people: dict[str, User], objects: dict[str, object], prefix: str) -> None:
    topic = f"{prefix}:{objects[prefix]}"
    answers = []
    for name in IDENTITIES:
        cookie = await sync_to_async(cookie_of)(people[name])
        socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie)])
        await socket.connect()
        await socket.send_json_to({"type": "subscribe", "topic": topic})
        frame = await socket.receive_json_from(timeout=10)
        assert frame["type"] == "subscribed" or frame["code"] == "unknown_topic"
        answers.append(frame["type"] == "subscribed")
        await socket.disconnect()
    assert tuple(answers) == TABLE[prefix]


@pytest.mark.parametrize("topic", ["user:events", "platform:secrets", f"platform:{'0' * 32}"])
async def test_a_name_is_no_id_and_an_id_no_name(root: User, topic: str) -> None:
    cookie = await sync_to_async(cookie_of)(root)
    socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie)])
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "topic": topic})
    assert (await socket.receive_json_from(timeout=10))["code"] == "unknown_topic"
    await socket.disconnect()
