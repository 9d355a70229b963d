"""What all hosted pages share: the sheet they are on, their fields, and their answers. No script runs on any."""

from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sandbox.stripe.books import Books
from sandbox.stripe.errors import StripeError

T = TypeVar("T")
Page = Callable[[Request], Awaitable[Response]]


class Run(Protocol):
    """Does the work on the platform's books in one transaction, which an exception undoes."""

    async def __call__(self, work: Callable[[Books], T], /) -> T: ...


_STYLE = (Path(__file__).parent / "pages.css").read_text(encoding="utf-8")
_LABEL = "Sandbox: no real money moves"
# No form-action: browsers apply it to where a form's answer leads, and that is the shop's own address.
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def page(title: str, body: str, *, status: int = 200) -> Response:
    """A whole page. `body` is HTML in which all that came from elsewhere is escaped."""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} · Sandbox</title><style>{_STYLE}</style></head>"
        f'<body><main><p class="tag">{_LABEL}</p><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
    return HTMLResponse(html, status_code=status, headers=_HEADERS)


def leave(url: str) -> Response:
    """Send the browser on, with a GET."""
    return RedirectResponse(url, status_code=303, headers=_HEADERS)


def said(words: str) -> str:
    """A refusal, which is read out at once."""
    return f'<p class="alert" role="alert" id="refusal">{escape(words)}</p>' if words else ""


def field(name: str, label: str, value: str = "", **attributes: str) -> str:
    """A labelled text field. An underscore in an attribute's name stands for a dash there."""
    more = "".join(f' {key.replace("_", "-")}="{escape(text)}"' for key, text in attributes.items())
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}"{more}>'
    )


CARD_FIELDS = (
    field(
        "number",
        "Card number",
        inputmode="numeric",
        autocomplete="cc-number",
        placeholder="4242 4242 4242 4242",
    )
    + '<div class="pair"><div>'
    + field("expiry", "Expires (MM / YY)", autocomplete="cc-exp", placeholder="12 / 34")
    + "</div><div>"
    + field("cvc", "Security code", inputmode="numeric", autocomplete="cc-csc", placeholder="123")
    + "</div></div>"
)


def rows(pairs: list[tuple[str, str]]) -> str:
    """Things with their sums."""
    listed = "".join(f"<li><span>{escape(what)}</span><b>{escape(much)}</b></li>" for what, much in pairs)
    return f'<ul class="rows">{listed}</ul>'


async def typed(request: Request) -> dict[str, str]:
    """What the form sent."""
    body = (await request.body()).decode(errors="replace")
    return dict(parse_qsl(body, keep_blank_values=True))


def guarded(show: Page) -> Page:
    """A refusal while a page is made becomes a page, such as that of a thing nobody has."""

    async def guarded_page(request: Request) -> Response:
        try:
            return await show(request)
        except StripeError as refusal:
            return page(
                "This page cannot be shown",
                f'<p class="quiet">{escape(str(refusal))}</p>',
                status=refusal.status,
            )

    return guarded_page


def challenge(amount: str) -> str:
    """The bank's page, as the sandbox plays it."""
    return (
        '<form method="post" class="sheet"><h2>3-D Secure</h2>'
        f"<p>Your bank asks whether it is really you{escape(amount)}. In the sandbox you choose the answer.</p>"
        '<button class="primary" name="answer" value="complete">Complete authentication</button>'
        '<div class="actions"><button name="answer" value="fail">Fail authentication</button></div></form>'
    )
