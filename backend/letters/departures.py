"""A person who leaves is no longer found in our letters; that they were written stays on record."""

from backend.accounts.departures import on_departure
from backend.accounts.models import User

from .models import Letter


@on_departure
def forget_recipient(user: User) -> None:
    for letter in Letter.objects.filter(to=user.email):
        letter.to, letter.subject, letter.context = f"{letter.pk}@departed.invalid", "", {}
        if letter.status == Letter.Status.CLAIMED:
            letter.status, letter.error = Letter.Status.FAILED, "Its recipient left."
        letter.save(update_fields=["to", "subject", "context", "status", "error", "updated_at"])
