"""Replies of the API are sent gzipped to whoever takes it; a stream of events never is: it must not be held back."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.decorators import sync_and_async_middleware


@sync_and_async_middleware
def compression_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Django's own compression, with its padding against guessing secrets by length, for replies that are whole."""
    gzip = GZipMiddleware(get_response)

    def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_json = response.get("Content-Type", "").startswith(
            ("application/json", "application/problem+json")
        )
        return gzip.process_response(request, response) if is_json and not response.streaming else response

    async def asynchronous(request: HttpRequest) -> HttpResponseBase:
        return compressed(request, await get_response(request))

    def synchronous(request: HttpRequest) -> HttpResponseBase:
        return compressed(request, get_response(request))

    return asynchronous if iscoroutinefunction(get_response) else synchronous
