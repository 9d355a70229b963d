"""What a role allows at the edge. Whose objects are seen at all is decided by `TenantQuerySet.visible_to`."""

from typing import Any
from uuid import UUID

from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request

from backend.accounts.models import ApiKey, User
from backend.accounts.selectors import can_edit, can_manage
from backend.core.errors import PermissionDenied

__all__ = [
    "FOR_SUPERUSERS",
    "IsSuperuser",
    "SignedInByHand",
    "can_edit",
    "can_manage",
    "require_editor",
]


def require_editor(user: User, workspace_id: UUID) -> None:
    """Raise PermissionDenied unless `user` is an owner, admin or member there."""
    if not can_edit(user, workspace_id):
        raise PermissionDenied


class SignedInByHand(BasePermission):
    """A person in their browser: an API key must not make or revoke keys."""

    message = "An API key cannot do this. Sign in to Atelier and do it there."

    def has_permission(self, request: Request, view: Any) -> bool:
        return not isinstance(request.auth, ApiKey)


class IsSuperuser(BasePermission):
    """Whoever looks after the installation."""

    message = "Only a superuser may see this."

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_superuser)


# For screens of the installation itself: in the browser, and by no key.
FOR_SUPERUSERS = [IsAuthenticated, SignedInByHand, IsSuperuser]
