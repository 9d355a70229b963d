"""The mailbox as an ASGI app: pages for people and, beside each, JSON for tests."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.mail import pages
from sandbox.mail.letters import Letter, find, newest

# No script ever runs here, whatever a letter carries; images of a letter may only be inline ones.
_POLICY = (
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "frame-src 'self'",
    "frame-ancestors 'self'",
)
_HEADERS = {
    "content-security-policy": "; ".join(_POLICY),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def create_app(mail_dir: Path) -> Starlette:
    """The mailbox over the letters written to `mail_dir`."""
    mailbox = Mailbox(mail_dir)
    return Starlette(
        routes=[
            Route("/", mailbox.list),
            Route("/messages.json", mailbox.list_json),
            Route("/messages/{letter_id}.json", mailbox.open_json),
            Route("/messages/{letter_id}", mailbox.open),
        ]
    )


class Mailbox:
    def __init__(self, mail_dir: Path) -> None:
        self._mail_dir = mail_dir

    async def list(self, request: Request) -> Response:
        to = request.query_params.get("to") or None
        return HTMLResponse(pages.list_page(await self._newest(to), to=to), headers=_HEADERS)

    async def list_json(self, request: Request) -> Response:
        letters = await self._newest(request.query_params.get("to") or None)
        return JSONResponse({"results": [_as_json(letter) for letter in letters]}, headers=_HEADERS)

    async def open(self, request: Request) -> Response:
        letter = await self._find(request)
        if letter is None:
            return HTMLResponse(pages.missing_page(), status_code=404, headers=_HEADERS)
        return HTMLResponse(pages.letter_page(letter), headers=_HEADERS)

    async def open_json(self, request: Request) -> Response:
        letter = await self._find(request)
        if letter is None:
            return JSONResponse({"code": "not_found", "detail": "There is no such letter."}, status_code=404)
        return JSONResponse(_as_json(letter), headers=_HEADERS)

    async def _newest(self, to: str | None) -> Any:
        return await run_in_threadpool(newest, self._mail_dir, to=to)

    async def _find(self, request: Request) -> Letter | None:
        return await run_in_threadpool(find, self._mail_dir, request.path_params["letter_id"])


def _as_json(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "to": letter.to,
        "from": letter.sender,
        "subject": letter.subject,
        "sent_at": letter.sent_at.isoformat(),
        "code": letter.code,
        "text": letter.text,
        "html": letter.html,
    }
