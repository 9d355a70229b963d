"""Subscriptions: begun, changed, canceled at the period's end or at once, and resumed."""

from sandbox.stripe import changes, lifecycle, pending_updates
from sandbox.stripe.beginnings import Wanted, begin, no_method, undone_on_refusal
from sandbox.stripe.books import Books, Object, merged
from sandbox.stripe.changes import Terms
from sandbox.stripe.collection import finalize
from sandbox.stripe.discounts import DISCOUNTS, redeem
from sandbox.stripe.errors import StripeError
from sandbox.stripe.items import CHANGED, NEW, credit_unused, recurring_price
from sandbox.stripe.lines import pending
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    Schema,
    choice,
    either,
    flag,
    integer,
    list_of,
    metadata,
    object_of,
    text,
    timestamp,
)

_DAY = 86_400
_NOT_CANCELED = ("active", "incomplete", "incomplete_expired", "past_due", "trialing", "unpaid")
_FEEDBACK = choice(
    "customer_service",
    "low_quality",
    "missing_features",
    "other",
    "switched_service",
    "too_complex",
    "too_expensive",
    "unused",
)
DETAILS = object_of({"comment": text, "feedback": _FEEDBACK})
TRIAL_SETTINGS = object_of(
    {"end_behavior": object_of({"missing_payment_method": choice("cancel", "create_invoice")})}
)
PRORATION = choice("create_prorations", "always_invoice", "none")
_PAYMENT_SETTINGS = object_of(
    {
        "save_default_payment_method": choice("off", "on_subscription"),
        "payment_method_types": list_of(text),
    }
)
_COMMON: Schema = {
    "default_payment_method": text,
    "description": text,
    "metadata": metadata,
    "off_session": flag,
    "payment_behavior": choice(
        "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"
    ),
    "payment_settings": _PAYMENT_SETTINGS,
    "proration_behavior": PRORATION,
    "trial_settings": TRIAL_SETTINGS,
    "trial_end": either("now", timestamp),
    "cancel_at_period_end": flag,
    "discounts": DISCOUNTS,
}


@registry.operation(
    "POST",
    "/v1/subscriptions",
    {**_COMMON, "customer": Required(text), "items": Required(NEW), "trial_period_days": integer(1, 730)},
)
def create(books: Books, params: Object) -> Object:
    customer = books.get("customer", params["customer"], param="customer")
    method = _method(books, params.get("default_payment_method"), customer)
    behavior = params.get("payment_behavior", "allow_incomplete")
    pending_updates.refuse_at_creation(behavior)
    trial_end = _trial_end(books, params)
    paying = method or lifecycle.paying_method(books, None, customer)
    if paying is None and behavior != "default_incomplete" and trial_end is None:
        raise no_method()
    return begin(
        books,
        Wanted(
            customer=customer,
            items=_prices(books, params["items"]),
            discounts=params.get("discounts", []),
            method=paying,
            trial_end=trial_end,
            payment_behavior=behavior,
            off_session=params.get("off_session", False),
            more=_fields(params, method),
        ),
    )


@registry.operation("GET", "/v1/subscriptions/{subscription}", {})
def retrieve(books: Books, params: Object, subscription: str) -> Object:
    return books.get("subscription", subscription)


@registry.operation("GET", "/v1/subscriptions", {**PAGING, "customer": text, "status": text, "price": text})
def index(books: Books, params: Object) -> Object:
    """Those of a customer, or all. As at Stripe, canceled ones are left out unless a status or `all` is asked for."""
    status, customer = params.get("status"), params.get("customer")
    wanted: Object = {"status": None if status == "all" else status or _NOT_CANCELED}
    if price := params.get("price"):
        found = books.every("subscription", parent=customer)
        wanted["id"] = tuple(each["id"] for each in found if _has_price(each, price))
    return books.page("subscription", params, "/v1/subscriptions", parent=customer, **wanted)


@registry.operation(
    "POST",
    "/v1/subscriptions/{subscription}",
    {**_COMMON, "items": CHANGED, "proration_date": timestamp, "cancellation_details": DETAILS},
)
def update(books: Books, params: Object, subscription: str) -> Object:
    terms = terms_of(books, params)
    if terms.payment == pending_updates.BEHAVIOR:
        return pending_updates.made_once_paid(
            books,
            params,
            terms,
            find=lambda: _running(books, subscription),
            change=lambda found, at_once: _update(books, found, params, at_once),
        )
    with undone_on_refusal(books, terms.payment == "error_if_incomplete"):
        return _update(books, _running(books, subscription), params, terms)


def _update(books: Books, found: Object, params: Object, terms: Terms) -> Object:
    _set_fields(books, found, params)
    invoice = changes.change_items(books, found, params["items"], terms) if "items" in params else None
    if trial_end := params.get("trial_end"):
        moment = books.now if trial_end == "now" else trial_end
        invoice = changes.end_trial(books, found, moment) or invoice
    return changes.pay_now(books, found, invoice, terms) if invoice else found


@registry.operation(
    "DELETE",
    "/v1/subscriptions/{subscription}",
    {"cancellation_details": DETAILS, "invoice_now": flag, "prorate": flag},
)
def cancel(books: Books, params: Object, subscription: str) -> Object:
    """End it at once. `prorate` credits the time not used, `invoice_now` puts the credit on the balance now."""
    found = _running(books, subscription)
    if params.get("prorate"):
        for item in found["items"]["data"]:
            credit_unused(books, found, item, books.now)
    if params.get("invoice_now") and any(pending(books, found)):
        finalize(books, changes.bill_pending(books, found))
    return lifecycle.end(
        books, found, reason="cancellation_requested", details=params.get("cancellation_details")
    )


@registry.operation("GET", "/v1/subscription_items", {**PAGING, "subscription": Required(text)})
def items(books: Books, params: Object) -> Object:
    found: Object = books.get("subscription", params["subscription"], param="subscription")["items"]
    return found


def terms_of(books: Books, params: Object) -> Terms:
    return Terms(
        at=params.get("proration_date", books.now),
        proration=params.get("proration_behavior", "create_prorations"),
        payment=params.get("payment_behavior", "allow_incomplete"),
        off_session=params.get("off_session", False),
    )


def set_cancel_at_period_end(
    books: Books, subscription: Object, wanted: bool, details: Object | None = None
) -> Object:
    """Let it end with its period, or go on after all."""
    told = {**subscription["cancellation_details"], **(details or {})}
    told["reason"] = "cancellation_requested" if wanted else None
    return lifecycle.change(
        books,
        subscription,
        cancel_at_period_end=wanted,
        cancel_at=lifecycle.period(subscription)[1] if wanted else None,
        canceled_at=books.now if wanted else None,
        cancellation_details=told,
    )


def _set_fields(books: Books, found: Object, params: Object) -> None:
    customer = books.get("customer", found["customer"])
    method = _method(books, params.get("default_payment_method"), customer)
    fields = _fields(params, method)
    if "metadata" in params:
        fields["metadata"] = merged(found["metadata"], params["metadata"])
    if "discounts" in params:
        fields["discounts"] = [
            redeem(books, each, customer=customer["id"], subscription=found["id"])["id"]
            for each in params["discounts"]
        ]
    lifecycle.change(books, found, **fields)
    if "cancel_at_period_end" in params:
        details = params.get("cancellation_details")
        set_cancel_at_period_end(books, found, params["cancel_at_period_end"], details)
    elif details := params.get("cancellation_details"):
        lifecycle.change(books, found, cancellation_details={**found["cancellation_details"], **details})


def _fields(params: Object, method: Object | None) -> Object:
    """The plain fields of a subscription that were sent."""
    fields: Object = {name: params[name] for name in ("description", "trial_settings") if name in params}
    if method is not None:
        fields["default_payment_method"] = method["id"]
    if "metadata" in params:
        fields["metadata"] = merged({}, params["metadata"])
    if settings := params.get("payment_settings"):
        fields["payment_settings"] = {
            "payment_method_options": None,
            "payment_method_types": settings.get("payment_method_types"),
            "save_default_payment_method": settings.get("save_default_payment_method", "off"),
        }
    return fields


def _method(books: Books, id: str | None, customer: Object) -> Object | None:
    if id is None:
        return None
    method = books.get("payment_method", id, param="default_payment_method")
    if method["customer"] != customer["id"]:
        raise StripeError(
            f"The customer does not have a payment method with the ID {id}. The payment method must be "
            "attached to the customer.",
            code="resource_missing",
            param="default_payment_method",
        )
    return method


def _prices(books: Books, wanted: list[Object]) -> list[tuple[Object, int]]:
    return [
        (recurring_price(books, each.get("price"), f"items[{index}][price]"), each.get("quantity", 1))
        for index, each in enumerate(wanted)
    ]


def _trial_end(books: Books, params: Object) -> int | None:
    if days := params.get("trial_period_days"):
        return int(books.now + days * _DAY)
    end = params.get("trial_end")
    return end if isinstance(end, int) and end > books.now else None


def _running(books: Books, id: str) -> Object:
    found = books.get("subscription", id)
    if found["status"] in lifecycle.ENDED:
        raise StripeError(f"No such subscription: '{id}'", status=404, code="resource_missing", param="id")
    return found


def _has_price(subscription: Object, price: str) -> bool:
    return any(item["price"]["id"] == price for item in subscription["items"]["data"])
