"""The items of a subscription: what is subscribed to, how many, and what was debited for the time that runs."""

from dataclasses import dataclass

from sandbox.stripe import discounts, lines
from sandbox.stripe.books import Books, Object, merged
from sandbox.stripe.errors import StripeError
from sandbox.stripe.parameters import Schema, flag, integer, list_of, metadata, object_of, text
from sandbox.stripe.proration import prorated

SCHEMA: Schema = {"price": text, "quantity": integer(0, 999_999), "metadata": metadata}
NEW = list_of(object_of(SCHEMA))
CHANGED = list_of(object_of({**SCHEMA, "id": text, "deleted": flag}))


@dataclass(frozen=True)
class Subscribed:
    """What an item is before and after a change; None where there is no item."""

    before: Object | None
    after: Object | None

    @property
    def item(self) -> Object:
        found = self.after or self.before
        assert found is not None
        return found


def recurring_price(books: Books, id: str | None, param: str) -> Object:
    """An active price that recurs. Raises for any other."""
    price = books.get("price", id or "", param=param)
    if not price["recurring"]:
        raise StripeError(
            "The price specified is set to `type=one_time` but this field only accepts prices with "
            "`type=recurring`.",
            param=param,
        )
    if not price["active"]:
        raise StripeError(
            "The price specified is inactive. This field only accepts active prices.", param=param
        )
    return price


def new_item(
    books: Books, subscription_id: str, price: Object, quantity: int, period: tuple[int, int]
) -> Object:
    return {
        "id": books.new_id("si"),
        "object": "subscription_item",
        "billed_until": None,
        "billing_thresholds": None,
        "created": books.now,
        "current_period_start": period[0],
        "current_period_end": period[1],
        "discounts": [],
        "metadata": {},
        "plan": _plan(price),
        "price": price,
        "quantity": quantity,
        "subscription": subscription_id,
        "tax_rates": [],
    }


def listed(subscription_id: str, data: list[Object]) -> Object:
    return {
        "object": "list",
        "data": data,
        "has_more": False,
        "total_count": len(data),
        "url": f"/v1/subscription_items?subscription={subscription_id}",
    }


def planned(books: Books, subscription: Object, wanted: list[Object]) -> list[Subscribed]:
    """What every item is before and after the wanted changes; items that nobody named stay as they are."""
    by_id = {item["id"]: item for item in subscription["items"]["data"]}
    named = {}
    added = []
    for index, change in enumerate(wanted):
        param = f"items[{index}]"
        if id := change.get("id"):
            if id not in by_id:
                raise StripeError(f"No such subscription item: '{id}'", code="resource_missing", param=param)
            named[id] = _after(books, by_id[id], change, param)
        else:
            price = recurring_price(books, change.get("price"), f"{param}[price]")
            period = (subscription["items"]["data"][0][f"current_period_{edge}"] for edge in ("start", "end"))
            start, end = period
            item = new_item(books, subscription["id"], price, change.get("quantity", 1), (start, end))
            added.append(Subscribed(None, {**item, "metadata": merged({}, change.get("metadata", {}))}))
    kept = [Subscribed(item, named.get(item["id"], item)) for item in by_id.values()]
    return kept + added


def _after(books: Books, item: Object, change: Object, param: str) -> Object | None:
    if change.get("deleted"):
        return None
    after = dict(item)
    if id := change.get("price"):
        price = recurring_price(books, id, f"{param}[price]")
        after.update(price=price, plan=_plan(price))
    after["quantity"] = change.get("quantity", item["quantity"])
    if "metadata" in change:
        after["metadata"] = merged(item["metadata"], change["metadata"])
    return after


def same_interval(data: list[Object]) -> Object:
    """The interval that all items share. Raises when they do not share one."""
    if not data:
        raise StripeError("A subscription must have at least one active item.", param="items")
    recurring = [(item["price"]["recurring"], item["price"]["currency"]) for item in data]
    rhythms = {(each["interval"], each["interval_count"], currency) for each, currency in recurring}
    if len(rhythms) > 1:
        raise StripeError(
            "All prices on a subscription must have the same `recurring.interval`, "
            "`recurring.interval_count` and currency.",
            param="items",
        )
    return dict(recurring[0][0])


def remember_debit(books: Books, item: Object, amount: int, start: int, end: int) -> None:
    """Keep what the customer owes for this time, so that no more than it is ever credited for time not used."""
    id = f"debit_{item['id']}"
    body = {"id": id, "object": "item_debit", "amount": amount, "start": start, "end": end}
    if books.find("item_debit", id):
        books.save(body)
    else:
        books.add(body)


def credit_unused(books: Books, subscription: Object, item: Object, at: int) -> None:
    """Give back what was debited for the time from `at` to the end of the period."""
    debit = books.find("item_debit", f"debit_{item['id']}")
    if debit is None or not debit["start"] <= at < debit["end"] or not debit["amount"]:
        return
    unused = prorated(debit["amount"], debit["end"] - at, debit["end"] - debit["start"])
    lines.add_proration(
        books,
        subscription,
        item,
        price=item["price"],
        quantity=item["quantity"],
        amount=-unused,
        at=at,
    )


def debit_rest(books: Books, subscription: Object, item: Object, at: int) -> None:
    """Ask for the time from `at` to the end of the period."""
    start, end = item["current_period_start"], item["current_period_end"]
    ids = subscription["discounts"]
    whole = discounts.net_price(books, ids, item["price"], item["quantity"], at)
    amount = prorated(whole, end - at, end - start)
    remember_debit(books, item, amount, at, end)
    if amount:
        lines.add_proration(
            books,
            subscription,
            item,
            price=item["price"],
            quantity=item["quantity"],
            amount=amount,
            at=at,
        )


def _plan(price: Object) -> Object:
    recurring = price["recurring"]
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": str(price["unit_amount"]),
        "billing_scheme": "per_unit",
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": None,
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }
