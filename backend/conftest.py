"""The cast of every test: Ada owns a workspace, Bo is her member, Cy is a stranger, Root is the superuser."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier, BoundedSemaphore
from typing import Any, Protocol

import pytest
from django.db import connection
from django.test import TransactionTestCase
from rest_framework.test import APIClient

from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.ai.routing import runs
from backend.billing import counters, inclusions
from backend.billing.features import Feature
from backend.billing.models import FeatureOverride
from backend.billing.services import allowances
from backend.core.tests import emptying
from backend.treasury import guards

CORE = Path(__file__).parent / "core"

SetClock = Callable[[str], None]
Call = Callable[[], Any]
# A PostgreSQL server takes 100, and other suites use it too.
CONNECTIONS = 50


class AtOnce(Protocol):
    def __call__(self, calls: int | list[Call], call: Call | None = None) -> list[Any]: ...


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL and Redis, leave out what meets neither: on SQLite it has told the same already."""
    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if not _meets_a_server(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _meets_a_server(item)]


def _meets_a_server(item: pytest.Item) -> bool:
    if CORE in item.path.parents:
        # The channel layer, the cache and the bridge are on Redis.
        return True
    asked_for = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asked_for) or any(
        item.get_closest_marker(name) for name in ("django_db", "postgres", "redis")
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database is made from the models; this adds what a migration does: the ledger guards itself."""
    with django_db_blocker.unblock():
        guards.install(connection)


@pytest.fixture(scope="session", autouse=True)
def _tests_are_emptied_after_quickly() -> None:
    """A test with transactions of its own leaves by emptying the tables; only those in which anything stands.

    Django's own way empties all of them, and then makes every permission anew: most of such a test's time.
    """
    TransactionTestCase._fixture_teardown = lambda case: emptying.empty(connection)  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _nothing_is_remembered_between_tests() -> None:
    inclusions.forget()
    counters.forget()
    allowances.forget()
    runs.forget()


@pytest.fixture
def ada(db: None) -> User:
    return UserFactory(email="ada@example.com", name="Ada Lovelace")


@pytest.fixture
def bo(ada: User) -> User:
    """Has a workspace of his own, as everyone who signs up, and is a member of Ada's."""
    bo = UserFactory(email="bo@example.com", name="Bo Diddley")
    MembershipFactory(workspace=home_workspace(ada), user=bo)
    return bo


@pytest.fixture
def cy(db: None) -> User:
    return UserFactory(email="cy@example.com", name="Cy Twombly")


@pytest.fixture
def root(db: None) -> User:
    return UserFactory(email="root@example.com", name="Root", is_staff=True, is_superuser=True)


@pytest.fixture
def ada_workspace(ada: User) -> Workspace:
    return home_workspace(ada)


@pytest.fixture
def bo_workspace(bo: User) -> Workspace:
    return home_workspace(bo)


@pytest.fixture
def cy_workspace(cy: User) -> Workspace:
    return home_workspace(cy)


@pytest.fixture
def room_for_all(ada_workspace: Workspace) -> None:
    """Ada's workspace has seats without end."""
    FeatureOverride.objects.create(
        workspace=ada_workspace, feature=Feature.SEATS, value=None, reason="A test."
    )


@pytest.fixture
def client_of(db: None) -> Callable[[User], APIClient]:
    """Return a function that gives a user's browser: signed in by a session, CSRF not enforced."""

    def sign_in(user: User) -> APIClient:
        client = APIClient()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def ada_client(ada: User, client_of: Callable[[User], APIClient]) -> APIClient:
    return client_of(ada)


@pytest.fixture
def bo_client(bo: User, client_of: Callable[[User], APIClient]) -> APIClient:
    return client_of(bo)


@pytest.fixture
def cy_client(cy: User, client_of: Callable[[User], APIClient]) -> APIClient:
    return client_of(cy)


@pytest.fixture
def root_client(root: User, client_of: Callable[[User], APIClient]) -> APIClient:
    return client_of(root)


@pytest.fixture
def anonymous_client() -> APIClient:
    return APIClient()


@pytest.fixture
def csrf_client(ada: User) -> APIClient:
    """Ada's browser with CSRF enforced and no token sent, as a form on a foreign page would do."""
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(ada)
    return client


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return a function that sets the time to a moment in ISO 8601."""

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment)
        assert now.tzinfo is not None
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return set_to


@pytest.fixture
def at_once() -> AtOnce:
    """Return a function that runs calls in threads that start together; each one's result or exception.

    It takes a list of calls, or how often to make one.
    """

    def run(calls: int | list[Call], call: Call | None = None) -> list[Any]:
        every = calls if isinstance(calls, list) else [call] * calls if call else []
        barrier, door = Barrier(len(every)), BoundedSemaphore(CONNECTIONS)

        def one(work: Call) -> Any:
            barrier.wait(20)
            with door:
                try:
                    return work()
                except Exception as error:  # noqa: BLE001  the test looks at it
                    return error
                finally:
                    connection.close()

        with ThreadPoolExecutor(len(every)) as pool:
            return [future.result(90) for future in [pool.submit(one, work) for work in every]]

    return run
