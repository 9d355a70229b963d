"""The table of what a plan leaves, in `docs/monetization.md`, is what the plans that ship come to."""

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings

from backend.billing.models import Interval
from backend.treasury.money import E8_PER_USD

REPORT = settings.BASE_DIR / "docs" / "monetization.md"
PLANS = settings.BASE_DIR / "backend" / "billing" / "plans" / "plans.json"
CENT = Decimal("0.01")


def dollars(amount: Decimal) -> str:
    return f"{'-' if amount < 0 else ''}${abs(amount):.2f}"


def row(plan: dict[str, Any], interval: str, paid: Decimal) -> str:
    months = 12 if interval == Interval.YEAR else 1
    models = Decimal(plan["features"]["model_spend"]) / E8_PER_USD * months
    fee = (paid * Decimal("0.029") + Decimal("0.30")).quantize(CENT, ROUND_HALF_UP) if paid else Decimal(0)
    left = paid - models - fee
    share = f"{left / paid * 100:.0f} % " if paid else ""
    figures = " | ".join(map(dollars, (paid, models, fee, left)))
    return f"| {plan['name']}, a {interval} | {figures} | {share}|"


def test_the_report_says_what_each_plan_leaves() -> None:
    report = REPORT.read_text()
    for plan in json.loads(PLANS.read_text())["plans"]:
        if plan["by_contract"]:
            continue
        prices = plan["prices"] or [{"interval": "month", "amount_minor": 0}]
        for price in prices:
            assert row(plan, price["interval"], Decimal(price["amount_minor"]) / 100) in report
