"""Root sells from the admin: prices are replaced, never edited; orders are quoted; contracts give their plan."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backend.accounts.models import User, Workspace
from backend.billing import inclusions
from backend.billing.models import FeatureOverride, Plan, PlanPrice, ServiceOrder, Subscription
from backend.billing.services import catalogue, orders

from .double import Double

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(root: User) -> Client:
    catalogue.load_plans()
    catalogue.load_packages()
    client = Client()
    client.force_login(root)
    return client


def errors_of(answer: Any) -> str:
    return "" if answer.status_code == 302 else str(answer.context["errors"])


def test_a_new_price_takes_the_current_ones_place(admin: Client) -> None:
    old = PlanPrice.objects.get(plan__key="pro", interval="month")
    body = {"plan": old.plan_id, "interval": "month", "currency": "usd", "amount_minor": 10_900}
    assert not errors_of(admin.post("/admin/billing/planprice/add/", body))
    old.refresh_from_db()
    assert (old.is_current, old.amount_minor) == (False, 9900)
    assert PlanPrice.objects.get(plan__key="pro", interval="month", is_current=True).amount_minor == 10_900
    assert admin.post(f"/admin/billing/planprice/{old.pk}/change/", body).status_code == 403


def test_a_plan_is_refused_a_value_that_its_feature_has_not(admin: Client) -> None:
    plan = Plan.objects.get(key="pro")
    feature = plan.features.get(feature="support")
    page = admin.get(f"/admin/billing/plan/{plan.pk}/change/")
    body: dict[str, Any] = {"name": "Pro", "tagline": "", "position": 2, "is_public": "on", "trial_days": 14}
    for formset in page.context["inline_admin_formsets"]:
        for name, value in formset.formset.management_form.initial.items():
            body[f"{formset.formset.prefix}-{name}"] = value
        for form in formset.formset.forms:
            for field in form.fields:
                body[form.add_prefix(field)] = form[field].value()
            if form.instance.pk == feature.pk:
                body[form.add_prefix("value")] = '"telepathy"'
    body = {name: value for name, value in body.items() if value is not None and value is not False}
    answer = admin.post(f"/admin/billing/plan/{plan.pk}/change/", body)
    assert "Choose one of: community, email, priority, dedicated." in answer.content.decode()


@pytest.mark.usefixtures("double")
def test_syncing_is_shown_first(admin: Client, double: Double) -> None:
    chosen = {"_selected_action": [str(Plan.objects.get(key="pro").pk)]}
    shown = admin.post("/admin/billing/plan/", {"action": "preview_sync", **chosen})
    assert "create at Stripe" in shown.content.decode()
    assert double.sdk.products.list().data == []
    admin.post("/admin/billing/plan/", {"action": "sync", **chosen})
    assert len(double.sdk.products.list().data) == 2


def test_an_order_is_quoted_and_only_moved_where_it_may_go(
    admin: Client, ada: User, ada_workspace: Workspace
) -> None:
    answers = {"website": "https://ada.example", "goal": "Be found"}
    order = orders.place(workspace=ada_workspace, actor=ada, package="website-audit", answers=answers)
    moves = {f"moves-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    address = f"/admin/billing/serviceorder/{order.pk}/change/"
    assert "Name the price" in admin.post(address, {"move_to": "quoted", **moves}).content.decode()
    assert "Select a valid choice" in admin.post(address, {"move_to": "closed", **moves}).content.decode()
    assert not errors_of(admin.post(address, {"move_to": "quoted", "amount_minor": 39_900, **moves}))
    found = ServiceOrder.objects.get()
    assert (found.state, found.quote_minor, found.quote_holds(timezone.now())) == ("quoted", 39_900, True)


def test_a_contract_gives_its_plan_at_once(admin: Client, ada_workspace: Workspace) -> None:
    assert inclusions.of(ada_workspace.pk).plan.key == "free"
    body = {
        "workspace": ada_workspace.pk,
        "plan": Plan.objects.get(key="enterprise").pk,
        "status": "active",
        "currency": "USD",
        "mrr_minor": 100_000,
    }
    assert not errors_of(admin.post("/admin/billing/contract/add/", body))
    assert Subscription.objects.get().environment == "contract"
    assert inclusions.of(ada_workspace.pk).plan.key == "enterprise"


def test_an_override_needs_its_reason(admin: Client, ada_workspace: Workspace) -> None:
    body = {"workspace": ada_workspace.pk, "feature": "stores", "value": "9"}
    assert "This field is required" in errors_of(admin.post("/admin/billing/featureoverride/add/", body))
    assert not errors_of(admin.post("/admin/billing/featureoverride/add/", {**body, "reason": "A trade."}))
    assert FeatureOverride.objects.get().value == 9
