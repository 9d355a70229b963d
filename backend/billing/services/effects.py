"""What follows from an object of Stripe's that was read: each kind has its own consequences, each of them once."""

from collections.abc import Callable

from backend.billing.models import StripeObject
from backend.billing.stripe_sync.reading import Reading

from . import order_payments, payments, standing

Follow = Callable[[StripeObject, Reading], None]


def _follow_checkout(_: StripeObject, reading: Reading) -> None:
    if reading.data is not None:
        order_payments.settle(reading.data)


_FOLLOWS: dict[str, Follow] = {
    "subscription": standing.follow,
    "invoice": payments.follow_invoice,
    "charge": payments.follow_charge,
    "refund": payments.follow_refund,
    "dispute": payments.follow_dispute,
    "checkout.session": _follow_checkout,
}


def follow(row: StripeObject, reading: Reading) -> None:
    """Do what the reading asks for; call it in the transaction that saves it."""
    if reading.kind in _FOLLOWS:
        _FOLLOWS[reading.kind](row, reading)
