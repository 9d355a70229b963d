"""Questions about what is sold and who pays for it. Nothing here asks Stripe."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from djstripe.models import Customer, Invoice, PaymentMethod
from djstripe.models import Subscription as StripeSubscription

from . import clocks
from .models import (
    CONTRACT,
    BillingAccount,
    OrderState,
    Plan,
    PlanPrice,
    ServiceOrder,
    ServiceOrderMove,
    ServicePackage,
    Status,
    Subscription,
)
from .worlds import environment

Json = dict[str, Any]


def public_plans() -> list[Plan]:
    """Return what is on offer, the lowest first, each with its current prices and its features."""
    current = PlanPrice.objects.filter(is_current=True).order_by("currency", "interval")
    found = Plan.objects.filter(is_public=True).order_by("position")
    return list(found.prefetch_related(Prefetch("prices", current, to_attr="offered"), "features"))


def standing_subscription(workspace_id: UUID) -> Subscription | None:
    """Return the subscription at Stripe that has not ended; the newest, should there be several."""
    rows = Subscription.objects.for_workspace(workspace_id).standing().filter(environment=environment())
    return rows.select_related("plan", "price").order_by("-created_at").first()


def shown_subscription(workspace_id: UUID) -> Subscription | None:
    """Return the subscription that gives the plan, else the newest that has not ended; a contract counts too."""
    rows = Subscription.objects.for_workspace(workspace_id).in_force(environment())
    found = list(rows.select_related("plan", "price").order_by("-created_at"))
    giving = clocks.giving(found)
    return max(giving, key=lambda row: row.plan.position) if giving else next(iter(found), None)


def had_trial(workspace_id: UUID) -> bool:
    own = Subscription.objects.for_workspace(workspace_id).filter(environment=environment())
    return own.exclude(trial_ends_at=None).exclude(status=Status.INCOMPLETE_EXPIRED).exists()


def account_of(workspace_id: UUID) -> BillingAccount | None:
    return BillingAccount.objects.filter(workspace=workspace_id, environment=environment()).first()


def payment_method(account: BillingAccount | None, subscription: Subscription | None) -> Json | None:
    """Return the card that pays, as Stripe said last: the subscription's own, else the customer's default."""
    if account is None:
        return None
    wanted = _own_method(subscription) or _default_method(account.stripe_customer_id)
    row = PaymentMethod.objects.filter(id=wanted).only("stripe_data").first() if wanted else None
    card = (row.stripe_data.get("card") if row else None) or None
    if card is None:
        return None
    expiry = f"{card['exp_month']:02}/{card['exp_year']}"
    return {"brand": card.get("display_brand") or card["brand"], "last4": card["last4"], "exp": expiry}


def open_invoice(account: BillingAccount | None) -> Json | None:
    """Return the newest invoice that is finalized and not paid, as Stripe said last."""
    return next((body for body in _invoice_bodies(account) if body.get("status") == "open"), None)


def invoices(account: BillingAccount | None) -> QuerySet[Invoice]:
    if account is None:
        return Invoice.objects.none()
    return Invoice.objects.filter(customer_id=account.stripe_customer_id).exclude(created=None)


def public_packages() -> QuerySet[ServicePackage]:
    return ServicePackage.objects.filter(is_public=True)


def orders_of(workspace_id: UUID) -> QuerySet[ServiceOrder]:
    moves = ServiceOrderMove.objects.order_by("created_at", "pk")
    found = ServiceOrder.objects.for_workspace(workspace_id).select_related("package")
    return found.prefetch_related(Prefetch("moves", moves))


def orders_at_the_desk(states: Collection[str]) -> QuerySet[ServiceOrder]:
    """Return everyone's orders in these states, or in all that were sent in; drafts are the customer's own."""
    moves = ServiceOrderMove.objects.order_by("created_at", "pk")
    found = ServiceOrder.objects.filter(state__in=states) if states else ServiceOrder.objects.all()
    related = found.exclude(state=OrderState.DRAFT).select_related("package", "workspace", "ordered_by")
    return related.prefetch_related(Prefetch("moves", moves))


def is_contract(subscription: Subscription | None) -> bool:
    return subscription is not None and subscription.environment == CONTRACT


def moment(seconds: int | None) -> datetime | None:
    """Return Stripe's Unix time as ours."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _invoice_bodies(account: BillingAccount | None) -> list[Json]:
    newest = invoices(account).order_by("-created").only("stripe_data")[:12]
    return [row.stripe_data for row in newest]


def _own_method(subscription: Subscription | None) -> str:
    if subscription is None or not subscription.stripe_id:
        return ""
    row = StripeSubscription.objects.filter(id=subscription.stripe_id).only("stripe_data").first()
    return _id_of(row.stripe_data.get("default_payment_method")) if row else ""


def _default_method(customer_id: str) -> str:
    row = Customer.objects.filter(id=customer_id).only("stripe_data").first()
    settings = (row.stripe_data.get("invoice_settings") if row else None) or {}
    return _id_of(settings.get("default_payment_method"))


def _id_of(found: Any) -> str:
    """Return the id of what Stripe gave as an id, expanded, or not at all."""
    return str(found["id"]) if isinstance(found, Mapping) else str(found or "")
