"""Every query on a tenant's rows begins here, at the workspace."""

from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from .models import User, Workspace

ModelT_co = TypeVar("ModelT_co", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[ModelT_co]):
    """For models with a foreign key `workspace`."""

    def for_workspace(self, workspace: "Workspace | UUID") -> Self:
        return self.filter(workspace=workspace)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Rows of the workspaces that `user` is a member of; an API key sees its own workspace only."""
        return self.filter(**_membership_of(user, "workspace__")) if user.is_authenticated else self.none()


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(**_membership_of(user, "")) if user.is_authenticated else self.none()


def _membership_of(user: "User | AnonymousUser", path: str) -> dict[str, Any]:
    """Return lookups for rows whose workspace has `user` as a member; unique, so the join doubles no row."""
    lookups: dict[str, Any] = {f"{path}memberships__user": user.pk}
    confined_to = getattr(user, "confined_to", None)
    if confined_to is not None:
        lookups[f"{path}memberships__workspace"] = confined_to
    return lookups
