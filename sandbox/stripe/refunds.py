"""Refunds: money goes back, never more than was taken."""

from sandbox.stripe.balance_transactions import settle
from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, choice, flag, integer, metadata, text

_REASONS = choice("duplicate", "fraudulent", "requested_by_customer")


@registry.operation(
    "POST",
    "/v1/refunds",
    {
        "charge": text,
        "payment_intent": text,
        "amount": integer(least=1),
        "reason": _REASONS,
        "metadata": metadata,
        "refund_application_fee": flag,
        "reverse_transfer": flag,
    },
)
def create(books: Books, params: Object) -> Object:
    charge = _charge(books, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if charge["disputed"]:
        raise StripeError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    if not left:
        raise StripeError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    amount = params.get("amount", left)
    if amount > left:
        raise StripeError(
            f"Refund amount ({_shown(amount)}) is greater than unrefunded amount on charge ({_shown(left)})",
            code="amount_too_large",
            param="amount",
        )
    refund = _refund(books, charge, amount, params)
    # The fee of the charge is not given back: https://docs.stripe.com/refunds#how-refunds-work
    refund["balance_transaction"] = settle(books, refund, amount=-amount, fee=0, type="refund")["id"]
    books.add(refund, parent=charge["id"])
    _take_back(books, charge, amount)
    books.emit("refund.created", refund)
    return refund


def _charge(books: Books, params: Object) -> Object:
    if ("charge" in params) == ("payment_intent" in params):
        raise StripeError(
            "One of the following params should be provided for this request: payment_intent or charge."
        )
    if "charge" in params:
        return books.get("charge", params["charge"], param="charge")
    intent = books.get("payment_intent", params["payment_intent"], param="payment_intent")
    if intent["status"] != "succeeded":
        raise StripeError(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            code="payment_intent_unexpected_state",
        )
    return books.get("charge", intent["latest_charge"])


def _refund(books: Books, charge: Object, amount: int, params: Object) -> Object:
    return {
        "id": books.new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": books.now,
        "currency": charge["currency"],
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "metadata": merged({}, params.get("metadata", {})),
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def _take_back(books: Books, charge: Object, amount: int) -> None:
    before = dict(charge)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    books.save(charge)
    books.emit("charge.refunded", charge, changed(before, charge))


def _shown(amount: int) -> str:
    return f"${amount // 100}.{amount % 100:02}"


@registry.operation("GET", "/v1/refunds/{refund}", {})
def retrieve(books: Books, params: Object, refund: str) -> Object:
    return books.get("refund", refund)


@registry.operation("POST", "/v1/refunds/{refund}", {"metadata": metadata})
def update(books: Books, params: Object, refund: str) -> Object:
    found = books.get("refund", refund)
    before = dict(found)
    if "metadata" in params:
        found["metadata"] = merged(found["metadata"], params["metadata"])
    books.emit("refund.updated", found, changed(before, found))
    return books.save(found)


@registry.operation("GET", "/v1/refunds", {**PAGING, "charge": text, "payment_intent": text})
def index(books: Books, params: Object) -> Object:
    intent = params.get("payment_intent")
    return books.page("refund", params, "/v1/refunds", parent=params.get("charge"), payment_intent=intent)
