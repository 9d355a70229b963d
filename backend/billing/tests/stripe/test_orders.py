"""A service order from its request to its delivery, paid once over the hosted page."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from backend.accounts.models import User, Workspace
from backend.billing.models import NEXT_STATES, OrderState, ServiceOrder
from backend.billing.services import catalogue, orders
from backend.billing.services.orders import OrderCannot
from backend.conftest import AtOnce
from backend.events.models import DomainEvent

from .shop import Shop, type_card

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"website": "https://ada.example", "goal": "Load faster", "pages": 12}
REQUEST = {"package": "website-audit", "answers": ANSWERS}


@pytest.fixture
def shop(ada_workspace: Workspace, ada_client: APIClient) -> Shop:
    catalogue.load_packages()
    return Shop(ada_client)


@pytest.fixture
def quoted(shop: Shop, root: User) -> ServiceOrder:
    made = shop.post("orders/", REQUEST).json()
    order = ServiceOrder.objects.get(pk=made["id"])
    return orders.quote(order=order, actor=root, amount_minor=49_900, note="Twelve pages.")


def test_what_is_asked_is_what_the_form_says(shop: Shop) -> None:
    (audit,) = [each for each in shop.get("packages").json() if each["key"] == "website-audit"]
    assert audit["price_display"] == "$299 to $799"
    assert [question["name"] for question in audit["form"]] == ["website", "goal", "pages", "notes"]
    wrong = {"website": "ada", "goal": "Fame", "pages": True, "colour": "red"}
    refused = shop.post("orders/", {"package": "website-audit", "answers": wrong})
    assert refused.status_code == 400
    assert set(refused.json()["errors"]["answers"]) == {"website", "goal", "pages", "colour"}
    assert shop.post("orders/", {"package": "website-audit", "answers": {}}).status_code == 400
    assert shop.post("orders/", {"package": "moon", "answers": {}}).status_code == 404


def test_a_draft_is_completed_later(shop: Shop) -> None:
    draft = shop.post("orders/", {"package": "website-audit", "draft": True}).json()
    assert (draft["state"], draft["can"], draft["number"]) == ("draft", ["request", "cancel"], "SO-01001")
    assert shop.post(f"orders/{draft['id']}/request", {}).status_code == 400
    sent = shop.post(f"orders/{draft['id']}/request", {"answers": ANSWERS}).json()
    assert (sent["state"], sent["answers"]) == ("requested", ANSWERS)


@pytest.mark.usefixtures("double")
def test_it_is_paid_on_the_page_and_then_made(shop: Shop, quoted: ServiceOrder, root: User) -> None:
    opened = shop.post(f"orders/{quoted.pk}/accept").json()
    assert shop.post(f"orders/{quoted.pk}/accept").json()["url"] == opened["url"]
    assert type_card(opened["url"]).status_code == 303
    state = shop.get(f"checkout/{opened['session_id']}").json()
    assert (state["status"], state["order_id"]) == ("complete", str(quoted.pk))
    for to in (OrderState.IN_PROGRESS, OrderState.DELIVERED, OrderState.CLOSED):
        orders.move(order=quoted, to=to, actor=root)
    shown = shop.get(f"orders/{quoted.pk}").json()
    assert [move["to_state"] for move in shown["history"]] == [
        "draft",
        "requested",
        "quoted",
        "accepted",
        "paid",
        "in_progress",
        "delivered",
        "closed",
    ]
    assert shown["quote"]["display"] == "$499.00"
    told = DomainEvent.objects.filter(name="billing.service_order_moved").order_by("created_at")
    assert [event.payload["to"] for event in told][-4:] == ["paid", "in_progress", "delivered", "closed"]


@pytest.mark.usefixtures("double")
def test_paid_and_not_heard_of_it_is_not_paid_again(shop: Shop, quoted: ServiceOrder) -> None:
    opened = shop.post(f"orders/{quoted.pk}/accept").json()
    type_card(opened["url"])
    again = shop.post(f"orders/{quoted.pk}/accept")
    assert (again.status_code, again.json()["code"]) == (409, "order_paid")
    assert ServiceOrder.objects.get().state == OrderState.PAID


@pytest.mark.usefixtures("double")
def test_cancelled_its_checkout_is_closed(shop: Shop, quoted: ServiceOrder) -> None:
    opened = shop.post(f"orders/{quoted.pk}/accept").json()
    assert shop.post(f"orders/{quoted.pk}/cancel", {"note": "Later."}).json()["state"] == "cancelled"
    assert type_card(opened["url"]).status_code == 410


def test_a_quote_that_ran_out_cannot_be_taken(shop: Shop, quoted: ServiceOrder) -> None:
    ServiceOrder.objects.update(quote_valid_until=timezone.now() - timedelta(seconds=1))
    refused = shop.post(f"orders/{quoted.pk}/accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "quote_expired")
    assert shop.get(f"orders/{quoted.pk}").json()["can"] == ["cancel"]


def test_marked_paid_by_many_at_once_it_is_paid_once(
    quoted: ServiceOrder, ada: User, at_once: AtOnce
) -> None:
    orders.accept(order=quoted, actor=ada)
    paid = {"session_id": "cs_1", "amount_minor": 49_900}
    results = at_once(4, lambda: orders.mark_paid(quoted.pk, **paid))
    assert sorted(map(str, results)) == ["False", "False", "False", "True"], results
    assert ServiceOrder.objects.get().moves.filter(to_state="paid").count() == 1
    assert orders.mark_paid(quoted.pk, session_id="cs_2", amount_minor=49_900) is False


def test_too_little_money_pays_for_nothing(quoted: ServiceOrder, ada: User) -> None:
    orders.accept(order=quoted, actor=ada)
    assert orders.mark_paid(quoted.pk, session_id="cs_1", amount_minor=49_899) is False
    assert ServiceOrder.objects.get().state == OrderState.ACCEPTED


def test_orders_are_listed_in_as_many_queries_however_many(
    shop: Shop, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        shop.post("orders/", REQUEST)
    with django_assert_max_num_queries(9):
        assert len(shop.get("orders/").json()["results"]) == 4


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(path=st.lists(st.sampled_from(OrderState.values), max_size=8))
def test_no_way_leads_past_the_table_of_states(
    shop: Shop, ada: User, ada_workspace: Workspace, path: list[str]
) -> None:
    order = orders.place(workspace=ada_workspace, actor=ada, **REQUEST)
    for wanted in path:
        before = order.state
        try:
            order = _driven(order, wanted, ada)
        except (OrderCannot, orders.OrderPaid):
            order = ServiceOrder.objects.get(pk=order.pk)
            assert order.state == before
        else:
            assert wanted in NEXT_STATES[before] or order.state == before
    assert order.moves.count() >= 2
    assert order.moves.last().to_state == order.state


def _driven(order: ServiceOrder, wanted: str, ada: User) -> ServiceOrder:
    """Try to bring an order into a state by the verb that leads there."""
    if wanted == OrderState.REQUESTED:
        return orders.request(order=order, actor=ada)
    if wanted == OrderState.QUOTED:
        return orders.quote(order=order, actor=ada, amount_minor=100)
    if wanted == OrderState.ACCEPTED:
        return orders.accept(order=order, actor=ada)
    if wanted == OrderState.CANCELLED:
        return orders.cancel(order=order, actor=ada)
    if wanted == OrderState.PAID:
        orders.mark_paid(order.pk, session_id=f"cs_{order.pk}", amount_minor=100)
        return ServiceOrder.objects.get(pk=order.pk)
    return orders.move(order=order, to=wanted, actor=ada)
