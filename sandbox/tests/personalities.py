"""Whole conversations as different people would hold them, from the greeting to five decisions."""

TERSE = ["discord", "19", "one", "build alongs weekly", "jan 15"]

CHATTY = [
    "Oh this is exciting! So I think Discord works best, half my viewers live there already and they love it.",
    "Hm, I talked to a few of them and $19 a month sounds right, it's the price of a pizza after all.",
    "One room for everyone, keep it simple! I don't want anybody to feel second class.",
    "I'd love to paint along with them every Sunday evening, that's really what my channel is about.",
    "The holidays are mad here, so let's open in six weeks, that gives me time to prepare.",
]

HASTY = [
    "lets go w discrod",
    "around 15 bucks i guess",
    "jsut one teir, everyoen together",
    "wekly live streams i guess works",
    "mid januray",
]

CHANGING = [
    "Let's go with Circle.",
    "I changed my mind, let's go with Discord. And $29 a month.",
    "Hmm no wait, make it $19 a month",
    "two tiers, Basic and VIP",
    "On second thought just one tier",
    "monthly workshops",
    "Actually a weekly Q&A instead",
    "by valentines day",
]

ALL_AT_ONCE = [
    "Hey! Discord and $12 a month please, and everyone in one place.",
    "Weekly Q&A and a monthly workshop, and we open on January twentieth.",
]

CURIOUS = [
    "What's the difference between Discord and Circle?",
    "Ok, Circle feels right for my people",
    "How much money would that make?",
    "$25 a month is fair I think. Do I need a company for that?",
    "Single membership",
    "build-alongs every Friday",
    "Is January a bad month to launch?",
    "Then the first week of February",
]

OFFERED = [
    "Discord?",
    "Discord I think, yes",
    "whatever you think is best",
    "yes please",
    "the first one",
    "sure, why not",
    "no idea, you decide",
    "ok do that",
]

ALL = {
    "terse": TERSE,
    "chatty": CHATTY,
    "hasty": HASTY,
    "changing": CHANGING,
    "all at once": ALL_AT_ONCE,
    "curious": CURIOUS,
    "offered": OFFERED,
}
