"""Signing a browser in as the demo creator, without a password there is none of."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpRequest

from backend.accounts.models import User
from backend.core.errors import ApplicationError
from backend.demo.selectors import demo_creator

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class NoDemo(ApplicationError):
    code = "no_demo"
    status = 404
    detail = "There is no demo creator in this installation. Make an account of your own instead."


def sign_in(request: HttpRequest) -> User:
    """Give the browser a new session as the demo creator; whoever was signed in there is signed out. Raises NoDemo."""
    creator = demo_creator()
    if creator is None:
        raise NoDemo
    if request.user.is_authenticated and request.user.pk != creator.pk:
        # Tells the former person's open sockets, too.
        logout(request)
    login(request, creator, backend=BACKEND)
    # So that the session is listed, and ended, with the others.
    UserSession.objects.create_from_request(request)
    return creator
