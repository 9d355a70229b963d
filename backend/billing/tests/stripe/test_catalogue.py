"""The plans here and the products at Stripe: told, taken over, and left alone where both changed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from backend.billing.catalogue_terms import Action
from backend.billing.models import Plan, PlanPrice, StripeLink
from backend.billing.services import catalogue, stripe_catalogue, stripe_catalogue_steps

from .double import Double

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def synced(double: Double) -> None:
    catalogue.load_plans()
    stripe_catalogue_steps.sync()


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("sync_catalog", *arguments, stdout=out)
    return out.getvalue()


def product_of(double: Double, key: str) -> dict[str, object]:
    link = StripeLink.objects.get(object_id=Plan.objects.get(key=key).pk)
    found: dict[str, object] = double.sdk.products.retrieve(link.stripe_id).to_dict()
    return found


def test_a_new_account_gets_what_is_sold_and_only_that(double: Double) -> None:
    catalogue.load_plans()
    assert "create at Stripe        Starter" in told("--dry-run")
    assert double.sdk.products.list().data == []
    told()
    products = {row.name: row for row in double.sdk.products.list().data}
    assert set(products) == {"Atelier Starter", "Atelier Pro"}
    assert products["Atelier Pro"].metadata["plan_key"] == "pro"
    assert "Storage: 1 GB" in [each.name for each in products["Atelier Pro"].marketing_features]
    prices = {row.lookup_key: row.unit_amount for row in double.sdk.prices.list().data}
    assert prices == {
        "atelier_starter_month_usd": 1900,
        "atelier_starter_year_usd": 19900,
        "atelier_pro_month_usd": 9900,
        "atelier_pro_year_usd": 99900,
    }
    assert told() == "Nothing to do: Stripe (sandbox) has what we have.\n"


@pytest.mark.usefixtures("synced")
def test_what_is_edited_here_is_told(double: Double) -> None:
    Plan.objects.filter(key="pro").update(tagline="For two.", is_public=False)
    told()
    assert product_of(double, "pro")["description"] == "For two."
    assert product_of(double, "pro")["active"] is False


@pytest.mark.usefixtures("synced")
def test_what_is_edited_there_comes_back(double: Double) -> None:
    double.sdk.products.update(str(product_of(double, "pro")["id"]), {"name": "Atelier Studio"})
    assert "take over from Stripe  Pro  name: “Pro” → “Studio”" in told("--dry-run")
    told("--from-stripe")
    assert Plan.objects.get(key="pro").name == "Studio"
    assert told().startswith("Nothing to do")


@pytest.mark.usefixtures("synced")
def test_taking_over_tells_stripe_nothing(double: Double) -> None:
    Plan.objects.filter(key="pro").update(tagline="Ours.")
    told("--from-stripe")
    assert product_of(double, "pro")["description"] != "Ours."


@pytest.mark.usefixtures("synced")
def test_what_both_changed_is_told_and_left_alone(double: Double) -> None:
    double.sdk.products.update(str(product_of(double, "pro")["id"]), {"name": "Atelier Studio"})
    Plan.objects.filter(key="pro").update(name="Workshop")
    for arguments in (["--dry-run"], [], ["--from-stripe"]):
        with pytest.raises(CommandError, match="Make both alike by hand"):
            told(*arguments)
    assert Plan.objects.get(key="pro").name == "Workshop"
    assert product_of(double, "pro")["name"] == "Atelier Studio"
    Plan.objects.filter(key="pro").update(name="Studio")
    assert "is already alike" in told()


@pytest.mark.usefixtures("synced")
def test_a_name_that_does_not_fit_is_told(double: Double) -> None:
    double.sdk.products.update(str(product_of(double, "pro")["id"]), {"description": "x" * 161})
    (step,) = stripe_catalogue.differences()
    assert (step.action, step.detail) == (
        Action.CONFLICT,
        "its description at Stripe has more than 160 characters",
    )


@pytest.mark.usefixtures("synced")
def test_a_new_amount_is_a_new_price_and_the_old_one_stays(double: Double) -> None:
    old = PlanPrice.objects.get(plan__key="pro", interval="month")
    new = catalogue.replace_price(price=old, amount_minor=10_900)
    told()
    links = {row.object_id: row.stripe_id for row in StripeLink.objects.filter(target="price")}
    before, after = (double.sdk.prices.retrieve(links[row.pk]) for row in (old, new))
    assert (before.active, before.lookup_key, before.unit_amount) == (False, None, 9900)
    assert (after.active, after.lookup_key, after.unit_amount) == (True, "atelier_pro_month_usd", 10_900)
    assert told().startswith("Nothing to do")


@pytest.mark.usefixtures("synced")
def test_a_price_retired_there_is_retired_here(double: Double) -> None:
    price = PlanPrice.objects.get(plan__key="pro", interval="year")
    double.sdk.prices.update(StripeLink.objects.get(object_id=price.pk).stripe_id, {"active": False})
    told()
    price.refresh_from_db()
    assert price.is_current is False


def test_products_that_are_there_already_are_linked_not_doubled(double: Double) -> None:
    catalogue.load_plans()
    plan = Plan.objects.get(key="pro")
    made = double.sdk.products.create(
        {"name": "Atelier Pro", "description": plan.tagline, "metadata": {"plan_key": "pro"}}
    )
    told()
    assert product_of(double, "pro")["id"] == made.id


@pytest.mark.usefixtures("synced")
def test_a_sandbox_that_was_emptied_is_filled_again(double: Double) -> None:
    double.control("reset")
    told()
    assert len(double.sdk.prices.list().data) == 4
    assert told().startswith("Nothing to do")
