"""A year in the life of several customers at Stripe, and whether what we hold is what Stripe holds."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from backend.billing import events
from backend.billing.models import BillingAccount, Subscription, SubscriptionChange
from backend.billing.platform import BOOKS
from backend.events.models import DomainEvent
from backend.treasury.models import LedgerEntry

from .double import Double

Json = dict[str, Any]
_ONCE = {
    events.PAYMENT_SUCCEEDED: "invoice_id",
    events.REFUND_MADE: "refund_id",
    events.DISPUTE_OPENED: "dispute_id",
    events.DISPUTE_CLOSED: "dispute_id",
}


def live_through(double: Double, subscribed: Json, plans: dict[str, str], fate: str) -> None:
    """Let one thing happen to a subscription at Stripe."""
    sdk, id = double.sdk, subscribed["id"]
    if fate == "upgrade":
        item = subscribed["items"]["data"][0]["id"]
        price = (
            plans["atelier_business_month_usd"] if "atelier_business_month_usd" in plans else _dearest(plans)
        )
        params: Any = {"items": [{"id": item, "price": price}], "proration_behavior": "always_invoice"}
        sdk.subscriptions.update(id, params=params)
    elif fate == "refund":
        charge = sdk.charges.list(params={"customer": subscribed["customer"]}).data[0]
        sdk.refunds.create(params={"charge": charge.id, "amount": 700})
    elif fate == "cancel":
        sdk.subscriptions.update(id, params={"cancel_at_period_end": True})
    elif fate == "end":
        sdk.subscriptions.cancel(id)
    elif fate == "decline":
        method = sdk.payment_methods.attach(
            "pm_card_chargeCustomerFail", params={"customer": subscribed["customer"]}
        )
        sdk.subscriptions.update(id, params={"default_payment_method": method.id})


def _dearest(plans: dict[str, str]) -> str:
    return plans[sorted(key for key in plans if key.endswith("_month_usd"))[-1]]


def disagreements(double: Double) -> list[str]:
    """Say where our rows and the books differ from what Stripe has."""
    found: list[str] = []
    ours = {row.stripe_id: row for row in Subscription.objects.select_related("plan")}
    listed = every(double.sdk.subscriptions.list, {"status": "all"})
    for theirs in listed:
        row = ours.get(theirs["id"])
        item = theirs["items"]["data"][0]
        said = (theirs["status"], item["price"]["lookup_key"], bool(theirs["cancel_at_period_end"]))
        held = row and (
            row.status,
            f"atelier_{row.plan.key}_{row.interval}_usd",
            row.cancels_at is not None and row.ended_at is None,
        )
        if said != held and not (row and row.ended_at and said[:2] == held[:2]):
            found.append(f"{theirs['id']}: Stripe says {said}, we hold {held}")
    for row in ours.values():
        newest = (
            SubscriptionChange.objects.filter(subscription_id=row.pk).order_by("-occurred_at", "-pk").first()
        )
        if newest is None or (newest.status, newest.mrr_minor) != (row.status, row.mrr_minor):
            found.append(f"{row.stripe_id}: its history ends with {newest}")
    return found + _books(double) + _doubled()


def _books(double: Double) -> list[str]:
    """Compare every sale, refund and fee, and each workspace's expense, with Stripe's own lists."""
    sales = {
        f"stripe:sandbox:{invoice['id']}:sale": invoice["amount_paid"]
        for invoice in every(double.sdk.invoices.list, {"status": "paid"})
        if invoice["amount_paid"]
    }
    refunds = every(double.sdk.refunds.list, {})
    gone = {f"stripe:sandbox:{refund['id']}:refund": -refund["amount"] for refund in refunds}
    fees = {
        f"stripe:sandbox:{moved['id']}:fee": -moved["fee"]
        for moved in every(double.sdk.balance_transactions.list, {})
        if moved["fee"]
    }
    disputed = {
        f"stripe:sandbox:{moved['id']}:dispute": moved["amount"]
        for dispute in every(double.sdk.disputes.list, {})
        for moved in dispute["balance_transactions"]
    }
    charged = {
        f"stripe:sandbox:{moved['id']}:fee": -moved["fee"]
        for dispute in every(double.sdk.disputes.list, {})
        for moved in dispute["balance_transactions"]
        if moved["fee"]
    }
    wanted = {**sales, **gone, **fees, **disputed, **charged}
    held = dict(LedgerEntry.objects.filter(workspace_id=BOOKS).values_list("source_key", "amount_minor"))
    found = [
        f"{key}: {wanted.get(key)} at Stripe, {held.get(key)} in the books"
        for key in wanted | held
        if wanted.get(key) != held.get(key)
    ]
    spent = -sum(LedgerEntry.objects.filter(kind="expense").values_list("amount_minor", flat=True))
    paid = sum(sales.values()) + sum(gone.values()) + sum(disputed.values())
    return found if spent == paid else [*found, f"expenses are {spent}, payments {paid}"]


def _doubled() -> list[str]:
    """Say which event was recorded twice for one cause."""
    rows = DomainEvent.objects.filter(name__in=_ONCE).values_list("name", "payload")
    counted = Counter((name, payload[_ONCE[name]]) for name, payload in rows)
    return [f"{cause} was told {times} times" for cause, times in counted.items() if times > 1]


def state() -> Json:
    """Return what must be the same in whatever order it was heard of."""
    rows = LedgerEntry.objects.values_list("workspace_id", "source_key", "amount_minor")
    told = DomainEvent.objects.filter(name__in=_ONCE).values_list("name", "payload")
    return {
        "subscriptions": sorted(
            Subscription.objects.values_list("stripe_id", "status", "plan__key", "mrr_minor", "cancels_at")
        ),
        "history": sorted(SubscriptionChange.objects.values_list("status", "mrr_minor", "plan_key")),
        "books": sorted((key, amount) for books, key, amount in rows if books == BOOKS),
        "spent": sum(amount for books, _, amount in rows if books != BOOKS),
        "told": sorted((name, payload[_ONCE[name]]) for name, payload in told),
    }


def every(list_: Callable[..., Any], params: Json) -> list[Json]:
    found = list_(params={**params, "limit": 100}).auto_paging_iter()
    return [
        item._to_dict_recursive() if hasattr(item, "_to_dict_recursive") else item.to_dict() for item in found
    ]


def accounts() -> int:
    return BillingAccount.objects.count()
