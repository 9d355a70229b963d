"""Decisions in ordinary words: what is found, and above all what is not."""

from datetime import date

import pytest

from sandbox.anthropic.partner.understanding.extract import Context, Extracted, extract

TODAY = date(2026, 11, 20)


def month(amount: int, currency: str = "USD", period: str = "month") -> dict[str, object]:
    return {"amount_minor": amount, "currency": currency, "period": period}


def tiers(*names: str) -> dict[str, object]:
    return {"tiers": [{"name": name, "amount_minor": None} for name in names]}


def happens(*formats: str, cadence: str | None = None) -> dict[str, object]:
    return {"formats": list(formats), "cadence": cadence}


def read(text: str, asked: str | None = None) -> Extracted:
    return extract(text, Context(TODAY, "USD", asked))


def decided(text: str, asked: str | None = None) -> dict[str, object]:
    return {found.category: found.value for found in read(text, asked).decisions}


DECIDED = [
    ("platform", "Discord", {"platform": "discord"}),
    ("platform", "discord sounds good, my people are there", {"platform": "discord"}),
    ("platform", "I think Discord", {"platform": "discord"}),
    ("platform", "Let’s go with Circle.", {"platform": "circle"}),
    ("platform", "Circle please, it feels calmer", {"platform": "circle"}),
    ("platform", "I'd rather use Skool", {"platform": "skool"}),
    ("platform", "Discord rather than Circle", {"platform": "discord"}),
    ("platform", "not Circle, Discord", {"platform": "discord"}),
    ("platform", "Discord, not Circle.", {"platform": "discord"}),
    ("platform", "I don't want Discord, Circle feels better", {"platform": "circle"}),
    ("platform", "My friend says Circle but I'm going with Discord", {"platform": "discord"}),
    ("platform", "Everyone uses Circle, so I'll use Discord to stand out", {"platform": "discord"}),
    ("platform", "Let's do Circle. No wait, Discord.", {"platform": "discord"}),
    ("platform", "Why not Discord. Let's go with it, Discord it is.", {"platform": "discord"}),
    ("platform", "Mighty Networks", {"platform": "mighty_networks"}),
    ("platform", "hey! so i already know i want this on discord", {"platform": "discord"}),
    ("platform", "I've made up my mind about the platform: it will be Circle.", {"platform": "circle"}),
    ("platform", "My people already hang out on Discord so that's the place", {"platform": "discord"}),
    ("platform", "one plan, nothing fancy", {"structure": tiers("Member")}),
    ("platform", "probably 15 dollars a month, no wait, make it 19 a month", {"pricing": month(1900)}),
    ("content", "Let's say six weeks", {"timeline": "P6W"}),
    ("timeline", "6 wks", {"timeline": "P6W"}),
    ("content", "within 5 weeks", {"timeline": "P5W"}),
    ("platform", "25 bucks a month, that's settled", {"pricing": month(2500)}),
    ("content", "weekly lives", {"content": happens("live_call", cadence="weekly")}),
    (
        "content",
        "a video tutorial twice a month and a weekly feedback thread",
        {"content": happens("tutorial", "critique", cadence="weekly")},
    ),
    (
        "structure",
        "Three tiers: Sketch, Studio and Masterclass.",
        {"structure": tiers("Sketch", "Studio", "Masterclass")},
    ),
    (
        "structure",
        "I would like a founding member tier and a regular tier.",
        {"structure": tiers("Founding member", "Regular")},
    ),
    ("platform", "We'll host it in a Facebook group", {"platform": "facebook_group"}),
    ("platform", "Discord, ok?", {"platform": "discord"}),
    ("platform", "I want to switch from Patreon to Discord", {"platform": "discord"}),
    ("platform", "A discord server would be best for us", {"platform": "discord"}),
    (None, "Actually, let's use Circle instead of Discord", {"platform": "circle"}),
    (None, "two tiers: Maker and Patron", {"structure": tiers("Maker", "Patron")}),
    (None, "Let's switch to Circle", {"platform": "circle"}),
    (None, "I've decided on Discord for the platform", {"platform": "discord"}),
    ("pricing", "19", {"pricing": month(1900)}),
    ("pricing", "$19", {"pricing": month(1900)}),
    ("pricing", "19$ a month", {"pricing": month(1900)}),
    ("pricing", "19 dollars per month", {"pricing": month(1900)}),
    ("pricing", "nineteen dollars", {"pricing": month(1900)}),
    ("pricing", "nineteen a month", {"pricing": month(1900)}),
    ("pricing", "twenty-nine bucks a month", {"pricing": month(2900)}),
    ("pricing", "USD 19.50 monthly", {"pricing": month(1950)}),
    ("pricing", "19,99 € im Monat", {"pricing": month(1999, "EUR")}),
    ("pricing", "€15/month", {"pricing": month(1500, "EUR")}),
    ("pricing", "£12 a month", {"pricing": month(1200, "GBP")}),
    ("pricing", "12 quid", {"pricing": month(1200, "GBP")}),
    ("pricing", "¥1,900 a month", {"pricing": month(1900, "JPY")}),
    ("pricing", "$190 per year", {"pricing": month(19000, period="year")}),
    ("pricing", "$190/yr", {"pricing": month(19000, period="year")}),
    ("pricing", "a one-time payment of $99", {"pricing": month(9900, period="once")}),
    ("pricing", "$99 lifetime", {"pricing": month(9900, period="once")}),
    ("pricing", "$5 a week", {"pricing": month(500, period="week")}),
    ("pricing", "$49 a quarter", {"pricing": month(4900, period="quarter")}),
    ("pricing", "$1,200 a year", {"pricing": month(120000, period="year")}),
    ("pricing", "19/mo", {"pricing": month(1900)}),
    ("pricing", "I'd say $25", {"pricing": month(2500)}),
    ("pricing", "Let's charge 29", {"pricing": month(2900)}),
    ("pricing", "not $19, $29", {"pricing": month(2900)}),
    ("pricing", "$19 is too low, let's do $29", {"pricing": month(2900)}),
    ("pricing", "Competitors charge $49 but I want to charge $19", {"pricing": month(1900)}),
    ("pricing", "$19 a month or $190 a year", {"pricing": month(1900)}),
    ("pricing", "My budget is $50, and let's charge $19", {"pricing": month(1900)}),
    (None, "Actually make it $29 a month", {"pricing": month(2900)}),
    (None, "Let's raise the price from $19 to $29", {"pricing": month(2900)}),
    (None, "Change the price to 25 euros a month", {"pricing": month(2500, "EUR")}),
    ("structure", "One room", {"structure": tiers("Member")}),
    ("structure", "just one", {"structure": tiers("Member")}),
    ("structure", "keep it simple", {"structure": tiers("Member")}),
    ("structure", "No tiers please", {"structure": tiers("Member")}),
    ("structure", "I don't want tiers, everyone gets the same", {"structure": tiers("Member")}),
    ("structure", "a single tier for everyone", {"structure": tiers("Member")}),
    ("structure", "two tiers", {"structure": tiers("Tier 1", "Tier 2")}),
    ("structure", "Two tiers: Basic and Pro", {"structure": tiers("Basic", "Pro")}),
    ("structure", "Free and premium", {"structure": tiers("Free", "Premium")}),
    ("structure", "bronze, silver and gold", {"structure": tiers("Bronze", "Silver", "Gold")}),
    ("structure", "everyone together in one place", {"structure": tiers("Member")}),
    ("timeline", "December 15", {"timeline": "2026-12-15"}),
    ("timeline", "15 December", {"timeline": "2026-12-15"}),
    ("timeline", "Dec. 15th works", {"timeline": "2026-12-15"}),
    ("timeline", "the 15th of January", {"timeline": "2027-01-15"}),
    ("timeline", "2027-01-15", {"timeline": "2027-01-15"}),
    ("timeline", "1/15", {"timeline": "2027-01-15"}),
    ("timeline", "15.1.2027", {"timeline": "2027-01-15"}),
    ("timeline", "in six weeks", {"timeline": "P6W"}),
    ("timeline", "6 weeks", {"timeline": "P6W"}),
    ("timeline", "six weeks from now", {"timeline": "P6W"}),
    ("timeline", "In about two months", {"timeline": "P2M"}),
    ("timeline", "a month from now", {"timeline": "P1M"}),
    ("timeline", "30 days", {"timeline": "P30D"}),
    ("timeline", "in a fortnight", {"timeline": "P2W"}),
    ("timeline", "mid January", {"timeline": "2027-01-15"}),
    ("timeline", "end of January", {"timeline": "2027-01-31"}),
    ("timeline", "the first of February", {"timeline": "2027-02-01"}),
    ("timeline", "no later than December 20", {"timeline": "2026-12-20"}),
    ("timeline", "by Christmas", {"timeline": "2026-12-25"}),
    ("timeline", "next month", {"timeline": "2026-12-01"}),
    ("timeline", "January", {"timeline": "2027-01-01"}),
    ("timeline", "next Monday", {"timeline": "2026-11-23"}),
    ("timeline", "May 5", {"timeline": "2027-05-05"}),
    (None, "Let's open the doors on January 10", {"timeline": "2027-01-10"}),
    (None, "We launch in eight weeks", {"timeline": "P8W"}),
    ("content", "weekly build-alongs", {"content": happens("build_along", cadence="weekly")}),
    ("content", "A Q&A every week", {"content": happens("q_and_a", cadence="weekly")}),
    ("content", "office hours on Thursdays", {"content": happens("office_hours", cadence="weekly")}),
    ("content", "a workshop once a month", {"content": happens("workshop", cadence="monthly")}),
    ("content", "Build-alongs", {"content": happens("build_along")}),
    ("content", "I'll run live calls every two weeks", {"content": happens("live_call", cadence="biweekly")}),
    (
        "content",
        "weekly build-alongs and a monthly Q&A",
        {"content": happens("build_along", "q_and_a", cadence="weekly")},
    ),
    (
        "content",
        "no workshops, just weekly build-alongs",
        {"content": happens("build_along", cadence="weekly")},
    ),
    (
        "content",
        "We paint along together every Sunday",
        {"content": happens("build_along", cadence="weekly")},
    ),
    (
        None,
        "Discord, $19 a month, one room, weekly build-alongs, doors open December 15",
        {
            "platform": "discord",
            "pricing": month(1900),
            "structure": tiers("Member"),
            "content": happens("build_along", cadence="weekly"),
            "timeline": "2026-12-15",
        },
    ),
    ("platform", "Discord at $19 a month.", {"platform": "discord", "pricing": month(1900)}),
    (
        "platform",
        "Let's go with Discord and charge $19 a month, opening in six weeks.",
        {"platform": "discord", "pricing": month(1900), "timeline": "P6W"},
    ),
    ("pricing", "$19 a month, one room for everyone", {"pricing": month(1900), "structure": tiers("Member")}),
    (
        "structure",
        "One room, and we open on 10 January",
        {"structure": tiers("Member"), "timeline": "2027-01-10"},
    ),
]


@pytest.mark.parametrize(("asked", "text", "expected"), DECIDED)
def test_a_decision_in_ordinary_words_is_found(asked, text, expected):
    assert decided(text, asked) == expected


NOT_DECIDED = [
    ("platform", "Is Discord better than Circle?"),
    ("platform", "What about the fees on Patreon?"),
    ("platform", "My friend says Circle"),
    ("platform", "My wife told me Discord is best"),
    ("platform", "Everyone uses Discord"),
    ("platform", "They recommend Skool"),
    ("platform", "Sarah swears by Circle"),
    ("platform", "I'm not sure about Discord"),
    ("platform", "If I had more time I'd use Circle"),
    ("platform", "Maybe Discord"),
    ("platform", "Probably Circle, I guess"),
    ("platform", "I could use Discord"),
    ("platform", "I used to use Patreon"),
    ("platform", "I tried Skool last year"),
    ("platform", "Not Discord"),
    ("platform", "Anything but Discord"),
    ("platform", "Discord isn't for me"),
    ("platform", "Discord is too noisy"),
    ("platform", "I hate Discord"),
    ("platform", "Discord or Circle"),
    ("platform", "Discord and Circle"),
    ("platform", "What if we used Slack"),
    ("platform", "How do people pay on Discord?"),
    ("platform", "My inner circle would join"),
    ("platform", "Which one is cheaper"),
    ("pricing", "Is $19 too much?"),
    ("pricing", "My competitor charges $49"),
    ("pricing", "Most people charge $30 a month"),
    ("pricing", "between $15 and $25"),
    ("pricing", "$15-20"),
    ("pricing", "I made $500 last month"),
    ("pricing", "free"),
    ("pricing", "I would not pay $19"),
    ("pricing", "not $19"),
    ("pricing", "What would happen at $29?"),
    ("pricing", "If it were $9 more people would join"),
    ("pricing", "I have 3 ideas about that"),
    ("pricing", "Give me two weeks to think"),
    ("pricing", "My budget is $50"),
    ("structure", "What is a tier?"),
    ("structure", "Maybe two tiers later"),
    ("structure", "several tiers"),
    ("structure", "I'm torn between one room and two tiers"),
    ("timeline", "soon"),
    ("timeline", "I have been doing this for six weeks"),
    ("timeline", "I launched a course two years ago"),
    ("timeline", "When would you open?"),
    ("timeline", "6 to 8 weeks"),
    ("timeline", "not before Christmas"),
    ("content", "What is a build-along?"),
    ("content", "My audience asked for a Q&A"),
    ("content", "no workshops"),
    ("content", "I don't know, maybe a challenge"),
    ("content", "weekly"),
    (None, "I posted about Discord yesterday"),
    (None, "I will post about it on Discord tomorrow"),
    (None, "I love Discord"),
    (None, "My video about Circle got 300 comments in two weeks"),
    (None, "I'll be on holiday for two weeks"),
    (None, "The doors of my studio are blue"),
    (None, "I paid $19 for that book"),
    (None, "Can you write a Q&A post for Discord?"),
    (None, "Someone on Discord asked about $19 templates"),
]


@pytest.mark.parametrize(("asked", "text"), NOT_DECIDED)
def test_what_nobody_decided_is_not_found(asked, text):
    assert decided(text, asked) == {}


@pytest.mark.parametrize(
    ("asked", "text", "shown"),
    [
        ("platform", "Maybe Discord", "Discord"),
        ("platform", "Can we do Discord?", "Discord"),
        ("platform", "How about Circle?", "Circle"),
        ("platform", "my audience is on Discord already", "Discord"),
        ("pricing", "I was thinking $25", "$25 a month"),
        ("pricing", "at least $20", "$20 a month"),
        ("pricing", "hmm maybe 20ish?", "$20 a month"),
        ("platform", "Discord?", "Discord"),
        ("timeline", "mid January?", "15 January 2027"),
        ("pricing", "how about 15?", "$15 a month"),
        ("timeline", "quickly", "In three weeks"),
        ("structure", "perhaps two tiers", "Tier 1 and Tier 2"),
    ],
)
def test_a_leaning_is_offered_back_and_not_recorded(asked, text, shown):
    read_back = read(text, asked)
    assert read_back.decisions == ()
    assert [lean.display for lean in read_back.leanings] == [shown]


def test_two_rivals_are_asked_about():
    assert read("Discord or Circle", "platform").rivals == (("platform", ("Discord", "Circle")),)


def test_the_quote_is_the_sentence_as_it_was_typed():
    said = "Hm. I’ve thought about it…  Let’s go with “Discord”, please! And thanks."
    assert read(said, "platform").decisions[0].quote == "Let’s go with “Discord”, please!"


def test_prices_beside_tiers_belong_to_the_tiers_and_the_lowest_is_the_price():
    found = decided("Two tiers: Basic at $9 and VIP at $29", "structure")
    assert found["structure"] == {
        "tiers": [{"name": "Basic", "amount_minor": 900}, {"name": "VIP", "amount_minor": 2900}]
    }
    assert found["pricing"] == month(900)


@pytest.mark.parametrize(
    "text", ["January 15, 2027", "we open on January 15", "the 15th", "1/15", "Jan 15th 2027", "15 January"]
)
@pytest.mark.parametrize("asked", ["pricing", "timeline", "platform"])
def test_a_date_is_never_a_price(text, asked):
    assert "pricing" not in decided(text, asked)
