"""Two at the same moment, on a real database with real transactions."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from backend.accounts.models import User
from backend.accounts.tests.factories import UserFactory
from backend.projects.models import Decision, Project, TaskCompletion
from backend.projects.services import decisions, projects, tasks

from .factories import ProjectFactory, published_playbook

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Run all calls in threads that start together; returns each one's result or exception."""
    barrier, results = Barrier(len(calls)), [None] * len(calls)

    def run(index: int) -> None:
        barrier.wait(10)
        try:
            results[index] = calls[index]()
        except Exception as error:  # noqa: BLE001  the test looks at it
            results[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.com", name="Ada Lovelace")


def test_starting_twice_at_once_starts_one(ada: User) -> None:
    published_playbook()
    results = at_once([lambda: projects.start(user=ada)] * 4)
    assert sorted(type(result).__name__ for result in results) == ["Project"] + ["ProjectActive"] * 3
    assert Project.objects.active().filter(user=ada).count() == 1


def test_deciding_at_once_leaves_one_current_and_loses_none(ada: User) -> None:
    project = ProjectFactory(user=ada)
    values = ["discord", "circle", "skool", "patreon", "slack", "telegram"]

    def decide(value: str) -> Callable[[], Decision]:
        return lambda: decisions.record(project=project, category="platform", value=value)

    results = at_once([decide(value) for value in values])
    assert all(isinstance(result, Decision) for result in results), results
    assert Decision.objects.filter(project=project).count() == 6
    assert Decision.objects.current().filter(project=project).count() == 1
    assert Decision.objects.filter(project=project, is_current=False, superseded_by=None).count() == 0


def test_ticking_at_once_ticks_once(ada: User) -> None:
    project = ProjectFactory(user=ada)
    results = at_once([lambda: tasks.toggle(project=project, task_id="gather_numbers", completed=True)] * 4)
    assert all(isinstance(result, TaskCompletion) for result in results), results
    assert TaskCompletion.objects.filter(project=project).count() == 1
