"""What Stripe posts: taken once, believed only with its signature, never worked off before it is answered."""

import json
import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from backend.billing.models import StripeEvent, StripeObject

from .double import WEBHOOK, deliver, signed

pytestmark = pytest.mark.django_db


def event(**more: Any) -> dict[str, Any]:
    shown = {"id": "cus_1", "object": "customer"}
    return {
        "id": f"evt_{uuid4().hex}",
        "object": "event",
        "type": "customer.updated",
        "created": 1_790_000_000,
        "livemode": False,
        "api_version": "2026-08-26.dahlia",
        "data": {"object": shown},
        **more,
    }


def test_an_event_is_stored_and_its_object_marked(django_assert_max_num_queries: Any) -> None:
    told = event()
    # Two of them open and close a savepoint.
    with django_assert_max_num_queries(12):
        assert deliver(told) == 200

    row = StripeEvent.objects.get()
    assert (row.stripe_id, row.object_id, row.payload) == (told["id"], "cus_1", told)
    marked = StripeObject.objects.get()
    assert (marked.type, marked.dirty, marked.event_at) == ("customer", True, row.happened_at)


def test_a_replay_changes_nothing() -> None:
    told = event()
    assert [deliver(told) for _ in range(3)] == [200, 200, 200]
    assert StripeEvent.objects.count() == 1
    assert StripeObject.objects.get().mark == 1


def test_each_event_of_an_object_marks_it_again_with_the_newest_time() -> None:
    deliver(event(created=1_790_000_100))
    deliver(event(created=1_790_000_000))
    row = StripeObject.objects.get()
    assert row.mark == 2
    assert row.event_at is not None
    assert int(row.event_at.timestamp()) == 1_790_000_100


@pytest.mark.parametrize(
    "signing",
    [{"secret": "whsec_another"}, {"at": int(time.time()) - 301}],
    ids=["another secret", "stale"],
)
def test_what_stripe_did_not_sign_just_now_is_refused(signing: dict[str, Any]) -> None:
    assert deliver(event(), **signing) == 400
    assert not StripeEvent.objects.exists()


def test_one_good_signature_among_several_is_enough() -> None:
    """While a secret is rolled over Stripe signs with both."""
    payload = json.dumps(event())
    moment, _, good = signed(payload).partition(",")
    header = f"{moment},v1={'0' * 64},{good}"
    answer = Client().post(
        WEBHOOK, data=payload, content_type="application/json", headers={"stripe-signature": header}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{",
        "[]",
        "{}",
        '"event"',
        '{"object": "event"}',
        '{"object":"event","id":"evt_1","type":"x","created":"a"}',
    ],
)
def test_what_cannot_be_read_is_refused(payload: str) -> None:
    answer = Client().post(
        WEBHOOK,
        data=payload,
        content_type="application/json",
        headers={"stripe-signature": signed(payload)},
    )
    assert answer.status_code == 400
    assert answer.json()["code"] in ("webhook_unreadable", "webhook_refused")


@pytest.mark.parametrize("foreign", [{"account": "acct_2"}, {"livemode": True}])
def test_another_account_s_and_another_mode_s_events_are_refused(foreign: dict[str, Any]) -> None:
    assert deliver(event(**foreign)) == 400
    assert not StripeEvent.objects.exists()


def test_a_body_without_end_is_refused() -> None:
    answer = Client().post(WEBHOOK, data="x" * 1_000_001, content_type="application/json")
    assert answer.status_code == 413


def test_nothing_is_believed_without_a_secret(settings: Any) -> None:
    """Anybody can sign with an empty secret."""
    settings.STRIPE_WEBHOOK_SECRET = ""
    payload = json.dumps(event())
    answer = Client().post(
        WEBHOOK,
        data=payload,
        content_type="application/json",
        headers={"stripe-signature": signed(payload)},
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "billing_not_configured")


def test_a_kind_that_is_not_kept_is_stored_all_the_same() -> None:
    assert deliver(event(type="payout.paid", data={"object": {"id": "po_1", "object": "payout"}})) == 200
    assert StripeEvent.objects.count() == 1
    assert not StripeObject.objects.exists()
