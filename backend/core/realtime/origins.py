"""Which pages may open a socket: our own, as with forms."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.http import is_same_domain

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]


def same_origin_only(application: ASGIApp) -> ASGIApp:
    """Refuse handshakes from pages of another origin with 403.

    Channels' own check against ALLOWED_HOSTS looks past the port, but browsers send cookies to a host whatever its
    port, so any other server on a person's machine could have opened their socket.
    """

    async def route(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        origin, host = (headers.get(name, b"").decode("latin1").lower() for name in (b"origin", b"host"))
        chosen: ASGIApp = application if is_ours(origin, host) else WebsocketDenier()
        await chosen(scope, receive, send)

    return route


def is_ours(origin: str, host: str) -> bool:
    """Say whether a page of `origin` may speak to `host`: it is that very host, or a trusted origin.

    A program sends no origin; every browser does, so nobody's page can leave it out. The scheme is left out of the
    comparison, because the proxy that ends https may be the only one who knows it.
    """
    if not origin:
        return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    page = urlsplit(origin)
    if page.scheme not in ("http", "https"):
        return False
    if page.netloc == host:
        return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    trusted = [urlsplit(known.lower()) for known in settings.CSRF_TRUSTED_ORIGINS]
    return any(
        page.scheme == known.scheme and is_same_domain(page.netloc, known.netloc.lstrip("*"))
        for known in trusted
    )
