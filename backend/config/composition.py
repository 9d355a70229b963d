"""How the ASGI parts share one port."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path

from backend.core.realtime import bridge
from backend.core.realtime.consumer import RealtimeConsumer
from backend.core.realtime.origins import same_origin_only
from sandbox.app import create_app as create_sandbox
from sandbox.stripe.webhook_endpoints import Listener

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
ASGIApp = Callable[[Any, Any, Any], Awaitable[None]]
PREFIX = "/sandbox"


def compose(django_app: ASGIApp) -> ASGIApp:
    """Return the one application that a server runs: HTTP, the socket at /ws/, and lifespan."""
    routes = URLRouter([path("ws/", RealtimeConsumer.as_asgi())])
    return ProtocolTypeRouter(
        {
            "http": with_sandbox(django_app),
            "websocket": same_origin_only(AuthMiddlewareStack(routes)),
            "lifespan": without_lifespan,
        }
    )


def with_sandbox(django_app: ASGIApp) -> ASGIApp:
    """Return `django_app`, with the sandbox under /sandbox where settings mount it."""
    sandbox: ASGIApp | None = None
    if settings.SANDBOX_MOUNTED:
        sandbox = create_sandbox(
            data_dir=Path(settings.SANDBOX_DATA),
            mail_dir=Path(settings.EMAIL_FILE_PATH),
            stripe_webhooks=stripe_listener(),
        )

    async def route(scope: Scope, receive: Receive, send: Send) -> None:
        bridge.bind(asyncio.get_running_loop())
        if sandbox is not None and scope["path"].startswith(f"{PREFIX}/"):
            await sandbox({**scope, "root_path": scope.get("root_path", "") + PREFIX}, receive, send)
        else:
            await django_app(scope, receive, send)

    return route


def stripe_listener() -> Listener | None:
    """Return where the sandbox's Stripe tells us what happened; a real Stripe is told of in its dashboard."""
    if not settings.STRIPE_SANDBOX:
        return None
    return Listener(settings.SANDBOX_WEBHOOK_URL, settings.STRIPE_WEBHOOK_SECRET)


async def without_lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer servers that speak the lifespan protocol; our start and stop live in `serve`."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
