"""Who turned a kind of letter off gets none of it: chosen in the settings, on a letter's page, or by one click."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from backend.accounts import departures, portability
from backend.accounts.models import User
from backend.letters.catalogue import LetterContent, NearLimitLetter, ReceiptLetter, WeeklySummaryLetter
from backend.letters.models import Letter, LetterPreference
from backend.letters.selectors import preferences_of
from backend.letters.services import letters, preferences, unsubscribing

PREFERENCES = "/api/v1/letters/preferences"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SETTINGS = LetterPreference.Source.SETTINGS
pytestmark = pytest.mark.django_db


def write(user: User, content: LetterContent, cause: str = "week:2026-47") -> Letter:
    return letters.send(cause=cause, to=user.email, letter=content, user_id=user.pk)


@pytest.fixture
def weekly(ada: User) -> Letter:
    return write(ada, WeeklySummaryLetter.sample())


@pytest.fixture
def link(weekly: Letter) -> str:
    """The path of the link in Ada's weekly letter."""
    return "/letters/unsubscribe/" + (unsubscribing.link_for(weekly) or "").rpartition("/")[2]


@pytest.fixture
def stranger() -> Client:
    """A mail program: no session, and CSRF enforced as in production."""
    return Client(enforce_csrf_checks=True)


def test_they_are_on_until_turned_off(ada_client: APIClient, cy_client: APIClient) -> None:
    assert ada_client.get(PREFERENCES).json() == {"usage": True, "weekly": True}
    changed = ada_client.patch(PREFERENCES, {"usage": False})
    assert changed.json() == {"usage": False, "weekly": True} == ada_client.get(PREFERENCES).json()
    assert cy_client.get(PREFERENCES).json() == {"usage": True, "weekly": True}
    assert ada_client.patch(PREFERENCES, {"usage": True}).json() == {"usage": True, "weekly": True}
    assert LetterPreference.objects.get().source == "settings"


@pytest.mark.parametrize("body", [{"weekly": "perhaps"}, {"usage": None}])
def test_a_choice_is_yes_or_no(ada_client: APIClient, body: dict) -> None:
    refused = ada_client.patch(PREFERENCES, body)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert not LetterPreference.objects.exists()


def test_essential_letters_are_no_choice(ada_client: APIClient, ada: User) -> None:
    ada_client.patch(PREFERENCES, {"essential": False, "weekly": False})
    letter = write(ada, ReceiptLetter.sample(), "receipt:1")
    assert letters.deliver(letter.pk)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_an_unwanted_letter_is_skipped_for_good(ada: User) -> None:
    preferences.choose(user_id=ada.pk, category="weekly", subscribed=False, source=SETTINGS)
    letter = write(ada, WeeklySummaryLetter.sample())
    assert letter.status == "skipped"
    assert "“your week”" in letter.error and "in the settings" in letter.error
    preferences.choose(user_id=ada.pk, category="weekly", subscribed=True, source=SETTINGS)
    assert write(ada, WeeklySummaryLetter.sample()) == letter
    assert not letters.deliver(letter.pk) and not letters.retry(letter) and letters.sweep() == 0
    assert letters.deliver(write(ada, WeeklySummaryLetter.sample(), "week:2026-48").pk)
    assert len(mail.outbox) == 1


def test_turned_off_between_claim_and_sending_counts(ada: User, weekly: Letter) -> None:
    near = write(ada, NearLimitLetter.sample(), "near:1")
    preferences.choose(user_id=ada.pk, category="weekly", subscribed=False, source=SETTINGS)
    assert (letters.deliver(weekly.pk), letters.deliver(near.pk)) == (False, True)
    weekly.refresh_from_db()
    assert weekly.status == "skipped"
    assert [message.subject for message in mail.outbox] == [near.subject]


def test_a_letter_one_may_decline_needs_its_reader() -> None:
    with pytest.raises(ValueError, match="user_id"):
        letters.send(cause="c", to="ada@example.com", letter=WeeklySummaryLetter.sample())


def test_mail_programs_are_offered_one_click(weekly: Letter, settings: Settings) -> None:
    settings.PUBLIC_URL, settings.EMAIL_UNSUBSCRIBE = "https://atelier.test", ""
    headers = letters.email_of(weekly).extra_headers
    link = unsubscribing.link_for(weekly)
    assert link and link.startswith("https://atelier.test/letters/unsubscribe/")
    assert headers["List-Unsubscribe"] == f"<{link}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    settings.EMAIL_UNSUBSCRIBE = "stop@atelier.test"
    both = letters.email_of(weekly).extra_headers["List-Unsubscribe"]
    assert both == f"<{link}>, <mailto:stop@atelier.test?subject=unsubscribe>"


def test_one_click_unsubscribes_however_often(stranger: Client, link: str, ada: User) -> None:
    for _ in range(3):
        assert stranger.post(link, ONE_CLICK).status_code == 200
    assert preferences_of(ada) == {"usage": True, "weekly": False}
    assert LetterPreference.objects.get().source == "one_click"


def test_looking_changes_nothing(stranger: Client, link: str, ada: User) -> None:
    """Programs that scan mail open every link in it."""
    for ask in (stranger.get, stranger.head):
        page = ask(link)
        assert page.status_code == 200
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not LetterPreference.objects.exists()
    assert stranger.put(link).status_code == 405


def test_the_page_turns_off_and_on_again(stranger: Client, link: str, ada: User) -> None:
    assert ">Unsubscribe</button>" in stranger.get(link).content.decode()
    assert ">Subscribe again</button>" in stranger.post(link, {"choice": "off"}).content.decode()
    assert not preferences_of(ada)["weekly"]
    assert ">Subscribe again</button>" in stranger.get(link).content.decode()
    assert "again." in stranger.post(link, {"choice": "on"}).content.decode()
    assert preferences_of(ada)["weekly"]
    assert LetterPreference.objects.get().source == "page"


def test_the_page_says_nothing_of_whose_letters_they_are(stranger: Client, link: str, ada: User) -> None:
    for page in (stranger.get(link), stranger.post(link, ONE_CLICK)):
        text = page.content.decode()
        for secret in (ada.email, ada.name, "Ada", str(ada.pk)):
            assert secret not in text and secret not in link
        assert "<script" not in text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1],
        lambda token: token + "a",
        lambda token: ("0" if token[0] != "0" else "1") + token[1:],
        lambda token: token.partition(".")[0],
        lambda token: "nothing-of-the-kind",
        lambda token: "." + token,
    ],
)
def test_a_link_that_was_touched_leads_nowhere(
    stranger: Client, link: str, spoil: Callable[[str], str]
) -> None:
    token = spoil(link.rpartition("/")[2])
    for page in (
        stranger.get(f"/letters/unsubscribe/{token}"),
        stranger.post(f"/letters/unsubscribe/{token}", ONE_CLICK),
    ):
        assert page.status_code == 404
        assert "This link leads nowhere." in page.content.decode()
    assert not LetterPreference.objects.exists()


def test_a_signed_link_of_a_letter_everybody_gets_leads_nowhere(stranger: Client, ada: User) -> None:
    receipt = write(ada, ReceiptLetter.sample(), "receipt:1")
    token = unsubscribing._signer.sign(receipt.pk.hex)
    assert stranger.get(f"/letters/unsubscribe/{token}").status_code == 404


def test_who_leaves_leaves_no_choice_and_no_way_in(stranger: Client, link: str, ada: User, cy: User) -> None:
    for user in (ada, cy):
        preferences.choose(user_id=user.pk, category="usage", subscribed=False, source=SETTINGS)
    earlier = letters.send(
        cause="old", to="ada@earlier.example", letter=ReceiptLetter.sample(), user_id=ada.pk
    )
    for part in departures.parts():
        part(ada)
    assert [row.user for row in LetterPreference.objects.all()] == [cy]
    assert stranger.post(link, ONE_CLICK).status_code == 404
    earlier.refresh_from_db()
    assert (earlier.to, earlier.user, earlier.context) == (f"{earlier.pk}@departed.invalid", None, {})


def test_the_export_tells_what_was_written_and_chosen(ada: User, cy: User, weekly: Letter) -> None:
    write(cy, WeeklySummaryLetter.sample())
    taken = portability._exporters["letters"](ada)
    assert taken["preferences"] == {"usage": True, "weekly": True}
    assert [row["subject"] for row in taken["written"]] == [weekly.subject]
