"""Every REST error as `application/problem+json` (RFC 9457) with a stable `code`."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from backend.core.errors import ApplicationError, TooLarge
from backend.core.middleware import current_request_id

logger = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"


def problem(*, status: int, code: str, detail: str, **extra: Any) -> dict[str, Any]:
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "code": code, "detail": detail, **extra}


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER: the one place that decides how a failure looks."""
    body = _describe(exc)
    if body is None:
        return None
    headers = _headers(exc, body)
    return Response(body, status=body["status"], content_type=CONTENT_TYPE, headers=headers)


def _describe(exc: Exception) -> dict[str, Any] | None:
    if isinstance(exc, RequestDataTooBig):
        exc = TooLarge()
    if isinstance(exc, ApplicationError):
        return problem(status=exc.status, code=exc.code, detail=exc.detail, **exc.extra)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound("There is nothing here, or it is not yours to see.")
    if isinstance(exc, DjangoPermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, exceptions.ValidationError):
        return _validation_problem(exc)
    if isinstance(exc, exceptions.APIException):
        return problem(status=exc.status_code, code=_code_of(exc), detail=str(exc.detail))
    return None


def _validation_problem(exc: exceptions.ValidationError) -> dict[str, Any]:
    detail = exc.detail
    errors = detail if isinstance(detail, dict) else {"non_field_errors": detail}
    return problem(status=400, code="invalid", detail=_first_sentence(errors), errors=errors)


def _first_sentence(errors: Any) -> str:
    """Return the first message with the name of its field, so that a bare client still has something to show."""
    field = ""
    while isinstance(errors, (dict, list)) and errors:
        if isinstance(errors, dict):
            field, errors = next(iter(errors.items()))
        else:
            errors = errors[0]
    prefix = "" if field in ("", "non_field_errors") else f"{field}: "
    return f"{prefix}{errors}"


def _code_of(exc: exceptions.APIException) -> str:
    codes = exc.get_codes()
    return codes if isinstance(codes, str) else exc.default_code


def _headers(exc: Exception, body: dict[str, Any]) -> dict[str, str]:
    headers = {}
    if isinstance(exc, exceptions.APIException):
        if getattr(exc, "auth_header", None):
            headers["WWW-Authenticate"] = exc.auth_header  # type: ignore[attr-defined]
        if getattr(exc, "wait", None):
            headers["Retry-After"] = str(int(exc.wait))  # type: ignore[attr-defined]
    if "retry_after" in body:
        headers["Retry-After"] = str(body["retry_after"])
    return headers


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a plain sentence and the id under which the log has the rest."""
    reference = current_request_id()
    body = problem(
        status=500,
        code="server_error",
        detail=f"Something broke on our side. Nothing you sent is lost; try again, or quote reference {reference}.",
        reference=reference,
    )
    return JsonResponse(body, status=500, content_type=CONTENT_TYPE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    body = problem(status=404, code="not_found", detail="There is nothing at this address.")
    return JsonResponse(body, status=404, content_type=CONTENT_TYPE)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW for pages outside DRF."""
    body = problem(status=403, code="csrf_failed", detail=f"{reason} Reload the page and try again.".strip())
    return JsonResponse(body, status=403, content_type=CONTENT_TYPE)
