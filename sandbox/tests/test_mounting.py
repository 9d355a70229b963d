"""The sandbox inside another app: under a prefix, kept or stripped, and shared by several processes."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.anthropic.delivery import REFUSALS
from sandbox.anthropic.store import LOG_LIMIT, Fault, LoggedRequest, Store
from sandbox.app import create_app

HEADERS = {"anthropic-version": "2026-10-21", "x-api-key": "sk-test"}
STRIPE_KEY = ("sk_test_" + "a" * 24, "")
ASK = {"model": "claude-sonnet-5-5", "max_tokens": 50, "messages": [{"role": "user", "content": "Hello"}]}
REQUEST = LoggedRequest("POST", "/v1/messages", {}, "claude-sonnet-5-5", {"stream": True})


def mounted(app: Any) -> Any:
    return Starlette(routes=[Mount("/sandbox", app=app)])


def stripping(app: Any) -> Any:
    """A mounter that cuts the prefix off the path and says nothing of it."""

    async def handle(scope: Any, receive: Any, send: Any) -> None:
        await app(scope | {"path": scope["path"].removeprefix("/sandbox")}, receive, send)

    return handle


@pytest.mark.parametrize("mount", [mounted, stripping])
def test_it_answers_under_a_prefix(tmp_path: Path, mount):
    app = mount(create_app(data_dir=tmp_path, mail_dir=tmp_path / "mail"))

    async def visit() -> list[int]:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as client:
            pace = {"tokens_per_second": 20_000}
            return [
                (await client.post("/sandbox/anthropic/control/pace", json=pace)).status_code,
                (await client.post("/sandbox/anthropic/v1/messages", json=ASK, headers=HEADERS)).status_code,
                (await client.get("/sandbox/stripe/v1/account", auth=STRIPE_KEY)).status_code,
                (await client.get("/sandbox/mail/")).status_code,
                (await client.get("/sandbox/")).status_code,
            ]

    assert asyncio.run(visit()) == [200] * 5


def test_two_processes_share_faults_and_claim_each_once(tmp_path: Path):
    async def run() -> list[bool]:
        one, other = Store(tmp_path), Store(tmp_path)
        await one.add_faults([Fault("overloaded", times=5)])
        claims = (store.admit(REQUEST, refusing=REFUSALS) for store in [one, other] * 5)
        return [admission.fault is not None for admission in await asyncio.gather(*claims)]

    assert sorted(asyncio.run(run())) == [False] * 5 + [True] * 5


def test_the_request_log_is_bounded(tmp_path: Path):
    async def run() -> int:
        store = Store(tmp_path)
        for _ in range(LOG_LIMIT + 5):
            await store.log(REQUEST)
        return len(await store.requests(LOG_LIMIT * 2))

    assert asyncio.run(run()) == LOG_LIMIT
