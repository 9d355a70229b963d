"""Discounts: a coupon put to use, by itself or through a promotion code, and what it takes off each line."""

from sandbox.stripe.books import Books, Object
from sandbox.stripe.errors import StripeError
from sandbox.stripe.parameters import Schema, list_of, object_of, text
from sandbox.stripe.periods import months_after
from sandbox.stripe.proration import percent_of, spread

DISCOUNTS = list_of(object_of({"coupon": text, "promotion_code": text}))
SCHEMA: Schema = {"discounts": DISCOUNTS}


def found_by(books: Books, wanted: Object) -> tuple[Object, Object | None]:
    """The coupon, and the promotion code if it came by one. Raises when either cannot be used any more."""
    code = None
    if id := wanted.get("promotion_code"):
        code = books.get("promotion_code", id, param="promotion_code")
        if not usable_code(books, code):
            raise StripeError("This promotion code is expired or inactive.", code="promotion_code_expired")
    coupon_id = code["promotion"]["coupon"] if code else wanted.get("coupon")
    coupon = books.get("coupon", coupon_id or "", param="coupon")
    if not _usable_coupon(books, coupon):
        raise StripeError(f"Coupon expired: {coupon['id']}", code="coupon_expired", param="coupon")
    return coupon, code


def code_named(books: Books, typed: str, subtotal: int) -> Object | None:
    """The usable promotion code that a customer typed, in whatever case; None when there is none for this sum."""
    for code in books.every("promotion_code"):
        least = code["restrictions"].get("minimum_amount") or 0
        if code["code"].lower() == typed.strip().lower() and usable_code(books, code) and subtotal >= least:
            return code
    return None


def usable_code(books: Books, code: Object) -> bool:
    coupon = books.find("coupon", code["promotion"]["coupon"])
    expired = code["expires_at"] is not None and code["expires_at"] <= books.now
    used_up = code["max_redemptions"] is not None and code["times_redeemed"] >= code["max_redemptions"]
    return bool(code["active"] and coupon and not expired and not used_up and _usable_coupon(books, coupon))


def _usable_coupon(books: Books, coupon: Object) -> bool:
    expired = coupon["redeem_by"] is not None and coupon["redeem_by"] <= books.now
    used_up = coupon["max_redemptions"] is not None and coupon["times_redeemed"] >= coupon["max_redemptions"]
    return bool(coupon["valid"]) and not expired and not used_up


def redeem(books: Books, wanted: Object, *, customer: str, subscription: str | None = None) -> Object:
    """Put the coupon to use for this customer, and count it."""
    coupon, code = found_by(books, wanted)
    for counted in filter(None, (coupon, code)):
        counted["times_redeemed"] += 1
        books.save(counted)
    if coupon["times_redeemed"] == coupon["max_redemptions"]:
        books.save({**coupon, "valid": False})
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


def _terms(books: Books, discount: Object, coupon: Object) -> Object:
    """What was promised, kept apart: a discount goes on when its coupon is deleted."""
    limit = books.find("coupon_limit", f"limit_{coupon['id']}")
    kept = {name: coupon[name] for name in ("amount_off", "percent_off", "duration")}
    id = f"terms_{discount['id']}"
    return {"id": id, "object": "discount_terms", "products": limit and limit["products"], **kept}


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
    return not products or line["pricing"]["price_details"]["product"] in products


def net_price(books: Books, ids: list[str], price: Object, quantity: int, at: int) -> int:
    """A price after the percentages that run at that time; sums off belong to whole invoices, not to parts."""
    amount = int(price["unit_amount"]) * quantity
    for _, terms in standing(books, ids, at):
        products = terms["products"]
        if terms["percent_off"] is not None and (not products or price["product"] in products):
            amount -= percent_of(amount, terms["percent_off"])
    return amount
