"""The stored figures of a period, and those that are made of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from django.db.models import Q

from backend.analytics.metrics import MOVEMENT, SHOWN, Form, Stored
from backend.analytics.models import DailyMetric, Movement
from backend.treasury.exchange import NoRate, RateBook
from backend.treasury.money import E8_PER_CENT, exponent

from .periods import Period
from .revenue import revenue_of

MONTH_DAYS = 30
_PARTS = (
    Stored.VISITS_BY_PATH,
    Stored.VISITS_BY_SOURCE,
    Stored.VISITS_BY_CAMPAIGN,
    Stored.VISITS_BY_DEVICE,
)


@dataclass(frozen=True)
class Figure:
    """A value, or the reason why there is none. Minor units, 10⁻⁸ USD, counts, or percent with two places."""

    value: int | float | None
    reason: str = ""


@dataclass
class Daily:
    """Figures by name and day, as stored; absent is zero."""

    values: dict[str, dict[date, int]] = field(default_factory=lambda: defaultdict(dict))

    def total(self, key: str, period: Period) -> int:
        return sum(value for day, value in self.values[key].items() if period.since <= day <= period.until)

    def at(self, key: str, day: date) -> int:
        """Return what stood at the end of `day`; of a day that is not counted yet, of the last that is."""
        known = [known for known in self.values[key] if known <= day]
        return self.values[key][max(known)] if known else 0


def load(*periods: Period) -> Daily:
    """Read everything the periods need in one query; they share world and currency."""
    world, currency = periods[0].world, periods[0].currency
    first, last = min(period.eve for period in periods), max(period.until for period in periods)
    rows = (
        DailyMetric.objects.filter(Q(currency__in=["", currency]) | Q(metric=Stored.COST))
        .filter(day__range=(first, last), world__in=["", world])
        .exclude(metric__in=_PARTS)
    )
    daily = Daily()
    for metric, dimension, day, value in rows.values_list("metric", "dimension", "day", "value"):
        daily.values[_key(metric, dimension)][day] = value
    return daily


def _key(metric: str, dimension: str) -> str:
    if metric == Stored.MOVED_MRR:
        return MOVEMENT.format(dimension)
    if metric == Stored.MOVED:
        return "churned_subscriptions" if dimension == Movement.CHURN else f"moved_{dimension}"
    return metric


def figures(daily: Daily, period: Period) -> dict[str, Figure]:
    """Return every shown figure of the period."""
    found: dict[str, Figure] = {}
    for shown in SHOWN.values():
        if shown.form == Form.FLOW:
            found[shown.key] = Figure(daily.total(shown.key, period))
        elif shown.form == Form.STOCK:
            found[shown.key] = Figure(daily.at(shown.key, period.until))
    revenue = revenue_of(period)
    found["revenue"] = Figure(sum(revenue.values()))
    return found | _ratios(daily, period, found, revenue)


def _ratios(
    daily: Daily, period: Period, found: dict[str, Figure], revenue: dict[UUID, int]
) -> dict[str, Figure]:
    mrr, paying = int(found["mrr"].value or 0), int(found["paying_subscriptions"].value or 0)
    paid_before, mrr_before = daily.at(Stored.PAYING, period.eve), daily.at(Stored.MRR, period.eve)
    lost = -int(found["mrr_churn"].value or 0) - int(found["mrr_contraction"].value or 0)
    churn = percentage(
        int(found["churned_subscriptions"].value or 0), paid_before, "Nobody paid on the evening before."
    )
    cost = cost_rate(period.currency, period.until).of(int(found["model_cost"].value or 0))
    arpu = Figure(half_even(mrr, paying)) if paying else Figure(None, "Nobody pays.")
    return {
        "arr": Figure(12 * mrr),
        "arpu": arpu,
        "churn": churn,
        "revenue_churn": percentage(lost, mrr_before, "There was no MRR on the evening before."),
        "ltv": _ltv(period, arpu, cost, paying, int(found["churned_subscriptions"].value or 0), paid_before),
        "margin": margin(sum(revenue.values()), cost),
    }


def _ltv(  # noqa: PLR0917  the five numbers of one formula
    period: Period, arpu: Figure, cost: Figure, paying: int, churned: int, paid_before: int
) -> Figure:
    """(ARPU − cost per paying subscription) ÷ churn, cost and churn brought to thirty days. Minor units."""
    if arpu.value is None or cost.value is None:
        return Figure(None, arpu.reason or cost.reason)
    if not paid_before or not churned:
        return Figure(None, "Nobody has left in this period, so a lifetime has no end to reckon with.")
    monthly = Decimal(MONTH_DAYS) / period.length
    kept = Decimal(arpu.value) - Decimal(cost.value) * monthly / paying
    churn = Decimal(churned) / paid_before * monthly
    return Figure(int((kept / churn).to_integral_value(ROUND_HALF_EVEN)))


def margin(revenue_minor: int, cost: Figure) -> Figure:
    if cost.value is None:
        return Figure(None, cost.reason)
    return percentage(revenue_minor - int(cost.value), revenue_minor, "There was no revenue.")


@dataclass(frozen=True)
class CostRate:
    """What US dollars, in which models are billed, are worth in the currency that is shown; or why that is unknown."""

    minor_per_e8: Decimal | None
    reason: str = ""

    def of(self, cost_e8: int) -> Figure:
        if self.minor_per_e8 is None:
            return Figure(None, self.reason)
        return Figure(int((cost_e8 * self.minor_per_e8).to_integral_value(ROUND_HALF_EVEN)))


def cost_rate(currency: str, day: date) -> CostRate:
    cent = Decimal(1) / E8_PER_CENT
    if currency == "USD":
        return CostRate(cent)
    rates = RateBook({"USD", currency}, since=day, until=day)
    try:
        return CostRate(
            cent * rates.rate_on(day, "USD", currency).scaleb(exponent(currency) - exponent("USD"))
        )
    except NoRate as error:
        return CostRate(None, error.detail)


def percentage(part: int, whole: int, if_none: str) -> Figure:
    if whole <= 0:
        return Figure(None, if_none)
    return Figure(float(round(Decimal(100 * part) / whole, 2)))


def half_even(amount: int, divisor: int) -> int:
    return int((Decimal(amount) / divisor).to_integral_value(ROUND_HALF_EVEN))
