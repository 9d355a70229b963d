"""Root looks after the catalogue from a screen: nothing is lowered or synced without being shown first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from rest_framework.test import APIClient

from backend.accounts.models import User, Workspace
from backend.accounts.tests.factories import MembershipFactory, UserFactory
from backend.billing.features import Feature
from backend.billing.models import (
    FeatureOverride,
    Plan,
    PlanFeature,
    PlanPrice,
    ServiceOrder,
    ServicePackage,
    Subscription,
)
from backend.billing.services import catalogue, entitlements, orders, reconciliation, stripe_catalogue_steps
from backend.integrations.stripe.errors import StripeUnavailable

from .double import Double

pytestmark = pytest.mark.django_db
ANSWERS = {"website": "https://ada.example", "goal": "Be found"}


class Desk:
    """Root's browser at the catalogue."""

    def __init__(self, client: APIClient) -> None:
        self._client = client

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        send = getattr(self._client, method)
        return send(f"/api/v1/billing/catalogue/{path}", body, format="json", headers=headers)

    def plan(self, key: str = "pro") -> dict[str, Any]:
        plans = self.ask("get", "").json()["plans"]
        return next(dict(plan) for plan in plans if plan["key"] == key)

    def seen(self, key: str = "pro") -> str:
        return str(self.plan(key)["updated_at"])


@pytest.fixture
def desk(root_client: APIClient) -> Desk:
    catalogue.load_plans()
    catalogue.load_packages()
    return Desk(root_client)


@pytest.fixture
def on_pro(desk: Desk, ada_workspace: Workspace) -> Subscription:
    price = PlanPrice.objects.get(plan__key="pro", interval="month")
    return Subscription.objects.create(
        workspace=ada_workspace, environment="sandbox", plan=price.plan, price=price, status="active"
    )


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Topics that something was pushed to."""
    pushed: list[str] = []
    where = "backend.billing.services.catalogue_news.publish_on_commit"
    monkeypatch.setattr(where, lambda topic, frame: pushed.append(topic))
    return pushed


def logged() -> list[str]:
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


@pytest.mark.usefixtures("on_pro")
def test_everything_is_listed_with_who_has_it(
    desk: Desk, cy_workspace: Workspace, ada: User, django_assert_max_num_queries: Any
) -> None:
    # Past its grace: the subscription stands, and gives nothing.
    Subscription.objects.create(
        workspace=cy_workspace,
        environment="sandbox",
        plan=Plan.objects.get(key="starter"),
        status="unpaid",
    )
    order = orders.place(workspace=cy_workspace, actor=ada, package="website-audit", answers=ANSWERS)
    for number in range(12):
        plan = Plan.objects.create(key=f"extra-{number}", name="Extra", position=number)
        PlanPrice.objects.create(plan=plan, interval="month", amount_minor=100)
        PlanFeature.objects.create(plan=plan, feature="stores", value=number)
    with django_assert_max_num_queries(13):
        shown = desk.ask("get", "").json()
    assert (shown["environment"], shown["orders_to_quote"]) == ("sandbox", 1)
    held = {plan["key"]: plan["workspaces"] for plan in shown["plans"]}
    assert (held["pro"], held["starter"]) == (1, 0)
    assert held["free"] == Workspace.objects.count() - 1
    pro = next(plan for plan in shown["plans"] if plan["key"] == "pro")
    assert {price["interval"]: price["subscriptions"] for price in pro["prices"]} == {"month": 1, "year": 0}
    assert pro["values"]["overage"] == {"value": True, "display": "Included"}
    assert {row["key"]: row["open_orders"] for row in shown["packages"]}[order.package.key] == 1


def test_a_plan_is_changed_told_everywhere_and_written_down(desk: Desk, frames: list[str]) -> None:
    body = {"seen": desk.seen(), "name": "Studio", "trial_days": 30, "is_public": False}
    changed = desk.ask("patch", "plans/pro", body)
    assert (changed.status_code, changed.json()["name"], changed.json()["trial_days"]) == (200, "Studio", 30)
    assert frames == ["catalogue:plans"]
    assert "name: “Pro” → “Studio”" in logged()[-1]
    wrong = desk.ask("patch", "plans/pro", {"seen": desk.seen(), "name": " ", "trial_days": -1})
    assert set(wrong.json()["errors"]) == {"name", "trial_days"}
    assert desk.ask("patch", "plans/moon", {"seen": desk.seen(), "name": "Moon"}).status_code == 404


def test_a_stale_write_loses_nothing(desk: Desk) -> None:
    stale = desk.seen()
    Plan.objects.get(key="pro").save()
    writes: list[tuple[str, str, dict[str, Any]]] = [
        ("patch", "plans/pro", {"name": "Studio"}),
        ("put", "plans/pro/inclusions", {"values": {"stores": 99}}),
        ("post", "plans/pro/prices/", {"interval": "month", "amount_minor": 1}),
        ("post", f"prices/{PlanPrice.objects.filter(plan__key='pro').first().pk}/retire", {}),  # type: ignore[union-attr]
    ]
    before = desk.plan()
    for method, path, body in writes:
        refused = desk.ask(method, path, {"seen": stale, **body})
        assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile"), path
        assert refused.json()["updated_at"].replace("+00:00", "Z") == before["updated_at"]
    assert desk.plan() == before
    assert logged() == []


def test_a_value_must_be_one_that_its_feature_has(desk: Desk) -> None:
    values = {"support": "telepathy", "overage": 1, "stores": -1, "moons": 4, "seats": None}
    refused = desk.ask("put", "plans/pro/inclusions", {"seen": desk.seen(), "values": values})
    assert refused.status_code == 400
    assert set(refused.json()["errors"]) == {"support", "overage", "stores", "moons"}


@pytest.mark.usefixtures("on_pro")
def test_a_lowering_says_whom_it_touches_and_waits_for_a_yes(
    desk: Desk, ada_workspace: Workspace, cy_workspace: Workspace, frames: list[str]
) -> None:
    for _ in range(2):
        MembershipFactory(workspace=ada_workspace, user=UserFactory())
    Subscription.objects.create(
        workspace=cy_workspace, environment="contract", plan=Plan.objects.get(key="pro"), status="active"
    )
    FeatureOverride.objects.create(workspace=cy_workspace, feature=Feature.SEATS, value=50, reason="A trade.")
    values = {"seats": 1, "stores": None, "support": "community"}
    shown = desk.ask("post", "plans/pro/inclusions/preview", {"values": values}).json()
    assert shown["workspaces"] == 2
    lines = {line["feature"]: (line["lowers"], line["workspaces"], line["over"]) for line in shown["changes"]}
    # Cy's own seats are not the plan's to lower, and Ada's three people are more than one.
    assert lines == {"seats": (True, 1, 1), "stores": (False, None, None), "support": (True, 2, None)}
    body = {"seen": desk.seen(), "values": values}
    for confirmed in ({}, {"confirmed": 1}):
        refused = desk.ask("put", "plans/pro/inclusions", {**body, **confirmed})
        assert (refused.status_code, refused.json()["code"]) == (409, "lowering_not_confirmed")
        assert refused.json()["preview"] == shown
    assert entitlements.limit(ada_workspace.pk, Feature.SEATS) != 1
    done = desk.ask("put", "plans/pro/inclusions", {**body, "confirmed": 2}).json()
    assert done["values"]["stores"] == {"value": None, "display": "Unlimited"}
    assert entitlements.limit(ada_workspace.pk, Feature.SEATS) == 1
    assert not PlanFeature.objects.filter(plan__key="pro", feature="stores").exists()
    assert frames == ["catalogue:plans"]
    assert "Seats: " in logged()[-1]


def test_raising_needs_no_yes(desk: Desk) -> None:
    body = {"seen": desk.seen("free"), "values": {"messages": 500}}
    assert desk.ask("put", "plans/free/inclusions", body).json()["values"]["messages"]["value"] == 500


def test_a_new_price_leaves_the_old_one_to_who_pays_it(desk: Desk, on_pro: Subscription) -> None:
    body = {"seen": desk.seen(), "interval": "month", "currency": "USD", "amount_minor": 10_900}
    headers = {"Idempotency-Key": "one"}
    made = desk.ask("post", "plans/pro/prices/", body, **headers)
    assert made.status_code == 201
    assert desk.ask("post", "plans/pro/prices/", body, **headers).json() == made.json()
    monthly = [price for price in made.json()["prices"] if price["interval"] == "month"]
    assert [(price["amount_minor"], price["is_current"], price["subscriptions"]) for price in monthly] == [
        (10_900, True, 0),
        (9900, False, 1),
    ]
    on_pro.refresh_from_db()
    assert on_pro.price is not None and on_pro.price.amount_minor == 9900
    same = desk.ask("post", "plans/pro/prices/", {**body, "seen": desk.seen()})
    assert same.json()["errors"] == {"amount_minor": ["It costs exactly that today."]}
    for key in ("free", "enterprise"):
        assert desk.ask("post", f"plans/{key}/prices/", {**body, "seen": desk.seen(key)}).status_code == 400
    retired = desk.ask("post", f"prices/{monthly[0]['id']}/retire", {"seen": desk.seen()}).json()
    assert not any(price["is_current"] for price in retired["prices"] if price["interval"] == "month")


def test_a_package_is_edited_and_taken_off(desk: Desk, anonymous_client: APIClient) -> None:
    path = "packages/website-audit"
    seen = ServicePackage.objects.get(key="website-audit").updated_at.isoformat()
    wrong = desk.ask("patch", path, {"seen": seen, "price_from_minor": 90_000})
    assert set(wrong.json()["errors"]) == {"price_to_minor"}
    twice = [{"name": "site", "label": "Site?", "kind": "url"}] * 2
    assert set(desk.ask("patch", path, {"seen": seen, "form": twice}).json()["errors"]) == {"form"}
    body = {"seen": seen, "is_public": False, "form": twice[:1], "deliverables": ["A letter"]}
    changed = desk.ask("patch", path, body).json()
    assert (changed["is_public"], changed["form"][0]["name"]) == (False, "site")
    offered = anonymous_client.get("/api/v1/billing/packages").json()
    assert "website-audit" not in [row["key"] for row in offered]
    assert desk.ask("patch", path, body).json()["code"] == "changed_meanwhile"


def test_what_waits_for_a_quote_is_quoted_and_moved_on(
    desk: Desk, ada: User, ada_workspace: Workspace, root: User, frames: list[str]
) -> None:
    order = orders.place(workspace=ada_workspace, actor=ada, package="website-audit", answers=ANSWERS)
    orders.place(workspace=ada_workspace, actor=ada, package="website-audit", answers={}, draft=True)
    (row,) = desk.ask("get", "orders/?state=requested&oldest_first=true").json()["results"]
    assert row["asked"][0] == {"label": "Which website?", "answer": "https://ada.example"}
    assert [way["state"] for way in row["ways_on"]] == ["quoted", "declined", "cancelled"]
    frames.clear()
    body = {"seen": row["updated_at"], "amount_minor": 39_900, "note": "Twelve pages."}
    past = desk.ask("post", f"orders/{order.pk}/quote", {**body, "valid_until": "2020-01-01T00:00:00Z"})
    assert set(past.json()["errors"]) == {"valid_until"}
    quoted = desk.ask("post", f"orders/{order.pk}/quote", body).json()
    assert (quoted["state"], quoted["quote"]["display"]) == ("quoted", "$399.00")
    assert frames == [f"workspace:{ada_workspace.pk}", f"user:{root.pk}"]
    stale = desk.ask("post", f"orders/{order.pk}/move", {"seen": row["updated_at"], "to": "declined"})
    assert stale.json()["code"] == "changed_meanwhile"
    closed = desk.ask("post", f"orders/{order.pk}/move", {"seen": quoted["updated_at"], "to": "closed"})
    assert closed.json()["code"] == "order_state"
    declined = desk.ask("post", f"orders/{order.pk}/move", {"seen": quoted["updated_at"], "to": "declined"})
    assert declined.json()["state"] == "declined"
    assert ServiceOrder.objects.get(pk=order.pk).moves.last().actor == root  # type: ignore[union-attr]
    assert [each["state"] for each in desk.ask("get", "orders/").json()["results"]] == ["declined"]


@pytest.mark.django_db(transaction=True)
def test_syncing_does_what_was_shown_and_once(desk: Desk, double: Double) -> None:
    shown = desk.ask("get", "sync").json()
    assert {step["kind"] for step in shown["steps"]} == {"create_product", "create_price"}
    assert double.sdk.products.list().data == []
    assert desk.ask("post", "sync", {"digest": "another"}).json()["steps"] == shown["steps"]
    done = desk.ask("post", "sync", {"digest": shown["digest"]}).json()["done"]
    assert done == shown["steps"]
    assert desk.ask("post", "sync", {"digest": shown["digest"]}).json()["done"] == []
    assert len(double.sdk.products.list().data) == 2
    (link,) = desk.plan()["links"]
    assert (link["environment"], link["is_told"]) == ("sandbox", True)
    desk.ask("patch", "plans/pro", {"seen": desk.seen(), "name": "Studio"})
    assert desk.plan()["links"][0]["is_told"] is False
    assert any("create at Stripe: Pro" in said for said in logged())


@pytest.mark.django_db(transaction=True)
def test_two_who_sync_at_once_make_one_product(
    desk: Desk, double: Double, at_once: Callable[[int, Callable[[], Any]], list[Any]]
) -> None:
    at_once(2, stripe_catalogue_steps.sync)
    assert len(double.sdk.products.list().data) == 2


@pytest.mark.usefixtures("double")
def test_stripe_going_away_is_said_with_what_was_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = desk.ask("get", "sync").json()
    perform, turns = stripe_catalogue_steps._perform, iter(range(9))

    def tire(step: Any) -> None:
        if next(turns) == 2:
            raise StripeUnavailable
        perform(step)

    monkeypatch.setattr(stripe_catalogue_steps, "_perform", tire)
    refused = desk.ask("post", "sync", {"digest": shown["digest"]})
    assert (refused.status_code, refused.json()["code"]) == (503, "stripe_unavailable")
    assert refused.json()["done"] == shown["steps"][:2]


def test_stripe_away_from_the_start_is_said(desk: Desk, settings: Any) -> None:
    settings.STRIPE_API_HOST = "http://127.0.0.1:9"
    for method in ("get", "post"):
        refused = desk.ask(method, "sync", {"digest": "x"} if method == "post" else None)
        assert (refused.status_code, refused.json()["code"]) == (503, "stripe_unavailable")
        assert "Stripe does not answer" in refused.json()["detail"]


def test_the_last_reconciliation_is_told(desk: Desk, double: Double) -> None:
    assert desk.ask("get", "reconciliation").json()["run"] is None
    reconciliation.reconcile()
    found = desk.ask("get", "reconciliation").json()
    assert (found["environment"], found["run"]["error"], found["differences"]) == ("sandbox", "", [])
