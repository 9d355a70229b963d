"""Amounts of one currency in another, at the dated rates that somebody wrote down. None is built in or guessed."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from backend.core.errors import ApplicationError

from .models import ExchangeRate
from .money import exponent

# Banks are closed for this long at most: a rate older than that says nothing of the day.
OLDEST_RATE = timedelta(days=7)
# The currency of the European Central Bank's list, over which any two others are compared.
PIVOT = "EUR"


class NoRate(ApplicationError):
    code = "no_exchange_rate"
    status = 409

    def __init__(self, base: str, quote: str, day: date) -> None:
        detail = f"There is no rate of {base} in {quote} for {day}. Add one, or look at {base} by itself."
        super().__init__(detail, base=base, quote=quote, day=day.isoformat())


class RateBook:
    """The rates of some currencies over some days, read in one query however many amounts are converted."""

    def __init__(self, currencies: Iterable[str], *, since: date, until: date) -> None:
        names = {*currencies, PIVOT}
        rates = ExchangeRate.objects.filter(
            base__in=names, quote__in=names, day__gte=since - OLDEST_RATE, day__lte=until
        )
        self._days: dict[tuple[str, str], list[date]] = defaultdict(list)
        self._rates: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for base, quote, day, rate in rates.order_by("day").values_list("base", "quote", "day", "rate"):
            self._days[base, quote].append(day)
            self._rates[base, quote].append(rate)

    def convert(self, amount_minor: int, base: str, quote: str, day: date) -> int:
        """Return minor units of `quote` at the rate of `day`, rounded half to even. Raises NoRate."""
        if base == quote:
            return amount_minor
        shift = exponent(quote) - exponent(base)
        exact = Decimal(amount_minor).scaleb(shift) * self.rate_on(day, base, quote)
        return int(exact.to_integral_value(ROUND_HALF_EVEN))

    def rate_on(self, day: date, base: str, quote: str) -> Decimal:
        """Return the newest rate on or before `day`: straight, the other way round, or over the euro.

        Raises NoRate past a week.
        """
        rate = self._either_way(day, base, quote)
        if rate is None:
            there, onward = self._either_way(day, base, PIVOT), self._either_way(day, PIVOT, quote)
            rate = there * onward if there and onward else None
        if rate is None:
            raise NoRate(base, quote, day)
        return rate

    def _either_way(self, day: date, base: str, quote: str) -> Decimal | None:
        straight = self._newest(day, base, quote)
        if straight is not None:
            return straight
        inverse = self._newest(day, quote, base)
        return 1 / inverse if inverse is not None else None

    def _newest(self, day: date, base: str, quote: str) -> Decimal | None:
        days = self._days.get((base, quote), [])
        at = bisect_right(days, day) - 1
        fresh = at >= 0 and day - days[at] <= OLDEST_RATE
        return self._rates[base, quote][at] if fresh else None
