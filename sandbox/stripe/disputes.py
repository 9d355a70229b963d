"""Disputes: the bank takes a charge back until it is settled. One test card opens one by itself."""

from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, flag, metadata, object_of, text

_FEE = 1500
_DAYS_TO_ANSWER = 9
_DAY = 86_400
_EVIDENCE = ("uncategorized_text", "product_description", "customer_communication", "service_documentation")
# What decides a test dispute: https://docs.stripe.com/testing#evidence
_DECIDING = {"winning_evidence": "won", "losing_evidence": "lost"}


def open_dispute(books: Books, charge: Object) -> Object:
    """The cardholder says it was fraud: the whole charge and a fee are taken back at once."""
    dispute = _dispute(books, charge)
    books.add(dispute)
    charge["disputed"] = True
    books.save(charge)
    books.emit("charge.dispute.created", dispute)
    books.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def _dispute(books: Books, charge: Object) -> Object:
    return {
        "id": books.new_id("du"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [_withdrawal(books, charge)],
        "charge": charge["id"],
        "created": books.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": dict.fromkeys(_EVIDENCE),
        "evidence_details": {
            "due_by": books.now + _DAYS_TO_ANSWER * _DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "network_reason_code": "10.4",
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {"brand": "visa", "case_type": "chargeback", "network_reason_code": "10.4"},
            "type": "card",
        },
        "reason": "fraudulent",
        "status": "needs_response",
    }


def _withdrawal(books: Books, charge: Object, sign: int = -1) -> Object:
    amount, fee = sign * charge["amount"], _FEE if sign < 0 else 0
    return {
        "id": books.new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "created": books.now,
        "currency": charge["currency"],
        "fee": fee,
        "net": amount - fee,
        "status": "available",
        "type": "adjustment",
    }


@registry.operation("GET", "/v1/disputes/{dispute}", {})
def retrieve(books: Books, params: Object, dispute: str) -> Object:
    return books.get("dispute", dispute)


@registry.operation("GET", "/v1/disputes", {**PAGING, "charge": text, "payment_intent": text})
def index(books: Books, params: Object) -> Object:
    wanted = {name: params.get(name) for name in ("charge", "payment_intent")}
    return books.page("dispute", params, "/v1/disputes", **wanted)


@registry.operation(
    "POST",
    "/v1/disputes/{dispute}",
    {"evidence": object_of(dict.fromkeys(_EVIDENCE, text)), "metadata": metadata, "submit": flag},
)
def update(books: Books, params: Object, dispute: str) -> Object:
    """Add evidence, and with `submit` (the default) send it: the documented test texts win or lose at once."""
    found = _unsettled(books, dispute)
    before = dict(found)
    if "metadata" in params:
        found["metadata"] = merged(found["metadata"], params["metadata"])
    evidence = params.get("evidence", {})
    found["evidence"] = {**found["evidence"], **evidence}
    if not evidence or not params.get("submit", True):
        return _updated(books, before, found)
    details = found["evidence_details"]
    count = details["submission_count"] + 1
    found["evidence_details"] = {**details, "has_evidence": True, "submission_count": count}
    found["status"] = "under_review"
    _updated(books, before, found)
    decided = _DECIDING.get(found["evidence"]["uncategorized_text"] or "")
    return _close(books, found, decided) if decided else found


@registry.operation("POST", "/v1/disputes/{dispute}/close", {})
def close(books: Books, params: Object, dispute: str) -> Object:
    """Accept the dispute: it is lost."""
    return _close(books, _unsettled(books, dispute), "lost")


def _unsettled(books: Books, id: str) -> Object:
    found = books.get("dispute", id)
    if found["status"] in ("won", "lost"):
        raise StripeError("This dispute is already closed.", code="dispute_already_closed")
    return found


def _updated(books: Books, before: Object, after: Object) -> Object:
    books.emit("charge.dispute.updated", after, changed(before, after))
    return books.save(after)


def _close(books: Books, dispute: Object, status: str) -> Object:
    dispute["status"] = status
    if status == "won":
        charge = books.get("charge", dispute["charge"])
        dispute["balance_transactions"].append(_withdrawal(books, charge, sign=1))
        books.emit("charge.dispute.funds_reinstated", dispute)
    books.emit("charge.dispute.closed", dispute)
    return books.save(dispute)
