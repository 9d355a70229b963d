"""A workspace's plan at a glance: what it is, what comes next, and what may be done about it. Nothing asks Stripe."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.billing import clocks, displays, inclusions, selectors
from backend.billing.models import BillingAccount, Status, Subscription
from backend.billing.worlds import environment, is_configured

Json = dict[str, Any]
NOT_CONFIGURED = "Payments are not set up on this installation."
NOT_YOURS = "Ask an owner or admin of the workspace."
_WITH_KEY = "An API key cannot do this. Sign in to Atelier and do it there."
_ACTIONS = ("checkout", "change", "cancel", "resume", "portal")


def overview(
    workspace_id: UUID, *, sees_money: bool, manages: bool, is_demo: bool = False, by_key: bool = False
) -> Json:
    """Return the plan and its state. Card and payments are for those who see money, addresses for who manages it."""
    now = timezone.now()
    subscription = selectors.shown_subscription(workspace_id)
    account = selectors.account_of(workspace_id)
    plan = inclusions.of(workspace_id).plan
    method = selectors.payment_method(account, subscription) if sees_money else None
    return {
        "workspace_id": workspace_id,
        "plan": {"key": plan.key, "name": plan.name, "by_contract": plan.by_contract},
        **_terms(subscription),
        "trial": _trial(subscription, now),
        "cancels_at": subscription.cancels_at if subscription else None,
        "grace": _grace(subscription, account, sees_money=sees_money, manages=manages),
        "discount": subscription.discount if subscription else "",
        "next_charge": _next_charge(subscription) if sees_money else None,
        "payment_method": method,
        "can": _can(subscription, account, _refusal(manages=manages, is_demo=is_demo, by_key=by_key)),
        "sandbox": environment() != "live",
        "configured": is_configured(),
    }


def _terms(subscription: Subscription | None) -> Json:
    if subscription is None:
        return {
            "status": "free",
            "status_display": "Free",
            "interval": None,
            "quantity": 1,
            "period": None,
            "renews_or_ends_at": None,
        }
    starts, ends = subscription.current_period_starts_at, subscription.current_period_ends_at
    return {
        "status": subscription.status,
        "status_display": Status(subscription.status).label,
        "interval": subscription.interval or None,
        "quantity": subscription.quantity,
        "period": {"starts_at": starts, "ends_at": ends} if starts and ends else None,
        "renews_or_ends_at": subscription.cancels_at or ends,
    }


def _trial(subscription: Subscription | None, now: datetime) -> Json | None:
    if subscription is None or subscription.status != Status.TRIALING or subscription.trial_ends_at is None:
        return None
    left = subscription.trial_ends_at - now
    return {
        "ends_at": subscription.trial_ends_at,
        "days_left": max(0, -(-int(left.total_seconds()) // 86_400)),
    }


def _grace(
    subscription: Subscription | None, account: BillingAccount | None, *, sees_money: bool, manages: bool
) -> Json | None:
    if subscription is None or subscription.status != Status.PAST_DUE:
        return None
    invoice = (selectors.open_invoice(account) or {}) if sees_money else {}
    currency = str(invoice.get("currency", subscription.currency)).upper()
    due = invoice.get("amount_remaining")
    return {
        "plan_name": subscription.plan.name,
        "since": subscription.past_due_since,
        "ends_at": subscription.grace_ends_at,
        "is_over": not clocks.giving([subscription]),
        "amount_due": {"amount_minor": due, "currency": currency, "display": displays.money(due, currency)}
        if due is not None
        else None,
        "next_attempt_at": selectors.moment(invoice.get("next_payment_attempt")),
        "pay_link": invoice.get("hosted_invoice_url") if manages else None,
    }


def _next_charge(subscription: Subscription | None) -> Json | None:
    """Return what the next period costs before discounts and credits, if there is one."""
    if subscription is None or subscription.price is None or subscription.cancels_at is not None:
        return None
    at = subscription.current_period_ends_at
    if subscription.status not in (Status.ACTIVE, Status.TRIALING) or at is None:
        return None
    amount, currency = subscription.price.amount_minor * subscription.quantity, subscription.currency.upper()
    return {
        "amount_minor": amount,
        "currency": currency,
        "display": displays.money(amount, currency),
        "at": at,
        "before_discounts": bool(subscription.discount),
    }


def _refusal(*, manages: bool, is_demo: bool, by_key: bool) -> str:
    """Say why this person may do nothing at all; empty where they may."""
    if by_key:
        return _WITH_KEY
    if is_demo:
        return "The demo creator looks but does not buy. Make an account of your own for that."
    return "" if manages else NOT_YOURS


def _can(subscription: Subscription | None, account: BillingAccount | None, refusal: str) -> Json:
    """Return for every action whether it may be done, and if not, why."""
    if not refusal and not is_configured():
        refusal = NOT_CONFIGURED
    reasons = _reasons(subscription, account)
    said = {action: refusal or reasons[action] for action in _ACTIONS}
    return {action: {"allowed": not reason, "reason": reason} for action, reason in said.items()}


def _reasons(subscription: Subscription | None, account: BillingAccount | None) -> dict[str, str]:
    portal = "" if account else "There is nothing to see there before you have chosen a plan."
    if selectors.is_contract(subscription):
        by_contract = "Your plan is a contract: write to us to change it."
        return {**dict.fromkeys(_ACTIONS, by_contract), "portal": portal}
    if subscription is None:
        free = "You are on the Free plan."
        return {"checkout": "", "change": free, "cancel": free, "resume": free, "portal": portal}
    ending = subscription.cancels_at is not None
    fine = subscription.status in (Status.ACTIVE, Status.TRIALING)
    change = "" if fine else "The last payment failed: pay what is open first."
    return {
        "checkout": "You have a plan already: change it instead.",
        "change": "Your plan is cancelled: resume it first." if ending else change,
        "cancel": "Your plan is cancelled already." if ending else "",
        "resume": "" if ending else "Your plan goes on by itself.",
        "portal": portal,
    }
