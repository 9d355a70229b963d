"""The official client at a real sandbox server, and a receiver of webhooks that answers as it is told."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import pytest
import stripe

KEY = "sk_test_" + "4tElierSandboxKey0123456"


@pytest.fixture
def steer(http: httpx2.Client):
    """POST to a control of an emptied double: `steer("faults", status=500)`."""

    def post(part: str, **body: Any) -> dict[str, Any]:
        answer = http.post(f"/stripe/_control/{part}", json=body)
        answer.raise_for_status()
        return answer.json()

    post("reset")
    return post


@pytest.fixture
def client(server: str, steer) -> stripe.StripeClient:
    return stripe.StripeClient(KEY, base_addresses={"api": f"{server}/stripe"}, max_network_retries=0)


@dataclass
class Receiver:
    """`answers` are the next statuses, then it is always 200."""

    url: str
    answers: list[int] = field(default_factory=list)
    received: list[tuple[bytes, str]] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(payload) for payload, _ in self.received]

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.events]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = self.rfile.read(int(self.headers["content-length"]))
            taken.received.append((payload, self.headers["stripe-signature"]))
            self.send_response(taken.answers.pop(0) if taken.answers else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing: the test asserts what came."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    taken = Receiver(url=f"http://127.0.0.1:{httpd.server_port}/hook")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield taken
    httpd.shutdown()
    httpd.server_close()
    thread.join()
