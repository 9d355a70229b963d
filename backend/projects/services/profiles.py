"""Saving who a creator is."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.events.services import outbox
from backend.projects import events
from backend.projects.models import CreatorProfile


@transaction.atomic
def save(
    *,
    user: User,
    primary_platform: str,
    follower_count: int,
    engagement_rate: Decimal,
    niche: str,
    demographics: Any = None,
    signals: Any = None,
    personality: Any = None,
) -> CreatorProfile:
    """Create or replace the profile of `user`; `engagement_rate` is in percent."""
    fields = {
        "primary_platform": primary_platform,
        "follower_count": follower_count,
        "engagement_rate": engagement_rate,
        "niche": niche,
        "demographics": demographics,
        "signals": signals,
        "personality": personality,
    }
    profile, _ = CreatorProfile.objects.update_or_create(
        user=user, defaults=fields, create_defaults={**fields, "workspace": home_workspace(user)}
    )
    outbox.record(
        events.PROFILE_SAVED,
        payload={"profile_id": str(profile.pk)},
        workspace_id=profile.workspace_id,
        actor_id=user.pk,
    )
    return profile
