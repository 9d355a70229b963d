"""The browser works out the estimate while figures are typed; both halves must come to the same people."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from backend.projects import recommendations
from backend.projects.api.serializers import PercentField
from backend.projects.facts import CreatorFacts

CASES = json.loads((settings.BASE_DIR / "frontend/src/features/onboarding/estimate.cases.json").read_text())
RULES = {"join_basis_points": {"low": 100, "high": 300}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['followers']} at {case['rate']}%")
def test_the_server_comes_to_the_people_the_browser_shows(case: dict[str, Any]) -> None:
    rate: Decimal = PercentField().run_validation(case["rate"])
    followers = int(case["followers"].replace(",", ""))
    made = recommendations.estimate(RULES, CreatorFacts("youtube", followers, rate, "Pots"))
    assert (made.engaged, made.low, made.high) == (case["engaged"], case["low"], case["high"])


def test_the_playbook_still_says_what_the_browser_assumes() -> None:
    playbook = json.loads(
        (settings.BASE_DIR / "backend/projects/playbooks/premium_community.json").read_text()
    )
    pricing = next(point for point in playbook["decisions"] if point["category"] == "pricing")
    assert pricing["recommend"]["join_basis_points"] == RULES["join_basis_points"]
