"""Who leaves pays no longer, and nobody joins without a seat."""

from collections.abc import Callable
from typing import Any

import pytest

from backend.accounts.models import Membership, Role, User, Workspace
from backend.accounts.services import farewells as leaving
from backend.accounts.services import memberships
from backend.accounts.tests.factories import UserFactory
from backend.billing.features import Feature
from backend.billing.models import FeatureOverride, SubscriptionToEnd
from backend.billing.services import entitlements, farewells, seats, syncing
from backend.billing.services.seats import NoFreeSeat
from backend.conftest import AtOnce

from .double import Double

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct-horse-battery"


@pytest.fixture
def subscribed(
    ada_workspace: Workspace, customer_of: Callable[..., str], subscribe: Callable[..., Any]
) -> str:
    made = subscribe(customer_of(ada_workspace), "starter")
    syncing.refresh(type="subscription", stripe_id=made.id)
    return str(made.id)


def test_a_workspace_that_goes_is_charged_no_longer(subscribed: str, ada: User, double: Double) -> None:
    leaving.leave(user=ada, password=PASSWORD)
    farewells.sweep()
    for row in SubscriptionToEnd.objects.all():
        farewells.end(row.pk)
    assert double.sdk.subscriptions.retrieve(subscribed).status == "canceled"
    assert not SubscriptionToEnd.objects.exists()


def test_stripe_being_away_delays_it(subscribed: str, ada: User, double: Double) -> None:
    farewells.let_go(ada)
    row = SubscriptionToEnd.objects.get()
    double.control("faults", status=500, path=f"/v1/subscriptions/{subscribed}", times=9)
    assert farewells.end(row.pk) is False
    row.refresh_from_db()
    assert (row.attempts, row.error.split(":")[0]) == (1, "stripe_unavailable")
    double.clear_faults()
    SubscriptionToEnd.objects.update(next_attempt_at=row.created_at)
    assert farewells.end(row.pk) is True


def test_a_workspace_that_others_stay_in_goes_on(subscribed: str, ada: User, bo: User) -> None:
    farewells.let_go(ada)
    assert not SubscriptionToEnd.objects.exists()


def test_free_has_a_seat_for_one(ada: User, ada_workspace: Workspace) -> None:
    dee = UserFactory(email="dee@example.com", name="Dee")
    with pytest.raises(NoFreeSeat) as refused:
        memberships.add(workspace=ada_workspace, user=dee, role=Role.VIEWER, actor=ada)
    assert refused.value.extra["upgrade"] == {"key": "pro", "name": "Pro"}
    assert not Membership.objects.filter(user=dee, workspace=ada_workspace).exists()


def test_the_last_seat_is_given_once(ada: User, ada_workspace: Workspace, at_once: AtOnce) -> None:
    FeatureOverride.objects.create(workspace=ada_workspace, feature=Feature.SEATS, value=3, reason="A test.")
    entitlements.changed(ada_workspace.pk)
    people = [UserFactory(email=f"p{number}@example.com") for number in range(5)]
    waiting = list(people)

    def join() -> Membership:
        return memberships.add(workspace=ada_workspace, user=waiting.pop(), role=Role.VIEWER, actor=ada)

    results = at_once(5, join)
    assert sum(isinstance(result, Membership) for result in results) == 2, results
    assert seats.count(ada_workspace.pk) == {
        "included": 3,
        "taken": 3,
        "left": 0,
        "charged_by_seat": False,
    }
