"""What we would choose for this creator, with the arithmetic in sentences. Pure, and money is never a float.

The figures come from the creator's profile, the rules (shares, thresholds, price ladder) from the playbook:
a published version always computes the same. People are rounded to whole persons, halves up, from the figure
in the line before, so that anyone can check the sum by hand. An estimate is never called anything else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from . import money, values
from .facts import CreatorFacts

NOT_A_PROMISE = "An estimate, not a promise."


@dataclass(frozen=True)
class Recommendation:
    value: Any
    display: str
    arithmetic: tuple[str, ...]
    reason: str

    def as_wire(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "display": self.display,
            "arithmetic": list(self.arithmetic),
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Estimate:
    """How many may join in the first month: `engaged` people who listen, of whom `low` to `high` join."""

    engaged: int
    low: int
    high: int
    sentences: tuple[str, ...]


def recommend_all(playbook: dict[str, Any], creator: CreatorFacts | None) -> dict[str, Recommendation | None]:
    """Return a recommendation per category, in the playbook's order; None where none is honest."""
    rules = rules_of(playbook)
    made: dict[str, Recommendation | None] = {}
    for category in rules:
        made[category] = _RECOMMENDERS[category](playbook, rules, creator)
    return made


def rules_of(playbook: dict[str, Any]) -> dict[str, Any]:
    return {decision["category"]: decision["recommend"] for decision in playbook["decisions"]}


def estimate(rules: dict[str, Any], creator: CreatorFacts) -> Estimate:
    """Return first-month members from followers × engagement × the playbook's shares of joiners."""
    shares = rules["join_basis_points"]
    engaged = half_up(Decimal(creator.follower_count) * creator.engagement_rate / 100)
    low, high = (half_up(Decimal(engaged) * shares[end] / 10_000) for end in ("low", "high"))
    span = f"{_percent(shares['low'])} to {_percent(shares['high'])}%"
    people = f"{low:,} to {high:,} members" if low != high else f"about {_count(high, 'member')}"
    return Estimate(
        engaged,
        low,
        high,
        (
            f"{creator.follower_count:,} followers × {_plain(creator.engagement_rate)}% engaged"
            f" = {engaged:,} people who really listen.",
            f"Of those, {span} join a paid community in the first month: {people}"
            " (rounded to whole people, halves up).",
        ),
    )


def half_up(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


# Pricing


def _recommend_pricing(
    playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts | None
) -> Recommendation:
    own = rules[values.PRICING]
    if creator is None:
        reason = "There is no profile to compute from yet; this is a common place to start. Tell us yours."
        return _made(values.PRICING, own["starter"], (), reason)
    price, reasons = _price(playbook, own, creator)
    value = {**own["starter"], "amount_minor": price}
    return _made(values.PRICING, value, price_arithmetic(playbook, creator, value), " ".join(reasons))


def price_arithmetic(
    playbook: dict[str, Any], creator: CreatorFacts, price: dict[str, Any]
) -> tuple[str, ...]:
    """Return in sentences what `price` could bring in the first month, for any price that was decided."""
    expected = estimate(rules_of(playbook)[values.PRICING], creator)
    if expected.high == 0:
        return (*expected.sentences[:1], NOT_A_PROMISE)
    return (*expected.sentences, _income(price, expected), NOT_A_PROMISE)


def _income(price: dict[str, Any], expected: Estimate) -> str:
    low, high = (
        money.show(price["amount_minor"] * people, price["currency"])
        for people in (expected.low, expected.high)
    )
    total = f"{low} to {high}" if expected.low != expected.high else low
    each = money.show(price["amount_minor"], price["currency"])
    return f"At {each} that is {total} {values.PERIODS[price['period']]}."


def _price(playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts) -> tuple[int, list[str]]:
    """Return the price in minor units and its reasons: the field's usual price, moved along the ladder."""
    niche = niche_of(playbook, creator.niche)
    start = niche["price_minor"] if niche else rules["starter"]["amount_minor"]
    shown = money.show(start, rules["starter"]["currency"])
    field = niche["label"] if niche else "fields like yours"
    reasons = [f"Communities about {field} often open at {shown} a month."]
    if estimate(rules, creator).high == 0:
        return start, [
            *reasons,
            "Too few people answer you yet to estimate a first month; ask the first ten by name.",
        ]
    steps = 0
    for change, reason in _adjustments(rules, creator):
        steps += change
        reasons.append(reason)
    if not steps:
        reasons.append("Your engagement and the size of your audience give no cause to move from that.")
    return _moved(rules["ladder_minor"], start, steps), reasons


def _adjustments(rules: dict[str, Any], creator: CreatorFacts) -> Iterable[tuple[int, str]]:
    rate = _plain(creator.engagement_rate)
    if creator.engagement_rate < rules["low_engagement_percent"]:
        yield -1, f"Engagement of {rate}% is low, so one step down: the first yes should be easy."
    if creator.engagement_rate >= rules["high_engagement_percent"]:
        yield (
            1,
            f"Engagement of {rate}% is unusually high, so one step up: people already act on what you say.",
        )
    if creator.follower_count < rules["small_audience"]:
        yield 1, "A small audience means a small room with more of you in it, so one step up."
    if creator.follower_count > rules["large_audience"]:
        yield -1, "A very large audience is mixed, so one step down lets more of it in."


def _moved(ladder: list[int], start: int, steps: int) -> int:
    """Return the price `steps` rungs from the rung nearest to `start`, staying on the ladder."""
    if not steps:
        return start
    nearest = min(range(len(ladder)), key=lambda rung: abs(ladder[rung] - start))
    return ladder[max(0, min(len(ladder) - 1, nearest + steps))]


def niche_of(playbook: dict[str, Any], niche: str) -> dict[str, Any] | None:
    """Return the playbook's first field of work one of whose words occurs, whole, in `niche`."""
    text = f" {' '.join(re.findall(r'[a-z0-9]+', niche.lower()))} "
    for candidate in playbook["niches"]:
        if any(f" {word} " in text for word in candidate["words"]):
            return dict(candidate)
    return None


# Platform


def _recommend_platform(
    playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts | None
) -> Recommendation:
    own = rules[values.PLATFORM]
    free = own["starter"]
    if creator is None:
        return _made(
            values.PLATFORM,
            free,
            (),
            "It costs nothing to begin with. Tell us where your people are and we look again.",
        )
    suited = own["by_primary_platform"].get(creator.primary_platform, free)
    fee = own["monthly_fee_minor"].get(suited, 0)
    home = _PLATFORM_WORDS.get(creator.primary_platform, creator.primary_platform)
    name = values.display(values.PLATFORM, suited)
    if not fee:
        return _made(values.PLATFORM, suited, (_costs_nothing(name),), _suits(home, name))
    return _paid_platform(playbook, rules, creator, suited=suited, fee=fee, home=home)


def _paid_platform(
    playbook: dict[str, Any],
    rules: dict[str, Any],
    creator: CreatorFacts,
    *,
    suited: str,
    fee: int,
    home: str,
) -> Recommendation:
    """Recommend the suited platform only if the low estimate pays its fee several times over."""
    own, pricing = rules[values.PLATFORM], rules[values.PRICING]
    price, _ = _price(playbook, pricing, creator)
    low = estimate(pricing, creator).low
    needed = -(-fee // price)
    name = values.display(values.PLATFORM, suited)
    monthly = {**pricing["starter"], "amount_minor": price}
    arithmetic = (*_paid_cost(rules, creator, name, fee, monthly), NOT_A_PROMISE)
    if low >= needed * own["cover_times"]:
        return _made(values.PLATFORM, suited, arithmetic, _suits(home, name))
    free = own["starter"]
    reason = f"{name} would suit people who know you from {home}, but begin where no fee is at risk."
    return _made(values.PLATFORM, free, arithmetic, reason)


def platform_cost(
    playbook: dict[str, Any], creator: CreatorFacts | None, platform: str, price: dict[str, Any]
) -> tuple[str, ...]:
    """Return in sentences what `platform` costs a month at `price`; empty where the playbook does not know."""
    rules = rules_of(playbook)
    fee = rules[values.PLATFORM]["monthly_fee_minor"].get(platform)
    name = values.display(values.PLATFORM, platform)
    if not fee:
        return () if fee is None else (_costs_nothing(name),)
    return _paid_cost(rules, creator, name, fee, price)


def _costs_nothing(name: str) -> str:
    return f"{name} costs nothing a month before you earn."


def _paid_cost(
    rules: dict[str, Any], creator: CreatorFacts | None, name: str, fee: int, price: dict[str, Any]
) -> tuple[str, ...]:
    """Say what `name` costs; in members too, where they pay by the month in the currency of the fee."""
    currency = rules[values.PRICING]["starter"]["currency"]
    shown = f"{name} costs about {money.show(fee, currency)} a month"
    if (price["currency"], price["period"]) != (currency, "month"):
        return (f"{shown}.",)
    needed, times = -(-fee // price["amount_minor"]), rules[values.PLATFORM]["cover_times"]
    each = money.show(price["amount_minor"], currency)
    cost = f"{shown}: what {_count(needed, 'member')} pay at {each}."
    if creator is None:
        return (cost,)
    low = estimate(rules[values.PRICING], creator).low
    return (
        cost,
        f"To be safe {times} times as many should: {needed * times:,} members;"
        f" your low estimate for the first month is {low:,}.",
    )


def _suits(home: str, name: str) -> str:
    return f"People who know you from {home} usually feel at home on {name}."


_PLATFORM_WORDS = {
    "youtube": "YouTube",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "twitter": "X (Twitter)",
    "twitch": "Twitch",
    "podcast": "your podcast",
    "newsletter": "your newsletter",
    "blog": "your blog",
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "pinterest": "Pinterest",
    "other": "your channel",
}


# Structure


def _recommend_structure(
    playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts | None
) -> Recommendation:
    own = rules[values.STRUCTURE]
    if creator is None:
        return _made(
            values.STRUCTURE, own["starter"], (), "Almost every community begins better with one room."
        )
    expected = estimate(rules[values.PRICING], creator)
    upper = half_up(Decimal(expected.low) * own["second_tier_percent"] / 100)
    arithmetic = (
        f"Low estimate: {_count(expected.low, 'member')} in the first month.",
        f"About {own['second_tier_percent']}% choose a higher tier: {_count(upper, 'person', 'people')}."
        f" A small group needs {own['smallest_room']} to feel alive.",
        NOT_A_PROMISE,
    )
    if upper >= own["smallest_room"]:
        reason = "Even the low estimate fills a second, smaller room."
        return _made(values.STRUCTURE, own["second_tier"], arithmetic, reason)
    reason = "One room keeps everybody together; a second one would be nearly empty in the first month."
    return _made(values.STRUCTURE, own["starter"], arithmetic, reason)


# Timeline


def _recommend_timeline(
    playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts | None
) -> Recommendation:
    """Needs no profile: the work is in the playbook."""
    own = rules[values.TIMELINE]
    tasks = [task for phase in playbook["phases"] for task in phase["tasks"]]
    minutes = sum(task["minutes"] for task in tasks)
    hours = half_up(Decimal(minutes) / 60)
    weeks = max(own["least_weeks"], -(-hours // own["hours_a_week"]))
    arithmetic = (
        f"The {len(tasks)} tasks take about {hours} hours together.",
        f"At {own['hours_a_week']} hours a week that is {_count(weeks, 'week')}, rounded up.",
        NOT_A_PROMISE,
    )
    reason = "Long enough to do it beside your other work, short enough to keep the date."
    return _made(values.TIMELINE, f"P{weeks}W", arithmetic, reason)


# Content


def _recommend_content(
    playbook: dict[str, Any], rules: dict[str, Any], creator: CreatorFacts | None
) -> Recommendation:
    own = rules[values.CONTENT]
    niche = niche_of(playbook, creator.niche) if creator else None
    value = niche["content"] if niche else own["starter"]
    if niche:
        reason = (
            f"This suits communities about {niche['label']}: people come to do something, not only to watch."
        )
    else:
        reason = "The easiest rhythm to keep up, whatever your field. Tell us your niche and we look again."
    return _made(values.CONTENT, value, _hours(own, value), reason)


def content_hours(playbook: dict[str, Any], value: dict[str, Any]) -> tuple[str, ...]:
    """Return in sentences what one format takes of a month; empty where the playbook does not know."""
    if len(value["formats"]) > 1:
        return ()
    return _hours(rules_of(playbook)[values.CONTENT], value)


def _hours(rules: dict[str, Any], value: dict[str, Any]) -> tuple[str, ...]:
    sessions = rules["sessions_per_month"].get(value["cadence"])
    minutes = rules["minutes_per_session"].get(value["formats"][0])
    if sessions is None or minutes is None:
        return ()
    hours = _plain(Decimal(sessions * minutes) / 60)
    each = f"{_count(sessions, 'time')} a month × {minutes} minutes with preparation"
    return (f"{each} = about {hours} hours of yours a month.", NOT_A_PROMISE)


# Shared


def _made(category: str, value: Any, arithmetic: tuple[str, ...], reason: str) -> Recommendation:
    return Recommendation(value, values.display(category, value), arithmetic, reason)


def _count(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def _plain(number: Decimal) -> str:
    """Return `number` without trailing zeros: 6.50 as 6.5, 10 as 10."""
    text = f"{number.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def _percent(basis_points: int) -> str:
    return _plain(Decimal(basis_points) / 100)


_RECOMMENDERS = {
    values.PLATFORM: _recommend_platform,
    values.PRICING: _recommend_pricing,
    values.STRUCTURE: _recommend_structure,
    values.TIMELINE: _recommend_timeline,
    values.CONTENT: _recommend_content,
}
