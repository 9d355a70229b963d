"""Exchange rates are data with a date and a source; none is built in, and none is guessed."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from backend.core.errors import ApplicationError
from backend.treasury.models import ExchangeRate
from backend.treasury.money import CURRENCIES

ECB = "European Central Bank"
AT_ONCE = 1_000


class NotTheBanksList(ApplicationError):
    code = "not_ecb_rates"
    status = 400

    def __init__(self, line: int, why: str) -> None:
        super().__init__(
            f"Line {line}: {why} Load the file eurofxref-hist.csv or eurofxref.csv as the ECB gives it out.",
            line=line,
        )


def record(*, base: str, quote: str, day: date, rate: Decimal, source: str) -> ExchangeRate:
    """Say that one `base` was `rate` of `quote` on `day`, after `source`; a later word on the same day replaces it."""
    found, _ = ExchangeRate.objects.update_or_create(
        base=base, quote=quote, day=day, defaults={"rate": rate, "source": source}
    )
    return found


@transaction.atomic
def load_ecb(csv_text: str) -> int:
    """Take in the ECB's euro reference rates, all or none; the same file again changes nothing. Returns how many.

    The first line is `Date,USD,JPY,…`; N/A is passed over, and so are currencies that are no more. Raises
    NotTheBanksList. https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
    """
    rates = list(_ecb_rates(csv_text))
    ExchangeRate.objects.bulk_create(
        rates,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["base", "quote", "day"],
        update_fields=["rate", "source", "updated_at"],
    )
    return len(rates)


def _ecb_rates(text: str) -> Iterator[ExchangeRate]:
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    names = [name.strip() for name in next(lines, [])]
    if names[:1] != ["Date"] or not CURRENCIES.intersection(names):
        raise NotTheBanksList(1, "It does not begin with Date and currencies.")
    seen: set[date] = set()
    for number, cells in enumerate(lines, start=2):
        if not any(cells):
            continue
        day = _day(cells[0], number)
        if day in seen:
            raise NotTheBanksList(number, "The day is there twice.")
        seen.add(day)
        for name, cell in zip(names[1:], cells[1:], strict=False):
            if name in CURRENCIES and cell.strip() not in {"", "N/A"}:
                yield ExchangeRate(base="EUR", quote=name, day=day, rate=_rate(cell, number), source=ECB)


def _day(cell: str, line: int) -> date:
    """Read the day as the history writes it (2026-11-20), or as the daily file does (20 November 2026)."""
    for written in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(cell.strip(), written).date()
        except ValueError:
            continue
    raise NotTheBanksList(line, f"{cell[:20]!r} is no day.")


def _rate(cell: str, line: int) -> Decimal:
    try:
        rate = Decimal(cell.strip())
    except InvalidOperation:
        raise NotTheBanksList(line, f"{cell[:20]!r} is no rate.") from None
    if not rate.is_finite() or not 0 < rate < 10**9:
        raise NotTheBanksList(line, f"{cell[:20]!r} is no rate.")
    return rate
