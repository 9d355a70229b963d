"""What each movement of money did to the account's balance, and what it cost: https://docs.stripe.com/api/balance_transactions."""

from sandbox.stripe.books import Books, Object
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, text

_DAY = 86_400
# What cards cost in the United States: 2.9 % and 30 cents. Half a cent is rounded up.
_PER_MILLE = 29
_FIXED = 30


def card_fee(amount: int) -> int:
    return (amount * _PER_MILLE + 500) // 1000 + _FIXED


def settle(books: Books, source: Object, *, amount: int, fee: int, type: str) -> Object:
    """Move the balance for `source`, a charge or a refund. `amount` is negative when money goes out."""
    body = {
        "id": books.new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": books.now + 2 * _DAY,
        "created": books.now,
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [_fee_detail(fee, source["currency"])] if fee else [],
        "net": amount - fee,
        "reporting_category": type,
        "source": source["id"],
        "status": "pending",
        "type": type,
    }
    return books.add(body, parent=source["id"])


def _fee_detail(fee: int, currency: str) -> Object:
    return {
        "amount": fee,
        "application": None,
        "currency": currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }


@registry.operation("GET", "/v1/balance_transactions/{transaction}", {})
def retrieve(books: Books, params: Object, transaction: str) -> Object:
    return books.get("balance_transaction", transaction)


@registry.operation("GET", "/v1/balance_transactions", {**PAGING, "source": text, "type": text})
def index(books: Books, params: Object) -> Object:
    return books.page(
        "balance_transaction",
        params,
        "/v1/balance_transactions",
        parent=params.get("source"),
        type=params.get("type"),
    )
