"""Another plan or another interval: shown exactly, then done exactly as it was shown."""

from typing import Any

import stripe as sdk

from backend.accounts.models import User, Workspace
from backend.billing.models import FREE, Subscription
from backend.billing.services import cancellations, previews, running, stripe_prices, syncing
from backend.billing.services.cancellations import CancelReason
from backend.billing.services.checkout import SeatsAreIncluded
from backend.billing.services.previews import Wanted
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError
from backend.integrations.stripe.client import asking

Json = dict[str, Any]


class NothingToChange(ApplicationError):
    code = "nothing_to_change"
    status = 409
    detail = "That is the plan you have."


class PreviewOutdated(ApplicationError):
    """What was shown is not what it would cost now; `preview` is."""

    code = "preview_outdated"
    status = 409
    detail = "The amount has changed since you saw it. Look at the new one, then confirm again."


def preview(*, workspace: Workspace, user: User, plan: str, interval: str, quantity: int = 1) -> Json:
    """Return what the change would cost now and at each renewal, with a fingerprint to confirm it by.

    Raises NoSubscription, PaymentDueFirst, SubscriptionEnding, NothingToChange, PlanNotForSale, and Stripe's failures.
    """
    subscription = running.changeable(workspace)
    if plan == FREE:
        return _completed(previews.end_of_plan(subscription), workspace, user)
    wanted = _wanted(subscription, plan, interval, quantity)
    return _completed(previews.price_change(wanted), workspace, user)


def apply(
    *,
    workspace: Workspace,
    user: User,
    plan: str,
    interval: str,
    fingerprint: str,
    proration_date: int,
    quantity: int = 1,
) -> Json:
    """Do what was previewed. Returns {status: applied | needs_action, action_url, message}.

    The plan changes only once its charge is paid: with needs_action the old one goes on until the bank's question is
    answered, or another card pays, at `action_url`. Raises PreviewOutdated with the new preview, and all that `preview`
    raises.
    """
    subscription = running.changeable(workspace)
    if plan == FREE:
        return _ended(workspace, user, subscription, fingerprint)
    wanted = _wanted(subscription, plan, interval, quantity)
    shown = previews.price_change(wanted, proration_date)
    if not previews.is_same(shown, fingerprint):
        fresh = previews.price_change(wanted)
        raise PreviewOutdated(preview=_plain(_completed(fresh, workspace, user)))
    changed = _changed(wanted, shown)
    _seen(subscription, changed)
    return _outcome(changed)


def _wanted(subscription: Subscription, plan: str, interval: str, quantity: int) -> Wanted:
    if quantity != 1:
        raise SeatsAreIncluded
    price = stripe_prices.offered(plan, interval, subscription.currency)
    if subscription.price_id == price.pk:
        raise NothingToChange
    with asking() as stripe:
        found = stripe.v1.subscriptions.retrieve(subscription.stripe_id).to_dict()
    item = found["items"]["data"][0]
    stripe_price = stripe_prices.stripe_id(price)
    if item["price"]["id"] == stripe_price:
        raise NothingToChange
    waiting = found["latest_invoice"] if found.get("pending_update") else ""
    return Wanted(subscription, item["id"], price, stripe_price, waiting)


def _changed(wanted: Wanted, shown: Json) -> Json:
    """A change that still waits for its payment gives way: voiding its invoice is how Stripe drops it.

    https://docs.stripe.com/billing/subscriptions/pending-updates
    """
    params: Json = {
        "items": wanted.items,
        "proration_behavior": "always_invoice",
        "payment_behavior": "pending_if_incomplete",
        "expand": ["latest_invoice"],
        **({"proration_date": shown["proration_date"]} if shown["lines"] else {}),
    }
    with asking() as stripe:
        if wanted.waiting_invoice:
            stripe.v1.invoices.void_invoice(wanted.waiting_invoice)
        changed: sdk.Subscription = stripe.v1.subscriptions.update(wanted.subscription.stripe_id, params)  # type: ignore[arg-type]
    body: Json = changed.to_dict()
    return body


def _seen(subscription: Subscription, changed: Json) -> None:
    syncing.refresh(type="subscription", stripe_id=subscription.stripe_id)
    if invoice := changed.get("latest_invoice"):
        syncing.refresh(type="invoice", stripe_id=invoice["id"])


def _outcome(changed: Json) -> Json:
    waits = changed.get("pending_update") is not None
    url = (changed["latest_invoice"] or {}).get("hosted_invoice_url") if waits else None
    message = (
        "Your bank has not let the payment through. Pay on the next page; until then your plan stays as it is."
        if waits
        else "Your plan has changed."
    )
    return {
        "status": "needs_action" if waits else "applied",
        "action_url": url,
        "message": message,
        "sandbox": environment() != "live",
    }


def _ended(workspace: Workspace, user: User, subscription: Subscription, fingerprint: str) -> Json:
    shown = previews.end_of_plan(subscription)
    if not previews.is_same(shown, fingerprint):
        raise PreviewOutdated(preview=_plain(_completed(shown, workspace, user)))
    cancellations.cancel(workspace=workspace, reason=CancelReason.OTHER)
    words = f"Your plan runs until {shown['effective_at']:%-d %B %Y}, and is Free from then on."
    return {"status": "applied", "action_url": None, "message": words, "sandbox": environment() != "live"}


def _completed(shown: Json, workspace: Workspace, user: User) -> Json:
    narrowed = previews.narrowed(workspace.pk, user, shown["plan"]["key"])
    return {**shown, "narrowed": narrowed, "sandbox": environment() != "live"}


def _plain(found: Any) -> Any:
    """Return it with moments as text, for an error's body."""
    if isinstance(found, dict):
        return {name: _plain(value) for name, value in found.items()}
    if isinstance(found, list):
        return [_plain(value) for value in found]
    return found.isoformat() if hasattr(found, "isoformat") else found
