from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from .client import Browser, Partner, signed_up
from .servers import GENEROUS_PLANS, Web, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.processes)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """One embedded server for every test that leaves it running. Its answers may be long."""
    data = tmp_path_factory.mktemp("embedded") / "data"
    web = Web(data=data, AI_MAX_TOKENS="60000", PLANS_FILE=GENEROUS_PLANS)
    with running(web):
        yield web


@pytest.fixture
def partner(server: Web) -> Iterator[Partner]:
    """The shared server's model double, quick and faultless at the start of each test."""
    partner = Partner(f"{server.url}/sandbox")
    partner.reset()
    yield partner
    partner.http.close()


@pytest.fixture(scope="module")
def regulars() -> dict[str, Browser]:
    """Those who have signed up for this module's tests already: an address may not do so twenty times a minute."""
    return {}


@pytest.fixture
async def ada(server: Web, partner: Partner, regulars: dict[str, Browser]) -> AsyncIterator[Browser]:
    async with at_the_door("ada", server, regulars) as ada:
        yield ada


@pytest.fixture
async def cy(server: Web, partner: Partner, regulars: dict[str, Browser]) -> AsyncIterator[Browser]:
    """Cy has a launch of his own and nothing to do with Ada's."""
    async with at_the_door("cy", server, regulars) as cy:
        yield cy


@asynccontextmanager
async def at_the_door(name: str, server: Web, regulars: dict[str, Browser]) -> AsyncIterator[Browser]:
    """Someone with a launch whose welcome was said, signed in in a fresh browser."""
    if name not in regulars:
        async with signed_up(server.url) as new:
            regulars[name] = new
    browser = regulars[name].another()
    async with browser.http:
        await browser.log_in()
        yield browser
