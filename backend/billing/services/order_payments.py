"""Paying for a service order: one checkout session at a time, paid exactly once."""

from datetime import datetime
from typing import Any

from django.conf import settings

from backend.accounts.models import User, Workspace
from backend.billing.models import OrderState, ServiceOrder
from backend.billing.services import orders, sessions
from backend.billing.services.customers import customer_for
from backend.integrations.stripe.client import asking

Json = dict[str, Any]


def accept(*, order: ServiceOrder, workspace: Workspace, actor: User) -> Json:
    """Take the quote and open its checkout, or return the one that is open: {url, session_id, expires_at, sandbox}.

    Raises QuoteExpired, OrderPaid, OrderCannot, and Stripe's failures; accepted it stays, and may be asked again.
    """
    order = orders.accept(order=order, actor=actor)
    if order.checkout_session_id and (known := sessions.find(order.checkout_session_id)) is not None:
        if known.status == "open":
            return sessions.told(known)
        if known.status == "complete":
            settle(known.to_dict())
            raise orders.OrderPaid
    customer = customer_for(workspace=workspace, actor=actor)
    params = {**sessions.common(workspace, customer), **_order_params(order, workspace)}
    # The same key for whoever asks at the same time: both are shown one session.
    made = sessions.opened(params, key=f"order-{order.pk}-{order.checkout_session_id or 'first'}")
    orders.keep_session(order=order, session_id=made["session_id"])
    return made


def cancel(*, order: ServiceOrder, actor: User, note: str = "") -> ServiceOrder:
    """Let an order go that is not paid, and close its checkout if one is open."""
    return _unpayable(orders.cancel(order=order, actor=actor, note=note))


def move(*, order: ServiceOrder, to: str, actor: User, note: str, seen: datetime) -> ServiceOrder:
    """As `orders.move`; the checkout of an order that is declined or cancelled is closed too."""
    moved = orders.move(order=order, to=to, actor=actor, note=note, seen=seen)
    return _unpayable(moved) if to in (OrderState.DECLINED, OrderState.CANCELLED) else moved


def settle(session: Json) -> None:
    """Mark the order paid that a finished session was for, if it was for one and the money is there."""
    order_id = (session.get("metadata") or {}).get("order_id")
    if order_id and session.get("payment_status") == "paid":
        orders.mark_paid(order_id, session_id=session["id"], amount_minor=session["amount_total"])


def _unpayable(order: ServiceOrder) -> ServiceOrder:
    if order.checkout_session_id:
        _close(order.checkout_session_id)
    return order


def _close(session_id: str) -> None:
    """Close a checkout that nobody is to pay any more, if it is still open."""
    known = sessions.find(session_id)
    if known is not None and known.status == "open":
        with asking() as stripe:
            stripe.v1.checkout.sessions.expire(session_id)


def _order_params(order: ServiceOrder, workspace: Workspace) -> Json:
    metadata = {"workspace_id": str(workspace.pk), "order_id": str(order.pk)}
    product = {"name": f"{order.package.name}, {order.reference}"}
    price = {"currency": order.currency.lower(), "unit_amount": order.quote_minor, "product_data": product}
    return {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "cancel_url": f"{settings.PUBLIC_URL}/services/orders/{order.pk}",
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
    }
