"""Stories of subscriptions: exact sums, exact periods, and the events in Stripe's order."""

from datetime import UTC, datetime

import pytest

from sandbox.stripe.cards import attach, new_payment_method
from sandbox.stripe.errors import StripeError
from sandbox.tests.stripe.money.conftest import DAY, NOON

NOVEMBER = 30 * DAY


def _at(*date):
    return int(datetime(*date, tzinfo=UTC).timestamp())


def _item(subscription):
    return subscription["items"]["data"][0]


def test_a_subscription_begins_with_a_paid_invoice(till):
    customer = till.customer()
    before = len(till.events())
    made = till.subscribe(till.price(2900), customer=customer)
    assert made["status"] == "active"
    assert "current_period_end" not in made
    assert (_item(made)["current_period_start"], _item(made)["current_period_end"]) == (NOON, NOON + NOVEMBER)
    invoice = till.latest_invoice(made)
    assert (invoice["status"], invoice["amount_paid"], invoice["number"]) == ("paid", 2900, "ADA00001-0001")
    assert invoice["parent"]["subscription_details"]["subscription"] == made["id"]
    assert invoice["lines"]["data"][0]["description"] == "1 × Pro (at $29.00 / month)"
    assert till.events(before) == [
        "customer.subscription.created",
        "invoice.created",
        "payment_intent.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice_payment.paid",
        "invoice.paid",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
    ]


def test_it_renews_on_its_day_and_is_charged_an_hour_later(till):
    made = till.subscribe(till.price(2900))
    before = len(till.events())
    till.advance(days=30)
    assert till.latest_invoice(made)["status"] == "draft"
    assert till.events(before) == ["customer.subscription.updated", "invoice.created"]
    till.advance(seconds=3600)
    invoice = till.latest_invoice(made)
    assert (invoice["status"], invoice["billing_reason"]) == ("paid", "subscription_cycle")
    line = invoice["lines"]["data"][0]
    assert line["period"] == {"start": _at(2026, 12, 1, 12), "end": _at(2027, 1, 1, 12)}


def test_an_upgrade_and_back_at_the_same_instant_costs_nothing(till):
    pro, team = till.price(2900), till.price(9900, name="Team")
    made = till.subscribe(pro)
    till.advance(days=10, seconds=12_345)
    for price in (team, pro):
        item = {"id": _item(made)["id"], "price": price}
        till.post(f"/v1/subscriptions/{made['id']}", items=[item])
    till.advance(days=20)
    invoice = till.latest_invoice(made)
    assert [line["amount"] for line in invoice["lines"]["data"]][-1] == 2900
    assert len(invoice["lines"]["data"]) == 5
    assert invoice["total"] == 2900


def test_an_upgrade_invoiced_at_once_charges_the_difference_to_the_second(till):
    made = till.subscribe(till.price(3000))
    till.advance(days=10)
    till.post(
        f"/v1/subscriptions/{made['id']}",
        items=[{"id": _item(made)["id"], "price": till.price(9000, name="Team")}],
        proration_behavior="always_invoice",
    )
    invoice = till.latest_invoice(made)
    assert [line["amount"] for line in invoice["lines"]["data"]] == [-2000, 6000]
    assert (invoice["status"], invoice["amount_paid"], invoice["billing_reason"]) == (
        "paid",
        4000,
        "subscription_update",
    )
    assert invoice["lines"]["data"][0]["description"] == "Unused time on Pro after 11 Nov 2026"


def test_a_downgrade_leaves_a_credit_that_the_next_invoice_uses(till):
    customer = till.customer()
    made = till.subscribe(till.price(9000), customer=customer)
    till.advance(days=15)
    till.post(
        f"/v1/subscriptions/{made['id']}",
        items=[{"id": _item(made)["id"], "price": till.price(3000, name="Solo")}],
        proration_behavior="always_invoice",
    )
    invoice = till.latest_invoice(made)
    assert (invoice["total"], invoice["amount_due"], invoice["ending_balance"]) == (-3000, 0, -3000)
    assert till.find("customer", customer).balance == -3000
    till.advance(days=15, seconds=3600)
    renewal = till.latest_invoice(made)
    assert (renewal["total"], renewal["amount_due"], renewal["starting_balance"]) == (3000, 0, -3000)
    assert till.find("customer", customer).balance == 0


def test_another_interval_begins_a_new_period_now(till):
    made = till.subscribe(till.price(3000))
    till.advance(days=15)
    yearly = till.price(30_000, interval="year")
    changed = till.post(f"/v1/subscriptions/{made['id']}", items=[{"id": _item(made)["id"], "price": yearly}])
    assert _item(changed)["current_period_end"] == _at(2027, 11, 16, 12)
    invoice = till.latest_invoice(made)
    assert [line["amount"] for line in invoice["lines"]["data"]] == [-1500, 30_000]
    assert invoice["amount_paid"] == 28_500


def test_the_preview_is_what_the_change_then_costs_and_keeps_nothing(till):
    made = till.subscribe(till.price(3000))
    till.advance(days=7, seconds=4321)
    events, moment = len(till.events()), till.books.now
    wanted = {
        "items": [{"id": _item(made)["id"], "price": till.price(9900, name="Team")}],
        "proration_behavior": "always_invoice",
        "proration_date": moment,
    }
    preview = till.post("/v1/invoices/create_preview", subscription=made["id"], subscription_details=wanted)
    assert len(till.events()) == events
    assert preview["id"].startswith("upcoming_in_")
    till.post(f"/v1/subscriptions/{made['id']}", **wanted)
    invoice = till.latest_invoice(made)
    assert invoice["amount_paid"] == preview["amount_due"] > 0
    assert [line["amount"] for line in invoice["lines"]["data"]] == [
        line["amount"] for line in preview["lines"]["data"]
    ]


def test_the_preview_of_a_renewal(till):
    made = till.subscribe(till.price(3000))
    preview = till.post("/v1/invoices/create_preview", subscription=made["id"])
    assert preview["amount_due"] == 3000
    assert preview["lines"]["data"][0]["period"]["start"] == NOON + NOVEMBER
    assert till.books.now == NOON


def test_a_trial_tells_its_end_and_then_charges(till):
    made = till.subscribe(till.price(2900), trial_period_days=14)
    assert (made["status"], made["trial_end"]) == ("trialing", NOON + 14 * DAY)
    assert till.latest_invoice(made)["amount_paid"] == 0
    till.advance(days=10)
    assert "customer.subscription.trial_will_end" not in till.events()
    till.advance(days=1)
    assert till.events()[-1] == "customer.subscription.trial_will_end"
    till.advance(days=3, seconds=3600)
    assert till.get(f"/v1/subscriptions/{made['id']}")["status"] == "active"
    assert till.latest_invoice(made)["amount_paid"] == 2900


def test_a_coupon_for_once_takes_off_the_first_invoice_only(till):
    coupon = till.coupon(percent_off=50.0)
    made = till.subscribe(till.price(2999), discounts=[{"coupon": coupon}])
    first = till.latest_invoice(made)
    assert (first["subtotal"], first["total"], first["amount_paid"]) == (2999, 1499, 1499)
    assert first["total_discount_amounts"][0]["amount"] == 1500
    assert till.find("coupon", coupon).times_redeemed == 1
    till.advance(days=30, seconds=3600)
    assert till.latest_invoice(made)["amount_paid"] == 2999


def test_no_more_is_credited_than_was_paid(till):
    made = till.subscribe(till.price(3000), discounts=[{"coupon": till.coupon(amount_off=1000)}])
    till.advance(days=15)
    till.delete(f"/v1/subscriptions/{made['id']}", prorate=True, invoice_now=True)
    assert till.latest_invoice(made)["total"] == -1000


def test_canceled_at_the_end_of_the_period_and_resumed(till):
    made = till.subscribe(till.price(2900))
    path = f"/v1/subscriptions/{made['id']}"
    leaving = till.post(path, cancel_at_period_end=True, cancellation_details={"feedback": "too_expensive"})
    assert leaving["cancel_at"] == NOON + NOVEMBER
    assert leaving["cancellation_details"]["reason"] == "cancellation_requested"
    staying = till.post(path, cancel_at_period_end=False)
    assert (staying["cancel_at"], staying["canceled_at"]) == (None, None)
    till.post(path, cancel_at_period_end=True)
    till.advance(days=30)
    assert till.events()[-1] == "customer.subscription.deleted"
    assert till.get(path)["status"] == "canceled"
    with pytest.raises(StripeError) as refused:
        till.post(path, cancel_at_period_end=False)
    assert refused.value.status == 404


@pytest.mark.parametrize(
    ("days", "status"), [(2, "past_due"), (2 + 5, "past_due"), (14, "past_due"), (21, "canceled")]
)
def test_a_renewal_that_fails_is_retried_and_then_given_up(till, days, status):
    made = till.subscribe(till.price(2900), customer=_customer_whose_card_fails(till), trial_period_days=1)
    till.advance(days=1, seconds=3600)
    invoice = till.latest_invoice(made)
    assert (invoice["status"], invoice["attempt_count"]) == ("open", 1)
    assert invoice["next_payment_attempt"] == till.books.now + 2 * DAY
    till.advance(days=days)
    assert till.get(f"/v1/subscriptions/{made['id']}")["status"] == status
    assert till.latest_invoice(made)["attempt_count"] == {2: 2, 7: 3, 14: 4, 21: 5}[days]


def test_a_new_card_pays_what_is_overdue(till):
    customer = _customer_whose_card_fails(till)
    made = till.subscribe(till.price(2900), customer=customer, trial_period_days=1)
    till.advance(days=1, seconds=3600)
    invoice = till.latest_invoice(made)
    good = till.books.find("payment_method", _good_card(till, customer))
    paid = till.post(f"/v1/invoices/{invoice['id']}/pay", payment_method=good["id"])
    assert (paid["status"], paid["amount_paid"], paid["next_payment_attempt"]) == ("paid", 2900, None)
    assert till.get(f"/v1/subscriptions/{made['id']}")["status"] == "active"
    till.advance(days=3)
    assert till.latest_invoice(made)["attempt_count"] == 1


def test_a_first_payment_that_fails_expires_with_its_subscription(till):
    made = till.subscribe(till.price(2900), customer=_customer_whose_card_fails(till))
    assert made["status"] == "incomplete"
    till.advance(seconds=23 * 3600)
    assert till.get(f"/v1/subscriptions/{made['id']}")["status"] == "incomplete_expired"
    assert till.latest_invoice(made)["status"] == "void"


def test_a_refusal_that_should_leave_nothing_leaves_nothing(till):
    customer = _customer_whose_card_fails(till)
    before = len(till.events())
    with pytest.raises(StripeError) as refused:
        till.subscribe(till.price(2900), customer=customer, payment_behavior="error_if_incomplete")
    assert (refused.value.status, refused.value.body["decline_code"]) == (402, "generic_decline")
    assert till.events(before) == []


def test_a_challenge_is_passed_and_the_subscription_runs(till):
    made = till.subscribe(till.price(2900), customer=till.customer("4000002760003184"))
    assert made["status"] == "incomplete"
    assert till.events()[-2:] == ["payment_intent.requires_action", "invoice.payment_action_required"]
    intent = till.latest_invoice(made)["payments"]["data"][0]["payment"]["payment_intent"]
    from_page = till.get(f"/v1/payment_intents/{intent}")["next_action"]["redirect_to_url"]["url"]
    assert from_page.endswith(f"/pay/authenticate/{intent}")


def _customer_whose_card_fails(till):
    return till.customer("4000000000000341")


def _good_card(till, customer):
    return attach(till.books, new_payment_method(till.books, "4242424242424242"), customer)["id"]
