"""The arithmetic of proration: exact to the cent, linear in seconds, and without memory of the way."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.stripe.periods import period_after
from sandbox.stripe.proration import percent_of, prorated, spread
from sandbox.tests.stripe.money.conftest import Till

SUMS = st.integers(0, 99_999_999)
LENGTHS = st.integers(1, 366 * 86_400)


@settings(deadline=None, max_examples=25)
@given(
    prices=st.lists(st.integers(100, 999_999), min_size=2, max_size=4, unique=True),
    seconds=st.integers(0, 30 * 86_400 - 1),
)
def test_there_and_back_at_the_same_instant_costs_nothing(prices, seconds):
    """Whatever way is taken from a price back to it, and at whatever second."""
    till = Till()
    first, *others = [till.price(amount) for amount in prices]
    made = till.subscribe(first)
    till.advance(seconds=seconds)
    item = made["items"]["data"][0]["id"]
    for price in (*others, first):
        till.post(f"/v1/subscriptions/{made['id']}", items=[{"id": item, "price": price}])
    assert sum(waiting["amount"] for waiting in till.books.every("invoiceitem")) == 0


@given(amount=SUMS, length=LENGTHS, data=st.data())
def test_a_part_is_within_half_a_cent_of_the_linear_share(amount, length, data):
    seconds = data.draw(st.integers(0, length))
    exact = Fraction(amount * seconds, length)
    assert abs(prorated(amount, seconds, length) - exact) <= Fraction(1, 2)
    assert prorated(-amount, seconds, length) == -prorated(amount, seconds, length)


def test_exact_sums_to_the_second():
    july = 31 * 86_400
    assert prorated(2900, july, july) == 2900
    assert prorated(2900, 0, july) == 0
    assert prorated(3100, 86_400, july) == 100
    assert prorated(1, july // 2, july) == 1
    with pytest.raises(ValueError, match="no part of a period"):
        prorated(2900, july + 1, july)


def test_a_percentage_is_rounded_half_up():
    assert percent_of(2999, 50.0) == 1500
    assert percent_of(1000, 33.33) == 333
    assert percent_of(9900, 100.0) == 9900


@given(weights=st.lists(SUMS, min_size=1, max_size=8), data=st.data())
def test_what_is_spread_adds_up_and_takes_no_more_than_there_is(weights, data):
    total = data.draw(st.integers(0, sum(weights)))
    parts = spread(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def _at(*date):
    return int(datetime(*date, tzinfo=UTC).timestamp())


def test_a_month_that_is_too_short_does_not_move_the_anchor():
    monthly = {"interval": "month", "interval_count": 1}
    anchor = _at(2026, 1, 31, 12)
    assert period_after(anchor, anchor, monthly) == (anchor, _at(2026, 2, 28, 12))
    assert period_after(_at(2026, 2, 28, 12), anchor, monthly) == (_at(2026, 2, 28, 12), _at(2026, 3, 31, 12))
    assert period_after(_at(2028, 2, 29, 11), anchor, monthly) == (_at(2028, 1, 31, 12), _at(2028, 2, 29, 12))


def test_years_and_weeks():
    anchor = _at(2024, 2, 29)
    assert period_after(anchor, anchor, {"interval": "year", "interval_count": 1})[1] == _at(2025, 2, 28)
    assert period_after(anchor, anchor, {"interval": "week", "interval_count": 2})[1] == _at(2024, 3, 14)
