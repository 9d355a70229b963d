"""People at their browsers, seen from outside: HTTP with cookies and CSRF, and tabs on the socket."""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Frame = dict[str, Any]
WAIT = 30.0
PASSWORD = "Correct-horse-9"
AUTH = "/_allauth/browser/v1"
PROFILE = {
    "primary_platform": "youtube",
    "follower_count": 50_000,
    "engagement_rate": 6.5,
    "niche": "cozy desk setups",
}
TERMINAL = ("message.completed", "message.failed")


class Browser:
    """One person's browser: their cookies, the CSRF token and the origin go along as a real one sends them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx2.AsyncClient(base_url=url, timeout=WAIT, trust_env=False)
        self.email = f"ada-{uuid.uuid4().hex[:10]}@example.com"
        self.password = PASSWORD
        self.project_id = ""

    async def get(self, path: str) -> httpx2.Response:
        return await self.http.get(path)

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        return await self.http.request(method, path, json=body, headers=self.headers() | headers)

    async def post(self, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        return await self.send("POST", path, body, **headers)

    def headers(self) -> dict[str, str]:
        token = self.http.cookies.get("csrftoken") or ""
        return {"X-CSRFToken": token, "Origin": self.url, "Referer": f"{self.url}/"}

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    async def sign_up(self, mailbox: str = "/sandbox/mail") -> None:
        """Sign up and verify by the code in the letter, read where the sandbox shows it."""
        await self.get(f"{AUTH}/config")
        body = {"email": self.email, "password": self.password, "name": "Ada Lovelace"}
        assert (await self.post(f"{AUTH}/auth/signup", body)).status_code == 401
        letters = (await self.http.get(f"{mailbox}/messages.json", params={"to": self.email})).json()
        key = {"key": letters["results"][0]["code"]}
        assert (await self.post(f"{AUTH}/auth/email/verify", key)).status_code == 200

    def another(self) -> "Browser":
        """Return another browser of the same person, not signed in."""
        other = Browser(self.url)
        other.email, other.password, other.project_id = self.email, self.password, self.project_id
        return other

    async def log_in(self) -> None:
        await self.get(f"{AUTH}/config")
        body = {"email": self.email, "password": self.password}
        assert (await self.post(f"{AUTH}/auth/login", body)).status_code == 200

    async def is_signed_in(self) -> bool:
        return (await self.get("/api/v1/users/me")).status_code == 200

    async def start_project(self) -> None:
        """Say who they are, start the launch, and hear the welcome to its end."""
        assert (await self.send("PUT", "/api/v1/projects/profile", PROFILE)).is_success
        started = await self.post("/api/v1/projects/", {})
        assert started.status_code == 201, started.text
        self.project_id = started.json()["id"]
        await self.until_quiet()

    async def until_quiet(self) -> Frame:
        """Return the newest message once it is not streaming any more."""
        return await eventually(self._newest_at_rest, what="the answer ends")

    async def _newest_at_rest(self) -> Frame | None:
        newest = (await self.active())["messages"][-1]
        return newest if newest["status"] != "streaming" else None

    async def active(self) -> Frame:
        response = await self.get("/api/v1/projects/active")
        assert response.status_code == 200, response.text
        active: Frame = response.json()
        return active

    async def newest(self) -> Frame:
        newest: Frame = (await self.active())["messages"][-1]
        return newest

    async def left_today(self) -> int:
        return int((await self.active())["messages_left_today"])

    def messages_path(self, *parts: str) -> str:
        return "/".join([f"/api/v1/projects/{self.project_id}/messages", *parts])

    @property
    def topic(self) -> str:
        return f"project:{self.project_id}"

    @asynccontextmanager
    async def tab(self, *, subscribe: bool = True) -> AsyncIterator["Tab"]:
        address = f"{self.url.replace('http', 'ws', 1)}/ws/"
        headers = {"Cookie": self.cookie}
        async with connect(
            address, additional_headers=headers, origin=self.url, max_size=None, proxy=None
        ) as connection:
            tab = Tab(connection, self.topic)
            if subscribe:
                await tab.subscribe()
            yield tab


@asynccontextmanager
async def signed_up(
    url: str, *, mailbox: str = "/sandbox/mail", project: bool = True
) -> AsyncIterator[Browser]:
    """A new person, signed up and verified; with `project`, their launch is begun and the welcome said."""
    browser = Browser(url)
    async with browser.http:
        await browser.sign_up(mailbox)
        if project:
            await browser.start_project()
        yield browser


class Tab:
    """One tab on the socket. It keeps each answer's text as the frames tell it, and refuses a gap or an overlap."""

    def __init__(self, connection: ClientConnection, topic: str) -> None:
        self.connection, self.topic = connection, topic
        self.frames: list[Frame] = []
        self.heard_at: list[float] = []
        self.texts: dict[str, str] = {}

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send(json.dumps({"type": kind, **fields}))

    async def subscribe(self) -> Frame:
        await self.send("subscribe", topic=self.topic)
        return await self.until("subscribed")

    async def say(self, text: str, client_id: str | None = None) -> str:
        """Send a message and return its client_id; the answer is heard with `until` and `answer`."""
        client_id = client_id or str(uuid.uuid4())
        await self.send("message.send", topic=self.topic, client_id=client_id, text=text)
        return client_id

    async def hear(self, seconds: float = WAIT) -> Frame:
        raw = await asyncio.wait_for(self.connection.recv(), seconds)
        frame: Frame = json.loads(raw)
        self.heard_at.append(time.monotonic())
        self.frames.append(frame)
        self._follow(frame)
        return frame

    def _follow(self, frame: Frame) -> None:
        kind = frame["type"]
        if kind == "subscribed":
            streaming = frame["snapshot"].get("streaming")
            if streaming:
                self.texts[streaming["id"]] = streaming["text"]
        elif kind == "message.created":
            self.texts[frame["message"]["id"]] = frame["message"]["text"]
        elif kind == "message.delta":
            known = self.texts[frame["message_id"]]
            assert frame["offset"] == len(known), f"offset {frame['offset']} after {len(known)} code points"
            self.texts[frame["message_id"]] = known + frame["text"]
        elif kind in TERMINAL:
            self._end(frame["message"])

    def _end(self, message: Frame) -> None:
        """The end carries the whole text. Only a killed process may take with it what it had not saved yet."""
        known, text = self.texts[message["id"]], message["text"]
        assert text == known or (message["status"] == "interrupted" and known.startswith(text))
        self.texts[message["id"]] = text

    async def until(self, *kinds: str, seconds: float = WAIT) -> Frame:
        """Return the next frame of one of these kinds."""
        async with asyncio.timeout(seconds):
            while True:
                frame = await self.hear(seconds)
                if frame["type"] in kinds:
                    return frame

    async def created(self) -> str:
        """Return the id of the answer that is announced next."""
        while True:
            message: Frame = (await self.until("message.created"))["message"]
            if message["role"] == "assistant":
                return str(message["id"])

    async def until_text(self, message_id: str, *, length: int) -> str:
        """Return an answer's text once it is at least this long."""
        while len(self.texts.get(message_id, "")) < length:
            assert (await self.until("message.delta", *TERMINAL))["type"] not in TERMINAL, "it ended before"
        return self.texts[message_id]

    async def answer(self) -> Frame:
        """Return the message with which the next answer ends."""
        message: Frame = (await self.until(*TERMINAL))["message"]
        return message

    async def refused(self) -> Frame:
        return await self.until("error")

    async def closed(self) -> int | None:
        """Listen until the other side closes, and return the close code."""
        with suppress(ConnectionClosed):
            while True:
                await self.hear()
        return self.connection.close_code

    async def is_open(self) -> bool:
        await self.send("ping")
        return (await self.until("pong"))["type"] == "pong"


class Partner:
    """The control endpoint of a Messages API double: what the model does next, and what it was asked."""

    def __init__(self, url: str) -> None:
        self.http = httpx2.Client(base_url=f"{url}/anthropic/control", timeout=WAIT, trust_env=False)

    def reset(self) -> None:
        for path in ("/faults", "/script", "/requests"):
            self.http.delete(path).raise_for_status()
        self.pace(20_000)

    def pace(self, tokens_per_second: float, first_token_ms: float = 0) -> None:
        body = {"tokens_per_second": tokens_per_second, "first_token_ms": first_token_ms}
        self.http.post("/pace", json=body).raise_for_status()

    def script(self, *texts: str, pieces: list[str] | None = None) -> None:
        """Let the next requests be answered with exactly these texts."""
        responses = [{"text": text} for text in texts] if pieces is None else [{"pieces": pieces}]
        self.http.post("/script", json={"responses": responses}).raise_for_status()

    def fail(self, *faults: dict[str, Any]) -> None:
        self.http.post("/faults", json={"faults": list(faults)}).raise_for_status()

    def recover(self) -> None:
        self.http.delete("/faults").raise_for_status()

    def requests(self) -> list[dict[str, Any]]:
        """Return what was asked for, oldest first."""
        found = self.http.get("/requests", params={"limit": 500}).json()["requests"]
        return [request for request in reversed(found) if request["path"].endswith("/v1/messages")]


async def eventually(look: Callable[[], Any], *, what: str, seconds: float = WAIT) -> Any:
    """Return the first true value of the coroutine function `look`, called again until the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        value = await look()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        await asyncio.sleep(0.05)


def prose(words: int, *, word: str = "bench") -> str:
    """Return numbered words, so that a lost, doubled or swapped piece shows."""
    return " ".join(f"{word}{number}" for number in range(words))
