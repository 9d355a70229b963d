"""With a key of one's own every call goes where STRIPE_API_HOST says, and none to the sandbox."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import djstripe.models
import pytest

from backend.billing.models import StripeObject
from backend.billing.services import reconciliation, syncing

pytestmark = pytest.mark.django_db
KEY = "rk_live_" + "51Nq8sKqYJ3bD0wXvTt7Zl2hR"


@dataclass
class Server:
    """An HTTP server that knows one customer, and remembers who asked with which key."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    running = [_serving(Server()) for _ in range(2)]
    yield running[0][0], running[1][0]
    for _, httpd in running:
        httpd.shutdown()
        httpd.server_close()


def _serving(server: Server) -> tuple[Server, ThreadingHTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, self.headers["Authorization"]))
            body = json.dumps(_answer(self.path)).encode()
            # Stripe lets no restricted key see its account.
            self.send_response(403 if self.path == "/v1/account" else 200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing: the test asserts what was asked."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{httpd.server_port}"
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server, httpd


def _answer(path: str) -> dict[str, Any]:
    if path.startswith("/v1/customers/"):
        return {
            "id": "cus_1",
            "object": "customer",
            "livemode": True,
            "metadata": {},
            "created": 1_790_000_000,
        }
    if path == "/v1/account":
        return {"error": {"type": "invalid_request_error", "message": "Not with this key."}}
    return {"object": "list", "data": [], "has_more": False, "url": path}


def test_a_real_key_never_speaks_with_the_sandbox(servers: tuple[Server, Server], settings: Any) -> None:
    stripe, sandbox = servers
    settings.STRIPE_SECRET_KEY = KEY
    settings.STRIPE_API_HOST = stripe.url
    settings.STRIPE_LIVE_MODE, settings.STRIPE_ENVIRONMENT, settings.STRIPE_SANDBOX = True, "live", False
    settings.SANDBOX_URL = f"{sandbox.url}/sandbox"

    assert syncing.refresh(type="customer", stripe_id="cus_1"), StripeObject.objects.get().error
    run = reconciliation.reconcile()

    assert run is not None
    assert (run.environment, run.error) == ("live", "")
    assert sandbox.asked == []
    assert {key for _, key in stripe.asked} == {f"Bearer {KEY}"}
    assert djstripe.models.Customer.objects.get().id == "cus_1"
    assert KEY not in djstripe.models.APIKey.objects.values_list("secret", flat=True)
