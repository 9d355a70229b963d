"""Speaking a message at its pace, or failing at it exactly as asked."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from sandbox.anthropic import sse
from sandbox.anthropic.answers import Message
from sandbox.anthropic.protocol.errors import ApiError
from sandbox.anthropic.severing import sever
from sandbox.anthropic.store import Admission, Fault, Pace

REFUSALS = frozenset({"rate_limit", "overloaded", "server_error", "down"})
MIDSTREAM = frozenset({"overloaded_midstream", "cut", "drop"})
KINDS = REFUSALS | MIDSTREAM | {"slow"}

_CHUNK = 16_384
_FLUSHED = 0.05


def refuse(fault: Fault | None) -> None:
    """Raise the error of a fault that answers nothing at all."""
    match fault.kind if fault else None:
        case "rate_limit":
            after = {"retry-after": str(fault.retry_after)} if fault else {}
            raise ApiError(429, "This request would exceed your organization's rate limit.", headers=after)
        case "overloaded":
            raise ApiError(529, "Overloaded")
        case "down":
            raise unavailable()
        case "server_error":
            raise ApiError(500, "Internal server error")


def unavailable() -> ApiError:
    return ApiError(503, "The service is temporarily unavailable.")


def effective_pace(admission: Admission) -> Pace:
    fault = admission.fault
    if fault and fault.kind == "slow":
        return Pace(tokens_per_second=1000 / max(fault.delay_ms, 1), first_token_ms=fault.delay_ms)
    return admission.pace


def stream(request: Request, message: Message, admission: Admission, request_id: str) -> Response:
    """The message as server-sent events. Work for it ends when the reader goes away."""
    fault = admission.fault if admission.fault and admission.fault.kind in MIDSTREAM else None
    timed = _timed(message, effective_pace(admission), stop_after=fault.after_tokens if fault else None)
    return StreamingResponse(
        _with_fault(timed, fault, request, request_id),
        media_type="text/event-stream",
        headers={"request-id": request_id, "cache-control": "no-cache", "x-accel-buffering": "no"},
    )


async def whole(request: Request, message: Message, admission: Admission, request_id: str) -> Response:
    """The message in one piece, after as long as streaming it would have taken."""
    fault = admission.fault
    if fault and fault.kind == "overloaded_midstream":
        raise ApiError(529, "Overloaded")
    pace = effective_pace(admission)
    pieces = sum(len(block.deltas) for block in message.blocks)
    await asyncio.sleep(pace.first_token_ms / 1000 + pieces / pace.tokens_per_second)
    if fault and fault.kind in MIDSTREAM:
        await _break(request)
    return JSONResponse(sse.whole(message), headers={"request-id": request_id})


async def _timed(message: Message, pace: Pace, *, stop_after: int | None) -> AsyncIterator[bytes]:
    """Chunks of events, each sent when its token is due; whatever is due at once travels together."""
    loop = asyncio.get_running_loop()
    due = loop.time() + pace.first_token_ms / 1000
    spoken = 0
    pending = bytearray()
    for event in sse.events(message):
        if stop_after is not None and (event.is_end or (spoken >= stop_after and event.is_token)):
            break
        if event.is_token:
            if due > loop.time() or len(pending) > _CHUNK:
                yield bytes(pending)
                pending.clear()
                await asyncio.sleep(due - loop.time())
            due += 1 / pace.tokens_per_second
            spoken += 1
        pending += event.data
    yield bytes(pending)


async def _with_fault(
    chunks: AsyncIterator[bytes], fault: Fault | None, request: Request, request_id: str
) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        yield chunk
    match fault.kind if fault else None:
        case "overloaded_midstream":
            yield sse.error_event("overloaded_error", "Overloaded", request_id)
        case "drop":
            await _break(request)


async def _break(request: Request) -> None:
    """Let what was sent reach the wire, then break the connection."""
    await asyncio.sleep(_FLUSHED)
    sever(request.scope)
