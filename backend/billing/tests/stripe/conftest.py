"""A real sandbox server for the whole run, emptied for each test, and Ada as its customer."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from backend.accounts.models import Workspace
from backend.billing.models import BillingAccount, Plan, PlanPrice, StripeLink
from backend.billing.services import catalogue
from backend.integrations.stripe import client

from .double import Double

ROOT = Path(__file__).resolve().parents[4]
SANDBOX = "sandbox"


@pytest.fixture(scope="session")
def stripe_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("stripe") / "sandbox"
    command = [sys.executable, "-m", "sandbox.serve", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the sandbox server did not start"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(autouse=True)
def _asked_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The SDK would wait before it asks again what was refused; here whoever asks says so."""
    monkeypatch.setattr(client, "RETRIES", 0)
    client._client.cache_clear()
    yield
    client._client.cache_clear()


@pytest.fixture
def double(stripe_address: str, settings: Any) -> Double:
    """Stripe, as empty as on its first day."""
    settings.STRIPE_API_HOST = f"{stripe_address}/stripe"
    found = Double(stripe_address, django_settings.STRIPE_SECRET_KEY)
    found.control("reset")
    return found


@pytest.fixture
def plans(double: Double, db: None) -> dict[str, str]:
    """Every price of the shipped plans in Stripe, linked: its id by our lookup key."""
    catalogue.load_plans()
    return {price.lookup_key: _sold(double, price) for price in PlanPrice.objects.select_related("plan")}


def _sold(double: Double, price: PlanPrice) -> str:
    product = double.sdk.products.create(
        params={"name": f"Atelier {price.plan.name}", "metadata": {"plan_key": price.plan.key}}
    )
    made = double.sdk.prices.create(
        params={
            "product": product.id,
            "currency": price.currency.lower(),
            "unit_amount": price.amount_minor,
            "recurring": {"interval": price.interval},  # type: ignore[typeddict-item]
            "lookup_key": price.lookup_key,
        }
    )
    StripeLink.objects.create(
        environment=SANDBOX, target=StripeLink.Target.PRICE, object_id=price.pk, stripe_id=made.id
    )
    return made.id


@pytest.fixture
def customer_of(double: Double) -> Callable[..., str]:
    """Return a function that makes a workspace a customer with a card, and gives the customer's id."""

    def make(workspace: Workspace, *, card: str = "pm_card_visa") -> str:
        metadata = {"workspace_id": str(workspace.pk)}
        made = double.sdk.customers.create(params={"email": "ada@example.com", "metadata": metadata})
        method = double.sdk.payment_methods.attach(card, params={"customer": made.id})
        double.sdk.customers.update(
            made.id, params={"invoice_settings": {"default_payment_method": method.id}}
        )
        BillingAccount.objects.create(workspace=workspace, environment=SANDBOX, stripe_customer_id=made.id)
        return made.id

    return make


@pytest.fixture
def subscribe(double: Double, plans: dict[str, str]) -> Callable[..., Any]:
    """Return a function that subscribes a customer to a plan at Stripe, without our hearing of it."""

    def begin(customer: str, plan: str = "pro", *, interval: str = "month", **more: Any) -> Any:
        price = plans[f"atelier_{plan}_{interval}_usd"]
        params: Any = {"customer": customer, "items": [{"price": price}], **more}
        return double.sdk.subscriptions.create(params=params)

    return begin


@pytest.fixture
def pro(plans: dict[str, str]) -> Plan:
    return Plan.objects.get(key="pro")
