"""The servers that `bench.relay` compares, and how a tab talks with each."""

import asyncio
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import httpx2
import orjson

from . import product
from .tabs import Tab

ROOT = product.ROOT
PORT = product.PORT
CHAINLIT_HOME = ROOT / ".bench" / "chainlit"
CHAINLIT_LOCK = ROOT / "bench" / "chainlit" / "requirements.txt"


class Server:
    """One server under load. `first_level` is where the search begins, and `most_steps` when it ends."""

    name: ClassVar[str]
    first_level: ClassVar[int]
    most_steps: ClassVar[int] = 6

    def __init__(self) -> None:
        self.data = tempfile.mkdtemp(prefix="atelier-bench-")

    def prepare(self) -> None:
        """Install what it needs."""

    def command(self, upstream: str) -> list[str]:
        raise NotImplementedError

    def folder(self) -> Path:
        return ROOT

    def environment(self, upstream: str) -> dict[str, str]:
        return {}

    async def until_up(self) -> None:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                    return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{self.name} did not come up within a minute.")

    def tab(self, number: int) -> AbstractAsyncContextManager[Tab]:
        """Open the tab of person `number`, ready to ask."""
        raise NotImplementedError


class RawTab(Tab):
    def ask(self) -> None:
        self.send(b"{}")

    def read(self, payload: bytes, now: float) -> None:
        message = orjson.loads(payload)
        if message["type"] == "message.delta":
            self.heard(message["text"], now)
        elif message["type"] == "message.completed":
            self.end()


class Raw(Server):
    name = "raw asyncio relay"
    first_level = 400
    most_steps = 3

    def command(self, upstream: str) -> list[str]:
        return [sys.executable, "-m", "bench.raw_relay", str(PORT), upstream]

    @asynccontextmanager
    async def tab(self, number: int) -> AsyncIterator[Tab]:
        tab = RawTab(f"http://127.0.0.1:{PORT}/")
        await tab.connect()
        yield tab


class AtelierTab(Tab):
    topic = ""

    def greet(self) -> None:
        self.send(orjson.dumps({"type": "subscribe", "topic": self.topic}))

    def ask(self) -> None:
        question = {"topic": self.topic, "client_id": str(uuid.uuid4()), "text": "What now?"}
        self.send(orjson.dumps({"type": "message.send", **question}))

    def read(self, payload: bytes, now: float) -> None:
        message = orjson.loads(payload)
        kind = message["type"]
        if kind == "message.delta":
            self.heard(message["text"], now)
        elif kind == "subscribed":
            self.ready.set_result(None)
        elif kind in ("message.completed", "message.failed"):
            self.end()
        elif kind == "error":
            raise RuntimeError(message["detail"])


class Atelier(Server):
    name = "Atelier"
    first_level = 140

    def command(self, upstream: str) -> list[str]:
        return [sys.executable, "-m", "backend.config.serve"]

    def environment(self, upstream: str) -> dict[str, str]:
        return {
            "PORT": str(PORT),
            "ATELIER_DATA": self.data,
            "LOG_LEVEL": "WARNING",
            "ANTHROPIC_API_KEY": "bench",
            "ANTHROPIC_BASE_URL": upstream,
            "PLANS_FILE": product.GENEROUS_PLANS,
        }

    async def until_up(self) -> None:
        await product.until_up(f"http://127.0.0.1:{PORT}")

    @asynccontextmanager
    async def tab(self, number: int) -> AsyncIterator[Tab]:
        """Sign up over HTTP, begin a launch, and subscribe to it; everyone comes from an address of their own."""
        address = f"http://127.0.0.1:{PORT}"
        home = f"127.0.{1 + number // 250}.{1 + number % 250}"
        async with product.creator(address, f"creator-{number}@example.com", home=home) as creator:
            await creator.until_quiet()
            tab = AtelierTab(f"{address}/ws/", Cookie=creator.cookie, Origin=address)
            tab.topic = creator.topic
            await tab.connect()
            yield tab


class ChainlitTab(Tab):
    """Socket.IO over a WebSocket, as chainlit's own page speaks it. https://socket.io/docs/v4/engine-io-protocol/"""

    is_asking = False

    def greet(self) -> None:
        """Nothing: the server speaks first."""

    def ask(self) -> None:
        self.is_asking = True
        message = {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": "What now?"}
        message["createdAt"] = datetime.now(UTC).isoformat()
        self._emit("client_message", {"message": message, "fileReferences": []})

    def _emit(self, *event: object) -> None:
        self.send(b"42" + orjson.dumps(event))

    def read(self, payload: bytes, now: float) -> None:
        if payload.startswith(b"42"):
            name, *data = orjson.loads(payload[2:])
            self._hear(name, data[0] if data else None, now)
        elif payload == b"2":
            self.send(b"3")
        elif payload.startswith(b"0"):
            introduction = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "userEnv": "{}"}
            self.send(b"40" + orjson.dumps(introduction))
        elif payload.startswith(b"40"):
            self._emit("connection_successful")

    def _hear(self, name: str, data: dict[str, str] | None, now: float) -> None:
        if name == "stream_token" and data:
            self.heard(data["token"], now)
        elif name == "stream_start" and data:
            self.heard(data["output"], now)
        elif name == "task_end" and self.is_asking:
            self.end()
        elif name == "task_end":
            self.ready.set_result(None)


class Chainlit(Server):
    name = "chainlit 2.12.0"
    first_level = 80

    def prepare(self) -> None:
        """Make its own environment under .bench/ unless this very lock is installed there."""
        stamp = CHAINLIT_HOME / ".installed"
        if stamp.exists() and stamp.read_text() == CHAINLIT_LOCK.read_text():
            return
        python = str(CHAINLIT_HOME / "bin" / "python")
        uv = [sys.executable, "-m", "uv"]
        subprocess.run(
            [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(CHAINLIT_HOME)], check=True
        )
        install = ["pip", "install", "--quiet", "--compile-bytecode", "--require-hashes", "--python", python]
        subprocess.run([*uv, *install, "-r", str(CHAINLIT_LOCK)], check=True)
        stamp.write_text(CHAINLIT_LOCK.read_text())

    def command(self, upstream: str) -> list[str]:
        app = str(ROOT / "bench" / "chainlit" / "app.py")
        return [str(CHAINLIT_HOME / "bin" / "chainlit"), "run", app, "--headless", "--port", str(PORT)]

    def folder(self) -> Path:
        return Path(self.data)

    def environment(self, upstream: str) -> dict[str, str]:
        return {"ANTHROPIC_BASE_URL": upstream, "CHAINLIT_APP_ROOT": self.data}

    async def until_up(self) -> None:
        async with httpx2.AsyncClient(trust_env=False) as client:
            for _ in range(600):
                try:
                    if (await client.get(f"http://127.0.0.1:{PORT}/")).status_code == 200:
                        return
                except httpx2.TransportError:
                    pass
                await asyncio.sleep(0.1)
        raise RuntimeError("chainlit did not come up within a minute.")

    @asynccontextmanager
    async def tab(self, number: int) -> AsyncIterator[Tab]:
        tab = ChainlitTab(f"http://127.0.0.1:{PORT}/ws/socket.io/?EIO=4&transport=websocket")
        await tab.connect()
        yield tab


SERVERS: dict[str, type[Server]] = {"raw": Raw, "atelier": Atelier, "chainlit": Chainlit}
