"""A claimed overage becomes an invoice item at Stripe, once.

Whatever became of a question that was not answered, asking again by the same key gives the same item; a key that Stripe
has forgotten by now is not asked with before the customer's items were looked through.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from backend.billing import displays
from backend.billing.models import OverageCharge, OverageState, Subscription
from backend.billing.stripe_sync.terms import named
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError
from backend.integrations.stripe import reading
from backend.integrations.stripe.client import asking
from backend.integrations.stripe.errors import StripeRefused

from . import syncing
from .overage import CURRENCY

Json = dict[str, Any]
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=6)
# Whoever works on one has this long before another may take it up.
IN_HAND = timedelta(minutes=3)
# Stripe keeps a key for a day.
KEY_LASTS = timedelta(hours=20)
LOOK_AGAIN = timedelta(days=1)


def charge(row_id: UUID) -> OverageState | None:
    """Bring one a step on at Stripe; not inside a transaction. Returns its state, None where it was not due."""
    now = timezone.now()
    open_ = Q(state=OverageState.CLAIMED) | Q(state=OverageState.SENT)
    due = OverageCharge.objects.filter(open_, pk=row_id, next_attempt_at__lte=now, environment=environment())
    if not due.update(next_attempt_at=now + IN_HAND):
        return None
    row = OverageCharge.objects.get(pk=row_id)
    try:
        _bring_on(row)
    except ApplicationError as error:
        _postpone(row, error)
    return OverageState(row.state)


def follow_invoice(environment_name: str, invoice: Json) -> None:
    """Note which of the items an invoice has taken up; call it in the transaction that saves the invoice."""
    parents = [line.get("parent") or {} for line in invoice["lines"]["data"]]
    ids = [(parent.get("invoice_item_details") or {}).get("invoice_item") for parent in parents]
    waiting = OverageCharge.objects.filter(environment=environment_name, state=OverageState.SENT)
    found = waiting.filter(stripe_id__in=[id for id in ids if id])
    found.update(state=OverageState.INVOICED, invoice_stripe_id=invoice["id"], updated_at=timezone.now())


def _bring_on(row: OverageCharge) -> None:
    """Raises Stripe's failures; what was reached is kept."""
    if row.state == OverageState.CLAIMED and not row.stripe_id:
        _keep(row, state=OverageState.SENT, stripe_id=_made(row)["id"])
    item = _look_at(row)
    if item and item["invoice"]:
        _keep(row, state=OverageState.INVOICED, invoice_stripe_id=named(item["invoice"]))
    elif row.state == OverageState.CLAIMED:
        _take_back(item)
        _keep(row, stripe_id="", asked_at=None)
        _bring_on(row)
    elif item is None:
        _keep(row, state=OverageState.WAIVED)
    elif row.alone:
        _keep(row, state=OverageState.INVOICED, invoice_stripe_id=_own_invoice(row))
    elif _runs(row):
        _keep(row, next_attempt_at=timezone.now() + LOOK_AGAIN)
    else:
        # It would wait for an invoice that never comes. Written down first, so that a deleted item is not taken for
        # one that somebody waived.
        _keep(row, state=OverageState.CLAIMED, alone=True)
        _bring_on(row)


def _made(row: OverageCharge) -> Json:
    """Return its item, made now unless it was already."""
    if row.asked_at is None:
        _keep(row, asked_at=timezone.now())
    elif row.asked_at + KEY_LASTS < timezone.now() and (found := _among_the_customers(row)) is not None:
        return found
    try:
        return _asked_for(row)
    except StripeRefused:
        syncing.refresh(type="subscription", stripe_id=row.subscription_stripe_id)
        if row.alone or _runs(row):
            raise
        # It ended meanwhile: no invoice of its is to come.
        _keep(row, alone=True, asked_at=timezone.now())
        return _asked_for(row)


def _asked_for(row: OverageCharge) -> Json:
    amount = displays.money(row.amount_minor, CURRENCY)
    params: Json = {
        "customer": row.stripe_customer_id,
        "amount": row.amount_minor,
        "currency": CURRENCY.lower(),
        "description": f"Model spend past the allowance, {row.period_starts_at:%B %Y}: {amount}",
        # At cost: a discount on the plan is none on what is passed on.
        "discountable": False,
        "metadata": {"overage": str(row.pk)},
        "period": {
            "start": int(row.period_starts_at.timestamp()),
            "end": int(row.period_ends_at.timestamp()) - 1,
        },
        **({} if row.alone else {"subscription": row.subscription_stripe_id}),
    }
    with asking() as stripe:
        made: Json = stripe.v1.invoice_items.create(params, {"idempotency_key": row.key}).to_dict()  # type: ignore[arg-type]
    return made


def _among_the_customers(row: OverageCharge) -> Json | None:
    for page in reading.pages("/v1/invoiceitems", customer=row.stripe_customer_id):
        for item in page:
            if (item.get("metadata") or {}).get("overage") == str(row.pk):
                return item
    return None


def _look_at(row: OverageCharge) -> Json | None:
    """Return the item as Stripe has it; None where somebody deleted it there."""
    try:
        return reading.get(f"/v1/invoiceitems/{row.stripe_id}")
    except StripeRefused as refusal:
        if refusal.is_missing:
            return None
        raise


def _own_invoice(row: OverageCharge) -> str:
    """Invoice what waits for no subscription, to the card that paid for the one it came from. Finalized by Stripe."""
    subscription = reading.get(f"/v1/subscriptions/{row.subscription_stripe_id}")
    card = named(subscription.get("default_payment_method"))
    params: Json = {
        "customer": row.stripe_customer_id,
        "auto_advance": True,
        "collection_method": "charge_automatically",
        "currency": CURRENCY.lower(),
        "pending_invoice_items_behavior": "include",
        "metadata": {"overage": str(row.pk)},
        **({"default_payment_method": card} if card else {}),
    }
    with asking() as stripe:
        made = stripe.v1.invoices.create(params, {"idempotency_key": f"{row.key}-invoice"})  # type: ignore[arg-type]
    return str(made.id)


def _runs(row: OverageCharge) -> bool:
    rows = Subscription.objects.filter(environment=row.environment, stripe_id=row.subscription_stripe_id)
    return rows.standing().exists()


def _take_back(item: Json | None) -> None:
    if item is not None:
        with asking() as stripe:
            stripe.v1.invoice_items.delete(item["id"])


def _keep(row: OverageCharge, **changes: Any) -> None:
    fresh = {"attempts": 0, "error": "", **changes}
    for name, value in fresh.items():
        setattr(row, name, value)
    row.save(update_fields=[*fresh, "updated_at"])


def _postpone(row: OverageCharge, error: ApplicationError) -> None:
    row.attempts = min(row.attempts + 1, 1000)
    row.next_attempt_at = timezone.now() + min(FIRST_RETRY * 2 ** min(row.attempts, 16), LONGEST_RETRY)
    row.error = f"{error.code}: {error}"[:2000]
    row.save(update_fields=["attempts", "next_attempt_at", "error", "updated_at"])
