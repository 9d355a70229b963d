"""Several web processes on one PostgreSQL and one Redis: it does not matter which one a person is at."""

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from .client import Browser, Frame, Partner, prose, signed_up
from .servers import GENEROUS_PLANS, ROOT, Beat, Sandbox, Web, Worker, run_to_its_end, running, settings_of

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.skipif(
        not os.environ.get("DATABASE_URL", "").startswith("postgres") or not os.environ.get("REDIS_URL"),
        reason="needs DATABASE_URL naming a PostgreSQL server, and REDIS_URL",
    ),
]
LEASE, SWEEP = 15, 5
ANSWER = prose(150)
ENDLESS = prose(3_000)


@dataclass(frozen=True)
class Installation:
    """Two web processes, a worker, beat, and the sandbox as a server of its own."""

    here: Web
    there: Web
    sandbox: Sandbox


@contextmanager
def scratch_database() -> Iterator[str]:
    """Make a database on the server of DATABASE_URL, and drop it in the end."""
    given = urlsplit(os.environ["DATABASE_URL"])
    name = f"atelier_processes_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(urlunsplit(given._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(given._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    data: Path = tmp_path_factory.mktemp("distributed") / "data"
    data.mkdir()
    sandbox = Sandbox(data=data / "sandbox", mail=data / "mail")
    with scratch_database() as database_url, running(sandbox):
        shared = {
            "DATABASE_URL": database_url,
            "REDIS_URL": os.environ["REDIS_URL"],
            "SANDBOX_URL": sandbox.url,
            "PLANS_FILE": GENEROUS_PLANS,
            # Behind a proxy they are one site: the port in the address, and in the session's name, is the proxy's.
            "PORT": "8000",
        }
        for command in ("migrate", "load_playbooks", "load_plans"):
            run_to_its_end([str(ROOT / "manage.py"), command], settings_of(data, **shared))
        here, there = (Web(data=data, role="web", **shared) for _ in range(2))
        with running(here, there, Worker(data=data, **shared), Beat(data=data, **shared)):
            yield Installation(here=here, there=there, sandbox=sandbox)


@pytest.fixture
def partner(installation: Installation) -> Iterator[Partner]:
    partner = Partner(installation.sandbox.url)
    partner.reset()
    yield partner
    partner.http.close()


@pytest.fixture(scope="module")
def regulars() -> dict[str, Browser]:
    return {}


@pytest.fixture
async def ada(
    installation: Installation, partner: Partner, regulars: dict[str, Browser]
) -> AsyncIterator[Browser]:
    """Ada at the first process."""
    if "ada" not in regulars:
        async with signed_up(installation.here.url) as new:
            regulars["ada"] = new
    ada = regulars["ada"].another()
    async with ada.http:
        await ada.log_in()
        yield ada


@pytest.fixture
async def ada_there(installation: Installation, ada: Browser) -> AsyncIterator[Browser]:
    """Ada with the same session at the second process, as a proxy would send her there."""
    if not installation.there.is_running:
        installation.there.start()
    there = ada.another()
    there.url = installation.there.url
    async with there.http:
        there.http.base_url = there.url
        there.http.cookies = ada.http.cookies
        yield there


async def send(browser: Browser, text: str) -> str:
    """Send a message over REST and return its answer's id: that process writes the answer."""
    body = {"client_id": str(uuid.uuid4()), "text": text}
    sent = await browser.post(browser.messages_path(), body)
    assert sent.status_code == 202, sent.text
    return str(sent.json()["assistant"]["id"])


async def test_the_socket_here_and_the_answer_written_there(
    ada: Browser, ada_there: Browser, partner: Partner
) -> None:
    partner.script(ANSWER)
    partner.pace(150)
    async with ada.tab() as early:
        answer_id = await send(ada_there, "Across processes")
        await early.until_text(answer_id, length=200)
        async with ada.tab() as late, ada_there.tab() as beside:
            assert late.texts[answer_id]
            endings = [await tab.answer() for tab in (early, late, beside)]
    assert [ending["text"] for ending in endings] == [ANSWER] * 3
    assert (await ada.newest())["text"] == ANSWER


async def test_stop_reaches_the_process_that_writes(
    ada: Browser, ada_there: Browser, partner: Partner
) -> None:
    partner.script(ENDLESS)
    partner.pace(60)
    async with ada.tab() as tab:
        answer_id = await send(ada_there, "A long one")
        heard = await tab.until_text(answer_id, length=100)
        await tab.send("message.stop", topic=ada.topic, message_id=answer_id)
        stopped: Frame = (await tab.until("message.completed", seconds=5))["message"]
    assert stopped["status"] == "stopped"
    assert stopped["text"].startswith(heard)
    assert ENDLESS.startswith(stopped["text"])
    assert await ada_there.newest() == stopped


async def test_sigterm_drains_one_process_and_leaves_the_other_serving(
    installation: Installation, ada: Browser, ada_there: Browser, partner: Partner
) -> None:
    partner.script(ANSWER)
    partner.pace(120)
    async with ada.tab() as tab:
        answer_id = await send(ada_there, "Before you go")
        await tab.until_text(answer_id, length=100)
        installation.there.terminate()
        assert (await tab.answer())["text"] == ANSWER
        assert installation.there.wait() == 0
        assert "Traceback" not in installation.there.log
        assert await tab.is_open()
        await tab.say("Still there?")
        assert (await tab.answer())["status"] == "complete"


async def test_a_killed_writer_is_swept_and_retried_through_the_other(
    installation: Installation, ada: Browser, ada_there: Browser, partner: Partner
) -> None:
    before = await ada.left_today()
    partner.script(ENDLESS)
    partner.pace(60)
    async with ada.tab() as tab:
        answer_id = await send(ada_there, "Never finished")
        heard = await tab.until_text(answer_id, length=200)
        installation.there.kill()
        failed = await tab.until("message.failed", seconds=LEASE + 3 * SWEEP + 10)
        message = failed["message"]
        assert (failed["code"], failed["retryable"], message["status"]) == (
            "interrupted",
            True,
            "interrupted",
        )
        assert message["text"]
        assert ENDLESS.startswith(message["text"])
        assert len(message["text"]) >= len(heard) - 100
        assert await ada.left_today() == before

        partner.reset()
        partner.script(ANSWER)
        assert (await ada.post(ada.messages_path(answer_id, "retry"))).status_code == 202
        retried = await tab.answer()
    assert (retried["id"], retried["status"], retried["text"]) == (answer_id, "complete", ANSWER)
    assert await ada.left_today() == before - 1


async def test_logging_out_at_one_closes_the_socket_at_the_other(ada: Browser, ada_there: Browser) -> None:
    async with ada_there.tab() as tab:
        assert await tab.is_open()
        assert (await ada.send("DELETE", "/_allauth/browser/v1/auth/session")).status_code == 401
        assert await tab.closed() == 4401
