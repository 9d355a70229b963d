"""Lines of an invoice, and the invoice items that wait for one: each says what it is for, and for when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sandbox.stripe.books import Books, Object

_SIGNS = {"usd": "$", "eur": "€", "gbp": "£"}


def product_name(books: Books, price: Object) -> str:
    product = books.find("product", price["product"])
    return str(product["name"]) if product else "Deleted product"


def money(amount: int, currency: str) -> str:
    """A sum for people: $29.00, and −$29.00 below zero."""
    size = f"{_SIGNS[currency]}{abs(amount) // 100:,}.{abs(amount) % 100:02}"
    return f"−{size}" if amount < 0 else size


def rate(price: Object) -> str:
    """`$29.00 / month`, or the sum alone for a price paid once."""
    shown = money(price["unit_amount"], price["currency"])
    if not price["recurring"]:
        return shown
    count, interval = price["recurring"]["interval_count"], price["recurring"]["interval"]
    return f"{shown} / {interval}" if count == 1 else f"{shown} every {count} {interval}s"


def day(moment: int) -> str:
    when = datetime.fromtimestamp(moment, UTC)
    return f"{when.day} {when:%b %Y}"


def period_line(books: Books, item: Object, *, trial: bool = False) -> Object:
    """One item for its whole current period; nothing is due for a trial."""
    price, quantity = item["price"], item["quantity"]
    name = product_name(books, price)
    return line(
        books,
        price,
        amount=0 if trial else price["unit_amount"] * quantity,
        quantity=quantity,
        description=f"Trial period for {name}" if trial else f"{quantity} × {name} (at {rate(price)})",
        period={"start": item["current_period_start"], "end": item["current_period_end"]},
        parent=_item_parent(item),
    )


def once_line(books: Books, price: Object, quantity: int) -> Object:
    """A price that is paid once."""
    return line(
        books,
        price,
        amount=price["unit_amount"] * quantity,
        quantity=quantity,
        description=product_name(books, price),
        period={"start": books.now, "end": books.now},
        parent={"type": "invoice_item_details", "invoice_item_details": _details(books.new_id("ii"), None)},
    )


def line(books: Books, price: Object | None, **fields: Any) -> Object:
    return {
        "id": books.new_id("il"),
        "object": "line_item",
        "currency": price and price["currency"],
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "pretax_credit_amounts": [],
        "pricing": price and pricing(price),
        "quantity_decimal": str(fields["quantity"]),
        "subtotal": fields["amount"],
        "subscription": None,
        "taxes": [],
        **fields,
    }


def pricing(price: Object) -> Object:
    return {
        "price_details": {"price": price["id"], "product": price["product"]},
        "type": "price_details",
        "unit_amount_decimal": str(price["unit_amount"]),
    }


def add_proration(
    books: Books, subscription: Object, item: Object, *, price: Object, quantity: int, amount: int, at: int
) -> None:
    """Let a part of a period wait for the next invoice: a credit for time not used, or a debit for time to come."""
    words = "Unused time on" if amount < 0 else "Remaining time on"
    times = f"{quantity} × " if quantity != 1 else ""
    body = {
        "id": books.new_id("ii"),
        "object": "invoiceitem",
        "amount": amount,
        "currency": price["currency"],
        "customer": subscription["customer"],
        "date": books.now,
        "description": f"{words} {times}{product_name(books, price)} after {day(at)}",
        "discountable": False,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "net_amount": amount,
        "parent": {
            "subscription_details": {"subscription": subscription["id"], "subscription_item": item["id"]},
            "type": "subscription_details",
        },
        "period": {"start": at, "end": item["current_period_end"]},
        "pricing": pricing(price),
        "proration": True,
        "quantity": quantity,
        "tax_rates": [],
    }
    books.add(body, parent=subscription["id"])
    books.emit("invoiceitem.created", body)


def pending(books: Books, subscription: Object) -> Iterator[Object]:
    """What the subscription's next invoice takes up: its own items, and those of its customer that name none."""
    found = (*waiting_for(books, subscription["id"]), *waiting_for(books, subscription["customer"]))
    return (item for item in found if item["currency"] == subscription["currency"])


def waiting_for(books: Books, owner: str) -> Iterator[Object]:
    """The items of a subscription, or of a customer alone, that no invoice has taken up."""
    return (item for item in books.every("invoiceitem", parent=owner) if item["invoice"] is None)


def take_up(books: Books, waiting: Object, invoice_id: str) -> Object:
    """The line for an invoice item, which now belongs to the invoice."""
    waiting["invoice"] = invoice_id
    books.save(waiting)
    if not waiting["proration"]:
        return _line_by_hand(books, waiting)
    price = books.get("price", waiting["pricing"]["price_details"]["price"])
    owner = waiting["parent"]["subscription_details"]
    details = {**_details(waiting["id"], owner["subscription"]), "proration": True}
    details["subscription_item"] = owner["subscription_item"]
    return line(
        books,
        price,
        amount=waiting["amount"],
        quantity=waiting["quantity"],
        description=waiting["description"],
        period=waiting["period"],
        discountable=False,
        subscription=owner["subscription"],
        parent={"type": "subscription_item_details", "subscription_item_details": details},
    )


def _line_by_hand(books: Books, waiting: Object) -> Object:
    """A sum without a price."""
    owner = (waiting["parent"] or {}).get("subscription_details", {}).get("subscription")
    details = _details(waiting["id"], owner)
    fields = {name: waiting[name] for name in ("amount", "quantity", "description", "period", "discountable")}
    return line(
        books,
        None,
        **fields,
        currency=waiting["currency"],
        metadata=waiting["metadata"],
        subscription=owner,
        parent={"type": "invoice_item_details", "invoice_item_details": details},
    )


def _details(invoice_item: str | None, subscription: str | None) -> Object:
    return {
        "invoice_item": invoice_item,
        "proration": False,
        "proration_details": {"credited_items": None},
        "subscription": subscription,
    }


def _item_parent(item: Object) -> Object:
    details = {**_details(None, item["subscription"]), "subscription_item": item["id"]}
    return {"type": "subscription_item_details", "subscription_item_details": details}
