"""One letter per cause and person, whatever happens on the way."""

import smtplib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import escape
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.conftest import AtOnce
from backend.letters import catalogue, tasks
from backend.letters.catalogue import DailyCostAlertLetter, WeeklySummaryLetter
from backend.letters.models import Letter, LetterPreference
from backend.letters.schedules import SCHEDULE
from backend.letters.services import letters, preferences

ALERT = DailyCostAlertLetter.sample()
LINK = ALERT.link
pytestmark = pytest.mark.django_db


def write(to: str = "root@example.com", cause: str = "daily_cost:2026-11-20") -> Letter:
    return letters.send(cause=cause, to=to, letter=ALERT)


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Return a way to make the mail server fail with an error; nothing is delivered from then on."""

    def fail_with(error: Exception) -> None:
        def refuse(self: EmailBackend, messages: list) -> int:
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    return fail_with


def test_the_daily_cost_alert_says_what_and_where() -> None:
    letters.deliver(write().pk)
    (message,) = mail.outbox
    assert message.subject == "Model spend today has passed $50"
    assert message.to == ["root@example.com"]
    for text in (message.body, message.alternatives[0][0]):
        assert "$50.03" in text and "2026-11-20" in text and LINK in text


def test_a_letter_is_rung_for_once_its_claim_is_committed(
    django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple] = []
    monkeypatch.setattr("backend.core.tasks.send", lambda name, args, **_: rung.append((name, args)))
    with django_capture_on_commit_callbacks(execute=True):
        letter = write()
        write()
    assert rung == [("letters.deliver", [str(letter.pk)])]


def test_one_cause_writes_to_each_person_once() -> None:
    first, again, other = write(), write("ROOT@example.com "), write("ada@example.com")
    assert first == again != other
    for letter in (first, again, other, first):
        tasks.deliver(str(letter.pk))
    assert [message.to for message in mail.outbox] == [["root@example.com"], ["ada@example.com"]]
    first.refresh_from_db()
    assert (first.status, first.error) == ("sent", "")
    assert first.sent_at is not None


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(111, "refused"),
        smtplib.SMTPRecipientsRefused({"root@example.com": (550, b"no such box")}),
        smtplib.SMTPAuthenticationError(535, b"who are you"),
    ],
)
def test_a_refused_letter_can_be_sent_again(post_office, monkeypatch, error: Exception) -> None:
    letter = write()
    with monkeypatch.context():
        post_office(error)
        assert letters.deliver(letter.pk) is False
    letter.refresh_from_db()
    assert letter.status == "failed"
    assert type(error).__name__ in letter.error
    monkeypatch.undo()
    assert letters.retry(letter) is True
    assert letters.retry(letter) is False
    assert letters.deliver(letter.pk) is True
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")])
def test_an_unknown_outcome_is_never_sent_again_by_itself(post_office, monkeypatch, error: Exception) -> None:
    letter = write()
    post_office(error)
    letters.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.status == "unknown"
    monkeypatch.undo()
    assert (letters.deliver(letter.pk), letters.retry(letter)) == (False, False)
    Letter.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    assert letters.sweep() == 0
    assert write() == letter
    assert mail.outbox == []


def test_a_worker_killed_while_sending_leaves_the_outcome_unknown(post_office) -> None:
    letter = write()
    post_office(SystemExit())
    with pytest.raises(SystemExit):
        letters.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.status == "unknown"


def test_the_sweep_finds_a_letter_whose_doorbell_was_lost() -> None:
    letter = write()
    assert letters.sweep() == 0
    Letter.objects.filter(pk=letter.pk).update(updated_at=timezone.now() - timedelta(minutes=2))
    tasks.sweep()
    assert len(mail.outbox) == 1
    assert SCHEDULE["letters.sweep"]["task"] == tasks.sweep.name


def test_the_database_keeps_a_second_claim_out() -> None:
    letter = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(cause=letter.cause, to=letter.to, template="x", subject="x")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once(at_once: AtOnce) -> None:
    letter = write()
    sent = at_once(4, lambda: letters.deliver(letter.pk))
    assert sorted(sent) == [False, False, False, True]
    assert len(mail.outbox) == 1


def test_the_admin_shows_a_letter_as_it_reads(root_client: APIClient) -> None:
    letter = write()
    assert root_client.get("/admin/letters/letter/").status_code == 200
    page = root_client.get(f"/admin/letters/letter/{letter.pk}/change/").content.decode()
    assert "Calls to models have cost $50.03" in page
    assert "<iframe sandbox srcdoc" in page


def test_the_admin_sends_failed_letters_again_and_no_others(root_client: APIClient) -> None:
    failed, unknown = write(), write("ada@example.com")
    Letter.objects.filter(pk=failed.pk).update(status="failed")
    Letter.objects.filter(pk=unknown.pk).update(status="unknown")
    body = {"action": "send_again", "_selected_action": [str(failed.pk), str(unknown.pk)]}
    root_client.post("/admin/letters/letter/", body, format="multipart")
    assert set(Letter.objects.values_list("to", "status")) == {
        ("root@example.com", "claimed"),
        ("ada@example.com", "unknown"),
    }


def test_the_admin_shows_why_a_letter_was_skipped_and_what_surrounds_one(
    root_client: APIClient, ada: User
) -> None:
    preferences.choose(
        user_id=ada.pk, category="weekly", subscribed=False, source=LetterPreference.Source.ONE_CLICK
    )
    letter = letters.send(cause="w", to=ada.email, letter=WeeklySummaryLetter.sample(), user_id=ada.pk)
    assert "by one click in the mail program" in root_client.get("/admin/letters/letter/").content.decode()
    page = root_client.get(f"/admin/letters/letter/{letter.pk}/change/").content.decode()
    assert "Message-ID: " in page and "List-Unsubscribe-Post" in page
    assert root_client.get("/admin/letters/letterpreference/?q=ada@example.com").status_code == 200


def test_the_admin_shows_a_letter_whose_template_is_gone(root_client: APIClient) -> None:
    letter = Letter.objects.create(cause="old", to="ada@example.com", template="gone", subject="Old")
    page = root_client.get(f"/admin/letters/letter/{letter.pk}/change/")
    assert "no longer in the catalogue" in page.content.decode()


def test_the_admin_shows_the_whole_catalogue(root_client: APIClient, ada_client: APIClient) -> None:
    first = root_client.get("/admin/letters/letter/catalogue/").content.decode()
    assert not Letter.objects.exists()
    for kind in catalogue.every_letter():
        address = f"/admin/letters/letter/catalogue/{kind.template}/"
        assert address in first
        page = root_client.get(address).content.decode()
        assert page.count("<iframe") == page.count(" sandbox ") == 2
        assert "Auto-Submitted: auto-generated" in page and escape(kind.why) in page
    assert root_client.get("/admin/letters/letter/catalogue/nothing/").status_code == 404
    assert ada_client.get("/admin/letters/letter/catalogue/").status_code == 302
