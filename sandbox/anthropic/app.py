"""The ASGI app: `/v1/…` speaks the Messages API, `/control/…` scripts it. Works under any mount prefix."""

import secrets
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from sandbox.anthropic import delivery
from sandbox.anthropic.answers import Answer, ToolCall, compose
from sandbox.anthropic.control import Control
from sandbox.anthropic.partner import partner
from sandbox.anthropic.partner.reading import continued_text
from sandbox.anthropic.protocol import models, tokens
from sandbox.anthropic.protocol import request as protocol
from sandbox.anthropic.protocol.errors import ApiError, error_response, invalid
from sandbox.anthropic.store import LoggedRequest, Store

_SECRET_HEADERS = frozenset({"authorization", "x-api-key", "cookie", "x-csrftoken"})


def create_app(data_dir: Path) -> Starlette:
    """The Anthropic double, keeping its state in `data_dir`."""
    store = Store(data_dir)
    api = MessagesApi(store)
    return Starlette(
        routes=[
            Route("/v1/messages", api.create, methods=["POST"]),
            Route("/v1/messages/count_tokens", api.count, methods=["POST"]),
            Route("/v1/models", api.models, methods=["GET"]),
            Route("/v1/models/{model}", api.model, methods=["GET"]),
            Mount("/control", routes=Control(store).routes()),
        ],
        exception_handlers={ApiError: _refusal, HTTPException: _not_routed},
    )


class MessagesApi:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def create(self, request: Request) -> Response:
        request_id = _request_id(request)
        body = await self._read(request, protocol.check_create)
        admission = await self._store.admit(_logged(request, body), refusing=delivery.REFUSALS)
        delivery.refuse(admission.fault)
        answer = _literal(admission.scripted) or await self._continue_script(body) or partner.answer(body)
        message = compose(answer, body)
        if body.get("stream"):
            return delivery.stream(request, message, admission, request_id)
        return await delivery.whole(request, message, admission, request_id)

    async def count(self, request: Request) -> Response:
        body = await self._read(request, protocol.check_count)
        await self._store.log(_logged(request, body))
        if await self._store.is_down(body["model"]):
            raise delivery.unavailable()
        return self._reply(request, {"input_tokens": tokens.of_input(body)})

    async def models(self, request: Request) -> Response:
        await self._enter(request)
        query = request.query_params
        limit = query.get("limit", "20")
        if not limit.isascii() or not limit.isdigit():
            raise invalid("limit: Input should be a valid integer")
        page = models.page(limit=int(limit), after_id=query.get("after_id"), before_id=query.get("before_id"))
        return self._reply(request, page)

    async def model(self, request: Request) -> Response:
        await self._enter(request)
        return self._reply(request, models.describe(request.path_params["model"]))

    async def _enter(self, request: Request) -> None:
        """Log a request without a body, and check who asks."""
        await self._store.log(_logged(request, None))
        protocol.check_headers(request.headers)
        if await self._store.is_down(None):
            raise delivery.unavailable()

    async def _read(self, request: Request, check: Any) -> dict[str, Any]:
        """The checked body. What is refused is logged here; what passes is logged with what it claims."""
        raw = await request.body()
        try:
            protocol.check_headers(request.headers)
            body = protocol.parse(raw)
            check(body)
        except ApiError:
            await self._store.log(_logged(request, raw.decode(errors="replace")))
            raise
        return body

    async def _continue_script(self, body: dict[str, Any]) -> Answer | None:
        """The rest of a queued answer that was cut off, when this request asks for it."""
        partial = continued_text(body["messages"])
        text = await self._store.scripted_text_starting(partial) if partial else None
        return Answer(text[len(partial) :]) if partial and text and text != partial else None

    def _reply(self, request: Request, payload: dict[str, Any]) -> Response:
        return JSONResponse(payload, headers={"request-id": _request_id(request)})


def _literal(scripted: dict[str, Any] | None) -> Answer | None:
    if scripted is None:
        return None
    calls = tuple(ToolCall(tool["name"], tool["input"]) for tool in scripted["tools"])
    return Answer(text=scripted["text"], tools=calls, pieces=tuple(scripted["pieces"]))


def _logged(request: Request, body: Any) -> LoggedRequest:
    model = body.get("model") if isinstance(body, dict) else None
    headers = {name: _redacted(name, value) for name, value in request.headers.items()}
    return LoggedRequest(request.method, request.url.path, headers, model, body)


def _redacted(name: str, value: str) -> str:
    return f"…{value[-4:]}" if name in _SECRET_HEADERS else value


def _request_id(request: Request) -> str:
    if not hasattr(request.state, "request_id"):
        request.state.request_id = f"req_sandbox_{secrets.token_hex(10)}"
    return str(request.state.request_id)


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return error_response(error, _request_id(request))


async def _not_routed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = ApiError(405 if error.status_code == 405 else 404, error.detail)
    return error_response(refusal, _request_id(request))
