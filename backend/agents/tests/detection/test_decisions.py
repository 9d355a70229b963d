"""What counts as decided, and what does not, in the user's own words."""

from datetime import date

import pytest

from backend.agents.detection import detect

TODAY = date(2026, 11, 20)


def decided(text: str) -> dict[str, object]:
    return {found.category: found.value for found in detect(text, today=TODAY).decisions}


def monthly(amount: int, currency: str = "USD") -> dict[str, object]:
    return {"amount_minor": amount, "currency": currency, "period": "month"}


def tiers(**named: int | None) -> dict[str, object]:
    return {"tiers": [{"name": name, "amount_minor": amount} for name, amount in named.items()]}


def test_several_decisions_in_one_sentence():
    found = decided("Discord, $19 a month, one room, launch on January 15, weekly build-alongs.")

    assert found == {
        "platform": "discord",
        "pricing": monthly(1900),
        "structure": tiers(Member=None),
        "timeline": "2027-01-15",
        "content": {"formats": ["build_along"], "cadence": "weekly"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "Should I use Discord or Circle?",
        "What about $19 a month?",
        "should i do weekly workshops",
        "If I had more followers I'd go with Circle.",
        "If people loved it, I'd charge $50 a month.",
        "Maybe Discord.",
        "I'm not sure $19 a month is enough.",
        "Discord, not sure though.",
        "I'm torn between Discord and Circle.",
        "I'm not going with Discord.",
        "We can't launch in December.",
        "My friend Tom says I should use Skool.",
        '"Charge $50 a month," she told me.',
        "My biggest competitor charges $49 a month.",
        "I used to charge $5 a month on Patreon.",
        "Somewhere between $20 and $30 a month.",
        "$20-30 a month",
        "6-8 weeks",
        "I want to earn $5,000 a month from this.",
        "We came full circle on that conversation.",
        "I have 19 videos a month planned.",
        "I publish a video every Friday.",
        "My rent is $1,500 a month.",
        "Compare Discord and Circle for me.",
    ],
)
def test_not_a_decision(text):
    assert decided(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Discord. No wait, Circle.", "circle"),
        ("I don't want Discord, let's do Circle instead.", "circle"),
        ("I was going to use Slack but now I'm going with Discord.", "discord"),
        ("Discord, not Circle.", "discord"),
        ("I'd rather use Circle than Discord.", "circle"),
        ("My coach said Skool, but I'm going with Discord.", "discord"),
        ("Discord makes the most sense, so I'm going with that.", "discord"),
        ("lets use dicsord", "discord"),
        ("Let's use Slack, ok?", "slack"),
    ],
)
def test_the_last_word_on_the_platform(text, value):
    assert decided(text) == {"platform": value}


def test_a_decision_taken_back_is_none():
    assert decided("Let's go with Discord. Scratch that.") == {}
    assert decided("Let's go with Discord. Hmm, not Discord.") == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19 dollars monthly", monthly(1900)),
        ("nineteen ninety-nine a month", monthly(1999)),
        ("USD 19 per month", monthly(1900)),
        ("19 bucks a month", monthly(1900)),
        ("19,99 € per month", monthly(1999, "EUR")),
        ("£9.99 pm", monthly(999, "GBP")),
        ("Let's set it at 1.900 JPY per month.", monthly(1900, "JPY")),
        ("$199/yr", {"amount_minor": 19900, "currency": "USD", "period": "year"}),
        ("We'll ask $1,200 a year.", {"amount_minor": 120000, "currency": "USD", "period": "year"}),
        ("A one-time payment of $249.", {"amount_minor": 24900, "currency": "USD", "period": "once"}),
        ("$0.99 a week", {"amount_minor": 99, "currency": "USD", "period": "week"}),
        ("$19/month or $199/year", monthly(1900)),
        ("Let's raise it from $19 to $25 a month.", monthly(2500)),
        ("Let's charge $19.", monthly(1900)),
    ],
)
def test_prices_in_many_notations(text, value):
    assert decided(text) == {"pricing": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Let's launch on December 15.", "2026-12-15"),
        ("Launch on 15.12.2026", "2026-12-15"),
        ("We open the doors on 3 May 2027.", "2027-05-03"),
        ("I want to launch before Christmas.", "2026-12-24"),
        ("mid January", "2027-01-15"),
        ("Let's go live by the end of March.", "2027-03-31"),
        ("Let's launch next Monday.", "2026-11-23"),
        ("I want the doors open by Easter.", "2027-03-28"),
        ("Let's open in six weeks.", "P6W"),
        ("I'll give myself 30 days.", "P30D"),
        ("a couple of months", "P2M"),
        ("Let's move the launch from January 5 to January 12.", "2027-01-12"),
    ],
)
def test_dates_and_durations(text, value):
    assert decided(text) == {"timeline": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No tiers, just one membership.", tiers(Member=None)),
        ("Two tiers: Free and Pro.", tiers(Free=None, Pro=None)),
        ("Let's do two tiers: Basic at $9 and Pro at $29 a month.", tiers(Basic=900, Pro=2900)),
        ("A free tier and a VIP tier.", tiers(Free=None, VIP=None)),
        ("I've decided on two tiers.", {"tiers": [{"name": "Tier 1", "amount_minor": None},
                                                    {"name": "Tier 2", "amount_minor": None}]}),
    ],
)  # fmt: skip
def test_structures(text, value):
    assert decided(text) == {"structure": value}


@pytest.mark.parametrize(
    ("text", "formats", "cadence"),
    [
        ("Build-alongs each week and a Q&A once a month.", ["build_along", "q_and_a"], "weekly"),
        ("Office hours every other week.", ["office_hours"], "biweekly"),
        ("I'd rather do monthly workshops than weekly Q&As.", ["workshop"], "monthly"),
        ("build-alongs, every week", ["build_along"], "weekly"),
        ("I'm going to host build alongs.", ["build_along"], None),
    ],
)
def test_contents(text, formats, cadence):
    assert decided(text) == {"content": {"formats": formats, "cadence": cadence}}


def test_a_hedge_lowers_the_confidence_and_a_commitment_raises_it():
    sure, answer, hedged = (
        detect(text, today=TODAY).decisions[0].confidence
        for text in ("Let's go with Discord.", "Discord", "I think I'll go with Discord.")
    )

    assert sure > answer > hedged


def test_the_quote_is_the_sentence_it_was_said_in():
    text = "Thanks, that helps! Let’s go with **Discord** then… And a question: when do we start?"

    (found,) = detect(text, today=TODAY).decisions

    assert found.quote in text
    assert found.quote.startswith("Let’s go with **Discord**")


def test_the_assistant_decides_nothing():
    assert detect("Let's go with Discord at $19 a month.", role="assistant", today=TODAY).decisions == []
