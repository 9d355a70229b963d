"""Two made-up years of subscriptions, and what stood on each day, worked out in the plainest way."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from backend.billing.models import SubscriptionChange

FIRST = date(2024, 1, 1)
DAYS = 730
PLANS = {"starter": 1900, "pro": 9900, "studio": 24900}
ONE = timedelta(days=1)


def at(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC) + timedelta(seconds=seconds)


def changes(
    count: int, *, seed: int = 7, days: int = DAYS, first: date = FIRST
) -> Iterator[SubscriptionChange]:
    """Give the histories of `count` subscriptions: trials, upgrades, pauses, returns, and days full of changes."""
    chance = random.Random(seed)
    for number in range(count):
        world = "real" if chance.random() < 0.7 else "simulated"
        currency = "USD" if chance.random() < 0.6 else "EUR"
        # Some workspaces have several subscriptions, one after the other.
        workspace = UUID(int=(1 << 100) + (number if chance.random() < 0.8 else number // 3))
        day = first + ONE * chance.randrange(days)
        yield from _one(
            chance, UUID(int=(2 << 100) + number), workspace, world, currency, day, first + ONE * days
        )


def _one(  # noqa: PLR0917
    chance: random.Random, pk: UUID, workspace: UUID, world: str, currency: str, day: date, end: date
) -> Iterator[SubscriptionChange]:
    status, plan = ("trialing" if chance.random() < 0.3 else "active"), chance.choice(list(PLANS))
    step = 0
    while day < end:
        for second in sorted(chance.sample(range(86_400), chance.choice((1, 1, 1, 2, 4)))):
            step += 1
            yield SubscriptionChange(
                subscription_id=pk,
                workspace_id=workspace,
                world=world,
                occurred_at=at(day, second),
                status=status,
                plan_key=plan,
                currency=currency,
                mrr_minor=PLANS[plan] if status in ("active", "past_due") else 0,
                cause=f"event:{pk}:{step}",
            )
            status, plan = _next(chance, status, plan)
        if status == "canceled" and chance.random() < 0.7:
            return
        day += ONE * chance.randrange(1, 120)


def _next(chance: random.Random, status: str, plan: str) -> tuple[str, str]:
    if status in ("trialing", "paused", "canceled"):
        return "active", plan
    drawn = chance.random()
    if drawn < 0.45:
        return "active", chance.choice(list(PLANS))
    return ("past_due" if drawn < 0.6 else "paused" if drawn < 0.8 else "canceled"), plan


def standing(rows: list[SubscriptionChange]) -> dict[tuple[str, str], list[int]]:
    """Return the MRR at the end of each day, by world and currency: every subscription's last word of that day."""
    by_subscription = defaultdict(list)
    for row in rows:
        by_subscription[row.subscription_id].append(row)
    total: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * DAYS)
    for history in by_subscription.values():
        ends: dict[int, SubscriptionChange] = {}
        for row in sorted(history, key=lambda row: row.occurred_at):
            ends[(row.occurred_at.date() - FIRST).days] = row
        level = 0
        for day in range(DAYS):
            level = ends[day].mrr_minor if day in ends else level
            total[history[0].world, history[0].currency][day] += level
    return total
