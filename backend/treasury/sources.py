"""Where an entry came from, in a word or two for people; its source key says it exactly."""

from .models import LedgerEntry

_NAMED = {
    "manual": "Written down by hand",
    "csv": "From a CSV file",
    "model_costs": "Model calls",
    "covered": "Your plan",
    "reversal": "Reversal",
    "stripe": "Stripe",
    "paypal": "PayPal",
    "sandbox": "Sandbox",
    "order": "Storefront",
}


def source_of(entry: LedgerEntry) -> str:
    """Return "Stripe" for `stripe:txn_1`, and whatever stands before the colon where it is not known here."""
    prefix = entry.source_key.partition(":")[0]
    return _NAMED.get(prefix) or prefix.replace("_", " ").capitalize()
