"""A customer pays on the checkout page: the card is tried, and a session that is paid is complete."""

from dataclasses import dataclass

from sandbox.stripe import cards, intents, setup_intents
from sandbox.stripe.beginnings import Wanted, begin, undone_on_refusal
from sandbox.stripe.books import Books, Object, merged
from sandbox.stripe.checkout import items_of, on_trial, plan_of
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry


@dataclass(frozen=True)
class Payer:
    """Who pays, as typed on the page."""

    email: str
    name: str


def attempt(
    books: Books, session: Object, method: Object, payer: Payer, *, authenticated: bool = False
) -> str | None:
    """Try to complete the session. Returns the bank's words when it refuses.

    A refused subscription leaves nothing behind; a refused payment leaves its failed charge, as Stripe does.
    """
    try:
        with undone_on_refusal(books, session["mode"] != "payment"):
            _perform(books, session, method, payer, authenticated=authenticated)
    except StripeError as refusal:
        return str(refusal)
    return None


def _perform(books: Books, session: Object, method: Object, payer: Payer, *, authenticated: bool) -> None:
    customer = _customer(books, session, payer)
    if authenticated:
        cards.remember_set_up(books, method)
    if session["mode"] == "payment":
        _pay(books, session, method, customer, authenticated=authenticated)
    elif customer is not None:
        cards.attach(books, method, customer["id"])
    if session["mode"] == "setup":
        metadata = merged({}, plan_of(books, session)["setup_intent_data"].get("metadata", {}))
        made = setup_intents.succeeded(books, method, customer["id"] if customer else None, metadata)
        session["setup_intent"] = made["id"]
    if session["mode"] == "subscription" and customer is not None:
        _subscribe(books, session, method, customer, authenticated=authenticated)
    _complete(books, session, customer, payer)


def _customer(books: Books, session: Object, payer: Payer) -> Object | None:
    if session["customer"]:
        return books.get("customer", session["customer"])
    if not plan_of(books, session)["creates_customer"]:
        return None
    sent = {"email": payer.email, "name": payer.name}
    return registry.perform(books, "POST", "/v1/customers", sent)


def _pay(
    books: Books, session: Object, method: Object, customer: Object | None, *, authenticated: bool
) -> None:
    """Raises the bank's refusal; the next attempt goes on with the same intent."""
    if not session["amount_total"]:
        return
    if session["payment_intent"]:
        intent = books.get("payment_intent", session["payment_intent"])
    else:
        intent = _intent(books, session, customer)
        session["payment_intent"] = intent["id"]
        books.save(session)
    done = intents.confirm(books, intent, method, authenticated=authenticated)
    if done["status"] != "succeeded":
        raise intents.refusal(done)


def _intent(books: Books, session: Object, customer: Object | None) -> Object:
    data = dict(plan_of(books, session)["payment_intent_data"])
    data["metadata"] = merged({}, data.get("metadata", {}))
    return intents.new_intent(
        books,
        amount=session["amount_total"],
        currency=session["currency"],
        customer=customer and customer["id"],
        **data,
    )


def _subscribe(
    books: Books, session: Object, method: Object, customer: Object, *, authenticated: bool
) -> None:
    data = plan_of(books, session)["subscription_data"]
    items = [(item["price"], item["quantity"]) for item in items_of(books, session)]
    more = {name: data[name] for name in ("description", "trial_settings") if name in data}
    metadata = merged({}, data.get("metadata", {}))
    made = begin(
        books,
        Wanted(
            customer=customer,
            items=[each for each in items if each[0]["recurring"]],
            once=[each for each in items if not each[0]["recurring"]],
            discounts=[_discount(each) for each in session["discounts"]],
            method=method,
            trial_end=on_trial(plan_of(books, session), books.now),
            payment_behavior="error_if_incomplete",
            authenticated=authenticated,
            more={**more, "default_payment_method": method["id"], "metadata": metadata},
        ),
    )
    session.update(subscription=made["id"], invoice=made["latest_invoice"])


def _discount(taken: Object) -> Object:
    """A promotion code brings its coupon along."""
    code = taken["promotion_code"]
    return {"promotion_code": code} if code else {"coupon": taken["coupon"]}


def _complete(books: Books, session: Object, customer: Object | None, payer: Payer) -> None:
    books.unschedule("checkout_expiry", session["id"])
    session.update(
        status="complete",
        url=None,
        payment_status="paid" if session["amount_total"] else "no_payment_required",
        customer=customer and customer["id"],
        customer_details={
            "address": None,
            "business_name": None,
            "email": payer.email,
            "individual_name": None,
            "name": payer.name,
            "phone": None,
            "tax_exempt": "none",
            "tax_ids": [],
        },
    )
    books.save(session)
    books.emit("checkout.session.completed", session)
