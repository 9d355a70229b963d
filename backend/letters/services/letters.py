"""Writing to people: claimed once per cause and recipient, then sent outside the transaction."""

import logging
import smtplib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from backend.core.tasks import enqueue
from backend.letters.models import Letter

logger = logging.getLogger(__name__)
# A doorbell that has not been answered for this long is rung again.
PATIENCE = timedelta(minutes=1)
# The mail server answered no, or was never reached: nothing was sent for certain.
REFUSALS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
)


def send(*, cause: str, to: str, template: str, context: dict[str, Any]) -> Letter:
    """Claim the letter for `cause` to `to` and send it on commit; the second claim returns the first letter.

    `cause` says what it is for, so that a handler run twice writes once (`daily_cost:2026-11-20`).
    `context` is kept as JSON; the texts are `letters/<template>_{subject.txt,message.txt,message.html}`.
    """
    subject = _rendered(template, "subject.txt", context)
    with transaction.atomic():
        letter, claimed = Letter.objects.get_or_create(
            cause=cause,
            to=to.strip().lower(),
            defaults={"template": template, "context": context, "subject": " ".join(subject.split())[:250]},
        )
        if claimed:
            enqueue("letters.deliver", letter.pk)
    return letter


def deliver(letter_id: UUID | str) -> bool:
    """Send a claimed letter; returns whether it was sent now. A letter on its way or sent is left alone."""
    taken = Letter.objects.filter(pk=letter_id, status=Letter.Status.CLAIMED).update(
        status=Letter.Status.UNKNOWN, updated_at=timezone.now()
    )
    if not taken:
        return False
    letter = Letter.objects.get(pk=letter_id)
    try:
        email_of(letter).send()
    except REFUSALS as error:
        _note(letter, Letter.Status.FAILED, error)
        return False
    except (smtplib.SMTPException, OSError) as error:
        _note(letter, Letter.Status.UNKNOWN, error)
        return False
    letter.status, letter.sent_at, letter.error = Letter.Status.SENT, timezone.now(), ""
    letter.save(update_fields=["status", "sent_at", "error", "updated_at"])
    return True


def email_of(letter: Letter) -> EmailMultiAlternatives:
    text = _rendered(letter.template, "message.txt", letter.context)
    email = EmailMultiAlternatives(letter.subject, text, to=[letter.to])
    email.attach_alternative(_rendered(letter.template, "message.html", letter.context), "text/html")
    return email


def retry(letter: Letter) -> bool:
    """Send a letter that failed for certain once more; returns whether there was one to send."""
    with transaction.atomic():
        claimed = Letter.objects.filter(pk=letter.pk, status=Letter.Status.FAILED).update(
            status=Letter.Status.CLAIMED, error="", updated_at=timezone.now()
        )
        if claimed:
            enqueue("letters.deliver", letter.pk)
    return bool(claimed)


def sweep() -> int:
    """Send what was claimed but whose doorbell got lost; returns how many were waiting."""
    waiting = Letter.objects.filter(
        status=Letter.Status.CLAIMED, updated_at__lt=timezone.now() - PATIENCE
    ).values_list("pk", flat=True)[:100]
    for letter_id in (ids := list(waiting)):
        deliver(letter_id)
    return len(ids)


def _rendered(template: str, part: str, context: dict[str, Any]) -> str:
    return render_to_string(f"letters/{template}_{part}", context).strip()


def _note(letter: Letter, status: Letter.Status, error: Exception) -> None:
    logger.warning("Letter %s to %s: %s", letter.pk, status, error)
    letter.status, letter.error = status, f"{type(error).__name__}: {error}"[:2000]
    letter.save(update_fields=["status", "error", "updated_at"])
