"""The seams to Django and allauth: what they tell of, passed on in a line or two."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import get_reset_password_url
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    email_changed,
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
)
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from backend.core.realtime import close_user

from .models import User
from .services import signups


@receiver(user_logged_out)
def close_sockets_of_session(request: HttpRequest, user: User | None, **_: Any) -> None:
    # Django tells of it before it ends the session, but a socket that looks again must find the session gone.
    request.session.flush()
    if user is not None:
        close_user(user.pk)


@receiver(password_changed)
def tell_of_new_password(request: HttpRequest, user: User, **_: Any) -> None:
    context = {"user": user, "password_reset_url": get_reset_password_url(request)}
    get_adapter().send_mail("account/email/password_changed", user.email, context)


@receiver(email_confirmed)
def tell_of_first_address(email_address: EmailAddress, **_: Any) -> None:
    signups.verified(address=email_address)


@receiver(email_changed)
def tell_the_old_address(
    user: User, from_email_address: EmailAddress | None, to_email_address: EmailAddress, **_: Any
) -> None:
    """Whoever takes over an account must not be able to do so unnoticed."""
    if from_email_address is not None:
        context = {"user": user, "to_email": to_email_address.email}
        get_adapter().send_mail("account/email/email_changed", from_email_address.email, context)


@receiver([password_changed, password_set, password_reset])
def close_sockets_of_old_password(user: User, **_: Any) -> None:
    close_user(user.pk)
