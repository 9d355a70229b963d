"""What follows from money that moved at Stripe, or would not move: the books, and events that say it in words."""

from typing import Any
from uuid import UUID

from backend.billing import events
from backend.billing.models import StripeObject, Subscription
from backend.billing.stripe_sync.owners import workspace_of
from backend.billing.stripe_sync.payments import Payment, in_words, paid_invoice, payment_of
from backend.billing.stripe_sync.reading import Reading
from backend.billing.stripe_sync.terms import moment, named
from backend.events.services import outbox

from . import books, overage_charges
from .once import once

Json = dict[str, Any]
_CLOSED = ("won", "lost", "warning_closed", "prevented")
NO_CARD = "There is no card on file that could be charged."
ASKS_TO_CONFIRM = "Your bank asks you to confirm this payment."


def follow_invoice(row: StripeObject, reading: Reading) -> None:
    invoice = reading.data
    if invoice is None:
        return
    overage_charges.follow_invoice(row.environment, invoice)
    charges = [
        intent["latest_charge"] for intent in reading.intents if isinstance(intent.get("latest_charge"), dict)
    ]
    paid = paid_invoice(row.environment, invoice)
    if paid is not None:
        books.book(paid)
        for charge in charges:
            books.book_fee(row.environment, charge.get("balance_transaction"), paid.description)
        _tell_of_payment(paid, invoice, charges)
    elif invoice["status"] == "open" and invoice.get("attempted"):
        _tell_of_failure(row, invoice, reading.intents)


def follow_charge(row: StripeObject, reading: Reading) -> None:
    """Book what a charge brought; with an invoice it is the invoice's payment, and only the fee is new."""
    charge = reading.data
    paid = payment_of(row.environment, reading.invoice, charge)
    if charge is None or paid is None:
        return
    books.book(paid)
    books.book_fee(row.environment, charge.get("balance_transaction"), paid.description)
    if reading.invoice is None:
        _tell_of_payment(paid, {"id": charge["id"]}, [charge])


def follow_refund(row: StripeObject, reading: Reading) -> None:
    refund, paid = reading.data, payment_of(row.environment, reading.invoice, reading.charge)
    if refund is None or paid is None:
        return
    books.book(paid)
    books.book_refund(paid, refund)
    if refund["status"] == "succeeded" and once(row.environment, f"{refund['id']}:made"):
        more = {"refund_id": refund["id"], "reason": refund.get("reason") or ""}
        _record(events.REFUND_MADE, paid, refund, {**more, **_invoice(reading.invoice)})


def follow_dispute(row: StripeObject, reading: Reading) -> None:
    dispute, paid = reading.data, payment_of(row.environment, reading.invoice, reading.charge)
    if dispute is None or paid is None:
        return
    books.book(paid)
    books.book_dispute(paid, dispute)
    due_by = moment((dispute.get("evidence_details") or {}).get("due_by"))
    more = {
        "dispute_id": dispute["id"],
        "reason": dispute.get("reason") or "",
        "status": dispute["status"],
        "answer_by": due_by.isoformat() if due_by else None,
        **_invoice(reading.invoice),
    }
    if once(row.environment, f"{dispute['id']}:opened"):
        _record(events.DISPUTE_OPENED, paid, dispute, more)
    if dispute["status"] in _CLOSED and once(row.environment, f"{dispute['id']}:closed"):
        _record(events.DISPUTE_CLOSED, paid, dispute, more)


def _tell_of_payment(paid: Payment, source: Json, charges: list[Json]) -> None:
    if not once(paid.environment, f"{paid.stripe_id}:paid"):
        return
    more = {
        "tax_minor": paid.tax_minor,
        "paid_at": paid.paid_at.isoformat(),
        "card": next(filter(None, map(_card, charges)), ""),
        "billing_reason": source.get("billing_reason") or "",
        **_invoice(source),
    }
    _record(events.PAYMENT_SUCCEEDED, paid, {"amount": paid.amount_minor, "currency": paid.currency}, more)


def _tell_of_failure(row: StripeObject, invoice: Json, intents: list[Json]) -> None:
    """Tell once for each attempt why an invoice could not be paid, when it is tried again, and where to mend it."""
    workspace_id = workspace_of(row.environment, named(invoice.get("customer")))
    needs_action = any(intent["status"] == "requires_action" for intent in intents)
    attempt = f"{invoice['id']}:{'action' if needs_action else 'failed'}:{invoice.get('attempt_count') or 0}"
    if workspace_id is None or not once(row.environment, attempt):
        return
    subscription = _subscription(row.environment, invoice)
    next_attempt_at = moment(invoice.get("next_payment_attempt"))
    grace_ends_at = subscription.grace_ends_at if subscription else None
    payload = {
        **_base(row.environment, workspace_id, invoice["amount_remaining"], invoice["currency"]),
        **_invoice(invoice),
        "description": in_words(row.environment, invoice),
        "billing_reason": invoice.get("billing_reason") or "",
        "attempt": invoice.get("attempt_count") or 0,
        "reason": ASKS_TO_CONFIRM if needs_action else _why(intents),
        "needs_action": needs_action,
        "next_attempt_at": next_attempt_at.isoformat() if next_attempt_at else None,
        "update_url": invoice.get("hosted_invoice_url") or "",
        "plan_name": subscription.plan.name if subscription else "",
        "subscription_id": str(subscription.pk) if subscription else None,
        "grace_ends_at": grace_ends_at.isoformat() if grace_ends_at else None,
    }
    outbox.record(events.PAYMENT_FAILED, workspace_id=workspace_id, payload=payload)


def _why(intents: list[Json]) -> str:
    errors = [intent["last_payment_error"] for intent in intents if intent.get("last_payment_error")]
    return errors[-1].get("message") or "The bank declined it." if errors else NO_CARD


def _subscription(environment: str, invoice: Json) -> Subscription | None:
    details = (invoice.get("parent") or {}).get("subscription_details") or {}
    stripe_id = named(details.get("subscription"))
    rows = Subscription.objects.filter(environment=environment, stripe_id=stripe_id)
    return rows.select_related("plan").first() if stripe_id else None


def _card(charge: Json) -> str:
    """Say which card paid, such as "Visa ending in 4242"."""
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    return f"{card['brand'].replace('_', ' ').title()} ending in {card['last4']}" if card.get("last4") else ""


def _invoice(invoice: Json | None) -> Json:
    shown = invoice or {}
    return {
        "invoice_id": shown.get("id", ""),
        "invoice_number": shown.get("number") or "",
        "hosted_invoice_url": shown.get("hosted_invoice_url") or "",
        "invoice_pdf": shown.get("invoice_pdf") or "",
    }


def _record(name: str, paid: Payment, moved: Json, more: Json) -> None:
    base = _base(paid.environment, paid.workspace_id, moved["amount"], moved["currency"])
    outbox.record(
        name, workspace_id=paid.workspace_id, payload={**base, "description": paid.description, **more}
    )


def _base(environment: str, workspace_id: UUID, amount_minor: int, currency: str) -> Json:
    return {
        "workspace_id": str(workspace_id),
        "environment": environment,
        "amount_minor": amount_minor,
        "currency": currency.upper(),
    }
