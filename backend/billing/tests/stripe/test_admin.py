"""A superuser looks at the inbox, at what we hold of Stripe's objects, and has them read again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.billing.models import ReconciliationDifference, StripeEvent, StripeObject, Subscription
from backend.billing.services import reconciliation

from .double import Double

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(
    double: Double, customer_of: Callable[..., str], subscribe: Callable[..., Any], ada_workspace: Workspace
) -> Any:
    theirs = subscribe(customer_of(ada_workspace))
    reconciliation.reconcile()
    double.hear()
    return theirs


def test_pages_show_what_came_and_what_we_hold(busy: Any, root_client: APIClient) -> None:
    event = StripeEvent.objects.filter(object_id=busy.id).first()
    row = StripeObject.objects.get(stripe_id=busy.id)
    ours = Subscription.objects.get()
    assert event is not None
    for address, shows in (
        (f"stripeevent/{event.pk}/change/", event.stripe_id),
        (f"stripeobject/{row.pk}/change/", "billing_cycle_anchor"),
        (f"subscription/{ours.pk}/change/", "What it has been"),
        (f"stripeevent/?q={busy.id}", busy.id),
        (f"stripeobject/?q={busy.id}", busy.id),
        (f"subscription/?q={busy.id}", "Pro"),
        (f"subscriptionchange/?q={ours.pk}", "Active"),
        ("reconciliationrun/", "objects"),
        ("reconciliationdifference/?open=yes", "missing_here"),
    ):
        page = root_client.get(f"/admin/billing/{address}")
        assert page.status_code == 200, address
        assert shows in page.content.decode(), address


def test_an_object_is_read_again(busy: Any, root_client: APIClient) -> None:
    row = StripeObject.objects.get(stripe_id=busy.id)
    difference = ReconciliationDifference.objects.get(stripe_id=busy.id)
    for model, pk in (("stripeobject", row.pk), ("reconciliationdifference", difference.pk)):
        StripeObject.objects.update(dirty=False)
        root_client.post(
            f"/admin/billing/{model}/",
            {"action": "read_again", "_selected_action": [str(pk)]},
            format="multipart",
        )
        row.refresh_from_db()
        assert row.dirty


def test_dj_stripe_has_no_pages_of_its_own() -> None:
    assert not [model for model in admin.site._registry if model._meta.app_label == "djstripe"]
