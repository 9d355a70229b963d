"""Reading an object at once, in the thread of whoever changed it."""

from collections.abc import Callable
from typing import Any

import djstripe.models
import pytest
from django.conf import settings

from backend.accounts.models import Workspace
from backend.billing import events
from backend.billing.models import StripeObject, Subscription, SubscriptionChange
from backend.billing.services import syncing
from backend.events.models import DomainEvent

from .double import Double

pytestmark = pytest.mark.django_db


def test_a_subscription_is_ours_at_once(
    customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> None:
    theirs = subscribe(customer_of(ada_workspace))

    assert syncing.refresh(type="subscription", stripe_id=theirs.id)

    ours = Subscription.objects.get(stripe_id=theirs.id)
    assert (ours.workspace, ours.plan.key, ours.status) == (ada_workspace, "pro", "active")
    assert ours.mrr_minor == theirs["items"].data[0].price.unit_amount
    assert SubscriptionChange.objects.filter(subscription_id=ours.pk).count() == 1
    names = set(DomainEvent.objects.values_list("name", flat=True))
    assert {events.SUBSCRIPTION_ACTIVATED, events.PLAN_CHANGED} <= names
    assert djstripe.models.Subscription.objects.get(id=theirs.id).customer.id == theirs.customer


def test_the_secret_key_is_not_written_down(
    customer_of: Callable[..., str], ada_workspace: Workspace
) -> None:
    assert syncing.refresh(type="customer", stripe_id=customer_of(ada_workspace))

    kept = djstripe.models.APIKey.objects.values_list("secret", flat=True)
    assert len(kept) == 1
    assert settings.STRIPE_SECRET_KEY not in kept


def test_stripe_being_away_leaves_it_for_later(
    double: Double, customer_of: Callable[..., str], ada_workspace: Workspace
) -> None:
    customer = customer_of(ada_workspace)
    double.control("faults", status=503)

    assert not syncing.refresh(type="customer", stripe_id=customer)

    row = StripeObject.objects.get(stripe_id=customer)
    assert row.dirty
    assert row.lease_owner is None
    double.clear_faults()
    assert syncing.refresh(type="customer", stripe_id=customer)
