"""One id per request, in the reply and in every log line."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from backend.core.middleware import RequestIdFilter, current_request_id, request_id_middleware


def test_each_request_gets_an_id_of_its_own(client: Client) -> None:
    first, second = client.get("/livez"), client.get("/livez")
    assert len(first["X-Request-Id"]) == 32
    assert first["X-Request-Id"] != second["X-Request-Id"]


def test_a_proxys_id_is_kept(client: Client) -> None:
    assert client.get("/livez", headers={"X-Request-Id": "edge-0042.a_B"})["X-Request-Id"] == "edge-0042.a_B"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space in it", "new\nline-in-it", "<script>alert"])
def test_an_id_that_could_soil_a_log_is_replaced(client: Client, given: str) -> None:
    answered = client.get("/livez", headers={"X-Request-Id": given})["X-Request-Id"]
    assert answered != given
    assert len(answered) == 32


def test_log_lines_carry_the_id_while_the_request_lasts() -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        record = logging.makeLogRecord({})
        assert RequestIdFilter().filter(record)
        seen.append(record.request_id)
        return HttpResponse()

    request = HttpRequest()
    request.META["HTTP_X_REQUEST_ID"] = "during-this-one"
    request_id_middleware(view)(request)
    assert seen == ["during-this-one"]
    assert current_request_id() == "-"


def test_the_id_is_let_go_when_the_view_breaks() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        request_id_middleware(view)(HttpRequest())
    assert current_request_id() == "-"
