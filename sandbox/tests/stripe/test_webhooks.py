"""Signed, in order, again until they are taken; doubled, late, shuffled or lost when the sandbox is told so."""

import json

import pytest
import stripe


@pytest.fixture
def endpoint(client, receiver):
    return client.v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"]})


def test_an_event_arrives_signed_with_the_endpoints_secret(client, steer, receiver, endpoint):
    customer = client.v1.customers.create({"email": "ada@example.com"})
    assert steer("settle") == {"waiting": 0}
    [(payload, signature)] = receiver.received
    event = stripe.Webhook.construct_event(payload, signature, endpoint.secret)

    assert endpoint.secret.startswith("whsec_")
    assert (event.type, event.data.object.id) == ("customer.created", customer.id)
    assert (event.api_version, event.livemode) == ("2026-08-26.dahlia", False)
    assert event["request"]["id"] == customer.last_response.request_id
    assert event.pending_webhooks == 1


def test_another_secret_does_not_verify(client, steer, receiver, endpoint):
    client.v1.customers.create()
    steer("settle")
    [(payload, signature)] = receiver.received

    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload, signature, "whsec_another")


def test_the_secret_is_shown_once(client, endpoint):
    assert "secret" not in client.v1.webhook_endpoints.retrieve(endpoint.id)
    assert "secret" not in client.v1.webhook_endpoints.list().data[0]


def test_a_delivered_event_pends_no_more(client, steer, endpoint):
    client.v1.customers.create()
    steer("settle")

    assert [event.pending_webhooks for event in client.v1.events.list().data] == [0]


def test_only_what_was_asked_for_is_sent(client, steer, receiver, endpoint):
    client.v1.webhook_endpoints.update(endpoint.id, {"enabled_events": ["product.created"]})
    client.v1.customers.create()
    client.v1.products.create({"name": "Guide"})
    steer("settle")

    assert receiver.types == ["product.created"]


@pytest.mark.parametrize("change", [{"disabled": True}, None])
def test_a_disabled_or_deleted_endpoint_hears_nothing(client, steer, receiver, endpoint, change):
    if change:
        assert client.v1.webhook_endpoints.update(endpoint.id, change).status == "disabled"
    else:
        assert client.v1.webhook_endpoints.delete(endpoint.id).deleted is True
    client.v1.customers.create()

    assert steer("settle") == {"waiting": 0}
    assert receiver.received == []


def test_what_is_not_taken_is_sent_again(client, steer, receiver, endpoint, http):
    steer("webhooks", backoff=[0, 0, 0])
    receiver.answers = [500, 302]
    client.v1.customers.create()
    steer("settle")
    [delivery] = http.get("/stripe/_control/deliveries").json()["deliveries"]

    assert len({event["id"] for event in receiver.events}) == 1
    assert len(receiver.received) == 3
    assert (delivery["type"], delivery["state"]) == ("customer.created", "delivered")
    assert (delivery["attempts"], delivery["answer"]) == (3, "200")


def test_it_gives_up_and_the_event_still_pends(client, steer, receiver, endpoint, http):
    steer("webhooks", backoff=[0])
    receiver.answers = [500, 500]
    client.v1.customers.create()
    steer("settle")

    assert http.get("/stripe/_control/deliveries").json()["deliveries"][0]["state"] == "failed"
    assert client.v1.events.list().data[0].pending_webhooks == 1


def test_an_address_where_nobody_listens_fails(client, steer, http):
    client.v1.webhook_endpoints.create({"url": "http://127.0.0.1:9/hook", "enabled_events": ["*"]})
    steer("webhooks", backoff=[])
    client.v1.customers.create()
    steer("settle")
    [delivery] = http.get("/stripe/_control/deliveries").json()["deliveries"]

    assert (delivery["state"], delivery["answer"]) == ("failed", "ConnectError")


def test_copies_are_the_same_event(client, steer, receiver, endpoint):
    steer("webhooks", copies=3)
    customer = client.v1.customers.create()
    steer("settle")

    assert [event["data"]["object"]["id"] for event in receiver.events] == [customer.id] * 3
    assert len({event["id"] for event in receiver.events}) == 1


def test_a_late_event_waits(client, steer, receiver, endpoint, http):
    steer("webhooks", delay=3600)
    client.v1.customers.create()

    assert steer("settle", timeout=0.05) == {"waiting": 1}
    assert receiver.received == []


def test_what_one_call_caused_is_shuffled_the_same_way_by_the_same_seed(client, steer, receiver, endpoint):
    steer("webhooks", shuffle=True, seed=1)
    data = [{"type": "eu_vat", "value": f"DE{number}"} for number in range(100000000, 100000008)]
    client.v1.customers.create({"tax_id_data": data})
    steer("settle")
    order = [event["data"]["object"].get("value", "") for event in receiver.events]

    assert order != sorted(order)
    assert sorted(order) == ["", *[item["value"] for item in data]]


def test_all_may_be_lost(client, steer, receiver, endpoint, http):
    steer("webhooks", drop_share=1)
    client.v1.customers.create()

    assert steer("settle") == {"waiting": 0}
    assert receiver.received == []
    assert http.get("/stripe/_control/deliveries").json()["deliveries"][0]["state"] == "dropped"


def test_a_connected_accounts_event_goes_to_those_who_asked_for_them(client, steer, receiver, endpoint):
    connect = {"url": receiver.url, "enabled_events": ["customer.created"], "connect": True}
    listening = client.v1.webhook_endpoints.create(connect)
    account = client.v1.accounts.create({"type": "express"})
    client.v1.customers.create({}, {"stripe_account": account.id})
    steer("settle")
    [(payload, signature)] = receiver.received

    assert json.loads(payload)["account"] == account.id
    assert stripe.Webhook.construct_event(payload, signature, listening.secret).type == "customer.created"


def test_a_refused_call_causes_no_event(client, steer, receiver, endpoint):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.create({"payment_method": "pm_nothing"})
    steer("settle")

    assert receiver.received == []
    assert client.v1.events.list().data == []
