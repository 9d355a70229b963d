import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.projects import values

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
plausible = st.one_of(
    st.sampled_from(
        ["Discord", "circle.so", "Mighty Networks", "P6W", "p10d", "P1Y2M", "2026-12-15", "$19.50 a month"]
    ),
    st.fixed_dictionaries(
        {
            "amount_minor": st.integers(-5, values.MAX_AMOUNT_MINOR + 5) | st.floats(),
            "currency": st.sampled_from(["USD", "usd", "JPY", "KWD", "XXX"]),
            "period": st.sampled_from(["month", "Year", "once", "fortnight"]),
        }
    ),
    st.fixed_dictionaries({"tiers": st.lists(st.text(max_size=70), max_size=8)}),
    st.fixed_dictionaries(
        {
            "formats": st.lists(st.text(max_size=20) | st.sampled_from(["Build-alongs", "Q&A"]), max_size=8),
            "cadence": st.sampled_from([None, "weekly", "Fortnightly", "sometimes"]),
        }
    ),
)


def parsed_or_none(category: str, raw: Any) -> Any:
    try:
        return values.parse(category, raw)
    except values.InvalidDecisionValue:
        return None


def floats_in(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in floats_in(item)]
    if isinstance(value, list):
        return [found for item in value for found in floats_in(item)]
    return [value] if isinstance(value, float) else []


@given(category=st.sampled_from(values.CATEGORIES), raw=anything | plausible)
def test_whatever_is_sent_is_refused_or_becomes_one_canonical_form(category: str, raw: Any) -> None:
    value = parsed_or_none(category, raw)
    if value is not None:
        assert values.parse(category, value) == value
        assert values.display(category, value).strip()
        assert len(values.display(category, value)) <= 500
        assert floats_in(value) == []
        assert json.loads(json.dumps(value)) == value


@given(
    amount=st.integers(1, values.MAX_AMOUNT_MINOR),
    currency=st.sampled_from(["USD", "EUR", "JPY", "KWD"]),
    period=st.sampled_from(sorted(values.PERIODS)),
)
def test_every_price_in_range_is_kept_as_it_is(amount: int, currency: str, period: str) -> None:
    price = {"amount_minor": amount, "currency": currency, "period": period}
    assert values.parse("pricing", price) == price


@pytest.mark.parametrize(
    ("category", "raw", "canonical", "words"),
    [
        ("platform", "discord", "discord", "Discord"),
        ("platform", " Circle.so ", "circle", "Circle"),
        ("platform", "Mighty Networks", "mighty_networks", "Mighty Networks"),
        ("platform", "my own forum", "my_own_forum", "My own forum"),
        (
            "pricing",
            {"amount_minor": 9900, "period": "one_time"},
            {"amount_minor": 9900, "currency": "USD", "period": "once"},
            "$99 once",
        ),
        ("timeline", "6 weeks", "P6W", "In 6 weeks"),
        ("timeline", "in 30 days", "P30D", "In 30 days"),
        ("timeline", "2m", "P2M", "In 2 months"),
        ("content", {"formats": "video"}, {"formats": ["video"], "cadence": None}, "Video"),
        (
            "structure",
            {
                "tiers": [
                    {"name": "Free", "price": {"amount_minor": 0}},
                    {"name": "Pro", "price": {"amount_minor": 2900}},
                ]
            },
            {"tiers": [{"name": "Free", "amount_minor": 0}, {"name": "Pro", "amount_minor": 2900}]},
            "Two tiers: Free and Pro",
        ),
        (
            "pricing",
            {"amount_minor": 1900},
            {"amount_minor": 1900, "currency": "USD", "period": "month"},
            "$19 a month",
        ),
        (
            "pricing",
            "$19/month",
            {"amount_minor": 1900, "currency": "USD", "period": "month"},
            "$19 a month",
        ),
        (
            "pricing",
            "19.50 per month",
            {"amount_minor": 1950, "currency": "USD", "period": "month"},
            "$19.50 a month",
        ),
        (
            "pricing",
            "1,900 jpy a year",
            {"amount_minor": 1900, "currency": "JPY", "period": "year"},
            "¥1,900 a year",
        ),
        (
            "pricing",
            {"amount_minor": 5, "currency": "eur", "period": "once"},
            {"amount_minor": 5, "currency": "EUR", "period": "once"},
            "€0.05 once",
        ),
        (
            "structure",
            {"tiers": [{"name": "Member"}]},
            {"tiers": [{"name": "Member", "amount_minor": None}]},
            "One room",
        ),
        (
            "structure",
            ["Member", {"name": "Inner  circle", "amount_minor": 9900}],
            {
                "tiers": [
                    {"name": "Member", "amount_minor": None},
                    {"name": "Inner circle", "amount_minor": 9900},
                ]
            },
            "Two tiers: Member and Inner circle",
        ),
        ("timeline", "2026-12-15", "2026-12-15", "15 December 2026"),
        ("timeline", "p6w", "P6W", "In 6 weeks"),
        ("timeline", "P1M", "P1M", "In 1 month"),
        ("timeline", "P0Y2M010D", "P2M10D", "In 2 months and 10 days"),
        (
            "content",
            {"formats": ["Build-alongs", "build_along"], "cadence": "Every week"},
            {"formats": ["build_along"], "cadence": "weekly"},
            "Weekly build-alongs",
        ),
        (
            "content",
            {"formats": ["q&a", "guest talk"]},
            {"formats": ["q_and_a", "guest_talk"], "cadence": None},
            "Q&A and guest talks",
        ),
    ],
)
def test_decisions_have_one_form_and_words_for_people(
    category: str, raw: Any, canonical: Any, words: str
) -> None:
    assert values.parse(category, raw) == canonical
    assert values.display(category, canonical) == words


@pytest.mark.parametrize(
    ("category", "raw"),
    [
        ("platform", ""),
        ("platform", "???"),
        ("platform", 7),
        ("platform", "9gag"),
        ("pricing", {"amount_minor": 19.0}),
        ("pricing", {"amount_minor": True}),
        ("pricing", {"amount_minor": 0}),
        ("pricing", {"amount_minor": 1900, "currency": "ZZZ"}),
        ("pricing", {"amount_minor": 1900, "period": "fortnight"}),
        ("pricing", "19.99 jpy"),
        ("pricing", "a lot"),
        ("structure", {"tiers": []}),
        ("structure", {"tiers": ["a"] * 7}),
        ("structure", {"tiers": ["Gold", "gold"]}),
        ("structure", {"tiers": ["\x00"]}),
        ("structure", {"tiers": ["half \ud83d"]}),
        ("timeline", "soon"),
        ("timeline", "P"),
        ("timeline", "P0D"),
        ("timeline", "P9Y"),
        ("timeline", "2026-02-30"),
        ("timeline", "0001-01-01"),
        ("content", {"formats": []}),
        ("content", {"formats": ["x"], "cadence": "sometimes"}),
        ("colour", "vermilion"),
    ],
)
def test_what_is_no_decision_is_refused_with_a_sentence(category: str, raw: Any) -> None:
    with pytest.raises(values.InvalidDecisionValue) as refused:
        values.parse(category, raw)
    assert refused.value.code == "invalid_decision_value"
    assert refused.value.status == 400
    assert refused.value.detail.endswith(".")
