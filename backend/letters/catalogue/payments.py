"""Letters about money that moved, or did not."""

from dataclasses import dataclass
from typing import ClassVar, Self

from .base import MoneyLetter, in_catalogue

BECAUSE_OF_PLAN = "You get this letter because you look after the plan of a workspace at Atelier."


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class ReceiptLetter(MoneyLetter):
    """A payment arrived. `card_brand` and `card_last4` are empty where it was not made by card."""

    template: ClassVar[str] = "receipt"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    plan: str
    amount: str
    period: str
    invoice_number: str
    invoice_link: str
    card_brand: str = ""
    card_last4: str = ""

    @classmethod
    def sample(cls) -> Self:
        return cls(
            plan="Studio",
            amount="$29.00",
            period="21 November to 20 December 2026",
            invoice_number="AT-2026-00042",
            invoice_link="https://atelier.example/invoices/AT-2026-00042",
            card_brand="Visa",
            card_last4="4242",
            sandbox=True,
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class PaymentFailedLetter(MoneyLetter):
    """A payment did not arrive. `reason` is a clause without a stop: "the card has expired".

    `next_try_on` is None when it is not tried again; `narrows_on` is the day from which the free plan's limits
    hold, None where that is not decided.
    """

    template: ClassVar[str] = "payment_failed"
    why: ClassVar[str] = BECAUSE_OF_PLAN

    plan: str
    amount: str
    reason: str
    next_try_on: str | None
    narrows_on: str | None
    update_link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            plan="Studio",
            amount="$29.00",
            reason="the card has expired",
            next_try_on="24 November 2026",
            narrows_on="5 December 2026",
            update_link="https://atelier.example/billing",
            sandbox=False,
        )


@in_catalogue
@dataclass(frozen=True, kw_only=True)
class ServiceOrderUpdateLetter(MoneyLetter):
    """An order of a service package moved on. `state` ends "Your order …": "is in the hands of a designer"."""

    template: ClassVar[str] = "service_order_update"
    why: ClassVar[str] = "You get this letter because you ordered a service at Atelier."

    order_number: str
    package: str
    state: str
    next_step: str
    link: str

    @classmethod
    def sample(cls) -> Self:
        return cls(
            order_number="SO-1007",
            package="Launch in a week",
            state="is ready for you to look at",
            next_step="Read the first draft and say what should change. You have two rounds.",
            link="https://atelier.example/orders/SO-1007",
            sandbox=True,
        )
