"""The conversation over the socket: frames in order, not one character lost or doubled, the same truth as over REST."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from rest_framework.test import APIClient

from backend.accounts.models import Membership, Role, User
from backend.accounts.services import memberships
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.agents.models import Message
from backend.core.realtime.consumer import RealtimeConsumer
from backend.projects.models import Project
from backend.projects.services import tasks

from .partner import Sandbox

pytestmark = pytest.mark.django_db(transaction=True)
application = AuthMiddlewareStack(RealtimeConsumer.as_asgi())
Frame = dict[str, Any]
TERMINAL = ("message.completed", "message.failed")
PATIENCE = 20


class Tab:
    """One open tab on Ada's launch."""

    def __init__(self, socket: WebsocketCommunicator, topic: str) -> None:
        self.socket, self.topic = socket, topic
        self.snapshot: Frame = {}

    async def send(self, kind: str, **fields: Any) -> None:
        await self.socket.send_json_to({"type": kind, "topic": self.topic, **fields})

    async def next(self) -> Frame:
        frame: Frame = await self.socket.receive_json_from(timeout=PATIENCE)
        return frame

    async def until(self, *kinds: str) -> list[Frame]:
        """Return the frames up to and with the first of these kinds."""
        seen = [await self.next()]
        while seen[-1]["type"] not in kinds:
            seen.append(await self.next())
        return seen


def cookie_of(client: APIClient) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest_asyncio.fixture
async def open_tab(launch: Project) -> AsyncIterator[Callable[[APIClient], Any]]:
    tabs: list[Tab] = []

    async def open_for(client: APIClient) -> Tab:
        socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie_of(client).encode())])
        assert (await socket.connect())[0]
        tab = Tab(socket, f"project:{launch.pk}")
        tabs.append(tab)
        await tab.send("subscribe")
        subscribed = await tab.next()
        assert (subscribed["type"], subscribed["topic"]) == ("subscribed", tab.topic)
        tab.snapshot = subscribed["snapshot"]
        return tab

    yield open_for
    for tab in tabs:
        await tab.socket.disconnect()


@pytest_asyncio.fixture
async def tab(open_tab: Callable[[APIClient], Any], ada_client: APIClient) -> Tab:
    opened: Tab = await open_tab(ada_client)
    return opened


def text_of(frames: list[Frame], message_id: str, start: str = "") -> str:
    """Return the text that deltas add up to; each must begin exactly where the text so far ends."""
    text = start
    for frame in frames:
        if frame["type"] == "message.delta" and frame["message_id"] == message_id:
            assert frame["offset"] == len(text), (frame, text)
            text += frame["text"]
    return text


@sync_to_async
def over_rest(client: APIClient, launch: Project) -> list[Frame]:
    rows: list[Frame] = client.get(f"/api/v1/projects/{launch.pk}/messages").json()["results"]
    return rows


async def test_an_answer_comes_in_order_and_whole(
    tab: Tab, launch: Project, ada_client: APIClient, sandbox: Sandbox
) -> None:
    story = "A kiln 🎨 of 𝔘𝔫𝔦 and e\u0301, " * 30 + "the end."
    sandbox.script({"text": story})
    client_id = str(uuid4())
    assert tab.snapshot == {"streaming": None}
    await tab.send("message.send", client_id=client_id, text="Tell me 🎨")
    frames = await tab.until(*TERMINAL)
    assert all(frame["topic"] == tab.topic for frame in frames)
    kinds = [frame["type"] for frame in frames]
    assert kinds[:2] == ["message.created", "message.created"]
    assert set(kinds[2:-1]) == {"message.delta"}
    asked, begun, ended = frames[0]["message"], frames[1]["message"], frames[-1]["message"]
    assert (asked["role"], asked["client_id"], asked["text"]) == ("user", client_id, "Tell me 🎨")
    assert (begun["reply_to"], begun["status"], begun["text"]) == (asked["id"], "streaming", "")
    assert text_of(frames, begun["id"]) == ended["text"] == story
    assert kinds[-1] == "message.completed"
    assert [ended, asked] == (await over_rest(ada_client, launch))[:2]


async def test_what_the_partner_catches_arrives_while_it_answers(tab: Tab) -> None:
    await tab.send("message.send", client_id=str(uuid4()), text="Let's go with Discord.")
    frames = await tab.until(*TERMINAL)
    recorded = [frame["decision"] for frame in frames if frame["type"] == "decision.recorded"]
    assert [(decision["value"], decision["is_current"]) for decision in recorded] == [("discord", True)]
    caught = frames[-1]["message"]["detected"]["decisions"][0]
    assert (caught["decision_id"], caught["quote"]) == (recorded[0]["id"], "Let's go with Discord.")


async def test_every_tab_hears_of_a_ticked_task(tab: Tab, launch: Project) -> None:
    await sync_to_async(tasks.toggle)(project=launch, task_id="gather_numbers", completed=True)
    frames = await tab.until("progress.changed")
    changed = next(frame for frame in frames if frame["type"] == "task.changed")
    assert (changed["task"]["task_id"], changed["task"]["completed_via"]) == ("gather_numbers", "manual")
    assert frames[-1]["progress"]["planning"] > 0


async def test_a_tab_opened_in_mid_answer_misses_nothing(
    tab: Tab, open_tab: Callable[[APIClient], Any], ada_client: APIClient, sandbox: Sandbox
) -> None:
    story = "Zwölf Öfen 🎨 brennen. " * 12
    sandbox.pace(120)
    sandbox.script({"text": story})
    await tab.send("message.send", client_id=str(uuid4()), text="Tell me")
    first = await tab.until("message.delta")
    second: Tab = await open_tab(ada_client)
    streaming = second.snapshot["streaming"]
    assert streaming["status"] == "streaming"
    assert story.startswith(streaming["text"])
    assert streaming["text"]
    rest = await second.until(*TERMINAL)
    assert text_of(rest, streaming["id"], streaming["text"]) == story
    assert [frame for frame in rest if frame["type"] == "message.created"] == []
    first += await tab.until(*TERMINAL)
    assert text_of(first, streaming["id"]) == story
    assert first[-1] == rest[-1]


async def test_a_tab_that_subscribes_again_goes_on_where_the_answer_is(tab: Tab, sandbox: Sandbox) -> None:
    story = "One kiln after another. " * 12
    sandbox.pace(120)
    sandbox.script({"text": story})
    await tab.send("message.send", client_id=str(uuid4()), text="Tell me")
    await tab.until("message.delta")
    await tab.send("unsubscribe")
    await tab.until("unsubscribed")
    await tab.send("subscribe")
    streaming = (await tab.until("subscribed"))[-1]["snapshot"]["streaming"]
    rest = await tab.until(*TERMINAL)
    assert text_of(rest, streaming["id"], streaming["text"]) == story


async def test_stopping_over_the_socket_keeps_the_text(
    tab: Tab, launch: Project, ada_client: APIClient, sandbox: Sandbox
) -> None:
    sandbox.pace(60)
    sandbox.script({"text": "word " * 400})
    await tab.send("message.send", client_id=str(uuid4()), text="Tell me")
    frames = await tab.until("message.delta")
    message_id = frames[-1]["message_id"]
    await tab.send("message.stop", message_id=message_id)
    frames += await tab.until(*TERMINAL)
    stopped = frames[-1]
    assert (stopped["type"], stopped["message"]["status"]) == ("message.completed", "stopped")
    assert text_of(frames, message_id) == stopped["message"]["text"]
    assert 0 < len(stopped["message"]["text"]) < 2_000
    assert (await over_rest(ada_client, launch))[0] == stopped["message"]


async def test_a_failure_says_what_to_do(tab: Tab, sandbox: Sandbox) -> None:
    sandbox.fail("down")
    await tab.send("message.send", client_id=str(uuid4()), text="Hello?")
    failed = (await tab.until(*TERMINAL))[-1]
    assert (failed["type"], failed["code"], failed["retryable"]) == (
        "message.failed",
        "models_unavailable",
        True,
    )
    assert failed["message"]["status"] == "failed"
    assert failed["detail"] == failed["message"]["error"]["detail"]


async def test_who_sends_again_is_shown_the_two_messages(
    tab: Tab, open_tab: Callable[[APIClient], Any], ada_client: APIClient
) -> None:
    client_id = str(uuid4())
    await tab.send("message.send", client_id=client_id, text="Hello")
    frames = await tab.until(*TERMINAL)
    other: Tab = await open_tab(ada_client)
    await other.send("message.send", client_id=client_id, text="Hello")
    again = [await other.next(), await other.next()]
    assert [frame["type"] for frame in again] == ["message.created"] * 2
    assert [frame["message"] for frame in again] == [frames[0]["message"], frames[-1]["message"]]
    await tab.send("ping")
    assert (await tab.next())["type"] == "pong"  # nobody else was shown them twice


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "message_empty"),
        ({"text": "x" * 8_001}, "message_too_long"),
        ({"text": "bell \x07"}, "message_unreadable"),
        ({"text": 7}, "invalid"),
        ({}, "invalid"),
    ],
)
async def test_what_cannot_be_sent_is_refused_with_its_reference(tab: Tab, fields: Frame, code: str) -> None:
    client_id = str(uuid4())
    await tab.send("message.send", client_id=client_id, **fields)
    refused = await tab.next()
    assert (refused["type"], refused["code"], refused["ref"]) == ("error", code, client_id)
    assert refused["topic"] == tab.topic
    assert await Message.objects.acount() == 1


@pytest.mark.parametrize("client_id", [None, "seven", 7, ["x"], ""])
async def test_a_client_id_must_be_one(tab: Tab, client_id: Any) -> None:
    await tab.send("message.send", client_id=client_id, text="Hello")
    refused = await tab.next()
    assert (refused["type"], refused["code"]) == ("error", "invalid")
    assert list(refused["errors"]) == ["client_id"]


async def test_a_client_id_of_another_text_is_refused(tab: Tab) -> None:
    client_id = str(uuid4())
    await tab.send("message.send", client_id=client_id, text="Hello")
    await tab.until(*TERMINAL)
    await tab.send("message.send", client_id=client_id, text="Goodbye")
    refused = await tab.next()
    assert (refused["code"], refused["ref"]) == ("client_id_reused", client_id)


async def test_stopping_what_is_not_there_is_refused(tab: Tab) -> None:
    await tab.send("message.stop", message_id=str(uuid4()))
    assert (await tab.next())["code"] == "not_found"
    await tab.send("message.stop", message_id="seven")
    assert (await tab.next())["code"] == "invalid"


async def test_a_stranger_finds_no_such_topic(launch: Project, cy_client: APIClient) -> None:
    socket = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie_of(cy_client).encode())])
    await socket.connect()
    for frame in (
        {"type": "subscribe"},
        {"type": "message.send", "client_id": str(uuid4()), "text": "Hello"},
        {"type": "message.stop", "message_id": str(uuid4())},
    ):
        await socket.send_json_to({**frame, "topic": f"project:{launch.pk}"})
        refused = await socket.receive_json_from(timeout=PATIENCE)
        assert (refused["type"], refused["code"]) == ("error", "unknown_topic")
    await socket.disconnect()
    assert await Message.objects.acount() == 1


async def test_a_viewer_watches_and_does_not_speak(
    launch: Project, open_tab: Callable[[APIClient], Any], client_of: Callable[[User], APIClient]
) -> None:
    def viewers_browser() -> APIClient:
        viewer = UserFactory(email="vi@example.com")
        MembershipFactory(workspace=launch.workspace, user=viewer, role=Role.VIEWER)
        return client_of(viewer)

    watching: Tab = await open_tab(await sync_to_async(viewers_browser)())
    await watching.send("message.send", client_id=str(uuid4()), text="Hello")
    assert (await watching.next())["code"] == "permission_denied"
    await watching.send("message.stop", message_id=str(uuid4()))
    assert (await watching.next())["code"] == "permission_denied"


async def test_who_loses_the_membership_loses_the_socket(
    launch: Project, open_tab: Callable[[APIClient], Any], bo: User, ada: User, bo_client: APIClient
) -> None:
    tab: Tab = await open_tab(bo_client)
    membership = await Membership.objects.aget(workspace=launch.workspace, user=bo)
    await sync_to_async(memberships.remove)(membership=membership, actor=ada)
    closed = await tab.socket.receive_output(timeout=PATIENCE)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


async def test_a_membership_lost_unnoticed_leaves_nothing_to_write_in(
    launch: Project, open_tab: Callable[[APIClient], Any], bo: User, bo_client: APIClient
) -> None:
    tab: Tab = await open_tab(bo_client)
    await Membership.objects.filter(workspace=launch.workspace, user=bo).adelete()
    await tab.send("message.send", client_id=str(uuid4()), text="Hello")
    assert (await tab.next())["code"] == "not_found"
    assert await Message.objects.acount() == 1
