"""The partner's end of a conversation in tests: a real sandbox server, and waiting for answers without sleeping."""

import asyncio
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import httpx2

from backend.accounts.models import User
from backend.agents.answering import registry
from backend.agents.models import Message
from backend.agents.services import messages
from backend.core.realtime import bridge
from backend.projects.models import Project

PATIENCE = 20


class Sandbox:
    """The sandbox's control endpoint."""

    def __init__(self, address: str) -> None:
        self.base_url = f"{address}/anthropic"
        self._http = httpx2.Client(base_url=f"{self.base_url}/control/", timeout=10)

    def reset(self) -> None:
        for part in ("faults", "script", "requests"):
            self._http.delete(part).raise_for_status()
        self.pace(20_000)

    def pace(self, tokens_per_second: int) -> None:
        self._http.post("pace", json={"tokens_per_second": tokens_per_second}).raise_for_status()

    def fail(self, kind: str, **details: Any) -> None:
        body = {"faults": [{"kind": kind, **details}]}
        self._http.post("faults", json=body).raise_for_status()

    def clear_faults(self) -> None:
        self._http.delete("faults").raise_for_status()

    def script(self, *responses: dict[str, Any]) -> None:
        self._http.post("script", json={"responses": list(responses)}).raise_for_status()

    def requests(self) -> list[dict[str, Any]]:
        """Requests for answers, oldest first."""
        logged = self._http.get("requests").json()
        rows: Iterable[dict[str, Any]] = logged["requests"] if isinstance(logged, dict) else logged
        return [row for row in reversed(list(rows)) if row["path"].endswith("/messages")]


def settled() -> None:
    """Wait until this process writes no answer any more."""
    bridge.submit(_settle()).result(PATIENCE)


async def _settle() -> None:
    # The launch was submitted to this loop before we were, so its task is registered by our second turn.
    await asyncio.sleep(0)
    while tasks := [answer.task for answer in registry._live.values() if answer.task is not None]:
        await asyncio.wait(tasks)


def say(project: Project, author: User, text: str, *, client_id: UUID | None = None) -> Message:
    """Send, wait for the end, and return the answer."""
    exchange = messages.send(project=project, author=author, client_id=client_id or uuid4(), text=text)
    settled()
    return Message.objects.get(pk=exchange.assistant.pk)


def until_text(message_id: UUID) -> str:
    """Wait until the answer has been given some text, and return it."""
    return str(bridge.submit(_until_text(message_id)).result(PATIENCE))


async def _until_text(message_id: UUID) -> str:
    while True:
        answer = registry.find(message_id)
        if answer is not None and answer.sent_text:
            return answer.sent_text
        await asyncio.sleep(0.005)
