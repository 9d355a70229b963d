"""The application beside the sandbox is told of everything, wherever it moves."""

from pathlib import Path

import httpx2
import pytest
import stripe

from sandbox.stripe.app import create_app
from sandbox.stripe.webhook_endpoints import Listener

KEY = ("sk_test_" + "a" * 24, "")


async def endpoints(folder: Path, listener: Listener | None) -> list[dict[str, object]]:
    transport = httpx2.ASGITransport(app=create_app(folder, listener))
    async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as client:
        listed = (await client.get("/v1/webhook_endpoints", auth=KEY)).json()["data"]
    return [(each["url"], each["enabled_events"]) for each in listed]


async def test_it_listens_once_however_often_the_sandbox_starts(tmp_path: Path) -> None:
    first = Listener("http://127.0.0.1:8000/hook", "whsec_one")
    assert await endpoints(tmp_path, first) == [(first.url, ["*"])]
    assert await endpoints(tmp_path, first) == [(first.url, ["*"])]

    moved = Listener("http://127.0.0.1:8001/hook", "whsec_two")
    assert await endpoints(tmp_path, moved) == [(moved.url, ["*"])]


async def test_nobody_listens_unless_told(tmp_path: Path) -> None:
    assert await endpoints(tmp_path, None) == []


@pytest.mark.parametrize("ending", ["unpaid", "past_due", "canceled"])
def test_the_end_of_dunning_is_chosen(client: stripe.StripeClient, steer, ending: str) -> None:
    assert steer("dunning", ending=ending) == {"ending": ending}
    product = client.v1.products.create(params={"name": "Pro"})
    price = client.v1.prices.create(
        params={
            "product": product.id,
            "unit_amount": 2500,
            "currency": "usd",
            "recurring": {"interval": "month"},
        }
    )
    customer = client.v1.customers.create(params={})
    method = client.v1.payment_methods.attach("pm_card_visa", params={"customer": customer.id})
    begun = client.v1.subscriptions.create(
        params={
            "customer": customer.id,
            "items": [{"price": price.id}],
            "default_payment_method": method.id,
        }
    )
    failing = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", params={"customer": customer.id})
    client.v1.subscriptions.update(begun.id, params={"default_payment_method": failing.id})
    steer("clock/advance", seconds=60 * 86_400)
    assert client.v1.subscriptions.retrieve(begun.id).status == ending
