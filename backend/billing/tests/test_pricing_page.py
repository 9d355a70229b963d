"""The pricing page is built from a file, and the file says what the API says of the plans that ship."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from backend.billing.features import Feature
from backend.billing.plans import shipped
from backend.billing.services import catalogue

FILE = settings.BASE_DIR / "frontend" / "src" / "marketing" / "offers" / "shipped.json"
RENEW = "Run `make schema` and commit what it writes."


@pytest.fixture
def page() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


@pytest.fixture
def api(db: None) -> Client:
    catalogue.load_plans()
    catalogue.load_packages()
    return Client()


def test_every_plan_and_price_of_the_page_is_the_api_s(page: dict[str, Any], api: Client) -> None:
    told = api.get("/api/v1/billing/plans").json()
    assert page["plans"] == told["plans"], RENEW
    assert page["features"] == told["features"], RENEW
    assert page["grace_days"] == told["grace_days"] == settings.BILLING_GRACE_DAYS, RENEW


def test_every_package_of_the_page_is_the_api_s(page: dict[str, Any], api: Client) -> None:
    told = api.get("/api/v1/billing/packages").json()
    assert page["packages"] == [
        {name: said for name, said in each.items() if name != "form"} for each in told
    ], RENEW


def test_the_page_has_the_amounts_and_limits_that_ship(page: dict[str, Any]) -> None:
    amounts = {
        plan["key"]: sorted((price["interval"], price["amount_minor"]) for price in plan["prices"])
        for plan in page["plans"]
    }
    assert amounts == {
        plan.key: sorted((price["interval"], price["amount_minor"]) for price in plan.prices)
        for plan in shipped.plans()
    }
    limits = {row["feature"]: row["values"] for row in page["features"]}
    assert set(limits) == set(Feature.values)
    for plan in shipped.plans():
        for feature, value in plan.features.items():
            assert limits[feature][plan.key]["value"] == value
