"""The hosted portal page: plans, card, invoices."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.stripe.books import Books, Object
from sandbox.stripe.cards import AUTHENTICATION_FAILED
from sandbox.stripe.errors import StripeError
from sandbox.stripe.lifecycle import paying_method, period
from sandbox.stripe.lines import day, money, product_name, rate
from sandbox.stripe.pages import CARD_FIELDS, Run, challenge, guarded, leave, page, said, typed
from sandbox.stripe.portal import features_of, offered
from sandbox.stripe.portal_actions import keep_card, offer_card, perform, running

_STATES = {"trialing": "On trial", "active": "Active", "past_due": "Payment overdue", "unpaid": "Unpaid"}


@dataclass(frozen=True)
class Plan:
    subscription: Object
    name: str
    choices: list[tuple[Object, str]]


@dataclass(frozen=True)
class View:
    session: Object
    features: Object
    plans: list[Plan]
    card: Object | None
    invoices: list[Object]


def routes(run: Run) -> list[Route]:
    pages = PortalPages(run)
    both = ["GET", "POST"]
    return [
        Route("/portal/{session}", guarded(pages.portal), methods=both),
        Route("/portal/{session}/challenge/{method}", guarded(pages.challenge), methods=both),
    ]


class PortalPages:
    def __init__(self, run: Run) -> None:
        self._run = run

    async def portal(self, request: Request) -> Response:
        id = request.path_params["session"]
        if request.method == "GET":
            return await self._show(id)
        form = await typed(request)
        try:
            if form.get("action") != "card":
                told = await self._run(lambda books: perform(books, _session(books, id), form))
                return await self._show(id, told)
            method, asks = await self._run(lambda books: offer_card(books, _session(books, id), form))
            if asks:
                return leave(f"{id}/challenge/{method}")
            return await self._keep(id, method)
        except StripeError as refusal:
            return await self._show(id, words=str(refusal))

    async def challenge(self, request: Request) -> Response:
        id, method = request.path_params["session"], request.path_params["method"]
        await self._run(lambda books: _session(books, id))
        if request.method == "GET":
            return page("Confirm that it is you", challenge(""))
        if (await typed(request)).get("answer") != "complete":
            return await self._show(id, words=AUTHENTICATION_FAILED.message)
        return await self._keep(id, method, authenticated=True)

    async def _keep(self, id: str, method: str, *, authenticated: bool = False) -> Response:
        told = await self._run(
            lambda books: keep_card(books, _session(books, id), method, authenticated=authenticated)
        )
        return await self._show(id, told)

    async def _show(self, id: str, told: str = "", words: str = "") -> Response:
        view = await self._run(lambda books: _view(books, id))
        return page("Your plan", _body(view, told, words), status=402 if words else 200)


def _session(books: Books, id: str) -> Object:
    return books.get("billing_portal.session", id)


def _view(books: Books, id: str) -> View:
    session = _session(books, id)
    features = features_of(books, session)
    customer = books.get("customer", session["customer"])
    plans = [_plan(books, features, each) for each in running(books, customer["id"])]
    card = paying_method(books, plans[0].subscription if plans else None, customer)
    invoices = [each for each in books.every("invoice", parent=customer["id"]) if each["number"]]
    return View(session, features, plans, card, invoices[::-1])


def _plan(books: Books, features: Object, subscription: Object) -> Plan:
    price = subscription["items"]["data"][0]["price"]
    named = [
        (each, f"{product_name(books, each)}, {rate(each)}")
        for each in offered(books, features, subscription["currency"])
    ]
    return Plan(subscription, f"{product_name(books, price)}, {rate(price)}", named)


def _body(view: View, told: str, words: str) -> str:
    back = view.session["return_url"]
    # The challenge's address shows this page too, so forms name where they go.
    form = f'<form method="post" action="{escape(urlsplit(view.session["url"]).path)}">'
    plans = "".join(_plan_sheet(plan, view.features, form) for plan in view.plans)
    return (
        said(words)
        + (f'<p class="quiet" role="status">{escape(told)}</p>' if told else "")
        + (plans or '<p class="quiet">You have no plan at the moment.</p>')
        + _card_sheet(view, form)
        + (_invoices(view.invoices) if view.features["invoice_history"]["enabled"] else "")
        + (f'<p class="quiet"><a href="{escape(back)}">Go back</a></p>' if back else "")
    )


def _plan_sheet(plan: Plan, features: Object, form: str) -> str:
    subscription = plan.subscription
    id, end = escape(subscription["id"]), day(period(subscription)[1])
    leaving = subscription["cancel_at_period_end"]
    state = _STATES.get(subscription["status"], "Waiting for its first payment")
    until = f"It ends on {end}." if leaving else f"It renews on {end}."
    hidden = f'<input type="hidden" name="subscription" value="{id}">'
    change = _choices(plan, form + hidden) if features["subscription_update"]["enabled"] else ""
    action, verb = ("resume", "Keep my plan") if leaving else ("cancel", "Cancel my plan")
    button = f'{form}{hidden}<button name="action" value="{action}">{verb}</button></form>'
    return (
        f'<section class="sheet"><h2>{escape(plan.name)}</h2><p>{state}. {until}</p>{change}'
        f"{button if features['subscription_cancel']['enabled'] else ''}</section>"
    )


def _choices(plan: Plan, form: str) -> str:
    current = plan.subscription["items"]["data"][0]["price"]["id"]
    options = "".join(
        f'<option value="{escape(price["id"])}"{" selected" if price["id"] == current else ""}>'
        f"{escape(name)}</option>"
        for price, name in plan.choices
    )
    field = f"price-{escape(plan.subscription['id'])}"
    return (
        f'{form}<label for="{field}">Plan</label>'
        f'<select id="{field}" name="price">{options}</select>'
        '<button name="action" value="price">Change plan</button></form>'
    )


def _card_sheet(view: View, form: str) -> str:
    card = view.card and view.card["card"]
    kept = (
        f"{escape(card['brand'].capitalize())} ending in {card['last4']}, "
        f"until {card['exp_month']:02}/{card['exp_year']}"
        if card
        else "No card is kept."
    )
    entry = f'{form}{CARD_FIELDS}<button name="action" value="card">Use this card</button></form>'
    allowed = view.features["payment_method_update"]["enabled"]
    return f'<section class="sheet"><h2>Card</h2><p>{kept}</p>{entry if allowed else ""}</section>'


def _invoices(invoices: list[Object]) -> str:
    listed = "".join(
        f'<li><a href="{escape(each["hosted_invoice_url"])}">{escape(each["number"])}</a>'
        f"<span>{day(each['created'])}, {each['status']}</span>"
        f"<b>{money(each['total'], each['currency'])}</b></li>"
        for each in invoices
    )
    shown = f'<ul class="rows">{listed}</ul>' if listed else '<p class="quiet">None yet.</p>'
    return f'<section class="sheet"><h2>Invoices</h2>{shown}</section>'
