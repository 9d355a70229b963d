"""Keys, versions, accounts, idempotency, faults and errors, as the official client meets them."""

import asyncio
from pathlib import Path

import httpx2
import pytest
import stripe

from sandbox.stripe.app import create_app
from sandbox.stripe.books import API_VERSION, PLATFORM
from sandbox.tests.stripe.conftest import KEY

BEARER = {"authorization": f"Bearer {KEY}"}


def test_the_official_client_speaks_the_same_version():
    assert stripe.api_version == API_VERSION


def test_a_request_is_answered_with_its_id_and_version(http, client):
    answer = http.get("/stripe/v1/account", headers=BEARER)

    assert answer.json()["id"] == PLATFORM
    assert answer.headers["request-id"].startswith("req_")
    assert answer.headers["stripe-version"] == "2026-08-26.dahlia"


def test_a_key_may_be_the_user_of_basic_authentication(http, client):
    assert http.get("/stripe/v1/account", auth=(KEY, "")).status_code == 200


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("sk_live_" + "a" * 24, "Invalid API Key provided: sk_live_" + "*" * 20 + "aaaa"),
        ("sk_test_short", "Invalid API Key provided: sk_test_*hort"),
        (
            "pk_test_" + "a" * 24,
            "This API call cannot be made with a publishable API key. Please use a secret",
        ),
    ],
)
def test_a_wrong_key_is_refused_in_stripes_words(server, steer, key, message):
    wrong = stripe.StripeClient(key, base_addresses={"api": f"{server}/stripe"}, max_network_retries=0)
    with pytest.raises(stripe.AuthenticationError) as refused:
        wrong.v1.customers.list()

    assert refused.value.http_status == 401
    assert refused.value.user_message.startswith(message)


def test_no_key_is_refused(http, steer):
    answer = http.get("/stripe/v1/customers")

    assert answer.status_code == 401
    assert answer.json()["error"]["message"].startswith("You did not provide an API key.")


def test_another_version_is_refused(http, steer):
    answer = http.get("/stripe/v1/customers", headers=BEARER | {"stripe-version": "2020-08-27"})

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid Stripe API version: 2020-08-27.")


def test_an_unknown_parameter_is_named(client):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.create({"invoice_settings": {"colour": "red"}})

    assert refused.value.http_status == 400
    assert (refused.value.code, refused.value.param) == ("parameter_unknown", "invoice_settings[colour]")


def test_what_is_not_there_is_missing(client):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.retrieve("cus_nobody")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    assert refused.value.user_message == "No such customer: 'cus_nobody'"


def test_an_unknown_address_is_404_in_json(http, steer):
    answer = http.post("/stripe/v1/nonsense", headers=BEARER)

    assert answer.status_code == 404
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_the_same_key_and_request_is_answered_once(client):
    first = client.v1.customers.create({"email": "ada@example.com"}, {"idempotency_key": "one"})
    again = client.v1.customers.create({"email": "ada@example.com"}, {"idempotency_key": "one"})

    assert again.id == first.id
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert again.last_response.headers["original-request"] == first.last_response.headers["request-id"]
    assert len(client.v1.customers.list().data) == 1


def test_the_same_key_for_another_request_is_an_error(client):
    client.v1.customers.create({"email": "ada@example.com"}, {"idempotency_key": "one"})
    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.customers.create({"email": "bo@example.com"}, {"idempotency_key": "one"})

    assert refused.value.http_status == 400


def test_a_refused_request_does_not_use_up_its_key(client):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.create({"colour": "red"}, {"idempotency_key": "one"})

    assert client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "one"}).name == "Ada"


def test_a_key_in_use_is_a_conflict(tmp_path: Path):
    """Both are in the one event loop: the second arrives while the first waits for the books."""

    async def visit() -> list[int]:
        transport = httpx2.ASGITransport(app=create_app(tmp_path))
        headers = BEARER | {"idempotency-key": "one"}
        async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as http:
            posts = (http.post("/v1/customers", headers=headers) for _ in range(2))
            answers = await asyncio.gather(*posts)
            return sorted(answer.status_code for answer in answers)

    assert asyncio.run(visit()) == [200, 409]


def test_a_connected_account_has_its_own_books(client):
    account = client.v1.accounts.create({"type": "express", "email": "cy@example.com"})
    theirs = {"stripe_account": account.id}
    customer = client.v1.customers.create({"name": "Theirs"}, theirs)

    assert [item.id for item in client.v1.customers.list({}, theirs).data] == [customer.id]
    assert client.v1.customers.list().data == []
    assert client.v1.accounts.retrieve_current({}, theirs).id == account.id


def test_the_platforms_own_id_means_the_platform(client):
    customer = client.v1.customers.create({"name": "Ours"}, {"stripe_account": PLATFORM})

    assert client.v1.customers.retrieve(customer.id).name == "Ours"


def test_a_strangers_account_is_out_of_reach(client):
    with pytest.raises(stripe.PermissionError) as refused:
        client.v1.customers.list({}, {"stripe_account": "acct_stranger"})

    assert refused.value.http_status == 403
    assert refused.value.json_body["error"]["code"] == "account_invalid"


def test_a_call_fails_on_demand_and_leaves_nothing(client, steer):
    steer("faults", status=500, method="POST", path="/v1/customers*", times=1)
    with pytest.raises(stripe.APIError) as failed:
        client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "one"})

    assert failed.value.http_status == 500
    assert client.v1.customers.list().data == []
    assert client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "one"}).name == "Ada"


def test_an_answer_is_lost_but_not_its_effect(client, steer):
    steer("faults", status=503, path="/v1/customers", times=1, after=True)
    with pytest.raises(stripe.APIError):
        client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "one"})
    again = client.v1.customers.create({"name": "Ada"}, {"idempotency_key": "one"})

    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert len(client.v1.customers.list().data) == 1


def test_a_share_of_the_calls_fails_exactly(http, steer):
    steer("faults", status=429, share=0.25)
    statuses = [http.get("/stripe/v1/account", headers=BEARER).status_code for _ in range(8)]

    assert statuses == [200, 200, 200, 429, 200, 200, 200, 429]


def test_the_retrying_client_gets_through(server, steer):
    steer("faults", status=500, times=2)
    stubborn = stripe.StripeClient(KEY, base_addresses={"api": f"{server}/stripe"}, max_network_retries=2)

    assert stubborn.v1.customers.create({"name": "Ada"}).name == "Ada"
    assert len(stubborn.v1.customers.list().data) == 1


def test_requests_are_logged_without_card_numbers(http, client, steer):
    card = {"number": "4242424242424242", "exp_month": 5, "exp_year": 2040, "cvc": "123"}
    method = client.v1.payment_methods.create({"type": "card", "card": card}, {"idempotency_key": "one"})
    logged = http.get("/stripe/_control/requests").json()["requests"][0]

    assert logged["request_id"] == method.last_response.request_id
    assert (logged["method"], logged["path"], logged["status"]) == ("POST", "/v1/payment_methods", 200)
    assert (logged["idempotency_key"], logged["account"]) == ("one", PLATFORM)
    assert logged["params"]["card"] == {"number": "…", "exp_month": "5", "exp_year": "2040", "cvc": "…"}


def test_a_control_says_what_it_does_not_understand(http, steer):
    answer = http.post("/stripe/_control/faults", json={"status": 200})

    assert (answer.status_code, answer.json()["error"]["message"]) == (
        400,
        "status: Input should be from 400 to 599",
    )
