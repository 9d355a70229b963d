"""Amounts as integers: 10⁻⁸ USD for what models cost, minor units of an ISO 4217 currency for the ledger."""

from decimal import Decimal, InvalidOperation

E8_PER_USD = 100_000_000
E8_PER_CENT = 1_000_000
# The ledger's column holds no more, and no creator earns it.
MOST_MINOR = 10**15

_NO_MINOR_UNIT = """
BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
"""
_TWO_DIGITS = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR
ZMW ZWG
"""
_THREE_DIGITS = """
BHD IQD JOD KWD LYD OMR TND
"""
_EXPONENTS = {
    currency: digits
    for digits, currencies in ((0, _NO_MINOR_UNIT), (2, _TWO_DIGITS), (3, _THREE_DIGITS))
    for currency in currencies.split()
}
CURRENCIES = frozenset(_EXPONENTS)


def exponent(currency: str) -> int:
    """Return how many digits the minor unit of `currency` has after the point."""
    return _EXPONENTS[currency]


def as_decimal(amount_minor: int, currency: str) -> Decimal:
    """Return whole units, written with all their digits: 1250 US cents are 12.50."""
    return Decimal(amount_minor).scaleb(-exponent(currency))


def parse_amount(text: str, currency: str) -> int:
    """Return the minor units that `text` (digits with a point at most) says. Raises ValueError, saying why."""
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError("Write the amount in digits, with a point before the cents: 1250.00.") from None
    if not amount.is_finite() or abs(amount) >= MOST_MINOR // 1000:
        raise ValueError("That amount is too large.")
    minor = amount.scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"{currency} has {exponent(currency)} digits after the point at most.")
    return int(minor)


def dollars(amount_e8: int) -> str:
    """Return 10⁻⁸ USD for people, in cents, or in the digits that it takes below a cent."""
    whole_cents = amount_e8 % E8_PER_CENT == 0
    usd = Decimal(amount_e8).scaleb(-8)
    shown = f"{usd:,.2f}" if whole_cents else f"{usd.normalize():,f}"
    return f"-${shown[1:]}" if shown.startswith("-") else f"${shown}"
