"""What counts as now for the grace after a failed payment."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from .models import Status, StripeClock, Subscription
from .worlds import environment, follows_stripes_clock


def now() -> datetime:
    """Return the moment that graces are held against. One query in the sandbox, none with a real Stripe.

    The sandbox's clock is moved by hand, months in a second: the newest time heard from it counts where it is ahead of
    ours. With live or test keys only our own clock does.
    """
    present = timezone.now()
    if not follows_stripes_clock():
        return present
    heard = StripeClock.objects.filter(environment=environment()).values_list("heard_at", flat=True).first()
    return max(present, heard or present)


def giving(rows: Iterable[Subscription]) -> list[Subscription]:
    """Return those of the rows whose plan holds now. The clock is looked at only where one of them is in grace."""
    found = list(rows)
    present = now() if any(row.status == Status.PAST_DUE for row in found) else timezone.now()
    return [row for row in found if row.gives_access(present)]
