"""Constant queries, whatever the history's length."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from rest_framework.test import APIClient

from backend.core.ids import uuid7
from backend.projects import selectors
from backend.projects.models import Project
from backend.projects.services import decisions, tasks

from .factories import CreatorProfileFactory, ProjectFactory

Counting = Callable[[int], AbstractContextManager[Any]]


def live_through(project: Project) -> None:
    for value in ("discord", "circle") * 4:
        decisions.record(project=project, category="platform", value=value, source_message_id=uuid7())
    for task_id in ("gather_numbers", "interview_five", "write_promise"):
        tasks.toggle(project=project, task_id=task_id, completed=True)


def test_the_workspace_takes_five_queries_with_its_project(
    project: Project, django_assert_num_queries: Counting
) -> None:
    CreatorProfileFactory(user=project.user)
    for _ in range(2):
        with django_assert_num_queries(5):
            active = selectors.active_project(project.user)
            assert active is not None
            selectors.workspace_state(active)
        live_through(project)


def test_the_partners_context_takes_three(project: Project, django_assert_num_queries: Counting) -> None:
    live_through(project)
    active = selectors.active_project(project.user)
    assert active is not None
    with django_assert_num_queries(3):
        selectors.partner_context(active)


def test_the_list_takes_one_query_for_its_rows(
    ada_client: APIClient, project: Project, django_assert_max_num_queries: Counting
) -> None:
    for _ in range(5):
        ProjectFactory(user=project.user, business=project.business, status="archived")
    with django_assert_max_num_queries(3):
        assert len(ada_client.get("/api/v1/projects/").json()["results"]) == 6
