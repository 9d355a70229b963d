"""Two thousand events and more of a hundred subscriptions, doubled and shuffled: `python -m bench.webhook_storm`.

The product runs as a process of its own, with its sandbox. Much happens at the sandbox's Stripe unheard; then each of
its events is posted one to four times in random order, while a tenth of Stripe's answers fail. It tells how fast the
webhooks were answered, how long it took until we held what Stripe holds, and whether we do.
"""

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from typing import Any

import httpx2

from bench.product import PORT, running

SUBSCRIPTIONS = 100
FEWEST_EVENTS = 2_000
AT_ONCE = 16
LONGEST_WAIT = 1_800.0
Json = dict[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="atelier-storm-") as data:
        environment = {
            "ATELIER_DATA": data,
            "PORT": str(PORT),
            "DJANGO_SETTINGS_MODULE": "backend.config.settings.local",
            "LOG_LEVEL": "ERROR",
            "DEMO_CREATOR": "false",
        }
        os.environ.update(environment)
        _set_up()
        asyncio.run(_storm(environment))


def _set_up() -> None:
    """Let this process read what the server writes: both use the same database."""
    import django  # noqa: PLC0415  its settings are read from the environment that was just made
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


async def _storm(environment: Json) -> None:
    async with running(**environment):
        events = await asyncio.to_thread(_let_happen)
        chance = random.Random(7)
        posted = [event for event in events for _ in range(chance.randint(1, 4))]
        chance.shuffle(posted)
        _tell(f"{len(events):,} events of {SUBSCRIPTIONS} subscriptions, posted {len(posted):,} times")
        began = time.perf_counter()
        await _post(posted)
        await asyncio.to_thread(_until_clean, began)
        await asyncio.to_thread(_compare, len(events))


def _let_happen() -> list[Json]:
    """Return all events of it; what happens is not told to the server."""
    from backend.accounts.models import Workspace  # noqa: PLC0415
    from backend.billing.management.stories import Stage  # noqa: PLC0415

    def quiet(_: str) -> None:
        """Nobody reads a hundred stories."""

    for number in range(SUBSCRIPTIONS):
        stage = Stage(Workspace.objects.create(name=f"Storm {number}"), quiet)
        if number == 0:
            stage.control("webhooks", delay=36_000)
        begun = stage.subscribe(card="pm_card_createDispute" if number % 10 == 9 else "pm_card_visa")
        if number % 5 == 1:
            charge = stage.sdk.charges.list(params={"customer": str(begun.customer)}).data[0]
            stage.sdk.refunds.create(params={"charge": charge.id, "amount": 700})
        if number % 5 == 2:
            stage.pay_with(str(begun.customer), "pm_card_chargeCustomerFail")
        if number % 5 == 3:
            stage.sdk.subscriptions.update(begun.id, params={"cancel_at_period_end": True})
    stage.control("clock/advance", seconds=33 * 86_400)
    events = _events()
    assert len(events) >= FEWEST_EVENTS, f"only {len(events)} events"
    return events


def _events() -> list[Json]:
    """Return every event: of what happened in one that is left out, nobody would hear."""
    from django.conf import settings  # noqa: PLC0415

    found: list[Json] = []
    with httpx2.Client(
        base_url=f"{settings.STRIPE_API_HOST}/v1/", auth=(settings.STRIPE_SECRET_KEY, ""), timeout=60
    ) as api:
        while True:
            after = {"starting_after": found[-1]["id"]} if found else {}
            page = api.get("events", params={"limit": "100", **after}).json()
            found += page["data"]
            if not page["has_more"]:
                return found


async def _post(events: list[Json]) -> None:
    from django.conf import settings  # noqa: PLC0415

    from sandbox.stripe.webhooks import sign  # noqa: PLC0415

    waiting, took, answers = list(events), list[float](), Counter[int]()
    limits = httpx2.Limits(max_connections=AT_ONCE)
    async with httpx2.AsyncClient(
        base_url=f"http://127.0.0.1:{PORT}", timeout=60, trust_env=False, limits=limits
    ) as client:
        control = f"{settings.STRIPE_API_HOST}/_control/faults"
        await client.post(control, json={"status": 503, "share": 0.1})

        async def post_some() -> None:
            while waiting:
                payload = json.dumps(waiting.pop())
                signature = sign(settings.STRIPE_WEBHOOK_SECRET, payload, int(time.time()))
                headers = {"stripe-signature": signature, "content-type": "application/json"}
                at = time.perf_counter()
                answer = await client.post("/api/v1/stripe-webhook", content=payload, headers=headers)
                took.append((time.perf_counter() - at) * 1000)
                answers[answer.status_code] += 1

        began = time.perf_counter()
        await asyncio.gather(*(post_some() for _ in range(AT_ONCE)))
    seconds = time.perf_counter() - began
    cuts = statistics.quantiles(took, n=100)
    _tell(f"answered: {dict(answers)}, {len(events) / seconds:,.0f} a second, {AT_ONCE} at a time")
    _tell(f"latency: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")


def _until_clean(began: float) -> None:
    from backend.billing.models import StripeObject  # noqa: PLC0415

    until = began + LONGEST_WAIT
    while StripeObject.objects.filter(dirty=True).exists() and time.perf_counter() < until:
        time.sleep(0.5)
    left = StripeObject.objects.filter(dirty=True).count()
    _tell(
        f"{StripeObject.objects.count():,} objects read and saved {time.perf_counter() - began:.1f} s "
        f"after the first webhook, {left} left"
    )


def _compare(events: int) -> None:
    from django.conf import settings  # noqa: PLC0415

    from backend.billing.models import StripeEvent, Subscription, SubscriptionChange  # noqa: PLC0415
    from backend.billing.services import reconciliation  # noqa: PLC0415

    httpx2.delete(f"{settings.STRIPE_API_HOST}/_control/faults", timeout=60)
    run = reconciliation.reconcile()
    assert run is not None
    kept = StripeEvent.objects.count()
    _tell(f"{kept:,} of {events:,} events are kept; {Subscription.objects.count()} subscriptions,")
    _tell(f"{SubscriptionChange.objects.count()} lines of their history; compared {run.compared}:")
    _tell(f"{run.found} differences{': ' + run.error if run.error else ''}")
    for row in run.differences.all()[:20]:
        _tell(f"  {row}")


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
