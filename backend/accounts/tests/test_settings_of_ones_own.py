"""Changing address and password, and seeing where one is signed in, through the endpoints the settings use."""

import pytest
from django.core import mail

from backend.accounts.models import User
from backend.accounts.tests.factories import PASSWORD, UserFactory

from .test_sign_up import Browser, code_in

pytestmark = pytest.mark.django_db
NEW = "a-brand-new-phrase"


@pytest.fixture
def browser(ada: User) -> Browser:
    return signed_in(ada)


def signed_in(user: User) -> Browser:
    browser = Browser()
    assert browser.post("/auth/login", email=user.email, password=PASSWORD).status_code == 200
    return browser


def say_password(browser: Browser, password: str = PASSWORD):
    return browser.post("/auth/reauthenticate", password=password)


def test_a_new_address_asks_for_the_password_then_for_its_code(browser: Browser, ada: User) -> None:
    asked = browser.post("/account/email", email="ada@work.example.com")
    assert asked.status_code == 401
    assert {"id": "reauthenticate"} in asked.json()["data"]["flows"]
    assert asked.json()["meta"]["is_authenticated"] is True
    assert not mail.outbox

    assert say_password(browser, "not-my-password").status_code == 400
    assert say_password(browser).status_code == 200
    assert browser.post("/account/email", email="ada@work.example.com").status_code == 200
    assert mail.outbox[-1].to == ["ada@work.example.com"]
    code = code_in(mail.outbox[-1])
    assert browser.post("/auth/email/verify", key="BBBBBB").status_code == 400
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"

    assert browser.post("/auth/email/verify", key=code).status_code == 200
    ada.refresh_from_db()
    assert ada.email == "ada@work.example.com"
    addresses = browser.get("/account/email").json()["data"]
    assert addresses == [{"email": "ada@work.example.com", "verified": True, "primary": True}]
    assert Browser().post("/auth/login", email="ada@example.com", password=PASSWORD).status_code == 400
    again = Browser().post("/auth/login", email="ada@work.example.com", password=PASSWORD)
    assert again.status_code == 200


def test_the_old_address_is_told(browser: Browser) -> None:
    say_password(browser)
    browser.post("/account/email", email="ada@work.example.com")
    browser.post("/auth/email/verify", key=code_in(mail.outbox[-1]))
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["ada@example.com"],
        "Your address for Atelier was changed",
    )
    assert "ada@work.example.com" in mail.outbox[-1].body


def test_an_address_of_someone_else_is_never_taken_over(browser: Browser, ada: User) -> None:
    UserFactory(email="cy@example.com")
    say_password(browser)
    assert browser.post("/account/email", email="CY@example.com").status_code == 200
    assert mail.outbox[-1].to == ["cy@example.com"]
    refused = browser.post("/auth/email/verify", key=code_in(mail.outbox[-1]))
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "email_taken")
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"


def test_a_new_password_keeps_this_browser_and_ends_the_others(browser: Browser, ada: User) -> None:
    other = signed_in(ada)
    wrong = browser.post("/account/password/change", current_password="no", new_password=NEW)
    assert (wrong.status_code, wrong.json()["errors"][0]["param"]) == (400, "current_password")

    changed = browser.post("/account/password/change", current_password=PASSWORD, new_password=NEW)
    assert changed.status_code == 200
    assert browser.me().status_code == 200
    assert other.me().status_code == 401
    assert [session["is_current"] for session in browser.get("/auth/sessions").json()["data"]] == [True]
    assert Browser().post("/auth/login", email=ada.email, password=PASSWORD).status_code == 400
    assert Browser().post("/auth/login", email=ada.email, password=NEW).status_code == 200


def test_a_new_password_is_told_by_letter(browser: Browser) -> None:
    browser.post("/account/password/change", current_password=PASSWORD, new_password=NEW)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ada@example.com"], "Your password for Atelier was changed")
    assert "http://testserver/reset-password" in letter.body


def test_other_browsers_can_be_signed_out(browser: Browser, ada: User) -> None:
    other = signed_in(ada)
    sessions = browser.get("/auth/sessions").json()["data"]
    others = [session["id"] for session in sessions if not session["is_current"]]
    assert len(others) == 1
    assert browser.send("DELETE", "/auth/sessions", {"sessions": others}).status_code == 200
    assert other.me().status_code == 401
    assert browser.me().status_code == 200
