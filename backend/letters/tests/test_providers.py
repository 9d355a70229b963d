"""Sending through a provider's API: what its answers mean, heard from a double of Postmark over real HTTP."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from anymail.exceptions import AnymailInvalidAddress, AnymailRecipientsRefused
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from backend.letters.catalogue import WeeklySummaryLetter
from backend.letters.models import Letter
from backend.letters.services import letters, outcomes

SENT = {"ErrorCode": 0, "Message": "OK", "To": "ada@example.com", "MessageID": "b7bc2f4a"}
INACTIVE = {
    "ErrorCode": 406,
    "Message": "You tried to send to recipient(s) that have been marked as inactive. "
    "Found inactive addresses: ada@example.com. Inactive recipients are ones that have bounced.",
}
pytestmark = pytest.mark.django_db


class Postmark(HTTPServer):
    """Answers as it is told to; `None` takes the letter and cuts the line."""

    status: int | None = 200
    reply: Any = SENT
    received: list[dict[str, Any]]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.received = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Desk(BaseHTTPRequestHandler):
    server: Postmark

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append(body)
        if self.server.status is None:
            return
        reply = b"<html>" if self.server.reply is None else json.dumps(self.server.reply).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def postmark(settings: Settings) -> Iterator[Postmark]:
    with Postmark() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "a-token", "POSTMARK_API_URL": server.address}
        yield server
        server.shutdown()


@pytest.fixture
def letter(ada) -> Letter:
    return letters.send(cause="week:1", to=ada.email, letter=WeeklySummaryLetter.sample(), user_id=ada.pk)


def status_after(letter: Letter) -> str:
    letters.deliver(letter.pk)
    letter.refresh_from_db()
    return letter.status


def test_a_letter_goes_out_whole(postmark: Postmark, letter: Letter, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_REPLY_TO = "Atelier <hello@atelier.test>", "desk@atelier.test"
    assert status_after(letter) == "sent"
    (body,) = postmark.received
    headers = {header["Name"]: header["Value"] for header in body["Headers"]}
    assert (body["To"], body["Subject"]) == (letter.to, letter.subject)
    assert body["ReplyTo"] == "desk@atelier.test"
    assert "Your week, Ada." in body["TextBody"] and "<html" in body["HtmlBody"]
    assert headers["Message-ID"] == f"<{letter.pk}@atelier.test>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Entity-Ref-ID"] == str(letter.pk)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("status", "reply", "known_as"),
    [
        (401, {"ErrorCode": 10, "Message": "Bad token"}, "failed"),
        (422, INACTIVE, "failed"),
        (429, {"ErrorCode": 429, "Message": "Slow down"}, "failed"),
        (408, {}, "unknown"),
        (500, {"ErrorCode": 100, "Message": "Maintenance"}, "unknown"),
        (503, {}, "unknown"),
        (200, None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_an_answer_is_a_no_or_nobody_knows(
    postmark: Postmark, letter: Letter, status: int | None, reply: Any, known_as: str
) -> None:
    postmark.status, postmark.reply = status, reply
    assert status_after(letter) == known_as
    assert letter.error
    postmark.status, postmark.reply = 200, SENT
    assert letters.retry(letter) is (known_as == "failed")
    letters.deliver(letter.pk)
    assert len(postmark.received) == (2 if known_as == "failed" else 1)


def test_a_slow_provider_may_have_taken_it(settings: Settings, letter: Letter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "a-token",
            "POSTMARK_API_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/",
            "REQUESTS_TIMEOUT": 0.05,
        }
        assert status_after(letter) == "unknown"


def test_a_provider_never_reached_took_nothing(settings: Settings, letter: Letter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}/"
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "a-token", "POSTMARK_API_URL": address}
    assert status_after(letter) == "failed"


def test_a_provider_without_its_key_is_asked_nothing(settings: Settings, letter: Letter) -> None:
    settings.EMAIL_BACKEND, settings.ANYMAIL = "anymail.backends.postmark.EmailBackend", {}
    assert status_after(letter) == "failed"


@pytest.mark.parametrize("error", [AnymailRecipientsRefused(), AnymailInvalidAddress("no such thing")])
def test_what_the_provider_takes_from_nobody_was_not_sent(error: Exception) -> None:
    assert outcomes.surely_not_sent(error)


def complaints(settings: Settings, provider: str, **keys: str) -> list[tuple[str | None, str | None]]:
    settings.EMAIL_PROVIDER, settings.ANYMAIL = provider, keys
    return [(error.id, error.hint) for error in run_checks() if (error.id or "").startswith("letters.")]


def test_the_check_says_what_is_missing(settings: Settings) -> None:
    assert complaints(settings, "") == []
    assert complaints(settings, "resend", RESEND_API_KEY="re_1") == []
    ((code, hint),) = complaints(settings, "postmark", POSTMARK_SERVER_TOKEN="")
    assert code == "letters.E002" and "POSTMARK_SERVER_TOKEN" in (hint or "")
    ((code, hint),) = complaints(settings, "pigeon")
    assert code == "letters.E001" and "brevo, mailgun, postmark, resend" in (hint or "")


def test_every_provider_we_name_is_one_that_can_be_spoken_to(settings: Settings) -> None:
    from django.core.mail import get_connection  # noqa: PLC0415

    for provider, key in settings.EMAIL_PROVIDERS.items():
        settings.ANYMAIL = {key: "a-key"}
        connection = get_connection(f"anymail.backends.{provider}.EmailBackend")
        assert connection.esp_name.lower() == provider
