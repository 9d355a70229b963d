"""The socket's frames for a client that only speaks HTTP."""

import json
import uuid
from collections.abc import AsyncIterator

import httpx2

from .client import Browser, Frame, Partner, prose

EVENTS = {"Accept": "text/event-stream"}


async def frames_of(response: httpx2.Response) -> AsyncIterator[Frame]:
    assert response.status_code == 200, await response.aread()
    assert response.headers["content-type"].startswith("text/event-stream")
    kind = ""
    async for line in response.aiter_lines():
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            frame: Frame = json.loads(line.removeprefix("data: "))
            assert frame["type"] == kind
            yield frame


async def ask(browser: Browser, *, client_id: str, text: str, enough: int = 10**9) -> list[Frame]:
    """Send a message and return the frames of its answer, leaving after `enough` of them."""
    frames: list[Frame] = []
    body = {"client_id": client_id, "text": text}
    headers = browser.headers() | EVENTS
    async with browser.http.stream("POST", browser.messages_path(), json=body, headers=headers) as response:
        async for frame in frames_of(response):
            frames.append(frame)
            if len(frames) >= enough:
                break
    return frames


async def test_created_created_deltas_completed(ada: Browser, partner: Partner) -> None:
    text = prose(120, word="🧵")
    partner.script(text)
    partner.pace(200)
    client_id = str(uuid.uuid4())
    frames = await ask(ada, client_id=client_id, text="By event stream")
    created, deltas, completed = frames[:2], frames[2:-1], frames[-1]
    assert [frame["type"] for frame in created] == ["message.created"] * 2
    assert [frame["message"]["role"] for frame in created] == ["user", "assistant"]
    assert {frame["type"] for frame in deltas} == {"message.delta"}
    assert len(deltas) > 3
    assert completed["type"] == "message.completed"
    assert "".join(delta["text"] for delta in deltas) == text
    newest = await ada.newest()
    assert (newest["text"], completed["message"]) == (text, newest)
    assert {frame["topic"] for frame in frames} == {ada.topic}

    again = await ask(ada, client_id=client_id, text="By event stream")
    assert [frame["type"] for frame in again] == ["message.created", "message.created", "message.completed"]
    assert [frame["message"]["id"] for frame in again[:2]] == [frame["message"]["id"] for frame in created]
    assert again[-1] == completed
    assert (await ada.newest())["id"] == newest["id"]


async def test_leaving_early_does_not_stop_the_answer(ada: Browser, partner: Partner) -> None:
    text = prose(150)
    partner.script(text)
    partner.pace(150)
    client_id = str(uuid.uuid4())
    heard = await ask(ada, client_id=client_id, text="I may have to go", enough=4)
    assert heard[-1]["type"] == "message.delta"
    rejoined = await ask(ada, client_id=client_id, text="I may have to go")
    assert rejoined[2]["offset"] == 0
    assert len(rejoined[2]["text"]) >= heard[-1]["offset"] + len(heard[-1]["text"])
    assert "".join(frame["text"] for frame in rejoined[2:-1]) == text
    assert rejoined[-1]["message"]["status"] == "complete"
    assert (await ada.newest())["text"] == text


async def test_a_refusal_is_a_problem_before_any_event(ada: Browser, partner: Partner) -> None:
    for body, status, code in (
        ({"client_id": str(uuid.uuid4()), "text": "  "}, 400, "message_empty"),
        ({"client_id": "none", "text": "Hi"}, 400, "invalid"),
    ):
        refused = await ada.post(ada.messages_path(), body, **EVENTS)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
        assert refused.headers["content-type"].startswith("application/problem+json")
