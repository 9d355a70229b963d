"""A payment of one of our customers in our words: an invoice that was paid, or a charge without one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from .owners import workspace_of
from .plans import plan_of
from .reading import intents_of
from .terms import moment, named

Json = dict[str, Any]


@dataclass(frozen=True)
class Payment:
    """Money that came in: minor units, tax within. `stripe_id` is the invoice's, or the charge's."""

    environment: str
    workspace_id: UUID
    stripe_id: str
    amount_minor: int
    tax_minor: int
    currency: str
    paid_at: datetime
    # What was paid for, such as "Atelier Pro, 21 Nov - 21 Dec".
    description: str
    receipt: Json
    # The payment intents that brought it.
    intents: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"stripe:{self.environment}:{self.stripe_id}"


def payment_of(environment: str, invoice: Json | None, charge: Json | None) -> Payment | None:
    """Return the payment behind an invoice or, where there is none, a charge; None if nothing was paid to us."""
    if invoice is not None:
        return paid_invoice(environment, invoice)
    return _paid_charge(environment, charge) if charge is not None else None


def paid_invoice(environment: str, invoice: Json) -> Payment | None:
    workspace_id = workspace_of(environment, named(invoice.get("customer")))
    amount = invoice.get("amount_paid") or 0
    if workspace_id is None or invoice["status"] != "paid" or amount <= 0:
        return None
    return Payment(
        environment,
        workspace_id,
        invoice["id"],
        amount,
        tax_within(invoice),
        invoice["currency"].upper(),
        moment((invoice.get("status_transitions") or {}).get("paid_at"))
        or datetime.fromtimestamp(invoice["created"], UTC),
        in_words(environment, invoice),
        invoice,
        tuple(intents_of(invoice)),
    )


def _paid_charge(environment: str, charge: Json) -> Payment | None:
    workspace_id = workspace_of(environment, named(charge.get("customer")))
    amount = charge.get("amount_captured") or 0
    if workspace_id is None or charge["status"] != "succeeded" or amount <= 0:
        return None
    return Payment(
        environment,
        workspace_id,
        charge["id"],
        amount,
        0,
        charge["currency"].upper(),
        datetime.fromtimestamp(charge["created"], UTC),
        charge.get("description") or "Atelier",
        charge,
        tuple(filter(None, [named(charge.get("payment_intent"))])),
    )


def tax_within(invoice: Json) -> int:
    """Return the tax within what was paid: the whole of it, or its share where a balance paid the rest."""
    tax = sum(line["amount"] for line in invoice.get("total_taxes") or [])
    total, paid = invoice.get("total") or 0, invoice.get("amount_paid") or 0
    return 0 if total <= 0 else round(Fraction(tax) * min(paid, total) / total)


def in_words(environment: str, invoice: Json) -> str:
    """Say what an invoice is for: the plan and its period."""
    line = main_line(invoice)
    if line is None:
        return invoice.get("description") or "Atelier"
    name = _plan_name(environment, line) or line.get("description") or "subscription"
    period = line["period"]
    begins, ends = (datetime.fromtimestamp(period[side], UTC) for side in ("start", "end"))
    return f"{name}, {begins.day} {begins:%b} – {ends.day} {ends:%b}"


def main_line(invoice: Json) -> Json | None:
    """Return the line that says what the invoice is for: the one of the period that lasts longest from now on."""
    lines = invoice["lines"]["data"]
    return max(lines, key=lambda line: (line["amount"] > 0, line["period"]["end"]), default=None)


def _plan_name(environment: str, line: Json) -> str:
    details = ((line.get("pricing") or {}).get("price_details") or {}) if line else {}
    if not details.get("price"):
        return ""
    found = plan_of(environment, {"id": named(details["price"]), "product": details.get("product")})
    return f"Atelier {found[0].name}" if found else ""
