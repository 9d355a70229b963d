"""Atelier as a process of its own, and a creator who talks with it."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import websockets

ROOT = Path(__file__).resolve().parents[1]
GENEROUS_PLANS = str(ROOT / "backend" / "billing" / "tests" / "generous_plans.json")
PORT = int(os.environ.get("BENCH_PORT", "8790"))


@asynccontextmanager
async def running(**environment: str) -> AsyncIterator[str]:
    """Start the embedded server on fresh data, wait until it answers, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as data:
        settings = {
            "PORT": str(PORT),
            "ATELIER_DATA": data,
            "LOG_LEVEL": "WARNING",
            "DEMO_CREATOR": "false",
            **environment,
        }
        process = subprocess.Popen(  # noqa: ASYNC220  nothing else runs while it starts
            [sys.executable, "-m", "backend.config.serve"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{PORT}"
        try:
            await until_up(address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


async def until_up(address: str) -> None:
    async with httpx2.AsyncClient(base_url=address, trust_env=False) as client:
        for _ in range(600):
            try:
                if (await client.get("/livez")).status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError("The server did not come up within a minute.")


@dataclass
class Creator:
    """Signed up, with a launch under way."""

    http: httpx2.AsyncClient
    project_id: str

    @property
    def topic(self) -> str:
        return f"project:{self.project_id}"

    def headers(self) -> dict[str, str]:
        base = str(self.http.base_url).rstrip("/")
        return {
            "X-CSRFToken": self.http.cookies.get("csrftoken") or "",
            "Origin": base,
            "Referer": base + "/",
        }

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    async def until_quiet(self) -> None:
        """Wait until no answer is being written."""
        while True:
            active = await self.http.get("/api/v1/projects/active")
            if all(message["status"] != "streaming" for message in active.json()["messages"]):
                return
            await asyncio.sleep(0.05)

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[Any]:
        base = str(self.http.base_url).rstrip("/")
        address = base.replace("http", "ws", 1) + "/ws/"
        async with websockets.connect(
            address, additional_headers={"Cookie": self.cookie}, origin=base
        ) as socket:
            await socket.send(json.dumps({"type": "subscribe", "topic": self.topic}))
            subscribed = json.loads(await socket.recv())
            if subscribed["snapshot"]["streaming"]:
                await until_end(socket)
            yield socket

    async def say(self, socket: Any, text: str) -> None:
        frame = {"type": "message.send", "topic": self.topic, "client_id": str(uuid.uuid4()), "text": text}
        await socket.send(json.dumps(frame))


async def until_end(socket: Any) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = json.loads(await socket.recv())
        if frame["type"] in ("message.completed", "message.failed"):
            return frame


@asynccontextmanager
async def creator(
    address: str, email: str = "ada@example.com", *, home: str = "127.0.0.1"
) -> AsyncIterator[Creator]:
    """Sign up from the address `home` and begin a launch."""
    transport = httpx2.AsyncHTTPTransport(local_address=home)
    async with httpx2.AsyncClient(base_url=address, timeout=30, transport=transport) as http:
        ada = Creator(http, "")
        await http.get("/_allauth/browser/v1/config")
        signup = {"email": email, "password": "A-long-enough-pass-9", "name": "Ada"}
        await http.post("/_allauth/browser/v1/auth/signup", json=signup, headers=ada.headers())
        letters = (await http.get("/sandbox/mail/messages.json", params={"to": email})).json()["results"]
        key = {"key": letters[0]["code"]}
        await http.post("/_allauth/browser/v1/auth/email/verify", json=key, headers=ada.headers())
        profile = {
            "primary_platform": "youtube",
            "follower_count": 50_000,
            "engagement_rate": 6.5,
            "niche": "desk setups",
        }
        await http.put("/api/v1/projects/profile", json=profile, headers=ada.headers())
        started = await http.post("/api/v1/projects/", json={}, headers=ada.headers())
        started.raise_for_status()
        ada.project_id = started.json()["id"]
        yield ada
