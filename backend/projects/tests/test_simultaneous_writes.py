"""Two at the same moment, on a real database with real transactions."""

from collections.abc import Callable

import pytest

from backend.accounts.models import User
from backend.accounts.tests.factories import UserFactory
from backend.conftest import AtOnce
from backend.projects.kit.composing import Said
from backend.projects.models import Decision, KitEdit, LaunchKit, Project, TaskCompletion
from backend.projects.services import decisions, kits, projects, tasks

from .factories import ProjectFactory, published_playbook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> User:
    return UserFactory(email="ada@example.com", name="Ada Lovelace")


def test_starting_twice_at_once_starts_one(ada: User, at_once: AtOnce) -> None:
    published_playbook()
    results = at_once([lambda: projects.start(user=ada)] * 4)
    assert sorted(type(result).__name__ for result in results) == ["Project"] + ["ProjectActive"] * 3
    assert Project.objects.active().filter(user=ada).count() == 1


def test_deciding_at_once_leaves_one_current_and_loses_none(ada: User, at_once: AtOnce) -> None:
    project = ProjectFactory(user=ada)
    values = ["discord", "circle", "skool", "patreon", "slack", "telegram"]

    def decide(value: str) -> Callable[[], Decision]:
        return lambda: decisions.record(project=project, category="platform", value=value)

    results = at_once([decide(value) for value in values])
    assert all(isinstance(result, Decision) for result in results), results
    assert Decision.objects.filter(project=project).count() == 6
    assert Decision.objects.current().filter(project=project).count() == 1
    assert Decision.objects.filter(project=project, is_current=False, superseded_by=None).count() == 0


def test_ticking_at_once_ticks_once(ada: User, at_once: AtOnce) -> None:
    project = ProjectFactory(user=ada)
    results = at_once([lambda: tasks.toggle(project=project, task_id="gather_numbers", completed=True)] * 4)
    assert all(isinstance(result, TaskCompletion) for result in results), results
    assert TaskCompletion.objects.filter(project=project).count() == 1


def test_of_two_edits_of_one_version_one_is_kept_and_one_is_told(ada: User, at_once: AtOnce) -> None:
    project = ProjectFactory(user=ada)

    def write(section: str) -> Callable[[], LaunchKit]:
        return lambda: kits.edit(
            project=project, section=section, version=0, markdown="Ours.", said=Said(), actor_id=ada.pk
        )

    results = at_once([write(section) for section in ("offer", "structure", "offer", "positioning")])
    assert sorted(type(result).__name__ for result in results) == ["KitChanged"] * 3 + ["LaunchKit"]
    assert (LaunchKit.objects.get().version, KitEdit.objects.count()) == (1, 1)


def test_a_draft_that_ends_while_it_is_cancelled_ends_one_way(ada: User, at_once: AtOnce) -> None:
    project = ProjectFactory(user=ada)
    fence = kits.begin_draft(project=project, actor_id=ada.pk)
    landed, _ = at_once(
        [
            lambda: kits.finish_draft(project=project, fence=fence, text="Ours.", model="m", sandbox=False),
            lambda: kits.discard_draft(project=project, actor_id=ada.pk),
        ]
    )
    kit = LaunchKit.objects.get()
    assert kit.draft_status == "none", "finished first, it was discarded; cancelled first, it came too late"
    assert (kit.draft_text, landed in (True, False)) == ("", True)
