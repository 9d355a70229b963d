"""The seam to allauth: it authenticates, we say what a new account is and how our letters read."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.base.response import ConflictResponse
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest

from backend.core.realtime import close_user

from .models import User, normalised_email
from .services import signups


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Save the person together with their workspace.

        When two sign-ups with one address arrive at the same moment, one gets in and the other a 409.
        """
        try:
            with transaction.atomic():
                super().save_user(request, user, form, commit=commit)
                if commit:
                    signups.complete(user=user, name=form.cleaned_data.get("name") or "")
        except IntegrityError as error:
            raise ImmediateHttpResponse(ConflictResponse(request)) from error
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing to the demo creator: they have no mailbox, and no code by letter may let anyone in as them."""
        if not User.objects.filter(email=normalised_email(email), is_demo=True).exists():
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """Our own words, under a path of their own so that the order of installed apps does not matter."""
        prefix = f"accounts/{template_prefix.removeprefix('account/')}"
        return super().render_mail(prefix, email, context, headers)


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        ended = list(sessions)
        super().end_sessions(ended)
        for user_id in {session.user_id for session in ended}:
            close_user(user_id)
