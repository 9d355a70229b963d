"""A subscription as Stripe shows it, in our words: nothing here asks or writes anything."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from backend.billing.models.subscriptions import PAYING

from .mrr import monthly

Json = dict[str, Any]


@dataclass(frozen=True)
class Terms:
    """What one reading of a subscription says. Its plan is found elsewhere, by `price_id`."""

    stripe_id: str
    customer_id: str
    workspace_id: str
    price: Json
    interval: str
    quantity: int
    status: str
    currency: str
    mrr_minor: int
    discount: str
    started_at: datetime | None
    current_period_starts_at: datetime | None
    current_period_ends_at: datetime | None
    trial_ends_at: datetime | None
    cancels_at: datetime | None
    ended_at: datetime | None
    cancel_reason: str
    cancel_comment: str
    # When the payment failed that it is behind with, if it is.
    failed_at: datetime | None


def terms_of(data: Json) -> Terms:
    """Read a subscription; one without items is refused by Stripe itself."""
    items = data["items"]["data"]
    item, details = items[0], data.get("cancellation_details") or {}
    coupons = _running_coupons(data)
    status = data["status"]
    return Terms(
        stripe_id=data["id"],
        customer_id=named(data["customer"]),
        workspace_id=(data.get("metadata") or {}).get("workspace_id", ""),
        price=item["price"],
        interval=(item["price"].get("recurring") or {}).get("interval", ""),
        quantity=item.get("quantity") or 1,
        status=status,
        currency=data["currency"].upper(),
        mrr_minor=monthly(items, coupons) if status in PAYING else 0,
        discount=", ".join(_in_words(coupon) for coupon in coupons)[:120],
        started_at=moment(data.get("start_date")),
        current_period_starts_at=moment(item.get("current_period_start")),
        current_period_ends_at=moment(item.get("current_period_end")),
        trial_ends_at=moment(data.get("trial_end")),
        cancels_at=_cancels_at(data, item),
        ended_at=moment(data.get("ended_at")),
        cancel_reason=(details.get("feedback") or details.get("reason") or "")[:40],
        cancel_comment=details.get("comment") or "",
        failed_at=_failed_at(data),
    )


def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def named(value: Any) -> str:
    """Return the id of what Stripe shows as an id, or opened out."""
    return value["id"] if isinstance(value, dict) else value or ""


def _cancels_at(data: Json, item: Json) -> datetime | None:
    if data.get("cancel_at"):
        return moment(data["cancel_at"])
    return moment(item.get("current_period_end")) if data.get("cancel_at_period_end") else None


def _failed_at(data: Json) -> datetime | None:
    """Return when the latest invoice was first asked for: Stripe tries the card at once when it finalizes one."""
    invoice = data.get("latest_invoice")
    if data["status"] != "past_due" or not isinstance(invoice, dict):
        return None
    return moment((invoice.get("status_transitions") or {}).get("finalized_at") or invoice.get("created"))


def _running_coupons(data: Json) -> list[Json]:
    """Return the coupons of the discounts that are on it; Stripe takes those that are over off by itself."""
    shown = [discount for discount in data.get("discounts") or [] if isinstance(discount, dict)]
    coupons = [(discount.get("source") or discount).get("coupon") for discount in shown]
    return [coupon for coupon in coupons if isinstance(coupon, dict)]


def _in_words(coupon: Json) -> str:
    """Say what a coupon gives, such as "20% for 3 months"."""
    if coupon.get("percent_off") is not None:
        said = f"{coupon['percent_off']:g}%"
    else:
        amount, currency = coupon.get("amount_off") or 0, (coupon.get("currency") or "").upper()
        said = f"{amount / 100:,.2f} {currency}".strip()
    if coupon["duration"] == "repeating":
        months = coupon.get("duration_in_months") or 1
        return f"{said} for {months} month{'s' if months != 1 else ''}"
    return said if coupon["duration"] == "forever" else f"{said} once"
