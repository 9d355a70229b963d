"""Tiers with their prices, and the rooms people walk into."""

from collections.abc import Iterator
from typing import Any

from backend.projects import money, values

from . import wording
from .basis import Basis

LEAD = "Which tiers there are, what each costs, and the five rooms members find on the first day."
_ROOMS = (
    ("Start here", "the welcome letter, the house rules, and whom to ask when something does not work."),
    ("Introductions", "one easy question that everybody answers. Yours is the first answer."),
    ("{talk}", "the talk of the day. When two talks cross, it has earned a second room."),
    ("{help}", "ask when you are stuck, show what you finished. No post stays without an answer."),
    ("{meet}", "{sessions}, always in the same place. What happened is told in three lines right after."),
)
_NAMES = {
    "discord": (
        "#start-here",
        "#introductions",
        "#lounge",
        "help-and-wins, a forum",
        "Stage, a voice channel",
    ),
    "circle": ("Start here", "Introductions", "Conversation", "Wins", "Sessions, an events space"),
}
_PLAIN_NAMES = ("Start here", "Introductions", "Conversation", "Help and wins", "Sessions")


def compose(basis: Basis) -> str:
    place = wording.at_place(basis.choice(values.PLATFORM).display)
    return wording.paragraphs(
        wording.note_on_open(basis, values.STRUCTURE, values.PRICING, values.PLATFORM),
        "### Tiers",
        "\n".join(f"- {line}" for line in _tiers(basis)),
        _between_tiers(basis),
        "### Rooms",
        f"Five rooms {place}, not fifteen: thirty people in five rooms is a community.",
        "\n".join(_rooms(basis)),
    )


def _tiers(basis: Basis) -> Iterator[str]:
    tiers = basis.choice(values.STRUCTURE).value["tiers"]
    at_price = _tier_at_price(tiers, basis.choice(values.PRICING).value["amount_minor"])
    for tier in tiers:
        yield f"**{wording.plain(tier['name'])}**: {_shown(basis, tier, decided=tier is at_price)}"


def _tier_at_price(tiers: list[dict[str, Any]], amount: int) -> dict[str, Any] | None:
    """Return the tier that the decided price is for: none if one names it, else Member, else the first open one."""
    if any(tier["amount_minor"] == amount for tier in tiers):
        return None
    open_tiers = [tier for tier in tiers if tier["amount_minor"] is None]
    members = [tier for tier in open_tiers if tier["name"].casefold() == "member"]
    return next(iter(members or open_tiers), None)


def _shown(basis: Basis, tier: dict[str, Any], *, decided: bool) -> str:
    price = basis.choice(values.PRICING)
    if decided:
        return f"{price.display}{'' if price.is_decided else ', suggested'}."
    amount = tier["amount_minor"]
    if amount is None:
        return "its price is not set yet."
    if amount == 0:
        return "free."
    currency, period = price.value["currency"], values.PERIODS[price.value["period"]]
    return f"{money.show(amount, currency)} {period}."


def _between_tiers(basis: Basis) -> str:
    tiers = basis.choice(values.STRUCTURE).value["tiers"]
    if len(tiers) == 1:
        return "One price to explain and one list to look after. Everybody meets everybody."
    return "Each tier holds everything in the one before it, so nobody loses a room by paying more."


def _rooms(basis: Basis) -> Iterator[str]:
    platform = basis.choice(values.PLATFORM).value
    names = _NAMES.get(platform, _PLAIN_NAMES)
    sessions = wording.plain(basis.choice(values.CONTENT).display)
    for place, (name, (_, what)) in enumerate(zip(names, _ROOMS, strict=True), start=1):
        yield f"{place}. **{name}**: {what.format(sessions=sessions)}"
