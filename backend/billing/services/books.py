"""Stripe's money in the ledger: in the installation's own books, and in those of the workspace that paid.

Each line has a cause of its own, so that it is written once, whatever is read first and however often.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import djstripe.models as mirrored

from backend.billing.platform import BOOKS
from backend.billing.stripe_sync.payments import Payment
from backend.billing.worlds import world_of
from backend.treasury.models import LedgerEntry
from backend.treasury.models.ledger import Grade, Kind
from backend.treasury.services import ledger
from backend.treasury.services.ledger import Movement
from backend.treasury.worlds import World

Json = dict[str, Any]


def book(payment: Payment) -> None:
    """Write down a payment: what was sold, the tax within, and the payer's expense less what came back since."""
    day = payment.paid_at.astimezone(UTC).date()
    net = payment.amount_minor - payment.tax_minor
    for part, kind, amount in (("sale", Kind.SALE, net), ("tax", Kind.TAX, payment.tax_minor)):
        if amount:
            movement = Movement(kind, amount, payment.currency, day, payment.description)
            _post(BOOKS, payment.environment, f"{payment.key}:{part}", movement, payment.receipt)
    _settle_expense(payment, day)


def book_fee(environment: str, transaction: Any, what: str) -> None:
    """Write down what Stripe kept, or gave back, of a movement of money; nothing where it is not known yet."""
    if not isinstance(transaction, dict) or not transaction.get("fee"):
        return
    movement = Movement(
        Kind.FEE,
        -transaction["fee"],
        transaction["currency"].upper(),
        _day(transaction),
        f"Stripe's fee for {what}",
    )
    _post(BOOKS, environment, f"stripe:{environment}:{transaction['id']}:fee", movement, transaction)


def book_refund(payment: Payment, refund: Json) -> None:
    """Write down money given back, or take that back where the bank refused it; the payer's expense follows."""
    key = f"stripe:{payment.environment}:{refund['id']}:refund"
    if refund["status"] == "succeeded":
        currency, described = refund["currency"].upper(), f"Refund of {payment.description}"
        movement = Movement(Kind.REFUND, -refund["amount"], currency, _day(refund), described)
        _post(BOOKS, payment.environment, key, movement, refund)
    elif refund["status"] in ("failed", "canceled"):
        _take_back(BOOKS, key, "the refund failed")
    _settle_expense(payment, _day(refund))


def book_dispute(payment: Payment, dispute: Json) -> None:
    """Write down what a dispute took, and what winning it gave back; the payer's expense follows."""
    for transaction in dispute.get("balance_transactions") or []:
        key = f"stripe:{payment.environment}:{transaction['id']}:dispute"
        currency, what = transaction["currency"].upper(), f"Dispute of {payment.description}"
        if transaction["amount"]:
            movement = Movement(Kind.DISPUTE, transaction["amount"], currency, _day(transaction), what)
            _post(BOOKS, payment.environment, key, movement, transaction)
        book_fee(payment.environment, transaction, f"the dispute of {payment.description}")
    _settle_expense(payment, _day(dispute))


def _settle_expense(payment: Payment, day: date) -> None:
    """Let the payer's books say what it cost after all: the line that stands is reversed and the rest written anew."""
    wanted = -(payment.amount_minor - _came_back(payment))
    entries = _expenses(payment)
    standing = next((entry for entry in entries if not hasattr(entry, "reversal")), None)
    if (standing.amount_minor if standing else 0) == wanted and (entries or not wanted):
        return
    if not entries and wanted != -payment.amount_minor:
        # Both halves of the story, though we hear of them at once.
        standing = _post_expense(payment, 0, -payment.amount_minor, day)
        entries = [standing]
    if standing is not None:
        ledger.reverse(standing, reason="money came back")
    if wanted < 0:
        _post_expense(payment, len(entries), wanted, day)


def _post_expense(payment: Payment, number: int, amount: int, day: date) -> LedgerEntry:
    movement = Movement(Kind.EXPENSE, amount, payment.currency, day, payment.description)
    return _post(
        payment.workspace_id, payment.environment, _expense_key(payment, number), movement, payment.receipt
    )


def _expenses(payment: Payment) -> list[LedgerEntry]:
    """Return the payer's lines of this payment, the first one first."""
    found: list[LedgerEntry] = []
    rows = LedgerEntry.objects.for_workspace(payment.workspace_id).select_related("reversal")
    while entry := rows.filter(source_key=_expense_key(payment, len(found))).first():
        found.append(entry)
    return found


def _expense_key(payment: Payment, number: int) -> str:
    return f"{payment.key}:expense" + (f":{number}" if number else "")


def _came_back(payment: Payment) -> int:
    """Return what refunds and disputes that we hold took back of a payment."""
    charges = mirrored.Charge.objects.filter(payment_intent_id__in=payment.intents)
    ids = set(charges.values_list("id", flat=True)) | {payment.stripe_id}
    refunds = mirrored.Refund.objects.filter(charge_id__in=ids).values_list("stripe_data", flat=True)
    disputes = mirrored.Dispute.objects.filter(charge_id__in=ids).values_list("stripe_data", flat=True)
    refunded = sum(data["amount"] for data in refunds if data["status"] == "succeeded")
    withdrawn = -sum(
        transaction["amount"] for data in disputes for transaction in data.get("balance_transactions") or []
    )
    return min(payment.amount_minor, refunded + max(0, withdrawn))


def _post(books: UUID, environment: str, source_key: str, movement: Movement, receipt: Json) -> LedgerEntry:
    grade = Grade.VERIFIED if world_of(environment) is World.REAL else Grade.SIMULATED
    return ledger.post(
        workspace_id=books, movement=movement, grade=grade, source_key=source_key, payload=receipt
    )


def _take_back(books: UUID, source_key: str, reason: str) -> None:
    entry = LedgerEntry.objects.for_workspace(books).filter(source_key=source_key, reversal=None).first()
    if entry is not None:
        ledger.reverse(entry, reason=reason)


def _day(data: Json) -> date:
    return datetime.fromtimestamp(data["created"], UTC).date()
