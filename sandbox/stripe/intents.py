"""How a payment intent moves: from wanting a card, over the bank's challenge, to paid or refused."""

from typing import Any

from sandbox.stripe.addresses import hosted
from sandbox.stripe.books import Books, Object
from sandbox.stripe.cards import (
    AUTHENTICATION_FAILED,
    AUTHENTICATION_REQUIRED,
    Decline,
    attach,
    behaviour,
    challenged,
    remember_set_up,
)
from sandbox.stripe.charges import charge
from sandbox.stripe.disputes import open_dispute
from sandbox.stripe.errors import StripeError


def new_intent(books: Books, *, amount: int, currency: str, **more: Any) -> Object:
    """A payment intent without a card yet. `amount` is in the currency's minor unit."""
    id = books.new_id("pi")
    body = {
        "id": id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": books.new_id(f"{id}_secret"),
        "confirmation_method": "automatic",
        "created": books.now,
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
        **more,
    }
    books.add(body, parent=body["customer"])
    books.emit("payment_intent.created", body)
    return body


def confirm(
    books: Books,
    intent: Object,
    method: Object,
    *,
    off_session: bool = False,
    authenticated: bool = False,
    return_url: str | None = None,
) -> Object:
    """Try to pay with the card. The intent ends as succeeded, requires_action or requires_payment_method.

    `authenticated` says that the challenge was already passed; off session there is nobody to pass one.
    """
    intent["payment_method"] = method["id"]
    if not authenticated and challenged(books, method, off_session=off_session):
        if off_session:
            return _try(books, intent, method, AUTHENTICATION_REQUIRED)
        return _challenge(books, intent, return_url)
    if authenticated:
        remember_set_up(books, method)
    return _try(books, intent, method, behaviour(method).decline)


def authenticate(books: Books, intent: Object, *, passed: bool) -> Object:
    """What the customer did on the challenge page. Raises when nothing is being asked of them."""
    if intent["status"] != "requires_action":
        raise unexpected(intent, "authenticated")
    method = books.get("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if passed:
        return confirm(books, intent, method, authenticated=True)
    return _refused(books, intent, method, AUTHENTICATION_FAILED)


def cancel(books: Books, intent: Object, reason: str | None = None) -> Object:
    if intent["status"] in ("succeeded", "canceled"):
        raise unexpected(intent, "canceled")
    intent.update(status="canceled", canceled_at=books.now, cancellation_reason=reason, next_action=None)
    books.emit("payment_intent.canceled", intent)
    return books.save(intent)


def refusal(intent: Object) -> StripeError:
    """The error by which a confirmation tells that the bank refused."""
    error = intent["last_payment_error"]
    return StripeError(
        error["message"],
        status=402,
        type="card_error",
        code=error["code"],
        decline_code=error.get("decline_code"),
        charge=intent["latest_charge"],
        payment_intent=intent,
    )


def unexpected(intent: Object, done: str) -> StripeError:
    return StripeError(
        f"This PaymentIntent's status is {intent['status']}; it cannot be {done} now.",
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )


def _try(books: Books, intent: Object, method: Object, decline: Decline | None) -> Object:
    made = charge(books, intent, method, decline)
    intent["latest_charge"] = made["id"]
    if decline:
        return _refused(books, intent, method, decline)
    if intent["setup_future_usage"] and intent["customer"]:
        attach(books, method, intent["customer"])
    intent.update(
        status="succeeded", amount_received=intent["amount"], next_action=None, last_payment_error=None
    )
    books.emit("payment_intent.succeeded", intent)
    if behaviour(method).disputed:
        open_dispute(books, made)
    return books.save(intent)


def _challenge(books: Books, intent: Object, return_url: str | None) -> Object:
    url = hosted(books, f"authenticate/{intent['id']}")
    intent.update(
        status="requires_action",
        next_action={
            "type": "redirect_to_url",
            "redirect_to_url": {"url": url, "return_url": return_url},
        },
    )
    books.emit("payment_intent.requires_action", intent)
    return books.save(intent)


def _refused(books: Books, intent: Object, method: Object, decline: Decline) -> Object:
    error = {"code": decline.code, "message": decline.message, "type": "card_error", "payment_method": method}
    if decline.decline_code:
        error["decline_code"] = decline.decline_code
    if intent["latest_charge"]:
        error["charge"] = intent["latest_charge"]
    intent.update(
        status="requires_payment_method", last_payment_error=error, payment_method=None, next_action=None
    )
    books.emit("payment_intent.payment_failed", intent)
    return books.save(intent)
