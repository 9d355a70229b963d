"""Discounts: a coupon put to use, by itself or through a promotion code, and what it takes off each line."""

from sandbox.stripe import coupons
from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError
from sandbox.stripe.parameters import list_of, object_of, text
from sandbox.stripe.periods import months_after
from sandbox.stripe.proration import percent_of, spread

DISCOUNTS = list_of(object_of({"coupon": text, "promotion_code": text}))


def found_by(books: Books, wanted: Object) -> tuple[Object, Object | None]:
    """The coupon, and the promotion code if it came by one. Raises when either cannot be used any more."""
    code = None
    if id := wanted.get("promotion_code"):
        code = books.get("promotion_code", id, param="promotion_code")
        if not code["active"]:
            raise StripeError("This promotion code is not active.", code="coupon_expired")
    coupon_id = code["promotion"]["coupon"] if code else wanted.get("coupon")
    coupon = books.get("coupon", coupon_id or "", param="coupon")
    if not coupon["valid"]:
        raise StripeError(f"Coupon expired: {coupon['id']}", code="coupon_expired", param="coupon")
    return coupon, code


def code_named(books: Books, typed: str, session: Object) -> Object | None:
    """The usable promotion code that a customer typed for a checkout; None when there is none for its sum."""
    code = _typed_code(books, typed.strip(), session["customer"])
    if code is None:
        return None
    least = code["restrictions"].get("minimum_amount") or 0
    currency = code["restrictions"].get("minimum_amount_currency") or session["currency"]
    enough = session["amount_subtotal"] >= least and session["currency"] == currency
    return code if enough or not least else None


def redeem(books: Books, wanted: Object, *, customer: str, subscription: str | None = None) -> Object:
    """Put the coupon to use for this customer, and count it."""
    coupon, code = found_by(books, wanted)
    _count_use(books, coupon, over="valid")
    if code:
        _count_use(books, code, over="active")
    repeating = coupon["duration"] == "repeating"
    discount = {
        "id": books.new_id("di"),
        "object": "discount",
        "checkout_session": None,
        "customer": customer,
        "customer_account": None,
        "end": months_after(books.now, coupon["duration_in_months"]) if repeating else None,
        "invoice": None,
        "invoice_item": None,
        "promotion_code": code["id"] if code else None,
        "source": {"coupon": coupon["id"], "type": "coupon"},
        "start": books.now,
        "subscription": subscription,
        "subscription_item": None,
    }
    books.add(discount, parent=subscription)
    books.add(_terms(books, discount, coupon))
    books.emit("customer.discount.created", discount)
    return discount


def _typed_code(books: Books, typed: str, customer: str | None) -> Object | None:
    """The active code, in whichever case it was typed, for everyone or for this customer."""
    for code in books.every("promotion_code"):
        coupon = books.find("coupon", code["promotion"]["coupon"])
        mine = code["customer"] in (None, customer)
        same = code["code"].casefold() == typed.casefold()
        if code["active"] and mine and same and coupon and coupon["valid"]:
            return code
    return None


def _count_use(books: Books, counted: Object, *, over: str) -> None:
    """One use more; with the last that is allowed, the field `over` turns false."""
    counted["times_redeemed"] += 1
    most = counted["max_redemptions"]
    counted[over] = most is None or counted["times_redeemed"] < most
    books.save(counted)


def _terms(books: Books, discount: Object, coupon: Object) -> Object:
    """What was promised, kept apart: a discount goes on when its coupon is deleted."""
    kept = {name: coupon[name] for name in ("amount_off", "percent_off", "duration")}
    id = f"terms_{discount['id']}"
    return {
        "id": id,
        "object": "discount_terms",
        "products": coupons.products_of(books, coupon["id"]),
        **kept,
    }


def standing(books: Books, ids: list[str], at: int) -> list[tuple[Object, Object]]:
    """The discounts that still run at that time, each with its terms."""
    found = [books.get("discount", id) for id in ids]
    return [
        (discount, books.get("discount_terms", f"terms_{discount['id']}"))
        for discount in found
        if discount["end"] is None or discount["end"] > at
    ]


def take_off(lines: list[Object], discounts: list[tuple[Object, Object]]) -> list[Object]:
    """Write what each discount takes off each line; return what each takes off in all. Never below zero."""
    totals = []
    for discount, terms in discounts:
        eligible = [line for line in lines if line["discountable"] and _covers(terms, line)]
        left = [net(line) for line in eligible]
        taken = parts(terms, left)
        for line, part in zip(eligible, taken, strict=True):
            line["discount_amounts"].append({"amount": part, "discount": discount["id"]})
        totals.append({"amount": sum(taken), "discount": discount["id"]})
    return totals


def net(line: Object) -> int:
    """What a line costs after discounts."""
    return int(line["amount"]) - sum(taken["amount"] for taken in line["discount_amounts"])


def parts(terms: Object, left: list[int]) -> list[int]:
    """What a coupon takes off each of these sums."""
    if terms["percent_off"] is not None:
        return [percent_of(amount, terms["percent_off"]) for amount in left]
    return spread(min(terms["amount_off"], sum(left)), left)


def _covers(terms: Object, line: Object) -> bool:
    products = terms["products"]
    priced = (line["pricing"] or {}).get("price_details", {})
    return not products or priced.get("product") in products


def net_price(books: Books, ids: list[str], price: Object, quantity: int, at: int) -> int:
    """A price after the percentages that run at that time; sums off belong to whole invoices, not to parts."""
    amount = int(price["unit_amount"]) * quantity
    for _, terms in standing(books, ids, at):
        products = terms["products"]
        if terms["percent_off"] is not None and (not products or price["product"] in products):
            amount -= percent_of(amount, terms["percent_off"])
    return amount
