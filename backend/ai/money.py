"""Model costs: integer 10⁻⁸ USD, for one cached token of a cheap model costs less than a millionth of a cent."""

from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any

E8 = Decimal(100_000_000)


def to_e8(usd: Decimal) -> int:
    """Return 10⁻⁸ USD, rounded up, so that recorded cost is never below the real one."""
    return int((usd * E8).to_integral_value(ROUND_UP))


def as_money(amount_e8: int) -> dict[str, Any]:
    """Return a cost as the API shows it: `{amount_e8, currency, display}`."""
    usd = Decimal(amount_e8) / E8
    places = Decimal("0.01") if usd >= 1 or usd == 0 else Decimal("0.0001")
    return {
        "amount_e8": amount_e8,
        "currency": "USD",
        "display": f"${usd.quantize(places, ROUND_HALF_UP)}",
    }
