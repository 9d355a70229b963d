"""What a customer does in the portal. Each is done only where the configuration allows it."""

from sandbox.stripe import cards, changes, lifecycle
from sandbox.stripe.beginnings import undone_on_refusal
from sandbox.stripe.books import Books, Object, changed
from sandbox.stripe.card_entry import entered
from sandbox.stripe.changes import Terms
from sandbox.stripe.errors import StripeError
from sandbox.stripe.portal import features_of, offered
from sandbox.stripe.subscriptions import set_cancel_at_period_end


def perform(books: Books, session: Object, form: dict[str, str]) -> str:
    """Do what the pressed button says; return what to tell. Raises StripeError when it cannot be."""
    action = form.get("action", "")
    subscription = _own(books, session, form.get("subscription", ""))
    if action == "price":
        return _change_price(books, session, subscription, form.get("price", ""))
    if action == "cancel":
        return _cancel(books, session, subscription)
    if action == "resume":
        _allowed(books, session, "subscription_cancel")
        set_cancel_at_period_end(books, subscription, False)
        return "Your plan goes on."
    raise StripeError("There is no such action.")


def running(books: Books, customer: str) -> list[Object]:
    """The customer's subscriptions that have not ended."""
    found = books.every("subscription", parent=customer)
    return [each for each in found if each["status"] not in lifecycle.ENDED]


def _allowed(books: Books, session: Object, feature: str) -> Object:
    found: Object = features_of(books, session)[feature]
    if not found["enabled"]:
        raise StripeError("This cannot be changed here.", status=403)
    return found


def _own(books: Books, session: Object, id: str) -> Object:
    found = next((each for each in running(books, session["customer"]) if each["id"] == id), None)
    if found is None:
        raise StripeError("You have no such plan.", status=404)
    return found


def _change_price(books: Books, session: Object, subscription: Object, price: str) -> str:
    """Change the plan; a charge that the bank refuses changes nothing."""
    feature = _allowed(books, session, "subscription_update")
    prices = offered(books, features_of(books, session), subscription["currency"])
    if price not in {each["id"] for each in prices}:
        raise StripeError("This plan is not on offer.")
    item = subscription["items"]["data"][0]
    terms = Terms(at=books.now, proration=feature["proration_behavior"], payment="error_if_incomplete")
    with undone_on_refusal(books, True):
        change = [{"id": item["id"], "price": price}]
        invoice = changes.change_items(books, subscription, change, terms)
        if invoice:
            changes.pay_now(books, subscription, invoice, terms)
    return "Your plan has changed."


def _cancel(books: Books, session: Object, subscription: Object) -> str:
    feature = _allowed(books, session, "subscription_cancel")
    if feature["mode"] == "immediately":
        lifecycle.end(books, subscription, reason="cancellation_requested")
        return "Your plan has ended."
    set_cancel_at_period_end(books, subscription, True)
    return "Your plan ends with the period you have paid for."


def offer_card(books: Books, session: Object, form: dict[str, str]) -> tuple[str, bool]:
    """Take a typed card: its payment method's id, and whether the bank asks for a challenge before it is kept."""
    _allowed(books, session, "payment_method_update")
    customer = books.get("customer", session["customer"])
    email, name = customer.get("email") or "", customer.get("name") or ""
    method = entered(books, form, email=email, name=name)
    return method["id"], cards.challenged(books, method, off_session=False)


def keep_card(books: Books, session: Object, method_id: str, *, authenticated: bool = False) -> str:
    """Charge the card from now on, also for subscriptions that had a card of their own."""
    _allowed(books, session, "payment_method_update")
    customer = books.get("customer", session["customer"])
    method = cards.attach(books, books.get("payment_method", method_id), customer["id"])
    if authenticated:
        cards.remember_set_up(books, method)
    before = dict(customer)
    settings = {**customer["invoice_settings"], "default_payment_method": method["id"]}
    customer["invoice_settings"] = settings
    books.save(customer)
    books.emit("customer.updated", customer, changed(before, customer))
    for subscription in running(books, customer["id"]):
        if subscription["default_payment_method"]:
            lifecycle.change(books, subscription, default_payment_method=method["id"])
    return f"Your card ending in {method['card']['last4']} is charged from now on."
