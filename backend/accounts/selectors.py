"""Who someone is to a workspace."""

from uuid import UUID

from backend.core.errors import ApplicationError

from .models import EDITORS, MANAGERS, Membership, Role, User, Workspace
from .querysets import TenantQuerySet


class NoWorkspace(ApplicationError):
    code = "no_workspace"
    status = 409
    detail = "You are not in any workspace. Ask an owner to add you to theirs."


def memberships_of(user: User) -> TenantQuerySet[Membership]:
    """The memberships of `user` with their workspaces, oldest first; for an API key, the one it opens."""
    memberships = (
        Membership.objects.filter(user=user).select_related("workspace").order_by("created_at", "pk")
    )
    return memberships if user.confined_to is None else memberships.for_workspace(user.confined_to)


def role_in(user: User, workspace_id: UUID) -> str | None:
    """Return the role of `user` in a workspace, None for a stranger."""
    return memberships_of(user).for_workspace(workspace_id).values_list("role", flat=True).first()


def home_workspace(user: User) -> Workspace:
    """Return where new things of `user` go: the oldest workspace they own, else the oldest they belong to.

    Raises NoWorkspace for someone who belongs to none.
    """
    memberships = list(memberships_of(user))
    if not memberships:
        raise NoWorkspace
    own = (membership for membership in memberships if membership.role == Role.OWNER)
    return next(own, memberships[0]).workspace


def can_edit(user: User, workspace_id: UUID) -> bool:
    return role_in(user, workspace_id) in EDITORS


def can_manage(user: User, workspace_id: UUID) -> bool:
    """Say whether `user` may decide who belongs to the workspace and which keys open it."""
    return role_in(user, workspace_id) in MANAGERS
