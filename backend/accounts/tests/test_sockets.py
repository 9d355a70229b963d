"""Open sockets end with the session that opened them."""

import json
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client

from backend.accounts.models import Membership, User, Workspace
from backend.accounts.services import memberships
from backend.accounts.tests.factories import PASSWORD
from backend.core.realtime.consumer import RealtimeConsumer

AUTH = "/_allauth/browser/v1"
pytestmark = pytest.mark.django_db(transaction=True)
application = AuthMiddlewareStack(RealtimeConsumer.as_asgi())


def browser_of(user: User) -> Client:
    client = Client()
    response = post(client, "/auth/login", email=user.email, password=PASSWORD)
    assert response.status_code == 200
    return client


def post(client: Client, path: str, **body: str):
    return client.post(f"{AUTH}{path}", json.dumps(body), content_type="application/json")


async def socket_of(client: Client) -> WebsocketCommunicator:
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    communicator = WebsocketCommunicator(application, "/ws/", headers=[(b"cookie", cookie.encode())])
    connected, _ = await communicator.connect()
    assert connected
    await communicator.send_json_to({"type": "ping"})
    assert (await communicator.receive_json_from())["type"] == "pong"
    return communicator


async def assert_signed_out(communicator: WebsocketCommunicator) -> None:
    output = await communicator.receive_output(timeout=5)
    assert (output["type"], output.get("code")) == ("websocket.close", 4401)
    await communicator.disconnect()


async def assert_still_open(communicator: WebsocketCommunicator) -> None:
    await communicator.send_json_to({"type": "ping"})
    assert (await communicator.receive_json_from(timeout=5))["type"] == "pong"
    await communicator.disconnect()


async def subscribe(communicator: WebsocketCommunicator, topic: str) -> dict:
    await communicator.send_json_to({"type": "subscribe", "topic": topic})
    return await communicator.receive_json_from(timeout=5)


def change_password(client: Client) -> None:
    post(client, "/account/password/change", current_password=PASSWORD, new_password="a-brand-new-phrase")


def reset_password(_: Client) -> None:
    other = Client()
    post(other, "/auth/password/request", email="ada@example.com")
    code = other.session["account_password_reset_verification"]["code"]
    post(other, "/auth/password/reset", key=code, password="a-brand-new-phrase")


def delete_account(client: Client) -> None:
    response = client.post(
        "/api/v1/users/me/delete", json.dumps({"password": PASSWORD}), content_type="application/json"
    )
    assert response.status_code == 204


def end_other_sessions(client: Client) -> None:
    other = browser_of(User.objects.get(email="ada@example.com"))
    sessions = other.get(f"{AUTH}/auth/sessions").json()["data"]
    ids = [session["id"] for session in sessions if not session["is_current"]]
    other.delete(f"{AUTH}/auth/sessions", json.dumps({"sessions": ids}), content_type="application/json")


@pytest.mark.parametrize(
    "act",
    [
        lambda client: client.delete(f"{AUTH}/auth/session"),
        lambda client: client.logout(),
        change_password,
        reset_password,
        end_other_sessions,
        delete_account,
    ],
    ids=[
        "sign out",
        "Django's own log out",
        "change of password",
        "reset of password",
        "ended from elsewhere",
        "account deleted",
    ],
)
async def test_ending_the_session_closes_its_sockets(ada: User, act: Callable[[Client], None]) -> None:
    client = await sync_to_async(browser_of)(ada)
    socket = await socket_of(client)
    await sync_to_async(act)(client)
    await assert_signed_out(socket)


@pytest.mark.parametrize("act", [lambda client: client.delete(f"{AUTH}/auth/session"), lambda c: c.logout()])
def test_sockets_are_told_once_the_session_is_gone(
    ada: User, act: Callable[[Client], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told a moment earlier, they would find themselves still signed in and stay open."""
    client = browser_of(ada)
    key = client.session.session_key
    alive_when_told: list[tuple[object, bool]] = []
    monkeypatch.setattr(
        "backend.accounts.signals.close_user",
        lambda user_id: alive_when_told.append((user_id, SessionStore().exists(key))),
    )
    act(client)
    assert alive_when_told == [(ada.pk, False)]


async def test_signing_out_here_leaves_the_other_browser_connected(ada: User) -> None:
    here, there = await sync_to_async(browser_of)(ada), await sync_to_async(browser_of)(ada)
    socket_here, socket_there = await socket_of(here), await socket_of(there)
    await sync_to_async(here.delete)(f"{AUTH}/auth/session")
    await assert_signed_out(socket_here)
    await assert_still_open(socket_there)


async def test_an_account_switched_off_in_the_admin_is_signed_out(ada: User, root: User) -> None:
    socket = await socket_of(await sync_to_async(browser_of)(ada))
    admin = await sync_to_async(browser_of)(root)
    body = {
        "email": ada.email,
        "name": ada.name,
        "time_zone": "UTC",
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    response = await sync_to_async(admin.post)(f"/admin/accounts/user/{ada.pk}/change/", body)
    assert response.status_code == 302
    await assert_signed_out(socket)


async def test_losing_a_membership_closes_the_socket(bo: User, ada: User, ada_workspace: Workspace) -> None:
    socket = await socket_of(await sync_to_async(browser_of)(bo))
    assert (await subscribe(socket, f"workspace:{ada_workspace.pk}"))["type"] == "subscribed"
    membership = await Membership.objects.aget(workspace=ada_workspace, user=bo)
    await sync_to_async(memberships.remove)(membership=membership, actor=ada)
    await assert_signed_out(socket)


async def test_topics_are_for_those_they_concern(ada: User, cy: User, ada_workspace: Workspace) -> None:
    ada_socket = await socket_of(await sync_to_async(browser_of)(ada))
    for topic in (f"user:{ada.pk}", f"workspace:{ada_workspace.pk}"):
        assert (await subscribe(ada_socket, topic)) == {"type": "subscribed", "topic": topic, "snapshot": {}}
    cy_socket = await socket_of(await sync_to_async(browser_of)(cy))
    for topic in (f"user:{ada.pk}", f"workspace:{ada_workspace.pk}"):
        assert (await subscribe(cy_socket, topic))["code"] == "unknown_topic"
    await assert_still_open(ada_socket)
    await assert_still_open(cy_socket)
