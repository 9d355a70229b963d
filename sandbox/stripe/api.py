"""`/v1/…` over HTTP: a request is read, performed once in one transaction, answered and logged."""

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.stripe import credentials, faults, idempotency, journal
from sandbox.stripe.books import API_VERSION, PLATFORM, Books
from sandbox.stripe.desk import Desk
from sandbox.stripe.errors import StripeError
from sandbox.stripe.forms import decode
from sandbox.stripe.idempotency import Reply
from sandbox.stripe.operations import registry

_LETTERS = string.ascii_letters + string.digits
_LARGEST_BODY = 1_000_000


@dataclass(frozen=True)
class Call:
    """One request as it was sent; `key` is its idempotency key, which only a POST has."""

    request_id: str
    method: str
    path: str
    account: str
    key: str | None
    headers: Mapping[str, str]


class Api:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_progress: set[tuple[str, str]] = set()

    async def serve(self, request: Request) -> Response:
        self._desk.served_at(served_at(request))
        call, params = _call(request), {}
        try:
            params = await _params(request)
            reply = await self._answer(call, params)
        except StripeError as refusal:
            reply = _refused(refusal)
        await self._log(call, params, reply)
        return _response(call, reply)

    async def _answer(self, call: Call, params: dict[str, Any]) -> Reply:
        secret = credentials.check_key(call.headers)
        credentials.check_version(call.headers)
        if call.key is None:
            return await self._run(call, params, secret)
        idempotency.check(call.key)
        claim = (call.account, call.key)
        if claim in self._in_progress:
            raise idempotency.in_use(call.key)
        self._in_progress.add(claim)
        try:
            return await self._run(call, params, secret)
        finally:
            self._in_progress.discard(claim)

    async def _run(self, call: Call, params: dict[str, Any], secret: str) -> Reply:
        cause = {"id": call.request_id, "idempotency_key": call.key}
        fault = await self._desk.run(lambda books: faults.claim(books.db, call.method, call.path))
        if fault and not fault.after:
            raise fault.error()

        def work(books: Books) -> Reply:
            credentials.check_account(books, call.account, secret)
            return _once(books, call, params)

        reply = await self._desk.run(work, account=call.account, cause=cause)
        if fault:
            raise fault.error()
        return reply

    async def _log(self, call: Call, params: dict[str, Any], reply: Reply) -> None:
        error = reply.body["error"]["message"] if reply.status >= 400 else None
        entry = journal.Entry(
            request_id=call.request_id,
            method=call.method,
            path=call.path,
            account=call.account,
            idempotency_key=call.key,
            params=params,
            status=reply.status,
            error=error,
        )
        await self._desk.run(lambda books: journal.write(books.db, entry))


def served_at(request: Request) -> str:
    """Where the double answers, with the prefixes under which it is mounted and without a slash at the end."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"


def _once(books: Books, call: Call, params: dict[str, Any]) -> Reply:
    """Perform the call, or repeat what its key was answered before."""
    if call.key is None:
        return _performed(books, call, params)
    request = idempotency.fingerprint(call.method, call.path, params)
    if known := idempotency.recall(books, call.key, request):
        return known
    reply = _performed(books, call, params)
    idempotency.keep(books, call.key, request, call.request_id, reply)
    return reply


def _performed(books: Books, call: Call, params: dict[str, Any]) -> Reply:
    """A declined card is an answer and leaves its traces, such as a failed charge; any other refusal leaves none."""
    try:
        return Reply(200, registry.perform(books, call.method, call.path, params))
    except StripeError as refusal:
        if refusal.body["type"] != "card_error":
            raise
        return _refused(refusal)


def _refused(refusal: StripeError) -> Reply:
    return Reply(refusal.status, {"error": refusal.body})


def _call(request: Request) -> Call:
    account = request.headers.get("stripe-account") or PLATFORM
    key = request.headers.get("idempotency-key") if request.method == "POST" else None
    request_id = "req_" + "".join(secrets.choice(_LETTERS) for _ in range(14))
    path = "/v1/" + request.path_params["path"]
    return Call(request_id, request.method, path, account, key, request.headers)


async def _params(request: Request) -> dict[str, Any]:
    """The parameters, nested as their names say. A POST sends them as a form, others in the address."""
    text = request.url.query
    if request.method == "POST":
        body = await request.body()
        if len(body) > _LARGEST_BODY:
            raise StripeError("The request is too large.", status=413)
        text = body.decode(errors="replace")
    return decode(parse_qsl(text, keep_blank_values=True))


def _response(call: Call, reply: Reply) -> Response:
    headers = {"Request-Id": call.request_id, "Stripe-Version": API_VERSION}
    if call.account != PLATFORM:
        headers["Stripe-Account"] = call.account
    if call.key is not None:
        headers["Idempotency-Key"] = call.key
    if reply.original is not None:
        headers |= {"Idempotent-Replayed": "true", "Original-Request": reply.original}
    if reply.status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="Stripe"'
    return JSONResponse(reply.body, status_code=reply.status, headers=headers)
