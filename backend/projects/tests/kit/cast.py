"""Creators as different as they come, with what their kit is composed from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from backend.projects import plan, values
from backend.projects.facts import CreatorFacts
from backend.projects.kit.composing import Basis, Decided, Done, Said
from backend.projects.tests.factories import content

PLAYBOOK = content()
TODAY = date(2026, 11, 21)
STARTED = date(2026, 11, 14)
DECIDED_ON = date(2026, 11, 20)


def decided(category: str, raw: Any, quote: str = "") -> Decided:
    value = values.parse(category, raw)
    return Decided(value, values.display(category, value), DECIDED_ON, quote)


def basis(  # one creator; `decisions` as people would send them
    business: str, creator: str, facts: CreatorFacts | None, decisions: dict[str, Any], **more: Any
) -> Basis:
    stands = {category: decided(category, raw) for category, raw in decisions.items()}
    platform = stands.get(values.PLATFORM)
    return Basis(
        business=business,
        creator=creator,
        playbook=PLAYBOOK,
        phases=plan.effective(PLAYBOOK, more.pop("plan", {}), platform.value if platform else None),
        decisions=stands,
        done=more.pop("done", {}),
        facts=facts,
        started=more.pop("started", STARTED),
        today=more.pop("today", TODAY),
        **more,
    )


def quoting(of: Basis, **quotes: str) -> Basis:
    told = {category: replace(of.decisions[category], quote=quote) for category, quote in quotes.items()}
    return replace(of, decisions={**of.decisions, **told})


PODCAST = quoting(
    basis(
        "Slow Signal",
        "Mo",
        CreatorFacts("podcast", 800, Decimal("9.50"), "History of radio"),
        {
            "platform": "circle",
            "pricing": "$24 a month",
            "structure": ["Member"],
            "timeline": "P6W",
            "content": {"formats": ["q_and_a"], "cadence": "biweekly"},
        },
        said=Said(
            audience=("It’s for people who still own a radio and want to know how it works.",),
            work=("I record every episode at the kitchen table with a 1952 Philips in the background.",),
        ),
        done={
            "gather_numbers": Done(date(2026, 11, 18), "I wrote all five numbers down last night."),
            "collect_their_words": Done(date(2026, 11, 20)),
        },
    ),
    platform="Circle, because they listen on walks and read at night.",
)
TIKTOK = basis(
    "Two Minute Kitchen",
    "Priya",
    CreatorFacts("tiktok", 2_000_000, Decimal("1.5"), "Cooking"),
    {
        "platform": "discord",
        "pricing": "$9 a month",
        "structure": ["Supporter", "Member", {"name": "Inner circle", "amount_minor": 4900}],
        "timeline": "2027-03-01",
        "content": {"formats": ["challenge"], "cadence": "monthly"},
    },
)
STRANGER = basis("Ada’s community", "Ada", None, {"platform": "skool", "timeline": "2026-12-31"})
UNDECIDED = basis("Pixel & Pine", "Ada", CreatorFacts("youtube", 50_000, Decimal("6.50"), "Pixel art"), {})
YEARLY = basis(
    "Atelier Bleu",
    "Chloé",
    CreatorFacts("newsletter", 12_000, Decimal(4), "Freelance marketing"),
    {
        "platform": "circle",
        "pricing": {"amount_minor": 19000, "currency": "EUR", "period": "year"},
        "structure": ["Member"],
        "timeline": "2027-01-31",
        "content": {"formats": ["workshop", "q_and_a"], "cadence": "weekly"},
    },
)
TOMORROW = basis(
    "Iron Hour",
    "Sam",
    CreatorFacts("instagram", 9_000, Decimal(0), "Fitness for new fathers"),
    {
        "platform": "slack",
        "pricing": "$19",
        "structure": ["Member"],
        "timeline": "2026-11-22",
        "content": {"formats": ["live_session"], "cadence": "daily"},
    },
)
PAST = basis(
    "Board & Barrel",
    "Lee",
    CreatorFacts("other", 3_000, Decimal(5), "Board games"),
    {
        "platform": "facebook_group",
        "pricing": "£12",
        "structure": ["Member", {"name": "Inner circle", "amount_minor": 3900}],
        "timeline": "2026-11-10",
        "content": {"formats": ["book_club"], "cadence": "twice_weekly"},
    },
    done={"open_in_public": Done(date(2026, 11, 10))},
)
EVERYONE = {
    "podcast": PODCAST,
    "tiktok": TIKTOK,
    "stranger": STRANGER,
    "undecided": UNDECIDED,
    "yearly": YEARLY,
    "tomorrow": TOMORROW,
    "past": PAST,
}
