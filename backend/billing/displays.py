"""What plans and money look like to people: "Unlimited", "500 MB", "$8.00"."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from backend.treasury.money import E8_PER_CENT, as_decimal, dollars, exponent

from .features import SPECS, Feature, FeatureValue, Kind, Unit

UNLIMITED = "Unlimited"
BY_CONTRACT = "By contract"
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_BYTES = (("GB", 2**30), ("MB", 2**20), ("KB", 2**10))
_CHOICES = {"tasks_board": "Tasks board"}


def money(amount_minor: int, currency: str, *, short: bool = False) -> str:
    """Return an amount as people write it: $19.00; `short` leaves off cents where there are none."""
    currency = currency.upper()
    amount = as_decimal(abs(amount_minor), currency)
    whole = short and amount == amount.to_integral_value()
    digits = f"{amount:,.0f}" if whole else f"{amount:,.{exponent(currency)}f}"
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"{'-' if amount_minor < 0 else ''}{symbol}{digits}"


def value(feature: Feature, found: FeatureValue, *, by_contract: bool = False) -> str:
    """Return what a plan's value for a feature reads as in a table."""
    spec = SPECS[feature]
    if spec.kind is Kind.BOOLEAN:
        return "Included" if found else "Not included"
    if spec.kind is Kind.SELECT:
        return _CHOICES.get(str(found), str(found).replace("_", " ").capitalize())
    if found is None:
        return UNLIMITED
    if spec.unit is Unit.USD_E8 and by_contract:
        return BY_CONTRACT
    return amount(spec.unit, int(found))


def amount(unit: Unit, found: int) -> str:
    """Return a counted amount in its unit."""
    if unit is Unit.USD_E8:
        return dollars(found)
    return size(found) if unit is Unit.BYTES else f"{found:,}"


def spent(amount_e8: int) -> str:
    """Return whole cents of 10⁻⁸ USD, rounded up: what is said to be spent is never less than what is."""
    return dollars(-(-amount_e8 // E8_PER_CENT) * E8_PER_CENT)


def left(amount_e8: int) -> str:
    """Return whole cents of 10⁻⁸ USD, rounded down: what is said to be left is there."""
    return dollars(amount_e8 // E8_PER_CENT * E8_PER_CENT)


def size(count: int) -> str:
    """Return bytes in the largest unit of 1,024 that they fill: 1.5 GB."""
    for name, worth in _BYTES:
        if count >= worth:
            exact = (Decimal(count) / worth).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
            return f"{exact.normalize():f} {name}"
    return f"{count:,} bytes"


def day(moment: str | None, *, with_year: bool = True) -> str:
    """Return the day of a moment in ISO 8601, in UTC, as people write it: "21 November 2026"; empty for none."""
    if not moment:
        return ""
    found = datetime.fromisoformat(moment).astimezone(UTC)
    return f"{found.day} {found:%B %Y}" if with_year else f"{found.day} {found:%B}"


def per_month(amount_minor: int, currency: str) -> str:
    """Return a twelfth of a yearly amount, rounded half to even to the minor unit."""
    twelfth = (Decimal(amount_minor) / 12).to_integral_value(ROUND_HALF_EVEN)
    return money(int(twelfth), currency)


def saving_percent(yearly_minor: int, monthly_minor: int) -> int:
    """Return how much less a year costs than twelve months, in whole percent, rounded down; never below zero."""
    twelve = monthly_minor * 12
    return max(0, (twelve - yearly_minor) * 100 // twelve) if twelve else 0
