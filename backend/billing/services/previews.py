"""What a change of plan costs, to the cent, as Stripe works it out before anything is changed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import stripe as sdk
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from backend.accounts.models import User
from backend.billing import inclusions
from backend.billing.features import SPECS, Feature, Kind
from backend.billing.models import Interval, PlanPrice, Subscription
from backend.billing.selectors import moment
from backend.billing.services import usage_report
from backend.integrations.stripe.client import asking

Json = dict[str, Any]
# Longer than this nobody is held to what they were shown.
HOLDS_SECONDS = 1800
_SIGNER = TimestampSigner(salt="billing.plan-change-preview")


@dataclass(frozen=True)
class Wanted:
    """A change to be priced: the subscription, the item it has at Stripe, and the price it would have."""

    subscription: Subscription
    item_id: str
    price: PlanPrice
    stripe_price: str
    # Of an earlier change that was never paid.
    waiting_invoice: str = ""

    @property
    def items(self) -> list[Json]:
        return [{"id": self.item_id, "price": self.stripe_price, "quantity": 1}]

    @property
    def restarts(self) -> bool:
        """Another interval begins a new period now."""
        return self.price.interval != self.subscription.interval

    @property
    def kind(self) -> str:
        before, after = self.subscription.plan.position, self.price.plan.position
        if before == after:
            return "interval"
        return "upgrade" if after > before else "downgrade"


def price_change(wanted: Wanted, proration_date: int | None = None) -> Json:
    """Return the lines and sums of the change as of `proration_date`, or of now by Stripe's clock.

    Two questions to Stripe: what is invoiced at once, and what each renewal costs. The fingerprint binds them.
    """
    at = {"proration_date": proration_date} if proration_date else {}
    now = _asked(wanted, {"proration_behavior": "always_invoice", **at})
    renewal = _asked(wanted, {"proration_behavior": "none"})
    lines = [
        line for line in now["lines"]["data"] if wanted.restarts or _is_proration(line) or _is_by_hand(line)
    ]
    if wanted.subscription.status == "trialing":
        lines = []
    sums = _sums(now) if lines else dict.fromkeys(_SUMS, 0)
    shown: Json = {
        "kind": wanted.kind,
        "plan": {"key": wanted.price.plan.key, "name": wanted.price.plan.name},
        "interval": wanted.price.interval,
        "quantity": 1,
        "currency": now["currency"].upper(),
        "lines": [_line(line) for line in lines],
        **sums,
        "renewal": _renewal(wanted, renewal),
        "takes_effect": "now",
        "effective_at": moment(_proration_date(lines, proration_date)),
        "proration_date": _proration_date(lines, proration_date),
    }
    return {**shown, "fingerprint": _SIGNER.sign(_digest(wanted, shown))}


def is_same(preview: Json, fingerprint: str) -> bool:
    """Say whether `fingerprint` was given, within the last half hour, for exactly what `preview` shows."""
    try:
        shown = _SIGNER.unsign(fingerprint, max_age=HOLDS_SECONDS)
        return shown == _SIGNER.unsign(preview["fingerprint"])
    except BadSignature:
        return False


def end_of_plan(subscription: Subscription) -> Json:
    """Return the preview of going back to Free: nothing to pay, and the plan until the end of its period."""
    free = inclusions.plans()["free"]
    ends = subscription.current_period_ends_at or timezone.now()
    shown: Json = {
        "kind": "cancel",
        "plan": {"key": free.key, "name": free.name},
        "interval": subscription.interval or Interval.MONTH,
        "quantity": 1,
        "currency": subscription.currency.upper(),
        "lines": [],
        **dict.fromkeys(_SUMS, 0),
        "renewal": None,
        "takes_effect": "period_end",
        "effective_at": ends,
        "proration_date": int(ends.timestamp()),
    }
    digest = hashlib.sha256(f"{subscription.stripe_id} ends {ends.isoformat()}".encode()).hexdigest()
    return {**shown, "fingerprint": _SIGNER.sign(digest)}


def narrowed(workspace_id: UUID, user: User, plan_key: str) -> list[Json]:
    """Return where more is in use than the plan includes; nothing is deleted, but no more can be added."""
    values = inclusions.plans()[plan_key].values
    found = []
    for line in usage_report.report(workspace_id, user):
        feature = Feature(line["feature"])
        limit, used = values[feature], line["used"]
        counted = SPECS[feature].kind is Kind.INTEGER and not SPECS[feature].governed
        if counted and isinstance(limit, int) and used is not None and used > limit:
            found.append({"feature": line["feature"], "label": line["label"], "used": used, "limit": limit})
    return found


_SUMS = (
    "subtotal_minor",
    "tax_minor",
    "total_minor",
    "balance_used_minor",
    "credited_minor",
    "due_now_minor",
)


def _asked(wanted: Wanted, details: Json) -> Json:
    params: Json = {
        "subscription": wanted.subscription.stripe_id,
        "subscription_details": {"items": wanted.items, **details},
    }
    with asking() as stripe:
        found: sdk.Invoice = stripe.v1.invoices.create_preview(params)  # type: ignore[arg-type]
    body: Json = found.to_dict()
    return body


def _sums(invoice: Json) -> Json:
    """Return what the invoice comes to; below zero it is credited to the balance, which pays the next one."""
    total, due = int(invoice["total"]), int(invoice["amount_due"])
    tax = sum(int(each["amount"]) for each in invoice.get("total_taxes") or [])
    return {
        "subtotal_minor": int(invoice["subtotal"]),
        "tax_minor": tax,
        "total_minor": total,
        "balance_used_minor": max(0, total - due) if total > 0 else 0,
        "credited_minor": max(0, -total),
        "due_now_minor": due,
    }


def _line(line: Json) -> Json:
    amount = int(line["amount"]) - sum(int(each["amount"]) for each in line.get("discount_amounts") or [])
    return {
        "kind": "credit" if amount < 0 else "charge",
        "description": line.get("description") or "",
        "amount_minor": amount,
        "starts_at": moment(line["period"]["start"]),
        "ends_at": moment(line["period"]["end"]),
    }


def _renewal(wanted: Wanted, invoice: Json) -> Json:
    period = invoice["lines"]["data"][-1]["period"]
    begins_later = not wanted.restarts or wanted.subscription.status == "trialing"
    return {
        "amount_minor": int(invoice["total"])
        - sum(map(_whole, filter(_is_by_hand, invoice["lines"]["data"]))),
        "at": moment(period["start"] if begins_later else period["end"]),
        "interval": wanted.price.interval,
    }


def _is_proration(line: Json) -> bool:
    parent = line.get("parent") or {}
    kinds = (parent.get("subscription_item_details"), parent.get("invoice_item_details"))
    return any(details and details.get("proration") for details in kinds)


def _is_by_hand(line: Json) -> bool:
    """A sum that waits for the next invoice, such as what models cost past the allowance; no renewal has it again."""
    details = (line.get("parent") or {}).get("invoice_item_details")
    return bool(details and details.get("subscription") and not details.get("proration"))


def _whole(line: Json) -> int:
    return int(line["amount"]) + sum(int(tax["amount"]) for tax in line.get("taxes") or [])


def _proration_date(lines: list[Json], asked: int | None) -> int:
    """Return the second from which time is counted, by Stripe's clock where it told."""
    if asked:
        return asked
    starts = [int(line["period"]["start"]) for line in lines if _is_proration(line)]
    return min(starts) if starts else int(timezone.now().timestamp())


def _digest(wanted: Wanted, shown: Json) -> str:
    bound = {"subscription": wanted.subscription.stripe_id, "price": wanted.stripe_price, **shown}
    return hashlib.sha256(json.dumps(bound, sort_keys=True, default=_text).encode()).hexdigest()


def _text(found: Any) -> str:
    assert isinstance(found, datetime)
    return found.isoformat()
