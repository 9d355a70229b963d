from django.db import transaction

from backend.accounts import events
from backend.accounts.models import FirstUser, User, Workspace
from backend.events.services import outbox


def complete(*, user: User, name: str) -> Workspace:
    """Give a new user their name and a workspace of their own.

    The first person to sign up, demo users aside, becomes superuser; of two at the same moment, exactly one.
    """
    with transaction.atomic():
        user.name = name.strip()
        if FirstUser.claim(user):
            user.is_superuser = user.is_staff = True
        user.save(update_fields=["name", "is_superuser", "is_staff", "updated_at"])
        workspace = Workspace.objects.create_for(user)
        outbox.record(
            events.USER_SIGNED_UP,
            payload={"user_id": str(user.pk), "workspace_id": str(workspace.pk)},
            workspace_id=workspace.pk,
            actor_id=user.pk,
        )
    return workspace
