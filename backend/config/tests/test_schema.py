"""The published schema tells the truth: whatever is sent, the reply is one it describes, and never a server error."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.accounts.models import User, Workspace

from .test_permission_table import (  # noqa: F401
    API,
    TABLE,
    double,
    objects_of,
    stripe_address,
    stripe_where_it_is_asked,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
TOKEN = "c" * 32
# Calls within the process unpack nothing, although they say that they would: what is packed is tested by itself.
UNPACKED = {"Accept-Encoding": "identity"}
SPELLED = {"pk": "id"}


@contextmanager
def connections_left_alone() -> Iterator[None]:
    """Keep the test's own connection open between requests, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@pytest.fixture(scope="session")
def published() -> Any:
    with connections_left_alone():
        return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


@pytest.fixture
def in_one_transaction(db: None) -> Iterator[None]:
    with connections_left_alone():
        yield


@pytest.fixture
def ids(ada: User, ada_workspace: Workspace) -> dict[str, str]:
    """Ada's launch in the middle of things. She is superuser here, so that no address is closed to her."""
    User.objects.filter(pk=ada.pk).update(is_superuser=True)
    return objects_of(ada, ada_workspace)


@pytest.fixture
def cookies(ada: User) -> dict[str, str]:
    browser = Client()
    browser.force_login(ada)
    return {name: morsel.value for name, morsel in browser.cookies.items()} | {"csrftoken": TOKEN}


@pytest.mark.usefixtures("in_one_transaction")
@pytest.mark.parametrize(
    ("method", "route"), [row[:2] for row in TABLE], ids=[f"{row[0]} {row[1]}" for row in TABLE]
)
def test_every_reply_is_as_the_schema_says(
    published: Any, ids: dict[str, str], cookies: dict[str, str], method: str, route: str
) -> None:
    """Ids are those of rows that exist, or no generated request would ever reach past "not found"."""
    ids["id"] = ids["pk"]
    known = {**ids, "message_id": ids["asked_id"]} if route.endswith("/edit") else ids
    operation = published[
        API + re.sub(r"<\w+:(\w+)>", lambda found: "{" + SPELLED.get(found[1], found[1]) + "}", route)
    ][method]

    @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case: Case) -> None:
        case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        response = case.call(cookies=cookies, headers={"X-CSRFToken": TOKEN, **UNPACKED})
        case.validate_response(response, checks=CHECKS)

    ask()


def objects_in(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        yield from itertools.chain.from_iterable(map(objects_in, node))


def test_every_operation_has_a_name_of_its_own_and_every_reference_leads_somewhere(published: Any) -> None:
    raw = published.raw_schema
    assert raw["openapi"].startswith("3.1")
    operations = [
        operation
        for path in raw["paths"].values()
        for method, operation in path.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names) >= 24
    known = {f"#/components/schemas/{name}" for name in raw["components"]["schemas"]}
    assert {node["$ref"] for node in objects_in(raw) if isinstance(node.get("$ref"), str)} <= known
    assert not [node for node in objects_in(raw) if node.get("nullable") is True], (
        "OpenAPI 3.1 knows no nullable"
    )
    assert not [node for node in objects_in(raw) if {} in (node.get("oneOf") or [])], (
        "anything meets {}, null too"
    )
    for operation in operations:
        assert operation["security"], operation["operationId"]
        assert {"400", "401", "403", "404"} <= set(operation["responses"])
