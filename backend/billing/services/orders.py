"""Service orders: requested, quoted, accepted, paid, made and delivered. Every move is kept and told."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from backend.accounts.models import User, Workspace
from backend.billing import events
from backend.billing.models import (
    NEXT_STATES,
    OURS,
    OrderState,
    ServiceOrder,
    ServiceOrderMove,
    ServicePackage,
)
from backend.billing.packages.forms import answer_faults
from backend.billing.services import catalogue_news
from backend.billing.services.versions import require_seen
from backend.billing.worlds import environment
from backend.core.errors import ApplicationError, Invalid, NotFound
from backend.events.services import outbox

logger = logging.getLogger(__name__)
QUOTE_HOLDS = timedelta(days=30)
_FIRST_NUMBER = 1001
_TRIES = 5


class OrderCannot(ApplicationError):
    """The order is not in a state from which this can be done."""

    code = "order_state"
    status = 409

    def __init__(self, order: ServiceOrder, wanted: str) -> None:
        now, then = OrderState(order.state).label.lower(), OrderState(wanted).label.lower()
        super().__init__(f"{order.reference} is “{now}”; it cannot become “{then}”.", state=order.state)


class QuoteExpired(ApplicationError):
    code = "quote_expired"
    status = 409
    detail = "The quote does not hold any more. Ask us for a new one."


class OrderPaid(ApplicationError):
    code = "order_paid"
    status = 409
    detail = "This order is paid already."


def place(
    *, workspace: Workspace, actor: User, package: str, answers: dict[str, Any], draft: bool = False
) -> ServiceOrder:
    """Request a package, or keep a draft of the request. Raises NotFound, and Invalid by question."""
    found = ServicePackage.objects.filter(key=package, is_public=True).first()
    if found is None:
        raise NotFound
    if not draft:
        _require_answers(found, answers)
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                order = _made(workspace, actor, found, answers)
                if not draft:
                    _move(order, OrderState.REQUESTED, actor)
                return order
        except IntegrityError:
            continue  # another order took the number
    raise OrderNumbersBusy


class OrderNumbersBusy(ApplicationError):
    code = "try_again"
    status = 409
    detail = "Too many orders come in at once. Send it again in a moment."


def request(*, order: ServiceOrder, actor: User, answers: dict[str, Any] | None = None) -> ServiceOrder:
    """Send a draft in."""
    if answers is not None:
        order.answers = answers
    _require_answers(order.package, order.answers)
    return _moved(order.pk, OrderState.REQUESTED, actor, answers=order.answers)


def quote(
    *,
    order: ServiceOrder,
    actor: User,
    amount_minor: int,
    note: str = "",
    valid_until: datetime | None = None,
    seen: datetime | None = None,
) -> ServiceOrder:
    """Name the price, in minor units of the order's currency; a second quote takes the first one's place."""
    return _moved(
        order.pk,
        OrderState.QUOTED,
        actor,
        seen=seen,
        quote_minor=amount_minor,
        quote_note=note,
        quote_valid_until=valid_until or timezone.now() + QUOTE_HOLDS,
    )


def accept(*, order: ServiceOrder, actor: User) -> ServiceOrder:
    """Take the quote; an order that is accepted already stays so. Raises QuoteExpired, OrderPaid, OrderCannot."""
    if order.paid_at is not None:
        raise OrderPaid
    if order.state == OrderState.ACCEPTED:
        return order
    if order.state == OrderState.QUOTED and not order.quote_holds(timezone.now()):
        raise QuoteExpired
    return _moved(order.pk, OrderState.ACCEPTED, actor)


def cancel(*, order: ServiceOrder, actor: User, note: str = "") -> ServiceOrder:
    """Let an order go that is not paid."""
    return _moved(order.pk, OrderState.CANCELLED, actor, note=note)


def move(
    *, order: ServiceOrder, to: str, actor: User | None, note: str = "", seen: datetime | None = None
) -> ServiceOrder:
    """Move an order on as whoever does the work sees it: in progress, delivered, closed, declined, cancelled."""
    if to not in OURS or to == OrderState.QUOTED:
        raise OrderCannot(order, to)
    return _moved(order.pk, to, actor, note=note, seen=seen)


def keep_session(*, order: ServiceOrder, session_id: str) -> None:
    ServiceOrder.objects.filter(pk=order.pk).update(checkout_session_id=session_id, updated_at=timezone.now())


def mark_paid(order_id: UUID | str, *, session_id: str, amount_minor: int) -> bool:
    """Take an order for paid, once; return whether this call did it.

    A payment of less than was quoted, or a second one, changes nothing and is logged for a person to look at.
    """
    try:
        known = ServiceOrder.objects.filter(pk=UUID(str(order_id)))
    except ValueError:
        return False
    with transaction.atomic():
        order = known.select_for_update().first()
        if order is None or order.paid_session_id == session_id:
            return False
        if order.paid_at is not None or amount_minor < (order.quote_minor or 0):
            logger.error("Session %s does not fit order %s: refund it or look.", session_id, order.reference)
            return False
        order.paid_at, order.paid_minor, order.paid_session_id = timezone.now(), amount_minor, session_id
        _move(order, OrderState.PAID, None)
    return True


def _require_answers(package: ServicePackage, answers: dict[str, Any]) -> None:
    if wrong := answer_faults(package.form, answers):
        raise Invalid("Some answers are missing or cannot be used.", errors={"answers": wrong})


def _made(
    workspace: Workspace, actor: User, package: ServicePackage, answers: dict[str, Any]
) -> ServiceOrder:
    last = ServiceOrder.objects.aggregate(last=Max("number"))["last"]
    order = ServiceOrder.objects.create(
        workspace=workspace,
        package=package,
        number=_FIRST_NUMBER if last is None else last + 1,
        ordered_by=actor,
        environment=environment(),
        answers=answers,
        currency=package.currency,
    )
    ServiceOrderMove.objects.create(order=order, to_state=OrderState.DRAFT, actor=actor)
    return order


def _moved(  # whatever `fields` holds is set along with the state
    order_id: UUID,
    to: str,
    actor: User | None,
    *,
    note: str = "",
    seen: datetime | None = None,
    **fields: Any,
) -> ServiceOrder:
    with transaction.atomic():
        order = ServiceOrder.objects.select_for_update().get(pk=order_id)
        require_seen(order, seen)
        for name, value in fields.items():
            setattr(order, name, value)
        _move(order, to, actor, note)
    return order


def _move(order: ServiceOrder, to: str, actor: User | None, note: str = "") -> None:
    """Write the next state with its place in the history and its event, in the caller's transaction."""
    if to not in NEXT_STATES[order.state]:
        raise OrderCannot(order, to)
    before, order.state = order.state, to
    order.save()
    ServiceOrderMove.objects.create(order=order, from_state=before, to_state=to, actor=actor, note=note)
    payload = {
        "order_id": str(order.pk),
        "number": order.reference,
        "package": order.package.name,
        "from": before,
        "to": to,
        "note": note or (order.quote_note if to == OrderState.QUOTED else ""),
        "amount_minor": order.paid_minor if order.paid_minor is not None else order.quote_minor,
        "currency": order.currency,
        "environment": order.environment,
        "quote_valid_until": order.quote_valid_until.isoformat() if order.quote_valid_until else None,
    }
    outbox.record(
        events.SERVICE_ORDER_MOVED,
        workspace_id=order.workspace_id,
        actor_id=actor.pk if actor else None,
        payload=payload,
    )
    catalogue_news.order_changed(order.workspace_id)
