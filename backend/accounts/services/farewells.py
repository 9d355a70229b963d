"""Leaving for good. What others rely on stays, without the person's name; the rest goes."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from backend.accounts import departures, events
from backend.accounts.models import ApiKey, Membership, Role, User, Workspace
from backend.core.errors import ApplicationError, Invalid
from backend.core.models import IdempotencyRecord
from backend.core.realtime import close_user
from backend.events.services import outbox


class WrongPassword(Invalid):
    detail = "That is not your password."

    def __init__(self) -> None:
        super().__init__(errors={"password": [self.detail]})


class HandOverFirst(ApplicationError):
    code = "hand_over_first"
    status = 409

    def __init__(self, workspaces: list[Workspace]) -> None:
        names = ", ".join(f"“{workspace.name}”" for workspace in workspaces)
        detail = f"Others work in {names}, and you are the only owner. Make one of them an owner first."
        super().__init__(detail, workspaces=[{"id": str(row.pk), "name": row.name} for row in workspaces])


class LastSuperuser(ApplicationError):
    code = "last_superuser"
    status = 409
    detail = (
        "You are the only one who looks after this installation, and other people use it. "
        "Make someone else a superuser in the admin first."
    )


class DemoStays(ApplicationError):
    code = "demo_stays"
    status = 403
    detail = "This is the demo creator, who is made anew at each start. Log out, and sign up as yourself."


def leave(*, user: User, password: str) -> None:
    """Delete an account: its workspaces go unless others are in them, and its row is left without a name.

    Raises WrongPassword, HandOverFirst, LastSuperuser and DemoStays. The last person of an installation may go;
    nobody inherits their place by signing up, `manage.py createsuperuser` gives it away anew.
    """
    if user.is_demo:
        raise DemoStays
    if not user.check_password(password):
        raise WrongPassword
    with transaction.atomic():
        if not _is_still_here(user):
            return
        _require_another_superuser(user)
        memberships = _locked_memberships(user)
        shared = _shared(memberships)
        _require_other_owners(user, shared)
        address, name = user.email, user.get_short_name()
        for part in departures.parts():
            part(user)
        _leave_workspaces(user, memberships, shared)
        _close_every_door(user)
        _forget(user)
        outbox.record(events.USER_DEPARTED, payload={"user_id": str(user.pk)}, actor_id=user.pk)
        transaction.on_commit(lambda: _say_goodbye(address, name), robust=True)
        close_user(user.pk)


def _is_still_here(user: User) -> bool:
    """Who asks from two tabs at once leaves once: the second waits here for the first."""
    return User.objects.select_for_update().filter(pk=user.pk, departed_at=None).exists()


def _require_another_superuser(user: User) -> None:
    """Of two superusers leaving at the same moment, the second waits here and finds themselves the last."""
    others = User.objects.select_for_update().filter(is_active=True, is_demo=False).exclude(pk=user.pk)
    kinds = list(others.values_list("is_superuser", flat=True))
    if user.is_superuser and kinds and not any(kinds):
        raise LastSuperuser


def _locked_memberships(user: User) -> list[Membership]:
    mine = Workspace.objects.filter(memberships__user=user).values("pk")
    list(Workspace.objects.select_for_update().filter(pk__in=mine).order_by("pk"))
    return list(Membership.objects.filter(user=user).select_related("workspace").order_by("pk"))


def _shared(memberships: list[Membership]) -> set[UUID]:
    """Return the ids of the workspaces that have other members."""
    ids = [membership.workspace_id for membership in memberships]
    others = Membership.objects.filter(workspace__in=ids).exclude(pk__in=[row.pk for row in memberships])
    return set(others.values_list("workspace_id", flat=True))


def _require_other_owners(user: User, shared: set[UUID]) -> None:
    owned = Workspace.objects.filter(pk__in=shared, memberships__user=user, memberships__role=Role.OWNER)
    elsewhere = Membership.objects.filter(role=Role.OWNER, workspace__in=shared).exclude(user=user)
    orphaned = list(owned.exclude(pk__in=elsewhere.values("workspace")).order_by("name"))
    if orphaned:
        raise HandOverFirst(orphaned)


def _leave_workspaces(user: User, memberships: list[Membership], shared: set[UUID]) -> None:
    for membership in memberships:
        if membership.workspace_id not in shared:
            membership.workspace.delete()
            continue
        payload = {"user_id": str(user.pk), "role": str(membership.role)}
        outbox.record(
            events.MEMBER_REMOVED, payload=payload, workspace_id=membership.workspace_id, actor_id=user.pk
        )
        membership.delete()


def _close_every_door(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
    ApiKey.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    IdempotencyRecord.objects.filter(user_id=user.pk).delete()


def _forget(user: User) -> None:
    """Leave the row that the books refer to, with nothing on it that says who it was."""
    user.email, user.name, user.time_zone = f"{user.pk}@departed.invalid", "", "UTC"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login, user.departed_at = None, timezone.now()
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=user.pk)
    about.update(object_repr=str(user))


def _say_goodbye(address: str, name: str) -> None:
    get_adapter().render_mail("account/email/farewell", address, {"name": name}).send()
