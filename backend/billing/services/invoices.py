"""Invoices for people to read, from what Stripe said of them last."""

from collections.abc import Mapping
from typing import Any

from djstripe.models import Invoice

from backend.billing import displays
from backend.billing.selectors import moment

Json = dict[str, Any]
_WORDS = {
    "draft": "Being prepared",
    "open": "To be paid",
    "paid": "Paid",
    "uncollectible": "Given up",
    "void": "Void",
}
MOST_LINES = 20


def shown(row: Invoice, *, sandbox: bool) -> Json:
    """Return one invoice as the list shows it."""
    body: Mapping[str, Any] = row.stripe_data
    currency = str(body["currency"]).upper()
    total = int(body["total"])
    return {
        "id": body["id"],
        "number": body.get("number") or "",
        "date": moment(body["created"]),
        "period": _period(body),
        "lines": [_line(line, currency) for line in body["lines"]["data"][:MOST_LINES]],
        "currency": currency,
        "total_minor": total,
        "total_display": displays.money(total, currency),
        "tax_minor": sum(int(each["amount"]) for each in body.get("total_taxes") or []),
        "paid_minor": int(body["amount_paid"]),
        "due_minor": int(body["amount_remaining"]),
        "status": body["status"],
        "status_display": _status(body),
        "hosted_url": body.get("hosted_invoice_url"),
        "pdf_url": body.get("invoice_pdf"),
        "sandbox": sandbox,
    }


def _status(body: Mapping[str, Any]) -> str:
    if body["status"] == "open" and body.get("attempt_count"):
        return "Payment failed"
    if body["status"] == "paid" and not body["amount_paid"]:
        return "Nothing to pay" if int(body["total"]) >= 0 else "Credited"
    return _WORDS.get(body["status"], str(body["status"]))


def _period(body: Mapping[str, Any]) -> Json:
    """Return the time that was bought: that of the lines, as an invoice's own period looks back."""
    periods = [line["period"] for line in body["lines"]["data"]] or [
        {"start": body["period_start"], "end": body["period_end"]}
    ]
    return {
        "starts_at": moment(min(each["start"] for each in periods)),
        "ends_at": moment(max(each["end"] for each in periods)),
    }


def _line(line: Mapping[str, Any], currency: str) -> Json:
    amount = int(line["amount"])
    return {
        "description": line.get("description") or "",
        "amount_minor": amount,
        "display": displays.money(amount, currency),
    }
