"""Stripe's checkout page: opened for a plan, and looked at when the person returns from it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from backend.accounts.models import User, Workspace
from backend.billing import selectors
from backend.billing.models import Plan, PlanPrice
from backend.billing.services import order_payments, sessions, stripe_prices, syncing
from backend.billing.services.customers import customer_for
from backend.billing.services.promotions import code_id
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError, NotFound
from backend.integrations.stripe.client import asking

Json = dict[str, Any]
OVER = ("canceled", "incomplete_expired")


class AlreadySubscribed(ApplicationError):
    code = "already_subscribed"
    status = 409
    detail = "You have a plan already. Change it in your billing settings: you see the exact charge first."


class SeatsAreIncluded(ApplicationError):
    code = "seats_included"
    status = 409
    detail = "A plan includes its seats; there is nothing to buy more of. A larger plan has more seats."


@dataclass(frozen=True)
class History:
    """What Stripe knows of a customer's subscriptions, which may be news to us."""

    standing_id: str
    had_trial: bool


def start(
    *,
    workspace: Workspace,
    actor: User,
    plan: str,
    interval: str,
    currency: str = "USD",
    quantity: int = 1,
    code: str = "",
) -> Json:
    """Open a checkout for a plan, closing those that were open; return {url, session_id, expires_at}.

    Raises AlreadySubscribed, PlanNotForSale, SeatsAreIncluded, UnknownCode, and Stripe's failures.
    """
    if quantity != 1:
        raise SeatsAreIncluded
    if selectors.standing_subscription(workspace.pk) is not None:
        raise AlreadySubscribed
    price = stripe_prices.offered(plan, interval, currency)
    price_id = stripe_prices.stripe_id(price)
    customer = customer_for(workspace=workspace, actor=actor)
    history = _history(customer)
    if history.standing_id:
        syncing.refresh(type="subscription", stripe_id=history.standing_id)
        raise AlreadySubscribed
    promotion = code_id(code, customer) if code else ""
    trial = price.plan.trial_days if not (history.had_trial or selectors.had_trial(workspace.pk)) else 0
    _close_others(customer)
    params = {
        **sessions.common(workspace, customer),
        **_plan_params(workspace, price, price_id, trial),
        **({"discounts": [{"promotion_code": promotion}]} if promotion else {"allow_promotion_codes": True}),
    }
    return sessions.opened(params)


def state(*, workspace: Workspace, session_id: str) -> Json:
    """Say where a checkout stands, and take over at once what it brought.

    Asks Stripe once, without trying again. Raises NotFound for what is another workspace's.
    """
    session = sessions.find(session_id)
    if session is None or session.client_reference_id != str(workspace.pk):
        raise NotFound
    body = session.to_dict()
    if body["status"] == "complete":
        _take_over(body)
    plan = Plan.objects.filter(key=(body.get("metadata") or {}).get("plan_key", "")).first()
    status = _status(body)
    return {
        "status": status,
        "plan": {"key": plan.key, "name": plan.name} if plan else None,
        "order_id": (body.get("metadata") or {}).get("order_id"),
        "message": _message(status, plan.name if plan else "Your order"),
        "sandbox": environment() != "live",
    }


def _plan_params(workspace: Workspace, price: PlanPrice, price_id: str, trial: int) -> Json:
    metadata = {"workspace_id": str(workspace.pk), "plan_key": price.plan.key}
    return {
        "mode": "subscription",
        "line_items": [{"price": price_id, "quantity": 1}],
        "cancel_url": f"{settings.PUBLIC_URL}/settings/billing",
        "metadata": metadata,
        "subscription_data": {
            "metadata": {"workspace_id": str(workspace.pk)},
            **({"trial_period_days": trial} if trial else {}),
        },
    }


def _history(customer: str) -> History:
    with asking() as stripe:
        found = stripe.v1.subscriptions.list({"customer": customer, "status": "all", "limit": 100}).data
    return History(
        standing_id=next((each.id for each in found if each.status not in OVER), ""),
        had_trial=any(each.trial_start and each.status != "incomplete_expired" for each in found),
    )


def _close_others(customer: str) -> None:
    """Two open pages could both be paid, and make two subscriptions."""
    with asking() as stripe:
        found = stripe.v1.checkout.sessions.list({"customer": customer, "status": "open", "limit": 100})
        for each in found.data:
            if each.mode == "subscription":
                stripe.v1.checkout.sessions.expire(each.id)


def _take_over(session: Json) -> None:
    for kind in ("customer", "subscription", "invoice"):
        if session.get(kind):
            syncing.refresh(type=kind, stripe_id=session[kind])
    order_payments.settle(session)


def _status(session: Json) -> str:
    if session["status"] == "complete" and session["payment_status"] == "unpaid":
        return "processing"
    return str(session["status"])


def _message(status: str, bought: str) -> str:
    return {
        "open": "The checkout is still open: nothing was charged.",
        "processing": "Your bank is still working on the payment. We write to you as soon as it is through.",
        "complete": f"Thank you. {bought} is yours.",
        "expired": "This checkout has expired: nothing was charged. Begin again from the pricing page.",
    }[status]
