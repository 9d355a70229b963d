"""The kinds of objects that are kept: where each is read, with what opened out, and the table it goes into."""

from dataclasses import dataclass

from djstripe import models as mirrored
from djstripe.models.base import StripeModel


@dataclass(frozen=True)
class Kind:
    """What is known of one kind of object; `path` takes its id."""

    path: str
    model: type[StripeModel]
    expand: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    # Tax ids have no address of their own: they are read with their customer.
    "customer": Kind("/v1/customers/{id}", mirrored.Customer, ("tax_ids",)),
    "subscription": Kind(
        "/v1/subscriptions/{id}",
        mirrored.Subscription,
        ("discounts.source.coupon", "latest_invoice"),
    ),
    "invoice": Kind("/v1/invoices/{id}", mirrored.Invoice, ("discounts", "lines.data.discounts", "payments")),
    "charge": Kind("/v1/charges/{id}", mirrored.Charge, ("balance_transaction",)),
    "refund": Kind("/v1/refunds/{id}", mirrored.Refund),
    "dispute": Kind("/v1/disputes/{id}", mirrored.Dispute),
    "product": Kind("/v1/products/{id}", mirrored.Product),
    "price": Kind("/v1/prices/{id}", mirrored.Price),
    "payment_method": Kind("/v1/payment_methods/{id}", mirrored.PaymentMethod),
    "checkout.session": Kind("/v1/checkout/sessions/{id}", mirrored.Session),
}
