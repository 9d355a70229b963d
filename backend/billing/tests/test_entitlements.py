"""What a workspace may use: read, counted exactly, refused with a reason, and given back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from backend.accounts.models import User, Workspace
from backend.billing import inclusions
from backend.billing.features import Feature
from backend.billing.models import FeatureOverride, Plan, PlanPrice, Status, Subscription, UsageCounter
from backend.billing.services import catalogue, entitlements
from backend.billing.services.entitlements import LimitReached, LimitReachedForNow
from backend.conftest import AtOnce
from backend.events.models import DomainEvent

from .limits import limit_to


@pytest.fixture(autouse=True)
def plans(db: None) -> None:
    catalogue.load_plans()


def subscribe(workspace: Workspace, plan: str, **fields: Any) -> Subscription:
    fields = {"status": Status.ACTIVE, "environment": "sandbox", "stripe_id": f"sub_{uuid4().hex}", **fields}
    row = Subscription.objects.create(workspace=workspace, plan=Plan.objects.get(key=plan), **fields)
    entitlements.changed(workspace.pk)
    return row


def test_without_a_subscription_the_free_plan_holds(ada_workspace: Workspace) -> None:
    found = entitlements.check(ada_workspace.pk, Feature.API_CALLS)
    assert (found.plan.key, found.limit, found.used, found.left, found.allowed) == ("free", 100, 0, 100, True)
    assert entitlements.value(ada_workspace.pk, Feature.SUPPORT) == "community"
    assert entitlements.value(ada_workspace.pk, Feature.OVERAGE) is False


@pytest.mark.parametrize(("plan", "calls"), [("starter", 1000), ("pro", 10_000), ("enterprise", None)])
def test_each_plan_includes_what_it_says(ada_workspace: Workspace, plan: str, calls: int | None) -> None:
    subscribe(ada_workspace, plan)
    assert entitlements.limit(ada_workspace.pk, Feature.API_CALLS) == calls


def test_before_any_plan_is_loaded_those_that_ship_hold(ada_workspace: Workspace) -> None:
    PlanPrice.objects.all().delete()
    Plan.objects.all().delete()
    inclusions.forget()
    assert entitlements.limit(ada_workspace.pk, Feature.STORES) == 1


@pytest.mark.parametrize("status", [Status.UNPAID, Status.PAUSED, Status.INCOMPLETE, Status.CANCELED])
def test_what_is_not_paid_for_gives_nothing(ada_workspace: Workspace, status: str) -> None:
    subscribe(ada_workspace, "pro", status=status)
    assert inclusions.of(ada_workspace.pk).plan.key == "free"


def test_a_failed_payment_leaves_the_plan_until_the_grace_ends(ada_workspace: Workspace) -> None:
    now = timezone.now()
    row = subscribe(
        ada_workspace,
        "pro",
        status=Status.PAST_DUE,
        past_due_since=now - timedelta(days=6),
        grace_ends_at=now + timedelta(days=1),
    )
    assert inclusions.of(ada_workspace.pk).plan.key == "pro"
    assert not row.gives_access(now + timedelta(days=1))


def test_another_environments_subscription_gives_nothing(ada_workspace: Workspace) -> None:
    subscribe(ada_workspace, "pro", environment="live")
    assert inclusions.of(ada_workspace.pk).plan.key == "free"
    subscribe(ada_workspace, "enterprise", environment="contract", stripe_id="")
    assert inclusions.of(ada_workspace.pk).plan.key == "enterprise"


def test_the_last_one_is_counted_and_the_next_refused_with_reason_and_way_on(
    ada_workspace: Workspace,
) -> None:
    limit_to(ada_workspace, Feature.PRODUCTS, 2)
    for _ in range(2):
        entitlements.consume(ada_workspace.pk, Feature.PRODUCTS)
    with pytest.raises(LimitReached) as refused:
        entitlements.consume(ada_workspace.pk, Feature.PRODUCTS)
    error = refused.value
    assert (error.status, error.code, error.extra["resets_at"]) == (402, "limit_reached", None)
    assert error.detail == "Free includes 2 products, and all of them are in use. Starter includes more."
    assert error.extra["upgrade"] == {"key": "starter", "name": "Starter"}


def test_a_monthly_limit_says_when_it_resets(
    ada_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    limit_to(ada_workspace, Feature.API_CALLS, 1)
    entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    with pytest.raises(LimitReachedForNow) as refused:
        entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    assert refused.value.extra["retry_after"] == 60
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=1))
    entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    assert entitlements.check(ada_workspace.pk, Feature.API_CALLS).used == 1


def test_given_back_it_may_be_used_again(ada_workspace: Workspace) -> None:
    limit_to(ada_workspace, Feature.STORES, 1)
    counter = entitlements.consume(ada_workspace.pk, Feature.STORES)
    entitlements.release(counter)
    entitlements.release(counter)
    assert entitlements.check(ada_workspace.pk, Feature.STORES).used == 0
    entitlements.consume(ada_workspace.pk, Feature.STORES)


def test_an_upgrade_lifts_the_limit_and_a_downgrade_takes_nothing_away(ada_workspace: Workspace) -> None:
    row = subscribe(ada_workspace, "starter")
    for _ in range(20):
        entitlements.consume(ada_workspace.pk, Feature.PRODUCTS)
    row.status = Status.CANCELED
    row.save()
    entitlements.changed(ada_workspace.pk)
    found = entitlements.check(ada_workspace.pk, Feature.PRODUCTS)
    assert (found.used, found.limit, found.left, found.allowed) == (20, 5, 0, False)


def test_an_expired_override_no_longer_holds(ada_workspace: Workspace) -> None:
    FeatureOverride.objects.create(
        workspace=ada_workspace,
        feature=Feature.STORES,
        value=9,
        reason="Over.",
        expires_at=timezone.now() - timedelta(seconds=1),
    )
    assert entitlements.limit(ada_workspace.pk, Feature.STORES) == 1


def test_counting_is_one_statement_once_the_window_is_known(
    ada_workspace: Workspace, django_assert_num_queries: Callable[..., Any]
) -> None:
    entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    with django_assert_num_queries(1):
        entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    with django_assert_num_queries(0):
        entitlements.limit(ada_workspace.pk, Feature.API_CALLS)


def test_a_counter_that_is_gone_is_opened_again(ada_workspace: Workspace) -> None:
    entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    UsageCounter.objects.all().delete()
    entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    assert entitlements.check(ada_workspace.pk, Feature.API_CALLS).used == 1


def test_running_short_is_told_once_at_four_fifths_and_once_at_the_end(ada_workspace: Workspace) -> None:
    limit_to(ada_workspace, Feature.API_CALLS, 10)
    for _ in range(10):
        entitlements.consume(ada_workspace.pk, Feature.API_CALLS)
    told = DomainEvent.objects.filter(name__startswith="billing.limit").values_list("name", flat=True)
    assert sorted(told) == ["billing.limit_neared", "billing.limit_reached"]


def test_what_a_person_counts_needs_the_person(ada: User, bo: User, ada_workspace: Workspace) -> None:
    limit_to(ada_workspace, Feature.MESSAGES, 1)
    entitlements.consume(ada_workspace.pk, Feature.MESSAGES, user=ada)
    entitlements.consume(ada_workspace.pk, Feature.MESSAGES, user=bo)
    with pytest.raises(ValueError, match="say whom"):
        entitlements.consume(ada_workspace.pk, Feature.MESSAGES)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_never_pass_the_limit(ada_workspace: Workspace, at_once: AtOnce) -> None:
    limit_to(ada_workspace, Feature.API_CALLS, 20)
    results = at_once(50, lambda: entitlements.consume(ada_workspace.pk, Feature.API_CALLS))
    refused = [result for result in results if isinstance(result, LimitReached)]
    assert len(refused) == 30, results
    assert UsageCounter.objects.get(feature=Feature.API_CALLS).used == 20
