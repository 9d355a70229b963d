"""Signing up, in and out through the very endpoints a browser uses."""

import json
import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.headless.account.inputs import SignupInput
from django.core import mail
from django.test import Client, override_settings

from backend.accounts.models import Membership, User
from backend.accounts.tests.factories import PASSWORD
from backend.events.models import DomainEvent

AUTH = "/_allauth/browser/v1"
pytestmark = pytest.mark.django_db


class Browser:
    """A browser that keeps its cookies and sends the CSRF token, as our front end does."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.get("/config")

    def get(self, path: str):
        return self.client.get(f"{AUTH}{path}")

    def me(self):
        return self.client.get("/api/v1/users/me")

    def send(self, method: str, path: str, body: dict | None = None):
        headers = {"X-CSRFToken": self.client.cookies["csrftoken"].value}
        data = None if body is None else json.dumps(body)
        address = path if path.startswith("/api/") else f"{AUTH}{path}"
        return self.client.generic(
            method, address, data or "", content_type="application/json", headers=headers
        )

    def post(self, path: str, **body: object):
        return self.send("POST", path, body)

    def sign_up(self, email: str = "ada@example.com", password: str = PASSWORD, **more: object):
        return self.post("/auth/signup", email=email, password=password, **more)


@pytest.fixture
def browser() -> Browser:
    return Browser()


def code_in(message: mail.EmailMessage) -> str:
    return re.search(r"^([A-Z0-9]{6})$", message.body, re.MULTILINE)[1]


def pending_flows(response) -> set[str]:
    return {flow["id"] for flow in response.json()["data"]["flows"] if flow.get("is_pending")}


def test_sign_up_verify_and_be_signed_in(browser: Browser) -> None:
    response = browser.sign_up(name="  Ada Lovelace ")
    assert response.status_code == 401
    assert pending_flows(response) == {"verify_email"}
    assert browser.me().status_code == 401

    assert browser.post("/auth/email/verify", key=code_in(mail.outbox[-1])).status_code == 200
    assert browser.get("/auth/session").status_code == 200
    me = browser.me().json()
    user = User.objects.get()
    assert me == {
        "id": str(user.pk),
        "email": "ada@example.com",
        "name": "Ada Lovelace",
        "time_zone": "UTC",
        "is_superuser": True,
        "is_demo": False,
        "sandbox": True,
        "workspaces": [
            {"id": str(user.memberships.get().workspace_id), "name": "Ada’s workspace", "role": "owner"}
        ],
    }


def test_sign_up_makes_one_workspace_and_tells_of_it(browser: Browser) -> None:
    browser.sign_up(email=" Ada@Example.COM")
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("ada@example.com", "owner")
    event = DomainEvent.objects.get(name="accounts.user_signed_up")
    assert event.payload == {"user_id": str(membership.user_id), "workspace_id": str(membership.workspace_id)}
    assert (event.workspace_id, event.actor_id) == (membership.workspace_id, membership.user_id)


def test_the_name_may_be_given_later(browser: Browser) -> None:
    browser.sign_up()
    browser.post("/auth/email/verify", key=code_in(mail.outbox[-1]))
    response = browser.send("PATCH", "/api/v1/users/me", {"name": "Ada", "time_zone": "Europe/Lisbon"})
    assert (response.json()["name"], response.json()["time_zone"]) == ("Ada", "Europe/Lisbon")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "not an address", "password": PASSWORD}, "email"),
        ({"email": "ada@example.com", "password": "short"}, "password"),
        ({"email": "ada@example.com", "password": "password123"}, "password"),
        ({"email": "ada@example.com", "password": PASSWORD, "name": "x" * 121}, "name"),
        ({"email": "ada@example.com", "password": PASSWORD, "name": "a\0b"}, "name"),
    ],
)
def test_what_cannot_be_used_says_which_field(browser: Browser, body: dict, field: str) -> None:
    response = browser.post("/auth/signup", **body)
    assert response.status_code == 400
    assert [error["param"] for error in response.json()["errors"]] == [field]
    assert not User.objects.exists()


def test_a_wrong_code_is_refused_and_the_third_ends_the_attempt(browser: Browser) -> None:
    browser.sign_up()
    right = code_in(mail.outbox[-1])
    for _ in range(2):
        response = browser.post("/auth/email/verify", key="BBBBBB")
        assert (response.status_code, response.json()["errors"][0]["code"]) == (400, "incorrect_code")
    browser.post("/auth/email/verify", key="BBBBBB")
    assert browser.post("/auth/email/verify", key=right).status_code == 409
    assert not EmailAddress.objects.get().verified


def test_a_code_sent_again_replaces_the_first(browser: Browser) -> None:
    browser.sign_up()
    assert browser.send("POST", "/auth/email/verify/resend").status_code == 200
    first, second = (code_in(message) for message in mail.outbox)
    assert browser.post("/auth/email/verify", key=first).status_code == 400
    assert browser.post("/auth/email/verify", key=second.lower()).status_code == 200


def test_who_left_before_verifying_gets_a_new_code_by_signing_in(browser: Browser) -> None:
    browser.sign_up()
    later = Browser()
    response = later.post("/auth/login", email="ada@example.com", password=PASSWORD)
    assert pending_flows(response) == {"verify_email"}
    assert later.post("/auth/email/verify", key=code_in(mail.outbox[-1])).status_code == 200


def test_sign_in_and_out(browser: Browser, ada: User) -> None:
    assert browser.post("/auth/login", email="ADA@example.com", password=PASSWORD).status_code == 200
    assert browser.me().json()["email"] == "ada@example.com"
    assert browser.send("DELETE", "/auth/session").status_code == 401
    assert browser.me().status_code == 401


def test_a_wrong_password_and_an_unknown_address_look_the_same(browser: Browser, ada: User) -> None:
    wrong = browser.post("/auth/login", email="ada@example.com", password="something-else-9")
    unknown = browser.post("/auth/login", email="nobody@example.com", password="something-else-9")
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()


def test_signing_up_twice_looks_like_signing_up(browser: Browser, ada: User) -> None:
    fresh = Browser().sign_up(email="dee@example.com")
    taken = browser.sign_up(email="ADA@example.com", password="another-pass-phrase")
    assert taken.status_code == fresh.status_code == 401
    assert taken.json() == fresh.json()
    assert User.objects.filter(email__iexact="ada@example.com").count() == 1
    assert mail.outbox[-1].subject == "You already have an Atelier account"
    assert "http://testserver/reset-password" in mail.outbox[-1].body
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_new_password_by_code(browser: Browser, ada: User) -> None:
    assert browser.post("/auth/password/request", email="ada@example.com").status_code == 401
    code = code_in(mail.outbox[-1])
    reset = browser.post("/auth/password/reset", key=code, password="a-brand-new-phrase")
    assert reset.status_code in {200, 401}
    assert Browser().post("/auth/login", email="ada@example.com", password=PASSWORD).status_code == 400
    again = Browser().post("/auth/login", email="ada@example.com", password="a-brand-new-phrase")
    assert again.status_code == 200


def test_a_wrong_reset_code_changes_nothing(browser: Browser, ada: User) -> None:
    browser.post("/auth/password/request", email="ada@example.com")
    response = browser.post("/auth/password/reset", key="BBBBBB", password="a-brand-new-phrase")
    assert response.status_code == 400
    assert Browser().post("/auth/login", email="ada@example.com", password=PASSWORD).status_code == 200


def test_asking_for_a_reset_does_not_tell_whether_an_address_exists(browser: Browser, ada: User) -> None:
    known = browser.post("/auth/password/request", email="ada@example.com")
    unknown = Browser().post("/auth/password/request", email="nobody@example.com")
    assert known.status_code == unknown.status_code
    assert known.json() == unknown.json()
    assert [message.to for message in mail.outbox] == [["ada@example.com"], ["nobody@example.com"]]
    assert "http://testserver/register" in mail.outbox[-1].body


def send_sign_up_code(browser: Browser) -> None:
    browser.sign_up(email="dee@example.com", name="Dee O'Neil <b>")


def send_taken(browser: Browser) -> None:
    browser.sign_up(email="ada@example.com")


def send_reset(browser: Browser) -> None:
    browser.post("/auth/password/request", email="ada@example.com")


def send_unknown(browser: Browser) -> None:
    browser.post("/auth/password/request", email="nobody@example.com")


@pytest.mark.parametrize("act", [send_sign_up_code, send_taken, send_reset, send_unknown])
def test_letters_are_ours_in_text_and_html(
    browser: Browser, ada: User, act: Callable[[Browser], None]
) -> None:
    act(browser)
    (message,) = mail.outbox
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "Atelier" in message.body and "Atelier" in html
    assert "&#x27;" not in message.body and "<b>" not in html
    assert "\n" not in message.subject and "example.com" not in message.subject


def test_a_post_without_csrf_is_refused_before_anything_happens(browser: Browser) -> None:
    response = browser.client.post(
        f"{AUTH}/auth/signup",
        json.dumps({"email": "eve@example.com", "password": PASSWORD}),
        content_type="application/json",
    )
    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
    assert not User.objects.exists()


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_guessing_a_password_is_slowed_down(browser: Browser, ada: User) -> None:
    for _ in range(5):
        browser.post("/auth/login", email="ada@example.com", password="guess-after-guess")
    response = browser.post("/auth/login", email="ada@example.com", password=PASSWORD)
    assert response.status_code in {400, 429}


def test_of_two_sign_ups_at_the_same_moment_the_later_gets_a_conflict(
    browser: Browser, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have found the address free; the database lets one in."""
    monkeypatch.setattr(SignupInput, "validate_unique_email", lambda self, email: email)
    assert browser.sign_up(email="Ada@example.com").status_code == 409
    assert User.objects.get().check_password(PASSWORD)
    assert mail.outbox == []


def test_a_sign_up_that_cannot_be_completed_leaves_nothing_behind(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, **_: object) -> None:
        raise RuntimeError(name)

    monkeypatch.setattr("backend.events.services.outbox.record", fail)
    with pytest.raises(RuntimeError, match=r"accounts\.user_signed_up"):
        browser.sign_up()
    assert not User.objects.exists()
    assert not Membership.objects.exists()
