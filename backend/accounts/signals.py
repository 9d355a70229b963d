"""Signing out reaches the open sockets at once."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from backend.core.realtime import close_user

from .models import User


@receiver(user_logged_out)
def close_sockets_of_session(request: HttpRequest, user: User | None, **_: Any) -> None:
    # Django tells of it before it ends the session, but a socket that looks again must find the session gone.
    request.session.flush()
    if user is not None:
        close_user(user.pk)


@receiver([password_changed, password_set, password_reset])
def close_sockets_of_old_password(user: User, **_: Any) -> None:
    close_user(user.pk)
