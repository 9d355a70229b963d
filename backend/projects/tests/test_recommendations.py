from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.projects import recommendations, values
from backend.projects.facts import CreatorFacts

from .factories import content

PLAYBOOK = content()
MAKER = CreatorFacts("youtube", 50_000, Decimal("6.5"), "Pixel art")


def advice(creator: CreatorFacts | None, category: str) -> recommendations.Recommendation:
    made = recommendations.recommend_all(PLAYBOOK, creator)[category]
    assert made is not None
    return made


def test_the_price_of_the_worked_example_is_shown_step_by_step() -> None:
    price = advice(MAKER, "pricing")
    assert price.value == {"amount_minor": 1900, "currency": "USD", "period": "month"}
    assert price.display == "$19 a month"
    assert price.arithmetic == (
        "50,000 followers × 6.5% engaged = 3,250 people who really listen.",
        "Of those, 1 to 3% join a paid community in the first month: 33 to 98 members"
        " (rounded to whole people, halves up).",
        "At $19 that is $627 to $1,862 a month.",
        "An estimate, not a promise.",
    )


@pytest.mark.parametrize(
    ("creator", "amount"),
    [
        (MAKER, 1900),
        (replace(MAKER, niche="Freelance marketing"), 3900),
        (replace(MAKER, niche="Learning to code: software for beginners"), 2900),
        (replace(MAKER, niche="Gaming and memes"), 900),
        (replace(MAKER, niche="something nobody has heard of"), 1900),
        (replace(MAKER, engagement_rate=Decimal("1.9")), 1500),
        (replace(MAKER, engagement_rate=Decimal("8")), 2400),
        (replace(MAKER, follower_count=4_000), 2400),
        (replace(MAKER, follower_count=400_000), 1500),
        (replace(MAKER, follower_count=4_000, engagement_rate=Decimal("9")), 2900),
    ],
)
def test_the_price_follows_niche_engagement_and_audience(creator: CreatorFacts, amount: int) -> None:
    assert advice(creator, "pricing").value["amount_minor"] == amount


def test_a_word_counts_only_whole() -> None:
    assert recommendations.niche_of(PLAYBOOK, "smart parties") is None
    found = recommendations.niche_of(PLAYBOOK, "Watercolour ART!")
    assert found is not None
    assert found["key"] == "making"


def test_nobody_listening_yet_is_said_plainly() -> None:
    price = advice(replace(MAKER, follower_count=0), "pricing")
    assert price.arithmetic == (
        "0 followers × 6.5% engaged = 0 people who really listen.",
        "An estimate, not a promise.",
    )
    assert "Too few people answer you yet" in price.reason
    assert price.value["amount_minor"] == 1900


def test_without_a_profile_there_is_a_start_and_no_arithmetic_about_people() -> None:
    price = advice(None, "pricing")
    assert price.value["amount_minor"] == 1900
    assert price.arithmetic == ()
    assert "no profile" in price.reason
    assert advice(None, "platform").value == "discord"


def test_a_platform_with_a_fee_is_recommended_only_where_members_cover_it_thrice() -> None:
    writer = CreatorFacts("newsletter", 20_000, Decimal(20), "Freelance marketing")
    rich = advice(writer, "platform")
    assert rich.value == "circle"
    assert rich.arithmetic[0] == "Circle costs about $89 a month: what 2 members pay at $49."
    poor = advice(replace(writer, follower_count=1_000), "platform")
    assert poor.value == "discord"
    assert "low estimate for the first month is 2" in poor.arithmetic[1]


@pytest.mark.parametrize(("followers", "tiers"), [(50_000, 1), (145_000, 1), (146_000, 2)])
def test_a_second_tier_needs_ten_people_at_the_low_estimate(followers: int, tiers: int) -> None:
    made = advice(replace(MAKER, follower_count=followers), "structure")
    assert len(made.value["tiers"]) == tiers


def test_the_timeline_is_the_work_divided_by_the_hours() -> None:
    made = advice(None, "timeline")
    assert made.value == "P6W"
    assert made.arithmetic[:2] == (
        "The 22 tasks take about 28 hours together.",
        "At 5 hours a week that is 6 weeks, rounded up.",
    )


def test_content_follows_the_niche_and_says_what_it_costs_in_hours() -> None:
    made = advice(replace(MAKER, niche="Career coaching"), "content")
    assert made.display == "Weekly Q&A"
    assert made.arithmetic[0].endswith("about 6 hours of yours a month.")


def floats_in(value: Any) -> bool:
    if isinstance(value, dict):
        return any(floats_in(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(floats_in(item) for item in value)
    return isinstance(value, float)


@settings(max_examples=60)
@given(
    followers=st.integers(0, 1_000_000_000),
    rate=st.decimals(0, 100, places=2),
    platform=st.sampled_from(["youtube", "newsletter", "other", "pinterest"]),
    niche=st.text(min_size=2, max_size=30) | st.sampled_from(["fitness", "real estate", "anime"]),
)
def test_every_recommendation_is_a_canonical_value_and_never_a_promise(
    followers: int, rate: Decimal, platform: str, niche: str
) -> None:
    made = recommendations.recommend_all(PLAYBOOK, CreatorFacts(platform, followers, rate, niche))
    assert tuple(made) == values.CATEGORIES
    for category, recommendation in made.items():
        assert recommendation is not None
        assert values.parse(category, recommendation.value) == recommendation.value
        assert recommendation.reason.endswith(".")
        assert not floats_in(recommendation.as_wire())
        if any("member" in line for line in recommendation.arithmetic):
            assert recommendation.arithmetic[-1] == "An estimate, not a promise."


@given(
    followers=st.integers(0, 10_000_000), more=st.integers(0, 10_000_000), rate=st.decimals(0, 100, places=2)
)
def test_more_followers_never_mean_fewer_members(followers: int, more: int, rate: Decimal) -> None:
    rules = next(point["recommend"] for point in PLAYBOOK["decisions"] if point["category"] == "pricing")
    few = recommendations.estimate(rules, CreatorFacts("youtube", followers, rate, "art"))
    many = recommendations.estimate(rules, CreatorFacts("youtube", followers + more, rate, "art"))
    assert few.low <= few.high
    assert few.low <= many.low
    assert few.high <= many.high
