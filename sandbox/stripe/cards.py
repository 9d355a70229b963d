"""The documented test cards: https://docs.stripe.com/testing. What each does when it is kept and when it is charged.

A number is never stored. A payment method shows its fingerprint, which is the same for the same number, and by it
the double knows how the card behaves.
"""

import hashlib
from dataclasses import dataclass

from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError, card_declined


@dataclass(frozen=True)
class Decline:
    message: str
    code: str = "card_declined"
    decline_code: str | None = None

    def error(self) -> StripeError:
        return card_declined(self.message, code=self.code, decline_code=self.decline_code)


@dataclass(frozen=True)
class Card:
    """`challenge` is when the bank asks for 3-D Secure: never, once (until the card was set up), or always."""

    brand: str = "visa"
    decline: Decline | None = None
    keeps: bool = True
    challenge: str = "never"
    disputed: bool = False


_DECLINED = "Your card was declined."
_GENERIC = Decline(_DECLINED, decline_code="generic_decline")
AUTHENTICATION_REQUIRED = Decline(
    "Your card was declined. This transaction requires authentication.",
    code="authentication_required",
    decline_code="authentication_required",
)
AUTHENTICATION_FAILED = Decline(
    "We are unable to authenticate your payment method. "
    "Please choose a different payment method and try again.",
    code="payment_intent_authentication_failure",
)
CARDS = {
    "4242424242424242": Card(),
    "5555555555554444": Card("mastercard"),
    "378282246310005": Card("amex"),
    "4000000000000002": Card(decline=_GENERIC, keeps=False),
    "4000000000009995": Card(
        decline=Decline("Your card has insufficient funds.", decline_code="insufficient_funds"), keeps=False
    ),
    "4000000000000069": Card(decline=Decline("Your card has expired.", code="expired_card"), keeps=False),
    "4000000000000127": Card(
        decline=Decline("Your card's security code is incorrect.", code="incorrect_cvc"), keeps=False
    ),
    "4000000000000341": Card(decline=_GENERIC),
    "4000002500003155": Card(challenge="once"),
    "4000002760003184": Card(challenge="always"),
    "4000000000000259": Card(disputed=True),
}
# The payment methods that exist without a number: https://docs.stripe.com/testing?testing-method=payment-methods
TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_createDispute": "4000000000000259",
}


def _fingerprint(number: str) -> str:
    return hashlib.sha256(f"sandbox card {number}".encode()).hexdigest()[:16]


_BY_FINGERPRINT = {_fingerprint(number): card for number, card in CARDS.items()}


def checked_number(typed: str) -> str:
    """The digits of a test card. Raises incorrect_number for any other, so that no real card is ever taken here."""
    number = typed.replace(" ", "").replace("-", "")
    if number not in CARDS:
        raise card_declined(
            "Your card number is incorrect. The sandbox takes only Stripe's test cards.",
            code="incorrect_number",
            param="number",
        )
    return number


def checked_expiry(month: int, year: int, now_year: int, now_month: int) -> tuple[int, int]:
    """The expiry with a year of four digits. Raises when it is none or has passed."""
    if not 1 <= month <= 12:
        raise card_declined(
            "Your card's expiration month is invalid.", code="invalid_expiry_month", param="exp_month"
        )
    whole = year + 2000 if year < 100 else year
    if (whole, month) < (now_year, now_month) or whole > now_year + 50:
        raise card_declined(
            "Your card's expiration year is invalid.", code="invalid_expiry_year", param="exp_year"
        )
    return month, whole


def card_object(number: str, *, exp_month: int, exp_year: int) -> Object:
    """The `card` of a payment method."""
    brand = CARDS[number].brand
    return {
        "brand": brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "display_brand": {"amex": "american_express"}.get(brand, brand),
        "exp_month": exp_month,
        "exp_year": exp_year,
        "fingerprint": _fingerprint(number),
        "funding": "credit",
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def new_payment_method(
    books: Books,
    number: str,
    *,
    exp_month: int = 12,
    exp_year: int = 2034,
    email: str | None = None,
    name: str | None = None,
    metadata: dict[str, str] | None = None,
) -> Object:
    """A card that belongs to nobody yet. `number` is one of `CARDS`."""
    address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
    return books.add(
        {
            "id": books.new_id("pm"),
            "object": "payment_method",
            "allow_redisplay": "unspecified",
            "billing_details": {
                "address": address,
                "email": email,
                "name": name,
                "phone": None,
                "tax_id": None,
            },
            "card": card_object(number, exp_month=exp_month, exp_year=exp_year),
            "created": books.now,
            "customer": None,
            "customer_account": None,
            "livemode": False,
            "metadata": metadata or {},
            "type": "card",
        }
    )


def named(books: Books, id: str) -> Object:
    """The payment method that a parameter names; a token, such as pm_card_visa, becomes a card of its own."""
    number = TOKENS.get(id)
    if number:
        return new_payment_method(books, number)
    return books.get("payment_method", id, param="payment_method")


def attach(books: Books, method: Object, customer_id: str) -> Object:
    """Keep the card for the customer. Raises the decline of a card that cannot be kept."""
    card = behaviour(method)
    if card.decline is not None and not card.keeps:
        raise card.decline.error()
    if method["customer"] not in (None, customer_id):
        raise StripeError(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
        )
    if method["customer"] is None:
        method["customer"] = customer_id
        books.save(method)
        books.emit("payment_method.attached", method)
    return method


def behaviour(method: Object) -> Card:
    return _BY_FINGERPRINT[method["card"]["fingerprint"]]


def challenged(books: Books, method: Object, *, off_session: bool) -> bool:
    """Whether the bank asks for 3-D Secure before it lets this payment through."""
    when = behaviour(method).challenge
    return when == "always" or (when == "once" and not (off_session and was_set_up(books, method)))


def was_set_up(books: Books, method: Object) -> bool:
    return books.find("authentication", f"auth_{method['id']}") is not None


def remember_set_up(books: Books, method: Object) -> None:
    """The customer passed a challenge: later payments without them need none, where the bank is so kind."""
    if not was_set_up(books, method):
        books.add({"id": f"auth_{method['id']}", "object": "authentication"})
