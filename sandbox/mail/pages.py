"""The mailbox's pages. Everything that came from a letter is escaped; its HTML is shown in a frame that runs nothing."""

from html import escape

from sandbox.mail.letters import Letter

# The product's tokens: paper by day, the workshop at night.
_STYLE = """
:root { color-scheme: light dark; --paper: #FBF8F3; --sheet: #FFFDF9; --sunk: #F4EFE6; --hairline: #E6DFD3;
  --hairline-strong: #D6CCBA; --ink: #1E1B16; --ink-2: #5B5347; --ink-3: #756B5C; --vermilion: #B93A22;
  --vermilion-soft: #F8E4DC; --amber: #8A5A0B; --amber-soft: #F8EAC9;
  --shadow: 0 1px 2px rgb(60 45 20 / .06), 0 8px 24px rgb(60 45 20 / .07); }
@media (prefers-color-scheme: dark) { :root { --paper: #151311; --sheet: #1D1A17; --sunk: #100E0C; --hairline: #302B25;
  --hairline-strong: #443D34; --ink: #F3EDE3; --ink-2: #B8AE9F; --ink-3: #958B7C; --vermilion: #F0795D;
  --vermilion-soft: #3A2019; --amber: #E3B457; --amber-soft: #33270F;
  --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 10px 30px rgb(0 0 0 / .35); } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); padding: 48px 24px 96px;
  font: 400 15px/1.55 "Inter Variable", system-ui, sans-serif; -webkit-font-smoothing: antialiased; }
main { max-width: 720px; margin: 0 auto; }
h1 { font: 480 30px/1.15 "Fraunces Variable", Georgia, serif; letter-spacing: -.012em; overflow-wrap: anywhere; }
.tag { display: inline-block; font-size: 13px; font-weight: 550; padding: 4px 12px; margin-bottom: 16px; border-radius: 99px;
  background: var(--amber-soft); color: var(--amber); }
.quiet { color: var(--ink-2); margin-top: 8px; }
a { color: var(--vermilion); text-underline-offset: 3px; }
a:focus-visible { outline: 2px solid var(--vermilion); outline-offset: 2px; border-radius: 4px; }
.sheet { background: var(--sheet); border: 1px solid var(--hairline); border-radius: 10px; box-shadow: var(--shadow); margin-top: 32px; }
.letters { list-style: none; padding: 0; }
.letters li + li { border-top: 1px solid var(--hairline); }
.letters a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 16px 24px; color: inherit; text-decoration: none; }
.letters li:first-child a { border-radius: 10px 10px 0 0; } .letters li:last-child a { border-radius: 0 0 10px 10px; }
.letters a:hover { background: var(--sunk); }
.subject { font-weight: 560; overflow-wrap: anywhere; } .to { grid-column: 1; color: var(--ink-2); overflow-wrap: anywhere; }
time { color: var(--ink-3); font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.empty { padding: 40px 24px; text-align: center; color: var(--ink-2); }
.code { margin-top: 32px; padding: 24px; text-align: center; border: 1px dashed var(--hairline-strong); border-radius: 10px; background: var(--sheet); }
.code small { display: block; color: var(--ink-3); }
.code strong { font: 520 44px/1.3 "Fraunces Variable", Georgia, serif; letter-spacing: .14em; margin-right: -.14em;
  font-variant-numeric: lining-nums tabular-nums; user-select: all; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin-top: 16px; color: var(--ink-2); }
dt { color: var(--ink-3); } dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 24px; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
h2 { font: 600 11.5px/1.5 inherit; font-size: 11.5px; font-weight: 600; letter-spacing: .07em; text-transform: uppercase; color: var(--ink-3); margin-top: 40px; }
h2 + .sheet { margin-top: 8px; }
iframe { display: block; width: 100%; height: 480px; border: 0; border-radius: 10px; background: #fff; }
@media (max-width: 480px) { body { padding: 24px 16px 64px; } .letters a { grid-template-columns: 1fr; padding: 16px; } .code strong { font-size: 36px; } }
"""
_LABEL = "Sandbox mailbox: nothing here was really sent"
_REFRESH_SECONDS = 3


def list_page(letters: list[Letter], *, to: str | None) -> str:
    rows = "".join(_row(letter) for letter in letters)
    whom = f" to {escape(to)}" if to else ""
    body = (
        f'<ul class="sheet letters">{rows}</ul>'
        if rows
        else '<div class="sheet empty">No letters yet. Sign up or ask for a new password, and the letter lands here within a moment.</div>'
    )
    everyone = '<p class="quiet"><a href="./">Show everyone\'s letters</a></p>' if to else ""
    intro = f'<h1>Letters{whom}</h1><p class="quiet">Newest first. This page looks for new ones every few seconds.</p>{everyone}'
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
        f'<h2>As HTML</h2><div class="sheet"><iframe sandbox="" title="The letter as HTML" referrerpolicy="no-referrer"'
        f' srcdoc="{escape(letter.html, quote=True)}"></iframe></div>'
        if letter.html
        else ""
    )
    body = (
        f'<p class="quiet"><a href="../">All letters</a></p><h1>{escape(letter.subject)}</h1>{envelope}{code}'
        f'<div class="sheet"><pre>{escape(letter.text)}</pre></div>{html}'
    )
    return _page(letter.subject, body)


def missing_page() -> str:
    return _page(
        "No such letter",
        '<h1>No such letter</h1><p class="quiet">It may have been cleared away. <a href="../">Back to all letters</a></p>',
    )


def index_page() -> str:
    """What the sandbox holds, for whoever opens its address."""
    body = (
        "<h1>The sandbox</h1>"
        '<p class="quiet">Local doubles of outside services. Nothing here reaches anyone, and nothing here is billed.</p>'
        '<ul class="sheet letters">'
        '<li><a href="mail/"><span class="subject">Mailbox</span><span class="to">Every letter the product would have sent.</span></a></li>'
        '<li><a href="anthropic/control/requests"><span class="subject">Model</span>'
        '<span class="to">The scripted partner behind /anthropic. This opens the requests it was sent.</span></a></li></ul>'
    )
    return _page("Sandbox", body, label="Sandbox: nothing here is real")


def _row(letter: Letter) -> str:
    return (
        f'<li><a href="messages/{escape(letter.id)}"><span class="subject">{escape(letter.subject)}</span>{_time(letter)}'
        f'<span class="to">{escape(letter.to)}</span></a></li>'
    )


def _time(letter: Letter) -> str:
    return f'<time datetime="{letter.sent_at.isoformat()}">{letter.sent_at:%-d %b %Y, %H:%M:%S}</time>'


def _page(title: str, body: str, *, head: str = "", label: str = _LABEL) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>{head}<style>{_STYLE}</style></head>"
        f'<body><main><p class="tag">{label}</p>{body}</main></body></html>'
    )
