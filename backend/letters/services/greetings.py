"""The first letter to somebody new."""

from uuid import UUID

from django.conf import settings

from backend.accounts.models import User
from backend.letters.catalogue import WelcomeLetter

from . import letters


def welcome(*, user_id: UUID) -> None:
    """Write to a person whose address is confirmed for the first time; the demo creator has no mailbox."""
    user = User.objects.filter(pk=user_id, is_demo=False, is_active=True).first()
    if user is None:
        return
    letter = WelcomeLetter(
        name=user.get_short_name(),
        next_step="Begin your thirty minutes",
        link=f"{settings.PUBLIC_URL}/onboarding",
    )
    letters.send(cause=f"welcome:{user.pk}", to=user.email, letter=letter, user_id=user.pk)
