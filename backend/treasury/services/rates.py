"""Exchange rates are data with a date and a source; none is built in, and none is guessed."""

from datetime import date
from decimal import Decimal

from backend.treasury.models import ExchangeRate


def record(*, base: str, quote: str, day: date, rate: Decimal, source: str) -> ExchangeRate:
    """Say that one `base` was `rate` of `quote` on `day`, after `source`; a later word on the same day replaces it."""
    found, _ = ExchangeRate.objects.update_or_create(
        base=base, quote=quote, day=day, defaults={"rate": rate, "source": source}
    )
    return found
