"""One worker for each object, nothing lost when it dies, and no call to Stripe while a transaction is open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import djstripe.models
import pytest
import stripe
from django.db import connection
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.billing.models import StripeObject, Subscription
from backend.billing.services import syncing
from backend.billing.stripe_sync import mirror
from backend.conftest import AtOnce

from .double import Double, deliver_all, work


class Killed(BaseException):
    """What no handler of errors catches, as a kill."""


@pytest.mark.django_db(transaction=True)
def test_no_call_is_made_inside_a_transaction(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs = subscribe(customer_of(ada_workspace, card="pm_card_createDispute"))
    asked: list[str] = []
    ask = stripe.RequestsClient.request_with_retries

    def watched(client: Any, method: str, url: str, *rest: Any, **more: Any) -> Any:
        assert not connection.in_atomic_block, url
        asked.append(url)
        return ask(client, method, url, *rest, **more)

    events = double.events()
    monkeypatch.setattr(stripe.RequestsClient, "request_with_retries", watched)
    deliver_all(events)
    work()

    assert Subscription.objects.get().stripe_id == theirs.id
    assert djstripe.models.Dispute.objects.count() == 1
    assert any("/v1/account" in url for url in asked)
    assert not StripeObject.objects.exclude(error="").exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_object_save_it_once(
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    at_once: AtOnce,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    syncing.mark(environment="sandbox", type="subscription", stripe_id=theirs.id)
    row = StripeObject.objects.get()
    results = at_once(4, lambda: syncing.sync(row.pk))
    assert results.count(True) == 1
    assert Subscription.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_killed_before_it_saves_is_made_up_for(
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    clock: Callable[[str], None],
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    syncing.mark(environment="sandbox", type="subscription", stripe_id=theirs.id)
    row = StripeObject.objects.get()

    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as deadly:
        deadly.setattr(mirror, "keep", die)
        with pytest.raises(Killed):
            syncing.sync(row.pk)
    assert not syncing.sync(row.pk), "its lease is not over"
    assert syncing.sweep() == 0

    clock((timezone.now() + syncing.LEASE + timedelta(seconds=1)).isoformat())
    assert syncing.sweep() == 1
    assert syncing.sync(row.pk)
    assert Subscription.objects.get().status == "active"


@pytest.mark.django_db
def test_what_is_marked_while_it_is_read_is_read_again(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    monkeypatch.setattr(syncing, "read", _marking(double, theirs.id, syncing.read))
    assert syncing.refresh(type="subscription", stripe_id=theirs.id)
    assert Subscription.objects.get().status == "canceled"


def _marking(double: Double, subscription: str, read: Callable[..., Any]) -> Callable[..., Any]:
    """Read, and let it change at Stripe right afterwards, once."""
    done: list[bool] = []

    def reading(kind: str, stripe_id: str) -> Any:
        found = read(kind, stripe_id)
        if not done:
            done.append(True)
            double.sdk.subscriptions.cancel(subscription)
            syncing.mark(environment="sandbox", type=kind, stripe_id=stripe_id)
        return found

    return reading


@pytest.mark.django_db
def test_an_answer_older_than_what_is_held_is_passed_over(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    old = syncing.read("subscription", theirs.id)
    double.sdk.subscriptions.cancel(theirs.id)
    assert syncing.refresh(type="subscription", stripe_id=theirs.id)

    monkeypatch.setattr(syncing, "read", lambda kind, stripe_id: old)
    syncing.refresh(type="subscription", stripe_id=theirs.id)
    assert Subscription.objects.get().status == "canceled"


@pytest.mark.django_db
def test_stripe_away_puts_off_for_longer_each_time(
    double: Double, customer_of: Callable[..., str], ada_workspace: Workspace
) -> None:
    customer = customer_of(ada_workspace)
    double.control("faults", status=500)
    waits = []
    syncing.mark(environment="sandbox", type="customer", stripe_id=customer)
    row = StripeObject.objects.get()
    for _ in range(4):
        StripeObject.objects.update(next_attempt_at=timezone.now())
        assert not syncing.sync(row.pk)
        row.refresh_from_db()
        waits.append((row.next_attempt_at - timezone.now()).total_seconds())
    assert waits[3] > waits[0]
    assert (row.dirty, row.attempts, row.lease_owner) == (True, 4, None)
    assert row.error.startswith("stripe_unavailable")
