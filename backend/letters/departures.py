"""A person who leaves is no longer found in our letters; that they were written stays on record."""

from django.db.models import Q

from backend.accounts.departures import on_departure
from backend.accounts.models import User

from .models import Letter, LetterPreference


@on_departure
def forget_recipient(user: User) -> None:
    """Includes the letters that went to addresses they had before; the links in them lead nowhere from then on."""
    for letter in Letter.objects.filter(Q(to=user.email) | Q(user=user)):
        letter.to, letter.subject, letter.context = f"{letter.pk}@departed.invalid", "", {}
        letter.user = None
        if letter.status == Letter.Status.CLAIMED:
            letter.status, letter.error = Letter.Status.FAILED, "Its recipient left."
        letter.save(update_fields=["to", "subject", "context", "user", "status", "error", "updated_at"])
    LetterPreference.objects.filter(user=user).delete()
