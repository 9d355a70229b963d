"""What a subscription brings in each month, in minor units."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

# A month in the units that Stripe counts in.
_MONTHS = {"year": Fraction(12), "month": Fraction(1), "week": Fraction(12, 52), "day": Fraction(12, 365)}


def monthly(items: Iterable[dict[str, Any]], coupons: Iterable[dict[str, Any]]) -> int:
    """Return the items' amounts for a month less the discounts that recur, rounded half to even, never below zero."""
    lines = list(items)
    whole = sum((_of_item(item) for item in lines), Fraction(0))
    months = _months(lines[0]) if lines else Fraction(1)
    for coupon in coupons:
        whole -= _off(coupon, whole, months)
    return max(0, round(whole))


def _of_item(item: dict[str, Any]) -> Fraction:
    price = item["price"]
    amount = Fraction(str(price.get("unit_amount_decimal") or price.get("unit_amount") or 0))
    return amount * (item.get("quantity") or 1) / _months(item)


def _months(item: dict[str, Any]) -> Fraction:
    recurring = item["price"]["recurring"]
    return _MONTHS[recurring["interval"]] * (recurring.get("interval_count") or 1)


def _off(coupon: dict[str, Any], whole: Fraction, months: Fraction) -> Fraction:
    """Return what a coupon takes off a month; one for a single invoice takes off none."""
    if coupon["duration"] == "once":
        return Fraction(0)
    if coupon.get("percent_off") is not None:
        return whole * Fraction(str(coupon["percent_off"])) / 100
    return Fraction(coupon.get("amount_off") or 0) / months
