"""The cast of every test: Ada owns a workspace, Bo is her member, Cy is a stranger, Root is the superuser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from rest_framework.test import APIClient

from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.treasury import guards


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database is made from the models; this adds what a migration does: the ledger guards itself."""
    with django_db_blocker.unblock():
        guards.install(connection)


@pytest.fixture(scope="session", autouse=True)
def _ledger_is_emptied_after_tests() -> None:
    """A test with transactions of its own leaves by emptying every table, which the ledger would refuse."""
    empty = TransactionTestCase._fixture_teardown

    def empty_unguarded(case: TransactionTestCase) -> None:
        with guards.lifted(connection):
            empty(case)

    TransactionTestCase._fixture_teardown = empty_unguarded  # type: ignore[method-assign]


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
