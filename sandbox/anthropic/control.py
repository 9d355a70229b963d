"""The control endpoint: tests and developers script faults, pace and answers, and read what was asked."""

from dataclasses import asdict, fields
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.anthropic.delivery import KINDS
from sandbox.anthropic.protocol.errors import invalid
from sandbox.anthropic.protocol.request import parse
from sandbox.anthropic.store import LOG_LIMIT, Fault, Pace, Store

T = TypeVar("T", Fault, Pace)
_NUMBERS = frozenset(
    {"times", "after_tokens", "retry_after", "delay_ms", "tokens_per_second", "first_token_ms"}
)


class Control:
    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        return [
            Route("/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/pace", self.pace, methods=["GET", "POST"]),
            Route("/script", self.script, methods=["GET", "POST", "DELETE"]),
            Route("/requests", self.requests, methods=["GET", "DELETE"]),
        ]

    async def faults(self, request: Request) -> Response:
        if request.method == "POST":
            wanted = _listed(await _json(request), "faults")
            await self._store.add_faults([_fault(item) for item in wanted])
        if request.method == "DELETE":
            await self._store.clear_faults()
        return JSONResponse({"faults": await self._store.faults()})

    async def pace(self, request: Request) -> Response:
        if request.method == "POST":
            await self._store.set_pace(_pace(await _json(request)))
        return JSONResponse(asdict(await self._store.pace()))

    async def script(self, request: Request) -> Response:
        if request.method == "POST":
            wanted = _listed(await _json(request), "responses")
            await self._store.queue([_scripted(item) for item in wanted])
        if request.method == "DELETE":
            await self._store.clear_queue()
        return JSONResponse({"queued": await self._store.queued()})

    async def requests(self, request: Request) -> Response:
        if request.method == "DELETE":
            await self._store.clear_requests()
        limit = request.query_params.get("limit", "50")
        if not limit.isascii() or not limit.isdigit():
            raise invalid("limit: Input should be a positive integer")
        return JSONResponse({"requests": await self._store.requests(min(int(limit), LOG_LIMIT))})


async def _json(request: Request) -> dict[str, Any]:
    return parse(await request.body())


def _listed(body: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = body.get(name)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise invalid(f"{name}: Input should be a list of objects")
    return items


def _fault(item: dict[str, Any]) -> Fault:
    if item.get("kind") not in KINDS:
        raise invalid(f"kind: Input should be one of {', '.join(sorted(KINDS))}")
    return _build(Fault, item)


def _pace(body: dict[str, Any]) -> Pace:
    pace = _build(Pace, body)
    if pace.tokens_per_second <= 0:
        raise invalid("tokens_per_second: Input should be greater than 0")
    return pace


def _build(kind: type[T], item: dict[str, Any]) -> T:
    names = {field.name for field in fields(kind)}
    for name, value in item.items():
        if name not in names:
            raise invalid(f"{name}: Extra inputs are not permitted")
        if name in _NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise invalid(f"{name}: Input should be a number, zero or more")
    return kind(**item)


def _scripted(item: dict[str, Any]) -> dict[str, Any]:
    """A queued answer: `text`, `tools` [{name, input}], and `pieces` to dictate how the text is cut."""
    pieces, tools = item.get("pieces", []), item.get("tools", [])
    text = item.get("text", "".join(pieces))
    if not isinstance(text, str) or not all(isinstance(piece, str) for piece in pieces):
        raise invalid("text: Input should be a string, pieces a list of strings")
    if pieces and "".join(pieces) != text:
        raise invalid("pieces: together they should be exactly the text")
    if not all(isinstance(tool.get("name"), str) and isinstance(tool.get("input"), dict) for tool in tools):
        raise invalid("tools: each needs a name and an input object")
    if not text and not tools:
        raise invalid("responses: each needs text, pieces or tools")
    return {"text": text, "tools": tools, "pieces": pieces}
