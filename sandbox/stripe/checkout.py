"""Checkout sessions: what is bought, on what terms, and until when the page is open."""

from sandbox.stripe import coupons, discounts
from sandbox.stripe.books import Books, Object
from sandbox.stripe.checkout_parameters import CREATE
from sandbox.stripe.checkout_shape import blank_session
from sandbox.stripe.due import happening
from sandbox.stripe.errors import StripeError
from sandbox.stripe.lines import product_name
from sandbox.stripe.operations import included, registry
from sandbox.stripe.parameters import PAGING, text

_DAY = 86_400
_HALF_HOUR = 1800
_MOST_LINES = 20


@registry.operation("POST", "/v1/checkout/sessions", CREATE)
def create(books: Books, params: Object) -> Object:
    _check(books, params)
    id = books.new_id("cs_test")
    items = [_line_item(books, line) for line in params.get("line_items", [])]
    if params["mode"] == "subscription" and not any(item["price"]["recurring"] for item in items):
        raise StripeError(
            "You must provide at least one recurring price in `subscription` mode.", param="line_items"
        )
    for item in items:
        books.add(item, parent=id)
    books.add({"id": f"plan_{id}", "object": "checkout_plan", **_plan(params)})
    session = {**blank_session(books, id, params), "currency": _currency(items, params)}
    books.add(session, parent=params.get("customer"))
    if wanted := params.get("discounts"):
        apply_discount(books, session, wanted[0])
    else:
        sum_up(books, session)
    books.schedule("checkout_expiry", id, session["expires_at"])
    return session


@registry.operation("GET", "/v1/checkout/sessions/{session}", {})
def retrieve(books: Books, params: Object, session: str) -> Object:
    return books.get("checkout.session", session)


@registry.operation(
    "GET",
    "/v1/checkout/sessions",
    {**PAGING, "customer": text, "payment_intent": text, "subscription": text, "status": text},
)
def index(books: Books, params: Object) -> Object:
    wanted = {name: params.get(name) for name in ("customer", "payment_intent", "subscription", "status")}
    return books.page("checkout.session", params, "/v1/checkout/sessions", **wanted)


@registry.operation("GET", "/v1/checkout/sessions/{session}/line_items", PAGING)
def line_items(books: Books, params: Object, session: str) -> Object:
    books.get("checkout.session", session)
    return books.page("item", params, f"/v1/checkout/sessions/{session}/line_items", parent=session)


@registry.operation("POST", "/v1/checkout/sessions/{session}/expire", {})
def expire(books: Books, params: Object, session: str) -> Object:
    found = books.get("checkout.session", session)
    if found["status"] != "open":
        raise StripeError(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a '
            f"status of {found['status']}."
        )
    return _expire(books, found)


@included("checkout.session", "line_items")
def show_line_items(books: Books, session: Object) -> Object:
    return line_items(books, {}, session["id"])


@happening("checkout_expiry")
def time_out(books: Books, session_id: str) -> None:
    _expire(books, books.get("checkout.session", session_id))


def items_of(books: Books, session: Object) -> list[Object]:
    return list(books.every("item", parent=session["id"]))


def plan_of(books: Books, session: Object) -> Object:
    """What was sent for the subscription, the payment or the setup that the session will make."""
    return books.get("checkout_plan", f"plan_{session['id']}")


def on_trial(plan: Object, now: int) -> int | None:
    """When the trial that the session gives ends; None without one."""
    wanted = plan["subscription_data"]
    if days := wanted.get("trial_period_days"):
        return int(now + days * _DAY)
    return wanted.get("trial_end")


def apply_discount(books: Books, session: Object, wanted: Object) -> Object:
    """Take a coupon or promotion code. Raises when it cannot be used."""
    coupon, code = discounts.found_by(books, wanted)
    session["discounts"] = [{"coupon": coupon["id"], "promotion_code": code["id"] if code else None}]
    return sum_up(books, session)


def sum_up(books: Books, session: Object) -> Object:
    """Set what is due today: nothing for what a trial gives, less what a coupon takes off."""
    items = items_of(books, session)
    trial = on_trial(plan_of(books, session), books.now) is not None
    sums = [
        0 if trial and item["price"]["recurring"] else item["price"]["unit_amount"] * item["quantity"]
        for item in items
    ]
    off = [0] * len(sums)
    for each in session["discounts"]:
        products = coupons.products_of(books, each["coupon"])
        covered = [
            subtotal if not products or item["price"]["product"] in products else 0
            for item, subtotal in zip(items, sums, strict=True)
        ]
        off = discounts.parts(books.get("coupon", each["coupon"]), covered)
    for item, subtotal, less in zip(items, sums, off, strict=True):
        item.update(amount_subtotal=subtotal, amount_discount=less, amount_total=subtotal - less)
        books.save(item)
    session["total_details"] = {"amount_discount": sum(off), "amount_shipping": 0, "amount_tax": 0}
    if session["mode"] != "setup":
        session.update(amount_subtotal=sum(sums), amount_total=sum(sums) - sum(off))
    return books.save(session)


def _expire(books: Books, session: Object) -> Object:
    books.unschedule("checkout_expiry", session["id"])
    session.update(status="expired", url=None)
    books.emit("checkout.session.expired", session)
    return books.save(session)


def _check(books: Books, params: Object) -> None:
    if params.get("customer") and params.get("customer_email"):
        raise StripeError("You may only specify one of these parameters: customer, customer_email.")
    if id := params.get("customer"):
        books.get("customer", id, param="customer")
    if params.get("discounts") and params.get("allow_promotion_codes"):
        raise StripeError("You may only specify one of these parameters: allow_promotion_codes, discounts.")
    count = len(params.get("line_items", []))
    if params["mode"] == "setup":
        if count:
            raise StripeError("You can not pass `line_items` in `setup` mode.", param="line_items")
    elif not 1 <= count <= _MOST_LINES:
        raise StripeError(f"`line_items` needs 1 to {_MOST_LINES} items.", param="line_items")
    expires = params.get("expires_at")
    if expires is not None and not books.now + _HALF_HOUR <= expires <= books.now + _DAY:
        raise StripeError(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
            param="expires_at",
        )


def _line_item(books: Books, line: Object) -> Object:
    if ("price" in line) == ("price_data" in line):
        raise StripeError("Each of `line_items` needs either `price` or `price_data`.", param="line_items")
    price = (
        _inline_price(books, line["price_data"])
        if "price_data" in line
        else books.get("price", line["price"], param="line_items[price]")
    )
    return {
        "id": books.new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": 0,
        "amount_tax": 0,
        "amount_total": 0,
        "currency": price["currency"],
        "description": product_name(books, price),
        "metadata": {},
        "price": price,
        "quantity": line.get("quantity", 1),
    }


def _inline_price(books: Books, data: Object) -> Object:
    """A price for this session alone, which nobody else can use."""
    product = data.get("product")
    if data.get("product_data"):
        product = _made(books, "/v1/products", {"name": data["product_data"]["name"]})["id"]
    sent: Object = {"product": product or "", "unit_amount": str(data["unit_amount"])}
    if recurring := data.get("recurring"):
        sent["recurring"] = {name: str(value) for name, value in recurring.items()}
    price = _made(books, "/v1/prices", {**sent, "currency": data["currency"]})
    price["active"] = False
    return books.save(price)


def _made(books: Books, path: str, sent: Object) -> Object:
    return registry.perform(books, "POST", path, sent)


def _plan(params: Object) -> Object:
    names = ("subscription_data", "payment_intent_data", "setup_intent_data")
    return {
        **{name: params.get(name, {}) for name in names},
        "creates_customer": params.get("customer_creation") == "always" or params["mode"] == "subscription",
    }


def _currency(items: list[Object], params: Object) -> str | None:
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        raise StripeError("All prices of a session must have the same currency.", param="line_items")
    return currencies.pop() if currencies else params.get("currency")
