"""The offer, its price with the full arithmetic, and what it costs to run."""

import re

from backend.projects import money, recommendations, values

from . import wording
from .basis import Basis

LEAD = "What members get, what they pay, and what that could bring you, with every step of the sum."
_A_FEE = re.compile(r"\bfees?\b|\btenth\b|\bper cent\b|\bsubscriptions are not offered\b", re.IGNORECASE)
_A_MONTHLY_FEE = re.compile(r"\bmonthly fee\b", re.IGNORECASE)
_WAYS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


def compose(basis: Basis) -> str:
    return wording.paragraphs(
        wording.note_on_open(basis, values.PRICING, values.CONTENT, values.STRUCTURE, values.PLATFORM),
        "### What members get",
        _included(basis),
        "### The founding price",
        _price(basis),
        "### What the first month could bring",
        _arithmetic(basis),
        "### What it costs to run",
        _costs(basis),
    )


def _included(basis: Basis) -> str:
    return "\n".join(f"- {line}" for line in (_meetings(basis), _rooms(basis), _keeps_price(basis)))


def _meetings(basis: Basis) -> str:
    choice = basis.choice(values.CONTENT)
    return f"**{wording.plain(choice.display)}**" + _told(_pro_of(basis, values.CONTENT))


def _rooms(basis: Basis) -> str:
    tiers = basis.choice(values.STRUCTURE).value["tiers"]
    place = wording.at_place(basis.choice(values.PLATFORM).display)
    if len(tiers) == 1:
        return f"**One room for everybody**, {place}" + _told(_pro_of(basis, values.STRUCTURE))
    names = values.join_words([wording.plain(tier["name"]) for tier in tiers])
    return f"**{_WAYS[len(tiers)]} ways in**, {place}: {names}."


def _keeps_price(basis: Basis) -> str:
    return "**The founding price for as long as they stay**, whatever later members pay."


def _told(sentence: str) -> str:
    return f": {sentence[:1].lower() + sentence[1:]}." if sentence else "."


def _pro_of(basis: Basis, category: str) -> str:
    """Return the first advantage that the playbook gives for what was chosen, if it knows it."""
    option = _option(basis, category)
    return str(option["pros"][0]) if option else ""


def _option(basis: Basis, category: str) -> dict[str, list[str]] | None:
    chosen = basis.choice(category).value
    points = (point for point in basis.playbook["decisions"] if point["category"] == category)
    return next(
        (option for point in points for option in point["options"] if option["value"] == chosen), None
    )


def _price(basis: Basis) -> str:
    price = basis.choice(values.PRICING)
    line = f"**{price.display}** for founding members, who keep that price for as long as they stay."
    return line if price.value["period"] != "once" else f"**{price.display}** for founding members."


def _arithmetic(basis: Basis) -> str:
    if basis.facts is None:
        return "There is no profile to compute from yet. With followers and engagement the sum appears here."
    price = basis.choice(values.PRICING).value
    return wording.quoted(recommendations.price_arithmetic(dict(basis.playbook), basis.facts, price))


def _costs(basis: Basis) -> str:
    content = basis.choice(values.CONTENT).value
    lines = [*_platform_costs(basis), *_card_fees(basis)]
    hours = recommendations.content_hours(dict(basis.playbook), content)[:1]
    return "\n".join(f"- {line}" for line in (*lines, *hours))


def _platform_costs(basis: Basis) -> list[str]:
    platform, price = basis.choice(values.PLATFORM), basis.choice(values.PRICING).value
    monthly = recommendations.platform_cost(dict(basis.playbook), basis.facts, platform.value, price)
    if not monthly:
        name = wording.plain(platform.display)
        return [
            f"{name}: its fees are not in this playbook. Look up what it takes a month and of each payment."
        ]
    option = _option(basis, values.PLATFORM)
    known = [line for line in option["cons"] if _A_FEE.search(line)] if option else []
    return [*monthly, *(f"{line}." for line in known if not _A_MONTHLY_FEE.search(line))]


def _card_fees(basis: Basis) -> list[str]:
    option = _option(basis, values.PRICING)
    shown = money.show(
        basis.choice(values.PRICING).value["amount_minor"], basis.choice(values.PRICING).value["currency"]
    )
    return [
        f"At {shown}: {line[:1].lower() + line[1:]}."
        for line in (option["cons"] if option else [])
        if _A_FEE.search(line)
    ]
