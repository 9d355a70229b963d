from allauth.account.models import EmailAddress
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


def verified(*, address: EmailAddress) -> None:
    """Tell that a person confirmed their first address; of a new one that takes an old one's place, tell nothing."""
    others = EmailAddress.objects.filter(user_id=address.user_id, verified=True).exclude(pk=address.pk)
    if others.exists():
        return
    user_id = address.user_id
    with transaction.atomic():
        outbox.record(events.USER_VERIFIED, payload={"user_id": str(user_id)}, actor_id=user_id)
