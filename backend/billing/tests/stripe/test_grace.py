"""The grace after a failed payment: how it ends, and by whose clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import Workspace
from backend.billing import events, inclusions
from backend.billing.models import Plan, StripeClock, Subscription
from backend.billing.services import grace

from .double import Double, deliver
from .test_stories import fail_from_now_on, recorded

pytestmark = pytest.mark.django_db


def test_paying_ends_the_grace(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    customer = customer_of(ada_workspace)
    theirs = subscribe(customer)
    fail_from_now_on(double, theirs)
    double.advance(days=32)
    double.hear()
    good = double.sdk.payment_methods.attach("pm_card_visa", params={"customer": customer})
    invoice = double.sdk.subscriptions.retrieve(theirs.id).latest_invoice
    double.sdk.invoices.pay(str(invoice), params={"payment_method": good.id})
    double.hear()

    ours = Subscription.objects.get()
    assert (ours.status, ours.past_due_since, ours.grace_ends_at) == ("active", None, None)
    assert len(recorded(events.PAYMENT_SUCCEEDED)) == 2


def test_the_end_of_grace_is_told_once(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
    clock: Callable[[str], None],
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    fail_from_now_on(double, theirs)
    double.advance(days=32)
    double.hear()
    assert grace.announce_ends() == 0
    ends_at = Subscription.objects.get().grace_ends_at
    assert ends_at is not None
    clock((ends_at + timedelta(seconds=1)).isoformat())
    assert [grace.announce_ends(), grace.announce_ends()] == [1, 0]
    assert recorded(events.ACCESS_NARROWED)[0]["to"] == "free"
    assert inclusions.of(ada_workspace.pk).plan.key == "free"


def test_in_the_sandbox_the_grace_ends_by_its_clock(
    double: Double,
    customer_of: Callable[..., str],
    subscribe: Callable[..., Any],
    ada_workspace: Workspace,
) -> None:
    theirs = subscribe(customer_of(ada_workspace))
    fail_from_now_on(double, theirs)
    double.advance(days=32)
    double.hear()
    assert inclusions.of(ada_workspace.pk).plan.key == "pro"
    double.advance(days=8)
    double.hear()
    inclusions.forget()
    assert Subscription.objects.get().status == "past_due"
    assert inclusions.of(ada_workspace.pk).plan.key == "free"
    assert [grace.announce_ends(), grace.announce_ends()] == [1, 0]
    assert recorded(events.ACCESS_NARROWED)[0]["to"] == "free"


@pytest.mark.parametrize("environment", ["test", "live"])
def test_with_a_real_stripe_the_grace_ends_by_our_clock(
    ada_workspace: Workspace, pro: Plan, settings: Any, environment: str
) -> None:
    settings.STRIPE_ENVIRONMENT, settings.STRIPE_LIVE_MODE = environment, environment == "live"
    now = timezone.now()
    Subscription.objects.create(
        workspace=ada_workspace,
        environment=environment,
        stripe_id="sub_1",
        plan=pro,
        status="past_due",
        past_due_since=now,
        grace_ends_at=now + timedelta(days=7),
    )
    far_ahead: dict[str, Any] = {"id": "evt_1", "object": "event", "livemode": environment == "live"}
    far_ahead |= {"type": "test_helpers.test_clock.ready", "data": {"object": {}}}
    far_ahead["created"] = int((now + timedelta(days=30)).timestamp())
    assert deliver(far_ahead) == 200
    assert not StripeClock.objects.exists()
    StripeClock.objects.create(environment=environment, heard_at=now + timedelta(days=30))
    assert inclusions.of(ada_workspace.pk).plan.key == "pro"
    assert grace.announce_ends() == 0
