"""Webhooks doubled and in any order, and Stripe failing under it: the end is what Stripe has, each effect once."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.accounts.tests.factories import WorkspaceFactory
from backend.billing.models import StripeEvent, StripeObject
from backend.billing.services import syncing

from .double import Double, deliver, work
from .world import disagreements, live_through, state

pytestmark = pytest.mark.django_db
FATES = ("upgrade", "refund", "cancel", "end", "decline", "renew")


@pytest.fixture
def eventful(
    double: Double, plans: dict[str, str], customer_of: Callable[..., str], subscribe: Callable[..., Any]
) -> Callable[[int], None]:
    """Return a function that lets much happen to so many customers at Stripe, while we hear nothing."""

    def happen(customers: int) -> None:
        for number in range(customers):
            card = "pm_card_createDispute" if number % 5 == 4 else "pm_card_visa"
            begun = subscribe(customer_of(WorkspaceFactory(), card=card)).to_dict(recursive=False)
            begun["items"] = {"data": [{"id": begun["items"].data[0].id}]}
            live_through(double, begun, plans, "" if number % 5 == 4 else FATES[number % len(FATES)])
        double.advance(days=33)

    return happen


def test_a_storm(double: Double, eventful: Callable[[int], None]) -> None:
    eventful(9)
    happened = double.events()
    assert len(happened) >= 200
    chance = random.Random(7)
    posted = [event for event in happened for _ in range(chance.randint(1, 4))]
    chance.shuffle(posted)
    double.control("faults", status=503, share=0.1)
    client = Client()
    for number, event in enumerate(posted):
        assert deliver(event, client=client) == 200
        if number % 40 == 0:
            _work_a_little(chance)
    work()
    double.clear_faults()

    assert StripeEvent.objects.count() == len(happened)
    assert disagreements(double) == []


def _work_a_little(chance: random.Random) -> None:
    waiting = list(StripeObject.objects.filter(dirty=True).values_list("pk", flat=True))
    for object_id in chance.sample(waiting, min(5, len(waiting))):
        syncing.sync(object_id)


def test_any_order_of_events_ends_alike(double: Double, eventful: Callable[[int], None]) -> None:
    eventful(2)
    happened = [event for event in double.events() if _matters(event)][:30]
    reference: list[dict[str, Any]] = []

    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(st.sampled_from(happened), max_size=8), st.randoms(use_true_random=False))
    def heard(again: list[dict[str, Any]], chance: random.Random) -> None:
        posted = [*happened, *again]
        chance.shuffle(posted)
        with transaction.atomic():
            client = Client()
            for event in posted:
                assert deliver(event, client=client) == 200
                if chance.random() < 0.1:
                    _work_a_little(chance)
            work()
            reference.append(state())
            transaction.set_rollback(True)
        assert reference[-1] == reference[0]

    heard()


def _matters(event: dict[str, Any]) -> bool:
    return event["type"].startswith(
        ("customer.subscription", "invoice.paid", "charge.", "refund.", "invoice.payment_f")
    )
