"""Keys for programs: shown once, kept as a hash."""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from backend.accounts import events
from backend.accounts.models import ApiKey, Membership, User, Workspace, all_scopes
from backend.core.errors import ApplicationError
from backend.events.services import outbox

_TOKEN = re.compile(r"atl_(?P<prefix>[a-z0-9]{8})_(?P<secret>[A-Za-z0-9_-]{43})")
_PREFIX_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_USE_IS_NOTED_EVERY = timedelta(minutes=1)


class InvalidApiKey(ApplicationError):
    code = "invalid_api_key"
    status = 401
    detail = "This API key is unknown or has been revoked. Make a new one in Settings."


def create(
    *, workspace: Workspace, user: User, name: str, scopes: list[str] | None = None
) -> tuple[ApiKey, str]:
    """Create a key and return it with its token, `atl_<prefix>_<secret>`, which is never to be had again."""
    prefix, secret = get_random_string(8, _PREFIX_ALPHABET), secrets.token_urlsafe(32)
    with transaction.atomic():
        key = ApiKey.objects.create(
            workspace=workspace,
            user=user,
            name=name,
            prefix=prefix,
            hash=_hash(secret),
            scopes=scopes or all_scopes(),
        )
        outbox.record(
            events.API_KEY_CREATED,
            payload={"api_key_id": str(key.pk)},
            workspace_id=workspace.pk,
            actor_id=user.pk,
        )
    return key, f"atl_{prefix}_{secret}"


def revoke(*, key: ApiKey, actor: User) -> None:
    """Make the key useless from now on; doing so twice is harmless."""
    with transaction.atomic():
        revoked = ApiKey.objects.live().filter(pk=key.pk).update(revoked_at=timezone.now())
        if revoked:
            outbox.record(
                events.API_KEY_REVOKED,
                payload={"api_key_id": str(key.pk)},
                workspace_id=key.workspace_id,
                actor_id=actor.pk,
            )


def authenticate(*, token: str) -> ApiKey:
    """Return the live key that `token` names, with its user.

    Raises InvalidApiKey for any other: unknown, revoked, or of someone who left or may not sign in.
    """
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise InvalidApiKey
    key = ApiKey.objects.live().select_related("user").filter(prefix=match["prefix"]).first()
    if key is None or not hmac.compare_digest(key.hash, _hash(match["secret"])) or not _still_welcome(key):
        raise InvalidApiKey
    _note_use(key)
    return key


def _still_welcome(key: ApiKey) -> bool:
    return (
        key.user.is_active
        and Membership.objects.filter(workspace=key.workspace_id, user=key.user_id).exists()
    )


def _note_use(key: ApiKey) -> None:
    """Remember the time of use to the minute, so that a busy key does not write at every request."""
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _USE_IS_NOTED_EVERY)
    if key.last_used_at is None or key.last_used_at < now - _USE_IS_NOTED_EVERY:
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)


def _hash(secret: str) -> str:
    # The secret has 256 random bits, so a plain hash is enough: there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()
