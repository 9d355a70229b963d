"""Who may open a socket or post, and how a session's end reaches what is open."""

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from .client import AUTH, Browser, Partner
from .servers import Web

SIGNED_OUT = 4401


def socket_address(server: Web) -> str:
    return f"{server.url.replace('http', 'ws', 1)}/ws/"


@pytest.mark.parametrize("is_browser", [True, False])
async def test_an_anonymous_socket_is_accepted_and_then_closed(server: Web, is_browser: bool) -> None:
    """A program that is no browser sends no origin, and is told the same."""
    origin = server.url if is_browser else None
    async with connect(socket_address(server), origin=origin, proxy=None) as connection:
        with pytest.raises(ConnectionClosed):
            await connection.recv()
    assert connection.close_code == SIGNED_OUT


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://127.0.0.1.elsewhere.example",
        "http://127.0.0.1:1",
        "http://localhost",
        "null",
    ],
)
async def test_a_socket_from_another_origin_is_refused(server: Web, ada: Browser, origin: str) -> None:
    headers = {"Cookie": ada.cookie}
    with pytest.raises(InvalidStatus) as refusal:
        async with connect(socket_address(server), origin=origin, additional_headers=headers, proxy=None):
            pass
    assert refusal.value.response.status_code == 403


async def test_posts_without_the_token_or_from_elsewhere_are_refused(ada: Browser) -> None:
    toggle = f"/api/v1/projects/{ada.project_id}/tasks/set_founding_price/toggle"
    body = {"completed": True}
    for headers in (
        {},
        {"X-CSRFToken": "f" * 32, "Origin": ada.url},
        ada.headers() | {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/"},
    ):
        refused = await ada.http.post(toggle, json=body, headers=headers)
        assert refused.status_code == 403, headers
        assert refused.headers["content-type"] == "application/problem+json"
        problem = refused.json()
        assert problem["status"] == 403
        assert problem["code"]
        assert "CSRF" in problem["detail"]
    assert (await ada.post(toggle, body)).status_code == 200


async def test_logging_out_closes_the_open_socket(ada: Browser) -> None:
    async with ada.tab() as tab:
        assert await tab.is_open()
        assert (await ada.send("DELETE", f"{AUTH}/auth/session")).status_code == 401
        assert await tab.closed() == SIGNED_OUT


async def test_logging_out_elsewhere_leaves_this_browser_alone(ada: Browser) -> None:
    phone = ada.another()
    async with phone.http:
        await phone.log_in()
        async with ada.tab() as tab:
            assert (await phone.send("DELETE", f"{AUTH}/auth/session")).status_code == 401
            assert await tab.is_open()


async def test_an_answer_survives_its_author_logging_out(ada: Browser, partner: Partner) -> None:
    partner.script("Still here when you are back.")
    partner.pace(12)
    async with ada.tab() as tab:
        await tab.say("Bye for now")
        await tab.created()
        await ada.send("DELETE", f"{AUTH}/auth/session")
        assert await tab.closed() == SIGNED_OUT
    await ada.log_in()
    assert (await ada.until_quiet())["text"] == "Still here when you are back."


async def test_changing_the_password_closes_the_other_browser_too(ada: Browser) -> None:
    phone = ada.another()
    async with phone.http:
        await phone.log_in()
        async with phone.tab() as tab:
            assert await tab.is_open()
            body = {"current_password": ada.password, "new_password": "A-brand-new-phrase-7"}
            changed = await ada.post(f"{AUTH}/account/password/change", body)
            assert changed.status_code in (200, 401), changed.text
            assert await tab.closed() == SIGNED_OUT
