"""Comparing what Stripe has with what we hold, a page at a time: memory stays flat whatever there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.billing.models import BillingAccount, PlanPrice, StripeLink, Subscription
from backend.billing.platform import BOOKS
from backend.integrations.stripe import reading as stripe
from backend.treasury.models import LedgerEntry

from .payments import paid_invoice
from .plans import plan_of
from .terms import Terms, named, terms_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """`what` is a word for the kind of it, `detail` says it to a person."""

    type: str
    stripe_id: str
    what: str
    detail: str


@dataclass
class Look:
    """One look at everything. `compared` counts as it goes."""

    environment: str
    at: datetime
    # Invoices and refunds since then.
    since: datetime
    compared: dict[str, int]

    def page(self, kind: str, rows: list[Json]) -> list[Json]:
        self.compared[kind] = self.compared.get(kind, 0) + len(rows)
        return rows

    @property
    def recent(self) -> Json:
        return {"gte": int(self.since.timestamp())}


def everything(look: Look) -> Iterator[Difference]:
    """Yield each difference. Raises StripeUnavailable."""
    for compare in (subscriptions, customers, invoices, refunds, catalogue):
        yield from compare(look)


def subscriptions(look: Look) -> Iterator[Difference]:
    expand = ["data.discounts.source.coupon"]
    for page in stripe.pages("/v1/subscriptions", status="all", expand=expand):
        ids = [theirs["id"] for theirs in look.page("subscription", page)]
        rows = Subscription.objects.filter(environment=look.environment, stripe_id__in=ids)
        ours = {row.stripe_id: row for row in rows.select_related("plan")}
        known = _known_customers(look.environment, page)
        for theirs in page:
            yield from _compared(look, theirs, ours.get(theirs["id"]), known)
        rows.update(seen_at=look.at)
    missed = Subscription.objects.standing().filter(environment=look.environment).exclude(seen_at=look.at)
    for row in missed.iterator(chunk_size=100):
        yield Difference("subscription", row.stripe_id, "missing_at_stripe", "Stripe does not have it.")


def _compared(look: Look, theirs: Json, ours: Subscription | None, known: set[str]) -> Iterator[Difference]:
    if not theirs["items"]["data"]:
        return
    terms = terms_of(theirs)
    plan = plan_of(look.environment, terms.price)
    if terms.customer_id not in known or plan is None:
        if terms.status in ("active", "trialing", "past_due"):
            yield Difference(
                "subscription",
                terms.stripe_id,
                "not_ours",
                f"It runs at Stripe for {terms.customer_id}, and gives nothing to anyone here.",
            )
        return
    if ours is None:
        yield Difference("subscription", terms.stripe_id, "missing_here", f"It is {terms.status} at Stripe.")
        return
    said, held = _said(terms, plan[0].key), _held(ours)
    if said != held:
        wrong = "; ".join(
            f"{name}: {said[name]} at Stripe, {held[name]} here" for name in said if said[name] != held[name]
        )
        yield Difference("subscription", terms.stripe_id, "differs", wrong)


def _said(terms: Terms, plan_key: str) -> Json:
    return {
        "status": terms.status,
        "plan": plan_key,
        "interval": terms.interval,
        "quantity": terms.quantity,
        "MRR": terms.mrr_minor,
        "cancels at": terms.cancels_at,
        "period ends at": terms.current_period_ends_at,
    }


def _held(ours: Subscription) -> Json:
    return {
        "status": ours.status,
        "plan": ours.plan.key,
        "interval": ours.interval,
        "quantity": ours.quantity,
        "MRR": ours.mrr_minor,
        "cancels at": ours.cancels_at,
        "period ends at": ours.current_period_ends_at,
    }


def customers(look: Look) -> Iterator[Difference]:
    """Compare customers that carry a workspace of ours; others at the same Stripe account are not our business."""
    for page in stripe.pages("/v1/customers"):
        look.page("customer", page)
        own = {theirs["id"]: (theirs.get("metadata") or {}).get("workspace_id", "") for theirs in page}
        rows = BillingAccount.objects.filter(environment=look.environment, stripe_customer_id__in=own)
        ours = dict(rows.values_list("stripe_customer_id", "workspace_id"))
        for stripe_id, workspace_id in own.items():
            if workspace_id and stripe_id not in ours:
                yield Difference(
                    "customer", stripe_id, "not_linked", f"It is workspace {workspace_id}'s, who has another."
                )
            elif stripe_id in ours and str(ours[stripe_id]) != workspace_id:
                yield Difference(
                    "customer", stripe_id, "differs", f"Stripe says it is {workspace_id or 'nobody'}'s."
                )
        rows.update(seen_at=look.at)
    missed = BillingAccount.objects.filter(environment=look.environment).exclude(seen_at=look.at)
    for stripe_id in missed.values_list("stripe_customer_id", flat=True).iterator(chunk_size=100):
        yield Difference("customer", stripe_id, "missing_at_stripe", "Stripe does not have it.")


def invoices(look: Look) -> Iterator[Difference]:
    for page in stripe.pages("/v1/invoices", status="paid", created=look.recent):
        payments = [paid_invoice(look.environment, theirs) for theirs in look.page("invoice", page)]
        paid = [payment for payment in payments if payment is not None]
        keys = [f"{payment.key}:{part}" for payment in paid for part in ("sale", "tax")]
        held = _booked(keys)
        for payment in paid:
            booked = held.get(f"{payment.key}:sale", 0) + held.get(f"{payment.key}:tax", 0)
            if booked != payment.amount_minor:
                yield Difference(
                    "invoice",
                    payment.stripe_id,
                    "not_booked",
                    f"{payment.amount_minor} {payment.currency} were paid, {booked} are in the books.",
                )


def refunds(look: Look) -> Iterator[Difference]:
    expand = ["data.charge"]
    for page in stripe.pages("/v1/refunds", created=look.recent, expand=expand):
        known = _known_customers(look.environment, [_charge(theirs) for theirs in look.page("refund", page)])
        made = [
            theirs
            for theirs in page
            if theirs["status"] == "succeeded" and named(_charge(theirs).get("customer")) in known
        ]
        held = _booked([_refund_key(look, theirs) for theirs in made])
        for theirs in made:
            if held.get(_refund_key(look, theirs)) != -theirs["amount"]:
                yield Difference(
                    "refund",
                    theirs["id"],
                    "not_booked",
                    f"{theirs['amount']} {theirs['currency'].upper()} went back.",
                )


def catalogue(look: Look) -> Iterator[Difference]:
    """Compare the prices that our plans are linked with; there are few, so all are held."""
    links = StripeLink.objects.filter(environment=look.environment, target=StripeLink.Target.PRICE)
    wanted = dict(links.values_list("stripe_id", "object_id"))
    prices = PlanPrice.objects.select_related("plan").in_bulk(list(wanted.values()))
    for page in stripe.pages("/v1/prices"):
        for theirs in look.page("price", page):
            price = prices.get(wanted.pop(theirs["id"], None))
            if price is not None:
                yield from _priced(theirs, price)
    for stripe_id in wanted:
        yield Difference("price", stripe_id, "missing_at_stripe", "A plan's price is not at Stripe any more.")


def _priced(theirs: Json, ours: PlanPrice) -> Iterator[Difference]:
    interval = (theirs.get("recurring") or {}).get("interval")
    said = (theirs.get("unit_amount"), theirs["currency"].upper(), interval)
    if said != (ours.amount_minor, ours.currency, ours.interval):
        yield Difference("price", theirs["id"], "differs", f"{ours} costs {said} at Stripe.")
    if ours.is_current and not theirs["active"]:
        yield Difference(
            "price", theirs["id"], "archived", f"{ours} is on offer here, and archived at Stripe."
        )


def _known_customers(environment: str, rows: Iterable[Json]) -> set[str]:
    ids = {named(row.get("customer")) for row in rows}
    found = BillingAccount.objects.filter(environment=environment, stripe_customer_id__in=ids)
    return set(found.values_list("stripe_customer_id", flat=True))


def _booked(keys: list[str]) -> dict[str, int]:
    rows = LedgerEntry.objects.for_workspace(BOOKS).filter(source_key__in=keys)
    return dict(rows.values_list("source_key", "amount_minor"))


def _charge(refund: Json) -> Json:
    charge = refund.get("charge")
    return charge if isinstance(charge, dict) else {}


def _refund_key(look: Look, refund: Json) -> str:
    return f"stripe:{look.environment}:{refund['id']}:refund"
