"""A reference id per request: in every log line, in the reply's header, in every problem."""

import contextvars
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from .ids import uuid7

_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def current_request_id() -> str:
    return _request_id.get()


@sync_and_async_middleware
def request_id_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Give each request an id; async where its neighbours are, so that no request changes threads for it."""

    async def asynchronous(request: HttpRequest) -> HttpResponseBase:
        with _identified(request) as request_id:
            response: HttpResponseBase = await get_response(request)
        response["X-Request-Id"] = request_id
        return response

    def synchronous(request: HttpRequest) -> HttpResponseBase:
        with _identified(request) as request_id:
            response: HttpResponseBase = get_response(request)
        response["X-Request-Id"] = request_id
        return response

    return asynchronous if iscoroutinefunction(get_response) else synchronous


@contextmanager
def _identified(request: HttpRequest) -> Iterator[str]:
    given = request.headers.get("X-Request-Id", "")
    request_id = given if _ACCEPTABLE.fullmatch(given) else uuid7().hex
    token = _request_id.set(request_id)
    try:
        yield request_id
    finally:
        _request_id.reset(token)


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True
