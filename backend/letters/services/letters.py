"""Writing to people: claimed once per cause and recipient, then sent outside the transaction."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.core.tasks import enqueue
from backend.letters.catalogue import LetterContent
from backend.letters.models import OPTIONAL, Letter, LetterPreference

from . import outcomes, rendering
from .envelopes import email_of

logger = logging.getLogger(__name__)
# A doorbell that has not been answered for this long is rung again.
PATIENCE = timedelta(minutes=1)


def send(*, cause: str, to: str, letter: LetterContent, user_id: UUID | None = None) -> Letter:
    """Claim the letter for `cause` to `to` and send it on commit; the second claim returns the first letter.

    `cause` says what it is for, so that a handler run twice writes once (`daily_cost:2026-11-20`). A letter that
    its reader turned off is claimed as skipped: it is not sent, and never will be for this cause. Whose choice
    that is `user_id` says, so letters one may do without need it; a ValueError tells who forgets.
    """
    if letter.category in OPTIONAL and user_id is None:
        raise ValueError(f"A {letter.category} letter may be turned off, so it needs its user_id.")
    with transaction.atomic():
        row, claimed = Letter.objects.get_or_create(
            cause=cause, to=to.strip().lower(), defaults=_row(letter, user_id)
        )
        if claimed and row.status == Letter.Status.CLAIMED:
            enqueue("letters.deliver", row.pk)
    return row


def _row(letter: LetterContent, user_id: UUID | None) -> dict[str, object]:
    context = letter.context()
    refusal = LetterPreference.objects.refusal(user_id, letter.category)
    return {
        "user_id": user_id,
        "template": letter.template,
        "category": letter.category,
        "context": context,
        "subject": rendering.subject_of(letter.template, context),
        "status": Letter.Status.SKIPPED if refusal else Letter.Status.CLAIMED,
        "error": _why_skipped(refusal) if refusal else "",
    }


def deliver(letter_id: UUID | str) -> bool:
    """Send a claimed letter; returns whether it was sent now. A letter on its way or sent is left alone.

    Who turned its kind off since it was claimed does not get it either.
    """
    letter = Letter.objects.filter(pk=letter_id, status=Letter.Status.CLAIMED).first()
    if letter is None or _is_skipped(letter) or not _is_taken(letter):
        return False
    try:
        email_of(letter).send()
    except outcomes.FAILURES as error:
        surely = outcomes.surely_not_sent(error)
        _note(letter, Letter.Status.FAILED if surely else Letter.Status.UNKNOWN, error)
        return False
    letter.status, letter.sent_at, letter.error = Letter.Status.SENT, timezone.now(), ""
    letter.save(update_fields=["status", "sent_at", "error", "updated_at"])
    return True


def _is_skipped(letter: Letter) -> bool:
    refusal = LetterPreference.objects.refusal(letter.user_id, letter.category)
    if refusal is None:
        return False
    Letter.objects.filter(pk=letter.pk, status=Letter.Status.CLAIMED).update(
        status=Letter.Status.SKIPPED, error=_why_skipped(refusal), updated_at=timezone.now()
    )
    return True


def _is_taken(letter: Letter) -> bool:
    """Of several workers, one takes the letter; from here on nobody knows until the mail server has answered."""
    taken = Letter.objects.filter(pk=letter.pk, status=Letter.Status.CLAIMED).update(
        status=Letter.Status.UNKNOWN, updated_at=timezone.now()
    )
    letter.status = Letter.Status.UNKNOWN
    return bool(taken)


def _why_skipped(refusal: LetterPreference) -> str:
    kind, where = refusal.get_category_display().lower(), refusal.get_source_display()
    return f"They turned off letters about “{kind}” on {refusal.updated_at:%Y-%m-%d}, {where}."


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


def _note(letter: Letter, status: Letter.Status, error: Exception) -> None:
    logger.warning("Letter %s to %s: %s", letter.pk, status, error)
    letter.status, letter.error = status, f"{type(error).__name__}: {error}"[:2000]
    letter.save(update_fields=["status", "error", "updated_at"])
