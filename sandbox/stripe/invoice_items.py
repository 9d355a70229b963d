"""Invoice items made by hand: a sum that waits for the next invoice. https://docs.stripe.com/api/invoiceitems"""

from sandbox.stripe import lifecycle, lines
from sandbox.stripe.books import Books, Object
from sandbox.stripe.collection import finalize
from sandbox.stripe.drafting import draft
from sandbox.stripe.due import happening
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    choice,
    currency,
    flag,
    integer,
    metadata,
    object_of,
    text,
    timestamp,
)
from sandbox.stripe.renewals import charge_on_file

_URL = "/v1/invoiceitems"
_MOST = 99_999_999


@registry.operation(
    "POST",
    _URL,
    {
        "customer": Required(text),
        "amount": Required(integer(-_MOST, _MOST)),
        "currency": Required(currency),
        "subscription": text,
        "description": text,
        "discountable": flag,
        "metadata": metadata,
        "period": object_of({"start": Required(timestamp), "end": Required(timestamp)}),
    },
)
def create(books: Books, params: Object) -> Object:
    customer = books.get("customer", params["customer"] or "", param="customer")
    subscription = _billed(books, params, customer)
    body = {
        "id": books.new_id("ii"),
        "object": "invoiceitem",
        "amount": params["amount"],
        "currency": params["currency"],
        "customer": customer["id"],
        "date": books.now,
        "description": params.get("description"),
        "discountable": params.get("discountable", params["amount"] > 0),
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {name: value for name, value in params.get("metadata", {}).items() if value},
        "net_amount": params["amount"],
        "parent": subscription and _parent(subscription),
        "period": params.get("period", {"start": books.now, "end": books.now}),
        "pricing": None,
        "proration": False,
        "quantity": 1,
        "tax_rates": [],
    }
    books.add(body, parent=(subscription or customer)["id"])
    books.emit("invoiceitem.created", body)
    return body


@registry.operation("GET", _URL, {**PAGING, "customer": text, "invoice": text, "pending": flag})
def list_(books: Books, params: Object) -> Object:
    wanted = {"customer": params.get("customer"), "invoice": params.get("invoice")}
    if "pending" in params:
        every = books.every("invoiceitem")
        ids = tuple(item["id"] for item in every if (item["invoice"] is None) is params["pending"])
        return books.page("invoiceitem", params, _URL, id=ids, **wanted)
    return books.page("invoiceitem", params, _URL, **wanted)


@registry.operation("GET", _URL + "/{invoiceitem}", {})
def retrieve(books: Books, params: Object, invoiceitem: str) -> Object:
    return books.get("invoiceitem", invoiceitem)


@registry.operation("DELETE", _URL + "/{invoiceitem}", {})
def delete(books: Books, params: Object, invoiceitem: str) -> Object:
    found = books.get("invoiceitem", invoiceitem)
    if found["invoice"] is not None:
        raise StripeError("This invoice item is attached to an invoice and can no longer be deleted.")
    books.drop(found)
    books.emit("invoiceitem.deleted", found)
    return {"id": found["id"], "object": "invoiceitem", "deleted": True}


@registry.operation(
    "POST",
    "/v1/invoices",
    {
        "customer": Required(text),
        "auto_advance": flag,
        "collection_method": choice("charge_automatically"),
        "currency": currency,
        "default_payment_method": text,
        "description": text,
        "metadata": metadata,
        "pending_invoice_items_behavior": choice("exclude", "include"),
    },
)
def create_invoice(books: Books, params: Object) -> Object:
    """A draft by itself, with the items that wait for no subscription if so wished; finalized in an hour if it may."""
    customer = books.get("customer", params["customer"] or "", param="customer")
    taking = []
    if params.get("pending_invoice_items_behavior") == "include":
        taking = [item for item in lines.waiting_for(books, customer["id"]) if item["invoice"] is None]
    invoice = draft(
        books, customer, [], reason="manual", currency=params.get("currency", "usd"), taking=taking
    )
    named = ("description", "metadata", "default_payment_method")
    invoice.update({name: params[name] for name in named if name in params})
    invoice["auto_advance"] = params.get("auto_advance", False)
    if invoice["auto_advance"]:
        books.schedule("invoice_finalize", invoice["id"], invoice["automatically_finalizes_at"])
    return books.save(invoice)


@happening(lifecycle.LAST_ITEMS)
def bill_last_items(books: Books, subscription_id: str) -> None:
    """The period of an ended subscription is over: what was made by hand and still waits is charged."""
    subscription = books.get("subscription", subscription_id)
    if not any(lines.pending(books, subscription)):
        return
    customer = books.get("customer", subscription["customer"])
    invoice = draft(
        books,
        customer,
        [],
        reason="subscription_cycle",
        currency=subscription["currency"],
        subscription=subscription,
    )
    invoice = finalize(books, invoice)
    if invoice["status"] == "open":
        charge_on_file(books, invoice)


def _billed(books: Books, params: Object, customer: Object) -> Object | None:
    """The subscription whose next invoice takes the item up; None for whichever of the customer's comes first."""
    if not params.get("subscription"):
        return None
    found = books.get("subscription", params["subscription"], param="subscription")
    if found["customer"] != customer["id"]:
        raise StripeError("The subscription belongs to another customer.", param="subscription")
    if found["status"] in lifecycle.ENDED:
        raise StripeError(
            f"Cannot add an invoice item to the subscription {found['id']}: it is {found['status']}.",
            param="subscription",
        )
    if found["currency"] != params["currency"]:
        raise StripeError("The item's currency must be that of the subscription.", param="currency")
    return found


def _parent(subscription: Object) -> Object:
    details = {"subscription": subscription["id"], "subscription_item": None}
    return {"subscription_details": details, "type": "subscription_details"}
