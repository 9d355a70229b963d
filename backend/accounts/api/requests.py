from typing import cast

from rest_framework.request import Request

from backend.accounts.models import User


def person(request: Request) -> User:
    """Return who is asking, for views that only the signed-in reach."""
    return cast(User, request.user)
