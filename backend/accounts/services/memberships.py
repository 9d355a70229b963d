"""Who belongs to a workspace, and as what."""

from uuid import UUID

from django.db import IntegrityError, transaction

from backend.accounts import events, joining
from backend.accounts.models import Membership, Role, User, Workspace
from backend.core.errors import ApplicationError, NotFound
from backend.core.realtime import close_user
from backend.events.services import outbox


class AlreadyMember(ApplicationError):
    code = "already_member"
    status = 409
    detail = "This person already belongs to the workspace."


class LastOwner(ApplicationError):
    code = "last_owner"
    status = 409
    detail = "A workspace needs an owner. Make someone else an owner first."


def add(*, workspace: Workspace, user: User, role: Role, actor: User) -> Membership:
    """Make `user` a member. Raises AlreadyMember, and what an app above refuses with, such as no free seat."""
    try:
        with transaction.atomic():
            if Membership.objects.filter(workspace=workspace, user=user).exists():
                raise AlreadyMember
            for condition in joining.conditions():
                condition(workspace.pk)
            membership = Membership.objects.create(workspace=workspace, user=user, role=role)
            _record(events.MEMBER_ADDED, membership, actor)
    except IntegrityError as error:
        raise AlreadyMember from error
    return membership


def remove(*, membership: Membership, actor: User) -> None:
    """End a membership; the person's open sockets lose the workspace at once."""
    with transaction.atomic():
        current = _locked(membership)
        if current.role == Role.OWNER:
            _require_another_owner(current)
        current.delete()
        _record(events.MEMBER_REMOVED, current, actor)
        close_user(membership.user_id)


def change_role(*, membership: Membership, role: Role, actor: User) -> Membership:
    with transaction.atomic():
        current = _locked(membership)
        if current.role == role:
            return current
        if current.role == Role.OWNER:
            _require_another_owner(current)
        current.role = role
        current.save(update_fields=["role", "updated_at"])
        _record(events.ROLE_CHANGED, current, actor)
    return current


def _locked(membership: Membership) -> Membership:
    """Return the membership as it stands, under its workspace's lock: two owners cannot both leave."""
    Workspace.objects.select_for_update().get(pk=membership.workspace_id)
    try:
        return Membership.objects.get(pk=membership.pk)
    except Membership.DoesNotExist as error:
        raise NotFound from error


def _require_another_owner(membership: Membership) -> None:
    owners = Membership.objects.for_workspace(membership.workspace_id).filter(role=Role.OWNER)
    if not owners.exclude(pk=membership.pk).exists():
        raise LastOwner


def _record(event: str, membership: Membership, actor: User) -> None:
    workspace_id: UUID = membership.workspace_id
    payload = {"user_id": str(membership.user_id), "role": str(membership.role)}
    outbox.record(event, payload=payload, workspace_id=workspace_id, actor_id=actor.pk)
