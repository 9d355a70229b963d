"""What was spent on models past a plan's allowance is claimed once: a month's when it is over, the rest at the end.

Cents are rounded down, and calls of which only an estimate is known are left out, so nobody is charged more than was
spent. A subscription with a real Stripe pays for real calls, one of the sandbox for those of the sandbox.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Sum
from django.utils import timezone

from backend.billing import selectors
from backend.billing.models import OVER, Interval, OverageCharge, OverageState, Subscription
from backend.billing.worlds import environment
from backend.core.tasks import enqueue
from backend.treasury import selectors as treasury
from backend.treasury.models import BudgetPeriod, ScopeKind
from backend.treasury.money import E8_PER_CENT
from backend.treasury.windows import Window
from backend.treasury.worlds import World

# By then whatever was under way when a month ended is settled: holds of the dead are swept within minutes.
SETTLED_AFTER = timedelta(hours=1)
LOOKED_BACK = timedelta(days=70)
CURRENCY = "USD"


def world() -> World:
    """Return which calls are charged by the Stripe that we speak with."""
    return World.SIMULATED if environment() == "sandbox" else World.REAL


def claim_due() -> None:
    """Write down every charge that is due, and have those sent that Stripe does not have yet."""
    for period in _past(timezone.now()):
        _claim(period, payer(period.budget.scope_id))
    due = OverageCharge.objects.filter(
        environment=environment(),
        state__in=(OverageState.CLAIMED, OverageState.SENT),
        next_attempt_at__lte=timezone.now(),
    )
    for row_id in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:200]):
        enqueue("billing.charge_overage", row_id)


def ended(subscription: Subscription) -> None:
    """Have the rest charged of a subscription that is over; what waits for an invoice of its will not wait in vain."""
    waiting = OverageCharge.objects.filter(
        environment=subscription.environment,
        subscription_stripe_id=subscription.stripe_id,
        state=OverageState.SENT,
    )
    waiting.update(next_attempt_at=timezone.now())
    enqueue("billing.claim_overage")


def leaving(subscription: Subscription) -> None:
    """Claim the rest before the workspace goes; call it in the transaction that lets it go."""
    for period in _past(timezone.now(), subscription.workspace_id):
        _claim(period, subscription, is_over=True)


def lifting(workspace_id: UUID) -> None:
    """Claim what was spent past an allowance that has no limit from now on, for its months go with its budget."""
    for period in _past(timezone.now(), workspace_id):
        _claim(period, payer(workspace_id), whole=True)


def payer(workspace_id: UUID) -> Subscription | None:
    """Return the subscription that pays: the one that runs, else the newest that ran. A contract is not paid here."""
    rows = Subscription.objects.for_workspace(workspace_id).filter(environment=environment())
    begun = rows.exclude(stripe_id="").exclude(status__startswith="incomplete")
    found = list(begun.order_by("-created_at"))
    return next((row for row in found if row.status not in OVER), next(iter(found), None))


def uncharged_minor(period: BudgetPeriod) -> int:
    """Return the cents past the allowance in a month that are not claimed yet."""
    claimed = OverageCharge.objects.filter(
        environment=environment(),
        workspace_id=period.budget.scope_id,
        period_starts_at=period.starts_at,
    )
    already = claimed.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    return max(0, treasury.past_limit_e8(period) // E8_PER_CENT - already)


def _past(now: datetime, workspace_id: UUID | None = None) -> list[BudgetPeriod]:
    """Return the months of the last weeks in which a cent or more was spent past the allowance."""
    periods = BudgetPeriod.objects.filter(
        budget__scope_kind=ScopeKind.PLAN,
        budget__world=world(),
        budget__window=Window.MONTH,
        starts_at__gte=now - LOOKED_BACK,
        highest_overage_e8__gt=0,
        spent_e8__gte=F("highest_full_e8") + E8_PER_CENT,
    )
    if workspace_id is not None:
        periods = periods.filter(budget__scope_id=workspace_id)
    return list(periods.select_related("budget"))


def _claim(
    period: BudgetPeriod, paying: Subscription | None, *, is_over: bool = False, whole: bool = False
) -> None:
    """Write down a month's charge if it is due; `whole` says that nothing more is counted in it."""
    account = selectors.account_of(period.budget.scope_id)
    if paying is None or account is None:
        return
    if not whole and not _is_due(period, is_over or paying.status in OVER):
        return
    amount = uncharged_minor(period)
    if not amount:
        return
    assert period.ends_at is not None
    row = OverageCharge(
        workspace_id=period.budget.scope_id,
        environment=environment(),
        period_starts_at=period.starts_at,
        period_ends_at=period.ends_at,
        subscription_stripe_id=paying.stripe_id,
        stripe_customer_id=account.stripe_customer_id,
        amount_minor=amount,
        alone=is_over or stands_alone(paying),
        next_attempt_at=timezone.now(),
    )
    # Whoever claims the same at the same time finds it there.
    OverageCharge.objects.bulk_create([row], ignore_conflicts=True)
    enqueue("billing.charge_overage", row.pk)


def stands_alone(paying: Subscription) -> bool:
    """Say whether it needs an invoice of its own: none is to come, or not within a month, or in another currency."""
    yearly = paying.interval == Interval.YEAR
    return paying.status in OVER or yearly or paying.currency.upper() != CURRENCY


def _is_due(period: BudgetPeriod, is_over: bool) -> bool:
    """A month is charged when it is over and settled; after the last subscription nothing more is spent in it."""
    assert period.ends_at is not None
    if period.ends_at + SETTLED_AFTER <= timezone.now():
        return True
    return is_over and period.held_e8 == 0
