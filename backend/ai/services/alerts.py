"""The alarm on a day's total model cost, system-wide."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from backend.accounts.models import User
from backend.ai import events
from backend.ai.models import DailyCostAlert, ModelCall
from backend.ai.money import as_money
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.letters.catalogue import DailyCostAlertLetter
from backend.letters.services import letters


def check_daily_cost() -> bool:
    """Raise the alarm once when today's (UTC) real cost has reached AI_DAILY_COST_ALERT_USD; returns whether it did."""
    today = timezone.now().astimezone(UTC).date()
    midnight = datetime.combine(today, time.min, tzinfo=UTC)
    calls = ModelCall.objects.filter(created_at__gte=midnight, sandbox=False)
    spent = calls.aggregate(total=Sum("cost_e8"))["total"] or 0
    if spent < settings.AI_DAILY_COST_ALERT_USD * 100_000_000:
        return False
    try:
        with transaction.atomic():
            DailyCostAlert.objects.create(day=today, cost_e8=spent)
            outbox.record(
                events.DAILY_COST_PASSED,
                payload={
                    "day": today.isoformat(),
                    "cost_e8": spent,
                    "threshold_usd": settings.AI_DAILY_COST_ALERT_USD,
                },
            )
    except IntegrityError:
        return False
    return True


def tell_superusers(event: DomainEvent) -> None:
    """Write to every superuser about the day's cost; the cause key keeps it to one letter each."""
    for superuser in User.objects.filter(is_superuser=True, is_active=True):
        letters.send(
            cause=f"{event.name}:{event.payload['day']}",
            to=superuser.email,
            letter=DailyCostAlertLetter(
                day=event.payload["day"],
                amount=as_money(event.payload["cost_e8"])["display"],
                threshold=f"${event.payload['threshold_usd']}",
                link=f"{settings.PUBLIC_URL}/admin/ai/modelcall/",
            ),
            user_id=superuser.pk,
        )
