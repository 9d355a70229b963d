"""Every failure is a problem that a program can tell apart and a person can read."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from backend.config import urls
from backend.core.api import problems
from backend.core.errors import ApplicationError

ME = "/api/v1/users/me"


class KilnIsCold(ApplicationError):
    code = "kiln_cold"
    status = 409
    detail = "The kiln is cold. Light it first."


FAILURES: dict[str, Exception] = {
    "application": KilnIsCold(kiln="north", retry_after=7),
    "own-words": KilnIsCold("Light the south kiln first."),
    "missing": Http404("a row"),
    "forbidden": PermissionDenied(),
    "throttled": Throttled(wait=12.7),
    "broken": RuntimeError("the secret recipe"),
}


class FailingView(APIView):
    authentication_classes: list[type] = []
    permission_classes: list[type] = []

    def get(self, request: Request, kind: str) -> Response:
        raise FAILURES[kind]


def broken_page(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret recipe")


urlpatterns = [*urls.urlpatterns[:-1], path("fail/<kind>", FailingView.as_view()), path("page", broken_page)]
handler404 = problems.not_found
handler500 = problems.server_error


def problem_of(response: Any, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(response.content)
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["type"] == "about:blank"
    assert body["title"]
    assert body["detail"].endswith((".", "?"))
    return body


def test_invalid_input_names_its_fields(ada_client: APIClient) -> None:
    body = problem_of(ada_client.patch(ME, {"time_zone": "Mars/Olympus"}), 400, "invalid")
    assert list(body["errors"]) == ["time_zone"]
    assert body["detail"] == f"time_zone: {body['errors']['time_zone'][0]}"


def test_a_list_where_an_object_belongs_is_invalid(ada_client: APIClient) -> None:
    body = problem_of(ada_client.patch(ME, ["name"]), 400, "invalid")
    assert list(body["errors"]) == ["non_field_errors"]
    assert not body["detail"].startswith("non_field_errors")


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v1/users/me/", "/api/nothing", "/static/nothing.js"]
)
def test_an_unknown_address(ada_client: APIClient, path: str) -> None:
    problem_of(ada_client.get(path), 404, "not_found")


def test_another_method(ada_client: APIClient) -> None:
    refused = ada_client.delete(ME)
    problem_of(refused, 405, "method_not_allowed")
    assert refused.headers["Allow"] == "GET, PATCH, HEAD, OPTIONS"


def test_another_media_type(ada_client: APIClient) -> None:
    problem_of(ada_client.patch(ME, "<name/>", content_type="text/xml"), 415, "unsupported_media_type")
    form = ada_client.patch(ME, "name=Ada", content_type="application/x-www-form-urlencoded")
    problem_of(form, 415, "unsupported_media_type")
    problem_of(ada_client.get(ME, headers={"Accept": "text/html"}), 406, "not_acceptable")


def test_what_is_not_json(ada_client: APIClient) -> None:
    problem_of(ada_client.patch(ME, '{"name": ', content_type="application/json"), 400, "parse_error")


def test_nobody_is_asked_to_sign_in(anonymous_client: APIClient) -> None:
    refused = anonymous_client.get(ME)
    problem_of(refused, 401, "not_authenticated")
    assert refused.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_form_on_another_site_is_refused(csrf_client: APIClient) -> None:
    problem_of(csrf_client.patch(ME, {"name": "Eve"}), 403, "csrf_failed")
    page = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ada@example.com"})
    problem_of(page, 403, "csrf_failed")


@pytest.mark.urls(__name__)
def test_expected_failures_keep_their_code_their_words_and_their_extras(anonymous_client: APIClient) -> None:
    refused = anonymous_client.get("/fail/application")
    body = problem_of(refused, 409, "kiln_cold")
    assert (body["title"], body["detail"]) == ("Conflict", "The kiln is cold. Light it first.")
    assert body["kiln"] == "north"
    assert refused.headers["Retry-After"] == "7"
    own = anonymous_client.get("/fail/own-words")
    assert problem_of(own, 409, "kiln_cold")["detail"] == "Light the south kiln first."
    assert "Retry-After" not in own.headers


@pytest.mark.urls(__name__)
def test_djangos_and_rest_frameworks_own_failures_look_the_same(anonymous_client: APIClient) -> None:
    missing = problem_of(anonymous_client.get("/fail/missing"), 404, "not_found")
    assert "a row" not in missing["detail"]
    problem_of(anonymous_client.get("/fail/forbidden"), 403, "permission_denied")
    throttled = anonymous_client.get("/fail/throttled")
    problem_of(throttled, 429, "throttled")
    assert throttled.headers["Retry-After"] == "13"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("path", ["/fail/broken", "/page"])
def test_what_breaks_on_our_side_gives_a_reference_and_no_secret(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = Client(raise_request_exception=False).get(path, headers={"X-Request-Id": "from-the-proxy-1"})
    body = problem_of(response, 500, "server_error")
    assert body["reference"] == response.headers["X-Request-Id"] == "from-the-proxy-1"
    assert body["reference"] in body["detail"]
    assert "recipe" not in response.content.decode()
    assert "the secret recipe" in caplog.text
