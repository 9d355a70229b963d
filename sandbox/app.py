"""Every local double behind one door: a page that says what is here, and one mount for each."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from sandbox.anthropic.app import create_app as create_anthropic
from sandbox.mail.app import create_app as create_mail
from sandbox.mail.pages import index_page
from sandbox.stripe.app import create_app as create_stripe
from sandbox.stripe.webhook_endpoints import Listener


def create_app(*, data_dir: Path, mail_dir: Path, stripe_webhooks: Listener | None = None) -> Starlette:
    """All doubles in one app. `data_dir` keeps their state; `mail_dir` is where e-mail is written as files.

    `stripe_webhooks` is told of all that happens at Stripe.
    """
    return Starlette(
        routes=[
            Route("/", _index),
            Mount("/anthropic", app=create_anthropic(data_dir)),
            Mount("/stripe", app=create_stripe(data_dir, stripe_webhooks)),
            Mount("/mail", app=create_mail(mail_dir)),
        ]
    )


async def _index(request: Request) -> Response:
    return HTMLResponse(index_page())
