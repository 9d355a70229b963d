from datetime import date, timedelta

import pytest
from django.utils import timezone

from backend.accounts.models import User, Workspace
from backend.events.models import DomainEvent
from backend.projects import plan, selectors
from backend.projects.models import Business, Playbook, Project
from backend.projects.services import decisions, projects


def test_a_launch_starts_without_a_profile(ada: User, ada_workspace: Workspace, playbook: Playbook) -> None:
    project = projects.start(user=ada)
    assert (project.workspace, project.playbook, project.status) == (ada_workspace, playbook, "active")
    assert project.business.name == "Ada’s community"
    event = DomainEvent.objects.get(name="projects.project_started")
    assert event.payload["project_id"] == str(project.pk)
    assert selectors.active_project(ada) == project


def test_it_starts_with_a_name_and_a_date(ada: User, playbook: Playbook) -> None:
    project = projects.start(user=ada, business_name=" Pixel & Pine ", target_date=date(2027, 1, 15))
    assert (project.business.name, project.target_date) == ("Pixel & Pine", date(2027, 1, 15))


def test_the_newest_version_is_followed(ada: User, playbook: Playbook) -> None:
    newest = Playbook.objects.create(
        key=playbook.key, version=2, title=playbook.title, content={**playbook.content, "version": 2}
    )
    assert projects.start(user=ada).playbook == newest


def test_a_business_without_a_new_name_is_used_again(ada: User, playbook: Playbook) -> None:
    first = projects.start(user=ada, business_name="Pixel & Pine")
    projects.update(project=first, status="archived")
    second = projects.start(user=ada)
    projects.update(project=second, status="archived")
    third = projects.start(user=ada, business_name="Another")
    assert second.business == first.business
    assert third.business != first.business
    assert Business.objects.count() == 2


def test_a_second_active_launch_is_refused_and_leaves_nothing(ada: User, playbook: Playbook) -> None:
    projects.start(user=ada)
    with pytest.raises(projects.ProjectActive) as refused:
        projects.start(user=ada, business_name="Second thoughts")
    assert (refused.value.code, refused.value.status) == ("project_active", 409)
    assert not Business.objects.filter(name="Second thoughts").exists()


def test_an_unknown_playbook_is_refused(ada: User) -> None:
    with pytest.raises(projects.UnknownPlaybook):
        projects.start(user=ada, playbook="premium_community")


def test_pausing_makes_room_and_waking_up_needs_it(ada: User, playbook: Playbook) -> None:
    first = projects.start(user=ada)
    projects.update(project=first, status="paused")
    projects.start(user=ada)
    with pytest.raises(projects.ProjectActive):
        projects.update(project=first, status="active")
    first.refresh_from_db()
    assert first.status == "paused"


def test_completing_says_when_and_reopening_forgets_it(project: Project) -> None:
    done = projects.update(project=project, status="completed")
    assert done.completed_at is not None
    assert projects.update(project=project, status="active").completed_at is None
    assert DomainEvent.objects.filter(name="projects.project_status_changed").count() == 2


def test_only_what_was_given_changes(project: Project) -> None:
    projects.update(project=project, target_date=date(2027, 1, 15))
    changed = projects.update(project=project, business_name="Oak")
    assert (changed.target_date, changed.business.name, changed.status) == (
        date(2027, 1, 15),
        "Oak",
        "active",
    )
    assert projects.update(project=project, target_date=None).target_date is None


def test_a_plan_is_checked_before_it_is_kept(project: Project) -> None:
    kept = projects.update(project=project, customized_plan={"skip": ["gather_numbers"], "order": {}})
    assert kept.customized_plan == {"skip": ["gather_numbers"]}
    with pytest.raises(plan.InvalidPlan):
        projects.update(project=project, customized_plan={"skip": ["fly"]})
    project.refresh_from_db()
    assert project.customized_plan == {"skip": ["gather_numbers"]}
    assert projects.update(project=project, customized_plan={}).customized_plan == {}


def test_the_timeline_bar_follows_the_target_until_a_day_is_decided(project: Project) -> None:
    project.started_at = timezone.now() - timedelta(days=10)
    project.save()
    assert selectors.launch(project).progress.timeline == 0
    changed = projects.update(project=project, target_date=timezone.now().date() + timedelta(days=10))
    assert selectors.launch(changed).progress.timeline == 50
    decisions.record(project=changed, category="timeline", value="P30D")
    assert selectors.launch(changed).progress.timeline == 25


def test_the_day_changes_at_the_creators_own_midnight(project: Project) -> None:
    project.user.time_zone = "Pacific/Kiritimati"
    ahead = selectors.launch(project).today()
    # Twenty-four hours behind, at every time of day and of the year.
    project.user.time_zone = "Pacific/Honolulu"
    assert ahead - selectors.launch(project).today() == timedelta(days=1)
