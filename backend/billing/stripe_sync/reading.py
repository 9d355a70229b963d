"""Reading one object from Stripe, and what its consequences need, outside any transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from backend.integrations.stripe import reading as stripe
from backend.integrations.stripe.errors import StripeRefused

from .kinds import KINDS
from .terms import named

Json = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What Stripe said. `at` is when we began to ask: nothing in it is older."""

    kind: str
    stripe_id: str
    at: datetime
    # None: Stripe has it no more.
    data: Json | None
    # The invoice that a refund, a dispute or a charge belongs to, if it belongs to one.
    invoice: Json | None = None
    charge: Json | None = None
    # The payment intents of an invoice, each with its latest charge opened out.
    intents: list[Json] = field(default_factory=list)


def read(kind: str, stripe_id: str) -> Reading:
    """Ask Stripe for an object and what its consequences need. Raises StripeUnavailable."""
    at = timezone.now()
    data = _found(kind, stripe_id)
    if data is None or data.get("deleted"):
        return Reading(kind, stripe_id, at, None)
    return Reading(kind, stripe_id, at, data, **_MORE[kind](data) if kind in _MORE else {})


def _found(kind: str, stripe_id: str) -> Json | None:
    known = KINDS[kind]
    try:
        return stripe.get(known.path.format(id=stripe_id), **_expanding(known.expand))
    except StripeRefused as refused:
        if refused.is_missing:
            return None
        raise


def _expanding(paths: tuple[str, ...]) -> Json:
    return {"expand": list(paths)} if paths else {}


def _of_invoice(invoice: Json) -> Json:
    return {"intents": [_intent(id) for id in intents_of(invoice)]}


def _of_charge(charge: Json) -> Json:
    return {"charge": charge, "invoice": _invoice_paid_by(charge)}


def _of_movement(data: Json) -> Json:
    """A refund or a dispute: what it takes back, and which invoice that had paid."""
    charge = _found("charge", named(data.get("charge")))
    return {} if charge is None else _of_charge(charge)


def _invoice_paid_by(charge: Json) -> Json | None:
    """Return the invoice that a charge paid; since 2025 the charge does not name it any more."""
    intent = named(charge.get("payment_intent"))
    if not intent:
        return None
    paid = {"type": "payment_intent", "payment_intent": intent}
    listed = stripe.get("/v1/invoice_payments", payment=paid, limit=1)["data"]
    return _found("invoice", named(listed[0]["invoice"])) if listed else None


def intents_of(invoice: Json) -> list[str]:
    """Return the ids of the payment intents that pay an invoice."""
    payments = (invoice.get("payments") or {}).get("data") or []
    found = (named((payment.get("payment") or {}).get("payment_intent")) for payment in payments)
    return [intent for intent in found if intent]


def _intent(intent_id: str) -> Json:
    return stripe.get(
        f"/v1/payment_intents/{intent_id}", expand=["latest_charge.balance_transaction", "payment_method"]
    )


_MORE: dict[str, Callable[[Json], Json]] = {
    "invoice": _of_invoice,
    "charge": _of_charge,
    "refund": _of_movement,
    "dispute": _of_movement,
}
