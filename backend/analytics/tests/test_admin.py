from datetime import date, timedelta

import pytest
from django.urls import reverse

from backend.analytics.models import CalendarDay, DailyMetric
from backend.analytics.services import aggregation

from .history import FIRST
from .test_mrr import change

pytestmark = pytest.mark.django_db


def test_days_are_counted_again_from_the_admin(
    clock, root_client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    clock("2024-01-05T12:00:00+00:00")
    change(FIRST, 1, "active", 1900)
    aggregation.catch_up()
    DailyMetric.objects.filter(metric="mrr").update(value=5)
    rung: list[str] = []
    monkeypatch.setattr("backend.core.tasks.send", lambda name, *_, **__: rung.append(name))
    with django_capture_on_commit_callbacks(execute=True):
        answer = root_client.post(
            reverse("admin:analytics_calendarday_changelist"),
            {"action": "aggregate_again", "_selected_action": [FIRST.isoformat()]},
            format="multipart",
        )
    assert answer.status_code == 302
    assert rung == ["analytics.aggregate"]
    assert CalendarDay.objects.filter(usage_stale=True).count() == 1
    aggregation.catch_up()
    values = DailyMetric.objects.filter(metric="mrr").values_list("day", "value")
    assert dict(values) == {FIRST + timedelta(days=step): 1900 for step in range(5)}
    assert max(dict(values)) == date(2024, 1, 5)
