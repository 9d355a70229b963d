"""Customers, their tax ids and their cards, through the official client."""

import pytest
import stripe


@pytest.fixture
def ada(client):
    return client.v1.customers.create({"email": "ada@example.com", "metadata": {"workspace": "w1"}})


def card(number: str) -> dict:
    return {"type": "card", "card": {"number": number, "exp_month": 4, "exp_year": 2042, "cvc": "314"}}


def test_a_customer_keeps_what_was_sent(client):
    address = {"line1": "1 Paper Lane", "country": "DE"}
    ada = client.v1.customers.create({"name": "Ada", "address": address, "preferred_locales": ["de"]})

    assert (ada.name, ada.balance, ada.delinquent, ada.tax_exempt) == ("Ada", 0, False, "none")
    assert (ada.address.line1, ada.address.city) == ("1 Paper Lane", None)
    assert ada.preferred_locales == ["de"]


def test_an_update_says_what_was_before(client, ada):
    client.v1.customers.update(ada.id, {"email": "ada@atelier.test", "balance": -500})
    [event] = client.v1.events.list({"type": "customer.updated"}).data

    assert event.data.object["balance"] == -500
    assert event.data.previous_attributes.to_dict() == {"email": "ada@example.com", "balance": 0}


def test_an_update_of_nothing_is_no_event(client, ada):
    client.v1.customers.update(ada.id, {"email": "ada@example.com"})

    assert client.v1.events.list({"type": "customer.updated"}).data == []


def test_customers_by_email(client, ada):
    client.v1.customers.create({"email": "bo@example.com"})

    assert [item.id for item in client.v1.customers.list({"email": "ada@example.com"}).data] == [ada.id]


def test_a_deleted_customer_says_so(client, ada):
    method = client.v1.payment_methods.attach("pm_card_visa", {"customer": ada.id})
    client.v1.customers.delete(ada.id)

    assert client.v1.customers.retrieve(ada.id).deleted is True
    assert client.v1.customers.list().data == []
    assert client.v1.payment_methods.retrieve(method.id).customer is None
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.update(ada.id, {"name": "Ada"})


def test_a_customer_shows_what_expand_asks_for(client, ada):
    client.v1.customers.tax_ids.create(ada.id, {"type": "eu_vat", "value": "DE123456789"})
    asked = ["tax_ids", "subscriptions", "sources", "default_source"]
    shown = client.v1.customers.retrieve(ada.id, {"expand": asked})

    assert [item.value for item in shown.tax_ids.data] == ["DE123456789"]
    assert (shown.subscriptions.data, shown.sources.data, shown.default_source) == ([], [], None)
    assert "tax_ids" not in ada


@pytest.mark.parametrize(
    ("identity", "country", "status"),
    [
        ({"type": "eu_vat", "value": "DE000000000"}, "DE", "verified"),
        ({"type": "eu_vat", "value": "FR111111111"}, "FR", "unverified"),
        ({"type": "gb_vat", "value": "GB222222222"}, "GB", "pending"),
        ({"type": "us_ein", "value": "00-0000000"}, "US", "unavailable"),
    ],
)
def test_a_tax_id_is_answered_as_its_test_value_says(client, ada, identity, country, status):
    made = client.v1.customers.tax_ids.create(ada.id, identity)

    assert (made.country, made.verification.status) == (country, status)


def test_a_tax_id_of_another_form_is_refused(client, ada):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.tax_ids.create(ada.id, {"type": "eu_vat", "value": "123"})

    assert (refused.value.code, refused.value.param) == ("tax_id_invalid", "value")


def test_a_tax_id_goes(client, ada):
    made = client.v1.customers.tax_ids.create(ada.id, {"type": "eu_vat", "value": "DE123456789"})

    assert client.v1.customers.tax_ids.delete(ada.id, made.id).deleted is True
    assert client.v1.customers.tax_ids.list(ada.id).data == []


def test_a_token_becomes_a_card_of_the_customer(client, ada):
    method = client.v1.payment_methods.attach("pm_card_mastercard", {"customer": ada.id})

    assert (method.card.brand, method.card.last4, method.customer) == ("mastercard", "4444", ada.id)
    assert [item.id for item in client.v1.customers.payment_methods.list(ada.id).data] == [method.id]
    assert [item.id for item in client.v1.payment_methods.list({"customer": ada.id}).data] == [method.id]
    assert client.v1.events.list({"type": "payment_method.attached"}).data[0].data.object["id"] == method.id


def test_a_test_card_by_its_number(client, ada):
    method = client.v1.payment_methods.create(card("4242 4242 4242 4242"))
    client.v1.payment_methods.attach(method.id, {"customer": ada.id})
    renewed = client.v1.payment_methods.update(method.id, {"card": {"exp_year": 2044}})

    assert (method.card.last4, method.card.exp_year, method.customer) == ("4242", 2042, None)
    assert (renewed.card.exp_month, renewed.card.exp_year) == (4, 2044)


def test_no_other_number_is_taken(client):
    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_methods.create(card("4111111111111111"))

    assert (refused.value.http_status, refused.value.code) == (402, "incorrect_number")


def test_a_card_that_declines_is_not_kept(client, ada):
    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_methods.attach("pm_card_chargeDeclined", {"customer": ada.id})

    assert (refused.value.code, refused.value.user_message) == ("card_declined", "Your card was declined.")
    assert client.v1.customers.payment_methods.list(ada.id).data == []


def test_a_card_that_declines_makes_no_customer(client):
    with pytest.raises(stripe.CardError):
        client.v1.customers.create({"payment_method": "pm_card_chargeDeclined"})

    assert client.v1.customers.list().data == []
    assert client.v1.events.list().data == []


def test_a_customer_is_there_before_their_card(client):
    client.v1.customers.create({"payment_method": "pm_card_visa"})

    told = [event.type for event in reversed(client.v1.events.list().data)]
    assert told == ["customer.created", "payment_method.attached"]


def test_the_default_card_is_the_customers_own(client, ada):
    bo = client.v1.customers.create({"payment_method": "pm_card_visa"})
    [theirs] = client.v1.customers.payment_methods.list(bo.id).data
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.update(ada.id, {"invoice_settings": {"default_payment_method": theirs.id}})
    assert refused.value.param == "invoice_settings[default_payment_method]"

    settings = {"default_payment_method": theirs.id}
    shown = client.v1.customers.update(
        bo.id, {"invoice_settings": settings, "expand": ["invoice_settings.default_payment_method"]}
    )
    assert shown.invoice_settings.default_payment_method.card.last4 == "4242"


def test_a_detached_card_is_nobodys_default(client, ada):
    method = client.v1.payment_methods.attach("pm_card_visa", {"customer": ada.id})
    client.v1.customers.update(ada.id, {"invoice_settings": {"default_payment_method": method.id}})
    detached = client.v1.payment_methods.detach(method.id)
    [event] = client.v1.events.list({"type": "payment_method.detached"}).data

    assert detached.customer is None
    assert event.data.previous_attributes["customer"] == ada.id
    assert client.v1.customers.retrieve(ada.id).invoice_settings.default_payment_method is None
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_methods.detach(method.id)
