"""Who is asking: a browser with a session, or a program with an API key."""

from rest_framework import authentication, exceptions
from rest_framework.request import Request

from backend.accounts.models import ApiKey, User
from backend.accounts.services import api_keys

CHALLENGE = 'Bearer realm="Atelier"'
_READING = {"GET", "HEAD", "OPTIONS"}


class SessionAuthentication(authentication.SessionAuthentication):
    """The session cookie, with CSRF. An `Authorization` header is an explicit choice and takes its place."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        return None if _token_of(request) is not None else super().authenticate(request)

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as error:
            detail = "This request lacks a valid CSRF token. Reload the page and try again."
            raise exceptions.PermissionDenied(detail, code="csrf_failed") from error

    def authenticate_header(self, request: Request) -> str:
        # The first authenticator's challenge is what makes DRF answer 401, not 403, to someone not signed in.
        return CHALLENGE


class ApiKeyAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer atl_…` acts as the key's maker, inside the key's workspace only."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        token = _token_of(request)
        if token is None:
            return None
        try:
            key = api_keys.authenticate(token=token)
        except api_keys.InvalidApiKey as error:
            raise exceptions.AuthenticationFailed(error.detail, code=error.code) from error
        if request.method not in _READING and not key.may_write:
            raise exceptions.PermissionDenied("This API key may only read.", code="scope_missing")
        key.user.confined_to = key.workspace_id
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


def _token_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
