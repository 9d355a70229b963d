"""How many partner messages a user may send today: counted at sending, given back when no answer came."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from backend.accounts.models import User
from backend.ai.models import MessageWindow
from backend.core.errors import ApplicationError

SHORT = timedelta(hours=12)


class DailyLimitReached(ApplicationError):
    code = "daily_limit_reached"
    status = 429
    detail = "You have used today's messages with your partner. Your text is kept; send it after the reset."


@dataclass(frozen=True)
class Allowance:
    limit: int
    used: int
    resets_at: datetime

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)


def state(user: User) -> Allowance:
    """Return today's allowance without writing anything."""
    window = _current_window(user)
    if window is None:
        return Allowance(limit=settings.MESSAGES_PER_DAY, used=0, resets_at=_next_bounds(user)[1])
    return Allowance(limit=settings.MESSAGES_PER_DAY, used=window.used, resets_at=window.ends_at)


def reserve(user: User) -> UUID:
    """Count one message and return the id of the window it was counted in.

    Raises DailyLimitReached with `limit` and `resets_at`. One conditional UPDATE, so that racing sends cannot pass it.
    """
    window = _current_window(user) or _open_window(user)
    counted = MessageWindow.objects.filter(pk=window.pk, used__lt=settings.MESSAGES_PER_DAY).update(
        used=F("used") + 1
    )
    if not counted:
        raise _limit_reached(window.ends_at)
    return window.pk


def release(window_id: UUID) -> None:
    """Give one message back, to the window it was counted in."""
    MessageWindow.objects.filter(pk=window_id, used__gt=0).update(used=F("used") - 1)


def _limit_reached(ends_at: datetime) -> DailyLimitReached:
    seconds = max(1, round((ends_at - timezone.now()).total_seconds()))
    return DailyLimitReached(
        limit=settings.MESSAGES_PER_DAY, resets_at=ends_at.isoformat(), retry_after=seconds
    )


def _current_window(user: User) -> MessageWindow | None:
    return MessageWindow.objects.filter(user=user, ends_at__gt=timezone.now()).order_by("ends_at").first()


def _open_window(user: User) -> MessageWindow:
    starts_at, ends_at = _next_bounds(user)
    try:
        with transaction.atomic():
            return MessageWindow.objects.create(user=user, starts_at=starts_at, ends_at=ends_at)
    except IntegrityError:
        return MessageWindow.objects.get(user=user, ends_at=ends_at)


def _next_bounds(user: User) -> tuple[datetime, datetime]:
    """Return the bounds of the window that would open now.

    It never reaches back into the one before it. A changed time zone may make one day short, but not two in a row: the
    second lasts until the midnight after, so that changing it again and again earns no extra days.
    """
    starts_at, ends_at = _day_of(user)
    ended = MessageWindow.objects.filter(user=user, ends_at__lte=timezone.now())
    before = ended.order_by("-ends_at").first()
    if before is None:
        return starts_at, ends_at
    starts_at = max(starts_at, before.ends_at)
    if max(ends_at - starts_at, before.ends_at - before.starts_at) < SHORT:
        ends_at += timedelta(days=1)
    return starts_at, ends_at


def _day_of(user: User) -> tuple[datetime, datetime]:
    """Return the start of the user's own day and its end, the next midnight where they live."""
    zone = ZoneInfo(user.time_zone)
    today = timezone.now().astimezone(zone).date()
    starts_at = datetime.combine(today, time.min, tzinfo=zone)
    ends_at = datetime.combine(today + timedelta(days=1), time.min, tzinfo=zone)
    return starts_at.astimezone(ZoneInfo("UTC")), ends_at.astimezone(ZoneInfo("UTC"))
