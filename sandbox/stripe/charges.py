"""Charges: one attempt to take money from a card, and what came of it."""

from sandbox.stripe.addresses import hosted
from sandbox.stripe.balance_transactions import card_fee, settle
from sandbox.stripe.books import Books, Object, changed, merged
from sandbox.stripe.cards import Decline
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, metadata, text

_CARD_DETAILS = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4")


def charge(books: Books, intent: Object, method: Object, decline: Decline | None) -> Object:
    """Try the card once for the whole intent. `decline` is the bank's refusal, if it refuses."""
    body = _charge(books, intent, method, decline)
    if decline is None:
        moved = settle(books, body, amount=body["amount"], fee=card_fee(body["amount"]), type="charge")
        body["balance_transaction"] = moved["id"]
    books.add(body, parent=intent["customer"])
    books.emit("charge.failed" if decline else "charge.succeeded", body)
    return body


def _charge(books: Books, intent: Object, method: Object, decline: Decline | None) -> Object:
    id = books.new_id("ch")
    paid = decline is None
    return {
        "id": id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": paid,
        "created": books.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": decline.code if decline else None,
        "failure_message": decline.message if decline else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": intent["on_behalf_of"],
        "outcome": _outcome(decline),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": _method_details(intent, method),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": hosted(books, f"receipts/{id}") if paid else None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "succeeded" if paid else "failed",
        "transfer_data": intent["transfer_data"],
        "transfer_group": intent["transfer_group"],
    }


def _outcome(decline: Decline | None) -> Object:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "declined_by_network" if decline else "approved_by_network",
        "reason": (decline.decline_code or decline.code) if decline else None,
        "risk_level": "normal",
        "seller_message": "The bank did not return any further details with this decline."
        if decline
        else "Payment complete.",
        "type": "issuer_declined" if decline else "authorized",
    }


def _method_details(intent: Object, method: Object) -> Object:
    card = {name: method["card"][name] for name in _CARD_DETAILS}
    network = {"network": card["brand"], "amount_authorized": intent["amount"], "installments": None}
    return {"card": {**card, **network, "wallet": None}, "type": "card"}


@registry.operation("GET", "/v1/charges/{charge}", {})
def retrieve(books: Books, params: Object, charge: str) -> Object:
    return books.get("charge", charge)


@registry.operation("POST", "/v1/charges/{charge}", {"metadata": metadata, "description": text})
def update(books: Books, params: Object, charge: str) -> Object:
    found = books.get("charge", charge)
    before = dict(found)
    if "metadata" in params:
        found["metadata"] = merged(found["metadata"], params["metadata"])
    found["description"] = params.get("description", found["description"])
    books.emit("charge.updated", found, changed(before, found))
    return books.save(found)


@registry.operation("GET", "/v1/charges", {**PAGING, "customer": text, "payment_intent": text})
def index(books: Books, params: Object) -> Object:
    intent = params.get("payment_intent")
    return books.page("charge", params, "/v1/charges", parent=params.get("customer"), payment_intent=intent)
