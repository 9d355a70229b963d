"""The hosted checkout page: what is bought, a card, a promotion code, and the bank's challenge."""

from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.stripe import cards, discounts
from sandbox.stripe.books import Books, Object
from sandbox.stripe.card_entry import entered
from sandbox.stripe.checkout import apply_discount, items_of, on_trial, plan_of
from sandbox.stripe.checkout_payment import Payer, attempt
from sandbox.stripe.errors import StripeError
from sandbox.stripe.lines import day, money, rate
from sandbox.stripe.pages import CARD_FIELDS, Run, challenge, field, guarded, leave, page, rows, said, typed

_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"


@dataclass(frozen=True)
class View:
    """What the page shows of a session."""

    session: Object
    bought: list[tuple[str, str]]
    typed: dict[str, str]
    words: str
    terms: str


@dataclass(frozen=True)
class Outcome:
    """Where a form leads: on to an address, or back to the page with words."""

    url: str = ""
    words: str = ""


def routes(run: Run) -> list[Route]:
    pages = CheckoutPages(run)
    both = ["GET", "POST"]
    return [
        Route("/checkout/{session}", guarded(pages.checkout), methods=both),
        Route("/checkout/{session}/challenge", guarded(pages.challenge), methods=both),
    ]


class CheckoutPages:
    def __init__(self, run: Run) -> None:
        self._run = run

    async def checkout(self, request: Request) -> Response:
        id = request.path_params["session"]
        form: dict[str, str] = {}
        outcome = Outcome()
        if request.method == "POST":
            form = await typed(request)
            outcome = await self._run(lambda books: _submit(books, id, form))
        if outcome.url:
            return leave(outcome.url)
        view = await self._run(lambda books: _view(books, id))
        return _show(view, {**view.typed, **form}, outcome.words or view.words)

    async def challenge(self, request: Request) -> Response:
        id = request.path_params["session"]
        if request.method == "GET":
            view = await self._run(lambda books: _view(books, id))
            due = view.session["amount_total"]
            what = f" who pays {money(due, view.session['currency'])}" if due else ""
            return page("Confirm that it is you", challenge(what))
        passed = (await typed(request)).get("answer") == "complete"
        return leave(await self._run(lambda books: _answered(books, id, passed=passed)))


def _open_session(books: Books, id: str) -> Object:
    session = books.get("checkout.session", id)
    if session["status"] != "open":
        words = {"complete": "You have paid already.", "expired": "This checkout has expired."}
        raise StripeError(words[session["status"]], status=410)
    return session


def _view(books: Books, id: str) -> View:
    session = _open_session(books, id)
    bought = [
        (
            f"{item['quantity']} × {item['description']} ({rate(item['price'])})",
            money(item["amount_subtotal"], session["currency"]),
        )
        for item in items_of(books, session)
    ]
    if session["mode"] != "setup":
        off = session["total_details"]["amount_discount"]
        bought += [("Discount", money(-off, session["currency"]))] if off else []
        bought.append(("Due today", money(session["amount_total"], session["currency"])))
    customer = books.find("customer", session["customer"])
    trial_end = on_trial(plan_of(books, session), books.now)
    terms = (
        f"Your trial is free until {day(trial_end)}; after it, each period is charged." if trial_end else ""
    )
    kept = books.find("checkout_attempt", f"attempt_{id}") or {}
    email = kept.get("email") or (customer or {}).get("email") or session["customer_email"] or ""
    before = {"email": email, "name": kept.get("name", "")}
    return View(session, bought, before, kept.get("words", ""), terms)


def _submit(books: Books, id: str, form: dict[str, str]) -> Outcome:
    session = _open_session(books, id)
    if "apply" in form:
        return _apply_code(books, session, form.get("promotion_code", ""))
    payer = Payer(email=form.get("email", "").strip(), name=form.get("name", "").strip())
    if "@" not in payer.email:
        return Outcome(words="Your email is incomplete.")
    try:
        method = entered(books, form, email=payer.email, name=payer.name)
    except StripeError as refusal:
        return Outcome(words=str(refusal))
    if cards.challenged(books, method, off_session=False):
        _remember(books, id, method, payer)
        return Outcome(url=f"{id}/challenge")
    words = attempt(books, session, method, payer)
    return Outcome(words=words) if words else Outcome(url=_success(session))


def _apply_code(books: Books, session: Object, code: str) -> Outcome:
    found = None
    if session["allow_promotion_codes"]:
        found = discounts.code_named(books, code, session)
    if found is None:
        return Outcome(words="This code is invalid.")
    apply_discount(books, session, {"promotion_code": found["id"]})
    return Outcome()


def _remember(books: Books, id: str, method: Object, payer: Payer) -> None:
    """Keep the card and what was typed beside it until the bank's challenge is answered."""
    kept = {"id": f"attempt_{id}", "object": "checkout_attempt", "method": method["id"], "words": ""}
    kept.update(email=payer.email, name=payer.name)
    if books.find("checkout_attempt", kept["id"]):
        books.save(kept)
    else:
        books.add(kept)


def _answered(books: Books, id: str, *, passed: bool) -> str:
    """Where the challenge leads: on to the shop, or back to the page, which then says why."""
    session = _open_session(books, id)
    kept = books.get("checkout_attempt", f"attempt_{id}")
    words: str | None = cards.AUTHENTICATION_FAILED.message
    if passed:
        method = books.get("payment_method", kept["method"])
        payer = Payer(email=kept["email"], name=kept["name"])
        words = attempt(books, session, method, payer, authenticated=True)
    if not words:
        return _success(session)
    books.save({**kept, "words": words})
    return f"../{id}"


def _success(session: Object) -> str:
    return str(session["success_url"]).replace(_PLACEHOLDER, session["id"])


def _show(view: View, form: dict[str, str], words: str) -> Response:
    session = view.session
    verb = {"payment": "Pay", "subscription": "Subscribe", "setup": "Save card"}[session["mode"]]
    back = session["cancel_url"]
    body = (
        said(words)
        + (f'<div class="sheet">{rows(view.bought)}</div>' if view.bought else "")
        + (f'<p class="quiet">{escape(view.terms)}</p>' if view.terms else "")
        + _form(view, form, verb)
        + (f'<p class="quiet"><a href="{escape(back)}">Go back without paying</a></p>' if back else "")
    )
    return page(verb, body, status=402 if words else 200)


def _form(view: View, form: dict[str, str], verb: str) -> str:
    code = ""
    if view.session["allow_promotion_codes"]:
        code = field("promotion_code", "Promotion code", form.get("promotion_code", ""), autocomplete="off")
        code += '<button name="apply" value="1">Apply code</button>'
    return (
        '<form method="post" class="sheet">'
        + field("email", "Email", form["email"], type="email", autocomplete="email")
        + CARD_FIELDS
        + field("name", "Name on the card", form["name"], autocomplete="cc-name")
        + f'<button class="primary" name="pay" value="1">{verb}</button>{code}</form>'
    )
