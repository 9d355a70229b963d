"""Products, prices, coupons and promotion codes through the official client."""

import pytest
import stripe

NOON = 1_800_000_000


@pytest.fixture
def product(client):
    return client.v1.products.create({"name": "Guide", "metadata": {"kind": "book"}})


def price_of(client, product, /, **more):
    return client.v1.prices.create(
        {"product": product.id, "currency": "usd", "unit_amount": 1900, "recurring": {"interval": "month"}}
        | more
    )


def types(client) -> list[str]:
    """What happened, the oldest first."""
    return [event.type for event in reversed(client.v1.events.list({"limit": 100}).data)]


def test_a_product_with_its_default_price(client):
    data = {"currency": "eur", "unit_amount": 500, "recurring": {"interval": "year"}}
    made = client.v1.products.create(
        {"name": "Guide", "default_price_data": data, "expand": ["default_price"]}
    )

    assert (made.default_price.unit_amount, made.default_price.currency) == (500, "eur")
    assert made.default_price.recurring.interval == "year"
    assert types(client) == ["product.created", "price.created"]


def test_a_product_changes_and_says_from_what(client, product):
    client.v1.products.update(product.id, {"name": "Course", "metadata": {"kind": "", "level": "one"}})
    [event] = client.v1.events.list({"type": "product.updated"}).data

    assert event.data.object["metadata"].to_dict() == {"level": "one"}
    assert event.data.previous_attributes["name"] == "Guide"
    assert event.data.previous_attributes["metadata"].to_dict() == {"kind": "book"}


def test_a_product_with_prices_stays(client, product):
    price_of(client, product)
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.products.delete(product.id)


def test_a_product_without_prices_goes(client, product):
    assert client.v1.products.delete(product.id).deleted is True
    with pytest.raises(stripe.InvalidRequestError) as gone:
        client.v1.products.retrieve(product.id)
    assert gone.value.code == "resource_missing"


def test_products_have_no_features_here(client, product):
    assert client.v1.products.features.list(product.id).data == []


def test_products_by_their_fields(client, product):
    other = client.v1.products.create({"name": "Course", "active": False, "url": "https://example.com/c"})

    def found(**by):
        return [item.id for item in client.v1.products.list(by).data]

    assert found(active=True) == [product.id]
    assert found(ids=[other.id]) == [other.id]
    assert found(url="https://example.com/c") == [other.id]


def test_a_price_is_whole_minor_units(client, product):
    price = price_of(client, product)

    assert (price.unit_amount, str(price.unit_amount_decimal), price.type) == (1900, "1900", "recurring")
    assert (price.recurring.interval, price.recurring.interval_count) == ("month", 1)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        price_of(client, product, unit_amount=-1)
    assert (refused.value.code, refused.value.param) == ("parameter_invalid_integer", "unit_amount")


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"product": "prod_none"}, "product"),
        ({"currency": "xyz"}, "currency"),
        ({"recurring": {"interval": "year", "interval_count": 4}}, "recurring[interval_count]"),
        ({"recurring": {"interval": "month", "usage_type": "metered"}}, "recurring[usage_type]"),
    ],
)
def test_a_price_that_cannot_be_is_refused(client, product, change, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        price_of(client, product, **change)

    assert (refused.value.http_status, refused.value.param) == (400, param)


def test_a_lookup_key_names_one_price_and_can_move(client, product):
    old = price_of(client, product, lookup_key="pro")
    with pytest.raises(stripe.InvalidRequestError):
        price_of(client, product, lookup_key="pro")
    new = price_of(client, product, lookup_key="pro", transfer_lookup_key=True)

    assert [item.id for item in client.v1.prices.list({"lookup_keys": ["pro"]}).data] == [new.id]
    assert client.v1.prices.retrieve(old.id).lookup_key is None


def test_a_price_shows_what_expand_asks_for(client, product):
    price = price_of(client, product)
    shown = client.v1.prices.retrieve(price.id, {"expand": ["product", "currency_options", "tiers"]})

    assert shown.product.name == "Guide"
    assert shown.currency_options["usd"].unit_amount == 1900
    assert shown.tiers is None
    assert "tiers" not in price


def test_pages_go_forward_and_back(client):
    made = [client.v1.products.create({"name": str(number)}).id for number in range(5)]
    newest_first = made[::-1]
    first = client.v1.products.list({"limit": 2})
    second = client.v1.products.list({"limit": 2, "starting_after": first.data[-1].id})
    back = client.v1.products.list({"limit": 2, "ending_before": second.data[0].id})

    assert [item.id for item in first.data + second.data] == newest_first[:4]
    assert [item.id for item in back.data] == newest_first[:2]
    assert (first.has_more, second.has_more) == (True, True)
    assert [item.id for item in client.v1.products.list({"limit": 2}).auto_paging_iter()] == newest_first


def test_a_coupon_takes_off_a_share_or_a_sum(client):
    share = client.v1.coupons.create({"percent_off": 12.5, "duration": "forever", "name": "Friends"})
    whole = client.v1.coupons.create({"id": "TENOFF", "amount_off": 1000, "currency": "usd"})

    assert (share.percent_off, share.amount_off, share.duration, share.valid) == (12.5, None, "forever", True)
    assert (whole.id, whole.amount_off, whole.currency, whole.duration) == ("TENOFF", 1000, "usd", "once")


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({}, "percent_off"),
        ({"percent_off": 10, "amount_off": 10, "currency": "usd"}, "percent_off"),
        ({"percent_off": 101}, "percent_off"),
        ({"amount_off": 10}, "currency"),
        ({"percent_off": 10, "duration": "repeating"}, "duration_in_months"),
        ({"percent_off": 10, "redeem_by": 1}, "redeem_by"),
        ({"percent_off": 10, "applies_to": {"products": ["prod_none"]}}, "applies_to[products][0]"),
    ],
)
def test_a_coupon_that_cannot_be_is_refused(client, wrong, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.coupons.create(wrong)

    assert (refused.value.http_status, refused.value.param) == (400, param)


def test_a_coupon_shows_its_products_when_asked(client, product):
    coupon = client.v1.coupons.create({"percent_off": 10, "applies_to": {"products": [product.id]}})
    shown = client.v1.coupons.retrieve(coupon.id, {"expand": ["applies_to"]})

    assert "applies_to" not in coupon
    assert shown.applies_to.products == [product.id]


def test_a_taken_coupon_id_is_refused(client):
    client.v1.coupons.create({"id": "TENOFF", "percent_off": 10})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.coupons.create({"id": "TENOFF", "percent_off": 10})

    assert refused.value.code == "resource_already_exists"


def test_a_promotion_code_is_found_by_its_word(client):
    coupon = client.v1.coupons.create({"percent_off": 10})
    promotion = {"type": "coupon", "coupon": coupon.id}
    code = client.v1.promotion_codes.create({"promotion": promotion, "code": "SPRING", "max_redemptions": 5})
    shown = client.v1.promotion_codes.retrieve(code.id, {"expand": ["promotion.coupon"]})

    assert [item.id for item in client.v1.promotion_codes.list({"code": "SPRING"}).data] == [code.id]
    assert [item.id for item in client.v1.promotion_codes.list({"coupon": coupon.id}).data] == [code.id]
    assert (shown.promotion.coupon.percent_off, shown.max_redemptions, shown.active) == (10, 5, True)


def test_one_word_is_one_active_code(client):
    coupon = client.v1.coupons.create({"percent_off": 10})
    promotion = {"type": "coupon", "coupon": coupon.id}
    first = client.v1.promotion_codes.create({"promotion": promotion, "code": "SPRING"})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.promotion_codes.create({"promotion": promotion, "code": "Spring"})
    assert refused.value.param == "code"

    client.v1.promotion_codes.update(first.id, {"active": False})
    assert client.v1.promotion_codes.create({"promotion": promotion, "code": "Spring"}).active is True


def test_a_promotion_code_ends_in_its_time(client, steer):
    steer("clock", frozen_time=NOON)
    coupon = client.v1.coupons.create({"percent_off": 10})
    promotion = {"type": "coupon", "coupon": coupon.id}
    code = client.v1.promotion_codes.create({"promotion": promotion, "expires_at": NOON + 60})
    steer("clock/advance", seconds=60)

    assert client.v1.promotion_codes.retrieve(code.id).active is False
