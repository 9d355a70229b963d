"""What the database itself refuses, whoever writes to it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from backend.projects.models import CreatorProfile, Decision, Playbook, Project, TaskCompletion

from .factories import CreatorProfileFactory, DecisionFactory, ProjectFactory, TaskCompletionFactory

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def refused(make: Any, **fields: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"primary_platform": "myspace"},
        {"follower_count": 1_000_000_001},
        {"engagement_rate": "100.01"},
        {"engagement_rate": "-0.01"},
    ],
)
def test_a_profile_out_of_range(db: None, fields: dict[str, Any]) -> None:
    profile = CreatorProfileFactory()
    refused(CreatorProfile.objects.filter(pk=profile.pk).update, **fields)


def test_a_second_profile(db: None) -> None:
    profile = CreatorProfileFactory()
    refused(CreatorProfileFactory, user=profile.user)


def test_a_second_active_project_of_one_user(project: Project) -> None:
    refused(ProjectFactory, user=project.user, business=project.business)
    ProjectFactory(user=project.user, business=project.business, status="paused")
    ProjectFactory()


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "dreaming"},
        {"status": "completed"},
        {"status": "paused", "completed_at": NOW},
    ],
)
def test_a_project_whose_status_makes_no_sense(project: Project, fields: dict[str, Any]) -> None:
    refused(Project.objects.filter(pk=project.pk).update, **fields)


def test_a_playbook_version_twice(playbook: Playbook) -> None:
    refused(Playbook.objects.create, key=playbook.key, version=playbook.version, title="x", content={})


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "claimed"},
        {"completed_via": ""},
        {"completed_via": "magic"},
        {"completed_at": None},
        {"confidence": 1.01},
    ],
)
def test_a_completion_that_does_not_say_how_and_when(db: None, fields: dict[str, Any]) -> None:
    completion = TaskCompletionFactory()
    refused(TaskCompletion.objects.filter(pk=completion.pk).update, **fields)


def test_a_task_completed_twice(db: None) -> None:
    completion = TaskCompletionFactory()
    refused(TaskCompletionFactory, project=completion.project)


@pytest.mark.parametrize(
    "fields",
    [
        {"category": "colour"},
        {"confidence": -0.1},
        {"display": ""},
        {"rejected_at": NOW},
    ],
)
def test_a_decision_that_makes_no_sense(db: None, fields: dict[str, Any]) -> None:
    decision = DecisionFactory()
    refused(Decision.objects.filter(pk=decision.pk).update, **fields)


def test_two_current_decisions_of_one_category(db: None) -> None:
    decision = DecisionFactory()
    refused(DecisionFactory, project=decision.project)
    DecisionFactory(project=decision.project, is_current=False)
    DecisionFactory(project=decision.project, category="timeline", value="P6W", display="In 6 weeks")
