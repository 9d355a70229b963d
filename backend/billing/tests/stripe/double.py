"""Stripe's double in tests: a real sandbox server, the SDK pointed at it, and its events brought to us by hand."""

import json
import time
from collections.abc import Iterable
from typing import Any

import httpx2
import stripe
from django.conf import settings
from django.test import Client

from backend.billing.models import StripeObject
from backend.billing.services import syncing

WEBHOOK = "/api/v1/stripe-webhook"
DAY = 86_400


class Double:
    """The sandbox's Stripe. It sends nothing by itself: `events` are read from it and `deliver` brings them."""

    def __init__(self, address: str, key: str) -> None:
        self.host = f"{address}/stripe"
        self.sdk = stripe.StripeClient(key, base_addresses={"api": self.host}, max_network_retries=0).v1
        self._api = httpx2.Client(base_url=f"{self.host}/v1/", auth=(key, ""), timeout=20)
        self._heard: set[str] = set()
        self._http = httpx2.Client(base_url=f"{self.host}/_control/", timeout=20)

    def control(self, part: str, **body: Any) -> dict[str, Any]:
        answer = self._http.post(part, json=body)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def clear_faults(self) -> None:
        self._http.delete("faults").raise_for_status()

    def advance(self, *, days: float) -> None:
        self.control("clock/advance", seconds=int(days * DAY))

    def requests(self) -> list[dict[str, Any]]:
        """What was asked, the newest first."""
        found: list[dict[str, Any]] = self._http.get("requests", params={"limit": "1000"}).json()["requests"]
        return found

    def forget_requests(self) -> None:
        self._http.delete("requests").raise_for_status()

    def events(self) -> list[dict[str, Any]]:
        """All that happened, the oldest first."""
        found: list[dict[str, Any]] = []
        page: dict[str, Any] = {"has_more": True}
        while page["has_more"]:
            after = {"starting_after": found[-1]["id"]} if found else {}
            page = self._api.get("events", params={"limit": "100", **after}).json()
            found += page["data"]
        return found[::-1]

    def hear(self) -> None:
        """Bring us what happened since the last time, and let the workers finish."""
        new = [event for event in self.events() if event["id"] not in self._heard]
        self._heard |= {event["id"] for event in new}
        deliver_all(new)
        work()


def signed(payload: str, *, secret: str = "", at: int | None = None) -> str:
    """Return the header that Stripe sends with `payload`."""
    moment = int(time.time()) if at is None else at
    digest = stripe.WebhookSignature._compute_signature(
        f"{moment}.{payload}", secret or settings.STRIPE_WEBHOOK_SECRET
    )
    return f"t={moment},v1={digest}"


def deliver(event: dict[str, Any], *, client: Client | None = None, **signing: Any) -> int:
    """POST one event to our webhook as Stripe would. Returns the status."""
    payload = json.dumps(event)
    answer = (client or Client()).post(
        WEBHOOK,
        data=payload,
        content_type="application/json",
        headers={"stripe-signature": signed(payload, **signing)},
    )
    return answer.status_code


def deliver_all(events: Iterable[dict[str, Any]]) -> None:
    client = Client()
    for event in events:
        assert deliver(event, client=client) == 200


def work(*, rounds: int = 60) -> None:
    """Do what the workers do until nothing is dirty, without waiting for what was put off."""
    for _ in range(rounds):
        dirty = list(StripeObject.objects.filter(dirty=True).order_by("?").values_list("pk", flat=True))
        if not dirty:
            return
        StripeObject.objects.filter(pk__in=dirty).update(next_attempt_at="2000-01-01T00:00:00Z")
        for object_id in dirty:
            syncing.sync(object_id)
    errors = StripeObject.objects.filter(dirty=True).values_list("type", "stripe_id", "error")
    raise AssertionError(f"still dirty: {list(errors)}")
