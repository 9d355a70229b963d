"""JSON that comes in can be kept; whatever goes out is JSON."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils.functional import lazystr
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError
from rest_framework.test import APIClient

from backend.core.api.parsers import StrictJSONParser
from backend.core.api.renderers import OrjsonRenderer


def parsed(body: str) -> Any:
    return StrictJSONParser().parse(io.BytesIO(body.encode()), "application/json", {})


def rendered(data: Any) -> Any:
    return json.loads(OrjsonRenderer().render(data))


@pytest.mark.parametrize(
    "body",
    [
        r'"\ud83d"',
        r'{"text": "half \udc00"}',
        r'{"\ud800": 1}',
        r'[[{"a": ["b", "\udfff"]}]]',
        r'"\udc00\ud800"',
    ],
)
def test_half_a_character_is_refused(body: str) -> None:
    with pytest.raises(ParseError, match="lone surrogate"):
        parsed(body)


def test_whole_characters_pass_however_they_are_written() -> None:
    assert parsed(r'{"text": "\ud83c\udfa8 🎨 é"}') == {"text": "🎨 🎨 é"}


@pytest.mark.parametrize("body", ["NaN", "Infinity", '{"a": -Infinity}', "1e400", "[-1e999]"])
def test_numbers_that_json_does_not_know_are_refused(body: str) -> None:
    with pytest.raises(ParseError):
        parsed(body)


@pytest.mark.parametrize("body", [str(2**63), str(-(2**63) - 1), "9" * 5000])
def test_integers_that_no_database_keeps_are_refused(body: str) -> None:
    with pytest.raises(ParseError):
        parsed(body)
    assert parsed(f"[{2**63 - 1}, {-(2**63)}]") == [2**63 - 1, -(2**63)]


@pytest.mark.parametrize("depth", [65, 300, 990, 200_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    with pytest.raises(ParseError):
        parsed("[" * depth + "]" * depth)
    with pytest.raises(ParseError):
        parsed('{"a":' * depth + "1" + "}" * depth)


def test_reasonable_nesting_passes() -> None:
    assert parsed("[" * 64 + "]" * 64)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None)
@given(JSON)
def test_all_other_json_comes_in_and_goes_out_as_it_is(value: Any) -> None:
    assert parsed(json.dumps(value)) == value
    if value is not None:
        assert rendered(value) == value


def test_nul_reaches_the_field_that_refuses_it_by_name(ada_client: APIClient) -> None:
    refused = ada_client.patch("/api/v1/users/me", {"name": "A\x00da"})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["name"])


@pytest.mark.parametrize(
    "hostile",
    ['{"n": 1e400}', '{"n": 1' + "0" * 30 + "}", '{"n": ' + "[" * 400 + "]" * 400 + "}", r'{"n": "\ud800"}'],
)
def test_free_json_that_could_not_be_kept_or_shown_again_is_refused(
    ada_client: APIClient, hostile: str
) -> None:
    profile = '{"primary_platform": "youtube", "follower_count": 5, "engagement_rate": 1, "niche": "Pots", "signals": '
    refused = ada_client.put(
        "/api/v1/projects/profile", f"{profile}{hostile}}}", content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "parse_error")


def numbers() -> Iterator[int]:
    yield from (1, 2)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("6.50"), 6.5),
        (lazystr("later"), "later"),
        (numbers(), [1, 2]),
        ({1, 2}, [1, 2]),
        ((1, 2), [1, 2]),
        ({1: "one"}, {"1": "one"}),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (datetime(2026, 11, 20, 9, 30, tzinfo=UTC), "2026-11-20T09:30:00Z"),
        (date(2026, 11, 20), "2026-11-20"),
        ({}, {}),
    ],
)
def test_what_views_return_is_rendered(value: Any, shown: Any) -> None:
    assert rendered({"value": value}) == {"value": shown}


def test_an_empty_reply_has_no_body() -> None:
    assert OrjsonRenderer().render(None) == b""


def test_what_is_not_json_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(TypeError):
        OrjsonRenderer().render({"value": object()})


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "kiln-1"}])
def test_a_body_without_end_is_refused_before_it_is_read_as_json(
    ada_client: APIClient, headers: dict[str, str]
) -> None:
    body = {"business_name": "x" * 1000}
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = ada_client.post("/api/v1/projects/", body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
