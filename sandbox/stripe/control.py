"""The control endpoint: tests and developers make calls fail, mistreat webhooks, move the clock and read the logs."""

from dataclasses import asdict, fields
from json import JSONDecodeError, loads
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.stripe import clock, deliveries, dunning, faults, journal
from sandbox.stripe.books import PLATFORM, Books, Object
from sandbox.stripe.deliveries import Treatment
from sandbox.stripe.desk import Desk
from sandbox.stripe.errors import StripeError
from sandbox.stripe.faults import Fault
from sandbox.stripe.webhooks import Courier

T = TypeVar("T", Fault, Treatment)
_NUMBERS = frozenset({"status", "times", "share", "copies", "delay", "drop_share", "seed"})
_SHARES = frozenset({"share", "drop_share"})
_TABLES = ("objects", "due", "deliveries", "idempotency", "settings", "faults", "requests")
_LONGEST_WAIT = 60.0


class Control:
    def __init__(self, desk: Desk, courier: Courier) -> None:
        self._desk = desk
        self._courier = courier

    def routes(self) -> list[Route]:
        return [
            Route("/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/webhooks", self.webhooks, methods=["GET", "POST", "DELETE"]),
            Route("/clock", self.clock, methods=["GET", "POST", "DELETE"]),
            Route("/clock/advance", self.advance, methods=["POST"]),
            Route("/dunning", self.dunning, methods=["POST"]),
            Route("/requests", self.requests, methods=["GET", "DELETE"]),
            Route("/deliveries", self.deliveries, methods=["GET"]),
            Route("/settle", self.settle, methods=["POST"]),
            Route("/reset", self.reset, methods=["POST"]),
        ]

    async def faults(self, request: Request) -> Response:
        """POST one fault: {status, method?, path?, times?, share?, after?}. DELETE clears all."""
        if request.method == "POST":
            fault = _fault(await _json(request))
            await self._desk.run(lambda books: faults.add(books.db, fault))
        if request.method == "DELETE":
            await self._desk.run(lambda books: faults.clear(books.db))
        return JSONResponse({"faults": await self._desk.run(lambda books: faults.listed(books.db))})

    async def webhooks(self, request: Request) -> Response:
        """POST {copies?, delay?, shuffle?, drop_share?, seed?, backoff?}: what is not said is as usual again."""
        if request.method != "GET":
            wanted = _treatment(await _json(request)) if request.method == "POST" else Treatment()
            await self._desk.run(lambda books: deliveries.treat(books.db, wanted))
        return JSONResponse(asdict(await self._desk.run(lambda books: deliveries.treatment(books.db))))

    async def clock(self, request: Request) -> Response:
        """POST {frozen_time} stops the clock there, or advances a stopped one; DELETE lets it run again."""
        if request.method == "POST":
            to = _whole(await _json(request), "frozen_time")
            await self._desk.run(lambda books: _stop(books, to))
        if request.method == "DELETE":
            await self._desk.run(_release)
        return JSONResponse(await self._desk.run(_clock))

    async def advance(self, request: Request) -> Response:
        """POST {seconds}: a running clock stops at the present first."""
        seconds = _whole(await _json(request), "seconds")
        await self._desk.run(lambda books: _stop(books, books.now + seconds))
        return JSONResponse(await self._desk.run(_clock))

    async def dunning(self, request: Request) -> Response:
        """POST {ending}: what becomes of a subscription when every retry has failed: canceled, unpaid or past_due."""
        ending = (await _json(request)).get("ending")
        if ending not in dunning.ENDINGS:
            raise _invalid(f"ending: Input should be one of {', '.join(dunning.ENDINGS)}")
        await self._desk.run(lambda books: dunning.set_ending(books, ending))
        return JSONResponse({"ending": ending})

    async def requests(self, request: Request) -> Response:
        if request.method == "DELETE":
            await self._desk.run(lambda books: journal.clear(books.db))
        limit = _limit(request)
        return JSONResponse({"requests": await self._desk.run(lambda books: journal.read(books.db, limit))})

    async def deliveries(self, request: Request) -> Response:
        limit = _limit(request)
        listed = await self._desk.run(lambda books: deliveries.listed(books.db, limit))
        return JSONResponse({"deliveries": listed})

    async def settle(self, request: Request) -> Response:
        """Answers once no webhook waits, or after {timeout} seconds, 10 unless told; says how many still wait."""
        timeout = (await _json(request)).get("timeout", 10)
        if (
            isinstance(timeout, bool)
            or not isinstance(timeout, int | float)
            or not 0 < timeout <= _LONGEST_WAIT
        ):
            raise _invalid("timeout: Input should be a number of seconds, up to 60")
        return JSONResponse({"waiting": await self._courier.settle(timeout)})

    async def reset(self, request: Request) -> Response:
        """Begin anew: nothing is kept, not even the endpoints."""
        await self._desk.run(_empty)
        return JSONResponse({})


def _stop(books: Books, at: int) -> None:
    """Stop a running clock: in the past it stops there, in the future all due until then happens first."""
    standing = clock.standing(books) or clock.freeze(books, min(at, books.now))
    if at > standing["frozen_time"]:
        clock.move(books, standing, at)
    elif at < standing["frozen_time"]:
        raise _invalid(f"frozen_time: the clock stands at {standing['frozen_time']} and only goes on")


def _release(books: Books) -> None:
    if standing := clock.standing(books):
        books.of(PLATFORM).drop(standing)


def _clock(books: Books) -> Object:
    standing = clock.standing(books)
    return {"now": clock.present(books.db), "frozen_time": standing["frozen_time"] if standing else None}


def _empty(books: Books) -> None:
    for table in _TABLES:
        books.db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names are ours


async def _json(request: Request) -> dict[str, Any]:
    raw = await request.body()
    try:
        body = loads(raw or b"{}")
    except JSONDecodeError:
        raise _invalid("body: Input should be JSON") from None
    if not isinstance(body, dict):
        raise _invalid("body: Input should be an object")
    return body


def _fault(body: dict[str, Any]) -> Fault:
    fault = _build(Fault, body)
    if not 400 <= fault.status <= 599:
        raise _invalid("status: Input should be from 400 to 599")
    return fault


def _treatment(body: dict[str, Any]) -> Treatment:
    wanted = _build(Treatment, body)
    if not isinstance(wanted.backoff, list) or not all(_is_number(pause) for pause in wanted.backoff):
        raise _invalid("backoff: Input should be a list of seconds")
    return wanted


def _build(kind: type[T], body: dict[str, Any]) -> T:
    names = {field.name for field in fields(kind)}
    for name, value in body.items():
        if name not in names:
            raise _invalid(f"{name}: Extra inputs are not permitted")
        if name in _NUMBERS and not _is_number(value):
            raise _invalid(f"{name}: Input should be a number, zero or more")
        if name in _SHARES and value > 1:
            raise _invalid(f"{name}: Input should be from 0 to 1")
    if kind is Fault and "status" not in body:
        raise _invalid("status: Field required")
    return kind(**body)


def _whole(body: dict[str, Any], name: str) -> int:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _invalid(f"{name}: Input should be a whole number of seconds")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _limit(request: Request) -> int:
    limit = request.query_params.get("limit", "50")
    if not limit.isascii() or not limit.isdigit():
        raise _invalid("limit: Input should be a positive integer")
    return min(int(limit), journal.LIMIT)


def _invalid(message: str) -> StripeError:
    return StripeError(message)
