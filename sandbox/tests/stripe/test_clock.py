"""One clock for everything: it stands still, goes on when told, and lets all that is due happen in order."""

import time

import pytest
import stripe

NOON = 1_800_000_000
DAY = 86_400


def test_a_test_clock_stops_time(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON, "name": "A year"})

    assert (clock.frozen_time, clock.status, clock.name) == (NOON, "ready", "A year")
    assert client.v1.customers.create().created == NOON
    assert client.v1.products.create({"name": "Guide"}).created == NOON


def test_advancing_lets_what_is_due_happen(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    soon = client.v1.coupons.create({"percent_off": 10, "redeem_by": NOON + DAY})
    later = client.v1.coupons.create({"percent_off": 10, "redeem_by": NOON + 3 * DAY})
    advanced = client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON + 2 * DAY})

    assert (advanced.frozen_time, advanced.status) == (NOON + 2 * DAY, "ready")
    assert client.v1.coupons.retrieve(soon.id).valid is False
    assert client.v1.coupons.retrieve(later.id).valid is True


def test_time_only_goes_on(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON})

    assert refused.value.param == "frozen_time"


def test_there_is_one_clock(client):
    client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})


def test_without_it_time_is_real(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    assert client.v1.test_helpers.test_clocks.delete(clock.id).deleted is True
    before = int(time.time())
    created = client.v1.customers.create().created

    assert before <= created <= int(time.time())


def test_a_customer_may_name_the_clock(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    customer = client.v1.customers.create({"test_clock": clock.id})

    assert customer.test_clock == clock.id
    assert [item.id for item in client.v1.customers.list({"test_clock": clock.id}).data] == [customer.id]


def test_the_control_stops_and_advances_it(client, steer, http):
    assert steer("clock", frozen_time=NOON) == {"now": NOON, "frozen_time": NOON}
    assert steer("clock/advance", seconds=DAY) == {"now": NOON + DAY, "frozen_time": NOON + DAY}
    assert client.v1.customers.create().created == NOON + DAY

    assert http.post("/stripe/_control/clock", json={"frozen_time": NOON}).status_code == 400
    assert http.delete("/stripe/_control/clock").json()["frozen_time"] is None


def test_listing_by_when_it_was_made(client):
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": NOON})
    client.v1.products.create({"name": "First"})
    client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": NOON + DAY})
    client.v1.products.create({"name": "Second"})

    def names(created) -> list[str]:
        return [product.name for product in client.v1.products.list({"created": created}).data]

    assert names({"gte": NOON, "lt": NOON + DAY}) == ["First"]
    assert names({"gt": NOON}) == ["Second"]
    assert names(NOON + DAY) == ["Second"]
