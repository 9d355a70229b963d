"""The first letter comes once the address is confirmed, and never again."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.services import signups
from backend.accounts.tests.factories import PASSWORD, UserFactory
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.letters.models import Letter
from backend.letters.services import letters

AUTH = "/_allauth/browser/v1"
VERIFIED = DomainEvent.objects.filter(name="accounts.user_verified")
pytestmark = pytest.mark.django_db


def newest_code() -> str:
    return re.search(r"^([A-Z0-9]{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def send(client: Client, method: str, path: str, **body: str) -> int:
    return client.generic(method, f"{AUTH}{path}", **_json(body)).status_code


def _json(body: dict[str, str]) -> dict[str, object]:
    data, content_type = APIClient()._encode_data(body, "json")
    return {"data": data, "content_type": content_type}


def test_signing_up_and_confirming_welcomes_once() -> None:
    browser = Client()
    send(browser, "POST", "/auth/signup", email="dee@example.com", password=PASSWORD, name="Dee Dee")
    assert not VERIFIED.exists()
    assert send(browser, "POST", "/auth/email/verify", key=newest_code()) == 200
    event = VERIFIED.get()
    assert event.payload == {"user_id": str(User.objects.get().pk)}
    for _ in range(2):
        DomainEvent.objects.filter(pk=event.pk).update(dispatched_at=None)
        outbox.dispatch(event.pk)
    letter = Letter.objects.get()
    assert letters.deliver(letter.pk)
    assert (letter.to, mail.outbox[-1].subject) == ("dee@example.com", "Welcome to Atelier, Dee")
    assert "/onboarding" in mail.outbox[-1].body


def test_a_new_address_is_no_second_welcome(ada: User) -> None:
    browser = Client()
    send(browser, "POST", "/auth/login", email=ada.email, password=PASSWORD)
    send(browser, "POST", "/auth/reauthenticate", password=PASSWORD)
    assert send(browser, "POST", "/account/email", email="ada@work.example.com") == 200
    assert send(browser, "POST", "/auth/email/verify", key=newest_code()) == 200
    ada.refresh_from_db()
    assert ada.email == "ada@work.example.com"
    assert not VERIFIED.exists()


def test_the_demo_creator_has_no_mailbox() -> None:
    demo = UserFactory(email="nora@example.com", is_demo=True)
    signups.verified(address=EmailAddress.objects.get(user=demo))
    outbox.dispatch(VERIFIED.get().pk)
    assert not Letter.objects.exists()
