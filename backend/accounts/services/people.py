from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.validators import validate_time_zone
from backend.core.realtime import close_user


def update(*, user: User, name: str | None = None, time_zone: str | None = None) -> User:
    """Change what a person says about themselves; None leaves a field as it is.

    Raises Django's ValidationError for a time zone that is not an IANA name.
    """
    if name is not None:
        user.name = name.strip()
    if time_zone is not None:
        validate_time_zone(time_zone)
        user.time_zone = time_zone
    user.save(update_fields=["name", "time_zone", "updated_at"])
    return user


@transaction.atomic
def deactivate(*, user: User) -> bool:
    """Let somebody in no more and end every session they have; returns whether that changed anything."""
    changed = User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, updated_at=timezone.now()
    )
    sign_out_everywhere(user=user)
    return bool(changed)


def reactivate(*, user: User) -> bool:
    """Let somebody in again; returns whether that changed anything. Who left for good stays away."""
    return bool(
        User.objects.filter(pk=user.pk, is_active=False, departed_at=None).update(
            is_active=True, updated_at=timezone.now()
        )
    )


def sign_out_everywhere(*, user: User) -> int:
    """End every session of a person, open sockets included; returns how many."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    close_user(user.pk)
    return len(sessions)


def end_session(session: UserSession) -> None:
    session.end()
    close_user(session.user_id)
