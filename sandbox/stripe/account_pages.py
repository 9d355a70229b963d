"""The pages of a connected account: telling what Stripe asks for, and seeing where it stands."""

from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.stripe import account_links
from sandbox.stripe.books import PLATFORM, Books, Object

Run = Callable[[Callable[[Books], Any]], Awaitable[Any]]
_STYLE = (Path(__file__).parents[1] / "mail" / "style.css").read_text(encoding="utf-8")
_BUTTON = """
button {
  margin-top: 32px; padding: 12px 24px; border: 0; border-radius: 7px; cursor: pointer;
  background: var(--vermilion); color: var(--paper); font: inherit; font-weight: 560;
}
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
"""
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def routes(run: Run) -> list[Route]:
    pages = AccountPages(run)
    return [
        Route("/accounts/{token}", pages.show, methods=["GET"]),
        Route("/accounts/{token}", pages.finish, methods=["POST"]),
        Route("/express/{account}", pages.dashboard, methods=["GET"]),
    ]


class AccountPages:
    def __init__(self, run: Run) -> None:
        self._run = run

    async def show(self, request: Request) -> Response:
        """A link that no longer opens leads to where its maker makes a new one, as Stripe's does."""
        token = request.path_params["token"]
        link, good = await self._run(lambda books: _look_up(books, token))
        if link is None:
            return _page("No such link", "<h1>No such link</h1>", status=404)
        if not good:
            return RedirectResponse(link["refresh_url"], status_code=303)
        return _page("Connect an account", _onboarding(link["account"]))

    async def finish(self, request: Request) -> Response:
        token = request.path_params["token"]
        link = await self._run(lambda books: _finish(books, token))
        if link is None:
            return _page("No such link", "<h1>No such link</h1>", status=404)
        return RedirectResponse(link["return_url"], status_code=303)

    async def dashboard(self, request: Request) -> Response:
        id = request.path_params["account"]
        account = await self._run(lambda books: books.of(PLATFORM).find("account", id))
        if account is None:
            return _page("No such account", "<h1>No such account</h1>", status=404)
        return _page("Account", _standing(account))


def _look_up(books: Books, token: str) -> tuple[Object | None, bool]:
    link = account_links.find_link(books, token)
    return link, link is not None and account_links.is_good(books, link)


def _finish(books: Books, token: str) -> Object | None:
    """Pressing twice finishes once."""
    link, good = _look_up(books, token)
    if link and good:
        account_links.use(books, link)
    return link


def _onboarding(account: str) -> str:
    return (
        "<h1>Connect an account</h1>"
        '<p class="quiet">Stripe would ask here who you are and where your money goes. The sandbox asks nothing: '
        "finish, and the account may take payments and be paid out.</p>"
        f"<dl><dt>Account</dt><dd>{escape(account)}</dd></dl>"
        '<form method="post"><button>Finish</button></form>'
    )


def _standing(account: Object) -> str:
    rows = "".join(
        f"<dt>{words}</dt><dd>{'Yes' if account[name] else 'No'}</dd>"
        for name, words in (("charges_enabled", "Takes payments"), ("payouts_enabled", "Is paid out"))
    )
    owner = escape(account["email"] or account["id"])
    return f"<h1>{owner}</h1><dl><dt>Account</dt><dd>{escape(account['id'])}</dd>{rows}</dl>"


def _page(title: str, body: str, *, status: int = 200) -> Response:
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} (Sandbox)</title><style>{_STYLE}{_BUTTON}</style></head>"
        f'<body><main><p class="tag">Sandbox: no real account, no real money</p>{body}</main></body></html>'
    )
    return HTMLResponse(html, status_code=status, headers=_HEADERS)
