"""What the demo creator leaves alone: everybody on this machine comes in as them."""

import re
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, JsonResponse
from django.utils.decorators import sync_and_async_middleware

from backend.core.api.problems import CONTENT_TYPE, problem

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# E-mail, password and whatever else lets somebody in. The account as a whole is refused where accounts are deleted.
_KEPT = re.compile(r"/_allauth/\w+/v1/account/")
SENTENCE = "The demo creator's e-mail and password stay as they are. Make an account of your own for that."
_BUYING = re.compile(r"/api/v1/(billing/|create-checkout-session)")
LOOKS_ONLY = "The demo creator looks but does not buy. Make an account of your own for that."


@sync_and_async_middleware
def demo_restrictions_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Refuse the few requests above when the demo creator makes them; no other request is looked at."""

    async def asynchronous(request: HttpRequest) -> Any:
        sentence = _refused(request)
        if sentence and getattr(await request.auser(), "is_demo", False):
            return _refusal(sentence)
        return await get_response(request)

    def synchronous(request: HttpRequest) -> Any:
        sentence = _refused(request)
        if sentence and getattr(request.user, "is_demo", False):
            return _refusal(sentence)
        return get_response(request)

    return asynchronous if iscoroutinefunction(get_response) else synchronous


def _refused(request: HttpRequest) -> str:
    """Say why the demo creator may not do this; empty for what everybody may."""
    if request.method in READING:
        return ""
    if _KEPT.match(request.path):
        return SENTENCE
    return LOOKS_ONLY if _BUYING.match(request.path) else ""


def _refusal(sentence: str) -> JsonResponse:
    body = problem(status=403, code="demo_account", detail=sentence)
    return JsonResponse(body, status=403, content_type=CONTENT_TYPE)
