"""Prices as people read them. Amounts are integers in the currency's minor unit, never floats."""

# ISO 4217: currencies without a minor unit, those with three decimals, and all others, which have two.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_TWO = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
"""
_NO_DECIMALS = frozenset(_NONE.split())
_THREE_DECIMALS = frozenset(_THREE.split())
CURRENCIES = _NO_DECIMALS | _THREE_DECIMALS | frozenset(_TWO.split())
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CAD": "CA$", "AUD": "A$"}


def exponent(currency: str) -> int:
    """Return how many decimals the currency has: 0 for the yen, 2 for the dollar."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def show(amount_minor: int, currency: str) -> str:
    """Return the amount for people: `$19`, `$19.50`, `¥1,900`, `CHF 19`."""
    digits = exponent(currency)
    whole, rest = divmod(amount_minor, 10**digits)
    decimals = f".{rest:0{digits}d}" if rest else ""
    prefix = SYMBOLS.get(currency, f"{currency} ")
    return f"{prefix}{whole:,}{decimals}"
