"""The mailbox's pages. Whatever came from a letter is escaped; its HTML is shown in a frame that runs nothing."""

from datetime import UTC
from html import escape
from pathlib import Path

from sandbox.mail.letters import Letter

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
_LABEL = "Sandbox mailbox: nothing here was really sent"
_EMPTY = "No letters yet. Sign up or ask for a new password, and the letter lands here within a moment."
_DOORS = (
    ("mail/", "Mailbox", "Every letter the product would have sent."),
    ("anthropic/control/requests", "Model", "The scripted partner. This opens the requests it was sent."),
    ("stripe/_control/requests", "Payments", "The Stripe double. This opens the requests it was sent."),
)
_REFRESH_SECONDS = 3


def list_page(letters: list[Letter], *, to: str | None) -> str:
    rows = "".join(_row(letter) for letter in letters)
    whom = f" to {escape(to)}" if to else ""
    body = f'<ul class="sheet letters">{rows}</ul>' if rows else f'<div class="sheet empty">{_EMPTY}</div>'
    everyone = '<p class="quiet"><a href="./">Show everyone\'s letters</a></p>' if to else ""
    hint = "Newest first. This page looks for new ones every few seconds."
    intro = f'<h1>Letters{whom}</h1><p class="quiet">{hint}</p>{everyone}'
    return _page("Mailbox", intro + body, head=f'<meta http-equiv="refresh" content="{_REFRESH_SECONDS}">')


def letter_page(letter: Letter) -> str:
    code = (
        f'<p class="code"><small>Your code</small><strong>{escape(letter.code)}</strong></p>'
        if letter.code
        else ""
    )
    envelope = (
        f"<dl><dt>To</dt><dd>{escape(letter.to)}</dd><dt>From</dt><dd>{escape(letter.sender)}</dd>"
        f"<dt>Time</dt><dd>{_time(letter)}</dd></dl>"
    )
    html = (
        '<h2>As HTML</h2><div class="sheet"><iframe sandbox="" title="The letter as HTML"'
        f' referrerpolicy="no-referrer" srcdoc="{escape(letter.html, quote=True)}"></iframe></div>'
        if letter.html
        else ""
    )
    body = (
        f'<p class="back"><a href="../">All letters</a></p><h1>{escape(letter.subject)}</h1>{envelope}{code}'
        f'<div class="sheet"><pre>{escape(letter.text)}</pre></div>{html}'
    )
    return _page(letter.subject, body)


def missing_page() -> str:
    return _page(
        "No such letter",
        '<h1>No such letter</h1><p class="quiet">It may have been cleared away.'
        ' <a href="../">Back to all letters</a></p>',
    )


def index_page() -> str:
    """What the sandbox holds, for whoever opens its address."""
    doors = "".join(
        f'<li><a href="{path}"><span class="subject">{name}</span><span class="to">{text}</span></a></li>'
        for path, name, text in _DOORS
    )
    hint = "Local doubles of outside services. Nothing here reaches anyone, and nothing here is billed."
    body = f'<h1>The sandbox</h1><p class="quiet">{hint}</p><ul class="sheet letters">{doors}</ul>'
    return _page("Sandbox", body, label="Sandbox: nothing here is real")


def _row(letter: Letter) -> str:
    return (
        f'<li><a href="messages/{escape(letter.id)}"><span class="subject">{escape(letter.subject)}</span>'
        f'{_time(letter)}<span class="to">{escape(letter.to)}</span></a></li>'
    )


def _time(letter: Letter) -> str:
    when = letter.sent_at.astimezone(UTC)
    return f'<time datetime="{when.isoformat()}">{when.day} {when:%b %Y, %H:%M:%S} UTC</time>'


def _page(title: str, body: str, *, head: str = "", label: str = _LABEL) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>{head}<style>{_STYLE}</style></head>"
        f'<body><main><p class="tag">{label}</p>{body}</main></body></html>'
    )
