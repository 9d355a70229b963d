"""A card as typed on a hosted page."""

import re
from datetime import UTC, datetime

from sandbox.stripe import cards
from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import card_declined

_EXPIRY = re.compile(r"\s*(\d{1,2})\s*/?\s*(\d{4}|\d{2})\s*")


def entered(books: Books, form: dict[str, str], *, email: str, name: str) -> Object:
    """The card as a payment method that belongs to nobody yet. Raises for what no test card has."""
    number = cards.checked_number(form.get("number", ""))
    expiry = _EXPIRY.fullmatch(form.get("expiry", ""))
    if not expiry:
        raise card_declined(
            "Your card's expiration date is incomplete.", code="invalid_expiry_month", param="exp_month"
        )
    if not re.fullmatch(r"\d{3,4}", form.get("cvc", "").strip()):
        raise card_declined("Your card's security code is incomplete.", code="invalid_cvc", param="cvc")
    now = datetime.fromtimestamp(books.now, UTC)
    month, year = cards.checked_expiry(int(expiry[1]), int(expiry[2]), now.year, now.month)
    return cards.new_payment_method(
        books, number, exp_month=month, exp_year=year, email=email or None, name=name or None
    )
