"""The activity feed: who reads what, in which words."""

from base64 import b64encode
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.db import connection
from rest_framework.test import APIClient

from backend.accounts import activity
from backend.accounts.models import Membership, Role, User, Workspace
from backend.accounts.services import api_keys, farewells, memberships
from backend.accounts.tests.factories import PASSWORD, UserFactory
from backend.events import telling
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.projects.models import Project
from backend.projects.services import decisions, profiles, projects, tasks
from backend.projects.tests.factories import ProjectFactory

FEED = "/api/v1/activity/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def project(ada: User) -> Project:
    return ProjectFactory(user=ada, business__name="Pixel & Pine")


def texts(client: APIClient, query: str = "") -> list[str]:
    response = client.get(FEED + query)
    assert response.status_code == 200
    return [row["text"] for row in response.json()["results"]]


def test_what_a_creator_does_reads_as_sentences(ada: User, ada_client: APIClient, project: Project) -> None:
    profiles.save(user=ada, primary_platform="youtube", follower_count=5, engagement_rate=1, niche="Pots")
    decision = decisions.record(project=project, category="platform", value="discord", actor_id=ada.pk)
    decisions.record(
        project=project,
        category="pricing",
        value={"amount_minor": 1900, "currency": "USD", "period": "month"},
        actor_id=ada.pk,
    )
    decisions.reject(project=project, decision_id=decision.pk, actor_id=ada.pk)
    tasks.toggle(project=project, task_id="gather_numbers", completed=True, actor_id=ada.pk)
    tasks.toggle(project=project, task_id="gather_numbers", completed=False, actor_id=ada.pk)
    tasks.complete_from_chat(
        project=project, task_id="gather_numbers", evidence="I did", confidence=0.5, actor_id=ada.pk
    )
    tasks.claim_resolve(project=project, task_id="gather_numbers", accept=False, actor_id=ada.pk)
    tasks.complete_from_chat(
        project=project, task_id="gather_numbers", evidence="I did", confidence=0.9, actor_id=ada.pk
    )
    projects.update(project=project, status="paused", actor_id=ada.pk)
    title = "Write down the numbers you already have"
    assert texts(ada_client) == [
        "You paused the launch of Pixel & Pine",
        f"Your partner heard that “{title}” is done",
        f"You said “{title}” is not done yet",
        f"Your partner asks whether “{title}” is done",
        f"You opened again: {title}",
        f"You ticked: {title}",
        "You took back the platform: Discord",
        "You decided the price: $19 a month",
        "You decided the platform: Discord",
        "You saved the numbers of the audience",
    ]
    first = ada_client.get(FEED).json()["results"][0]
    assert (first["kind"], first["project_id"], first["actor"]) == ("launch", str(project.pk), "You")


def test_work_on_the_kit_is_told(ada: User, ada_client: APIClient, project: Project) -> None:
    for name, more in (
        ("kit_edited", {"section": "content_calendar"}),
        ("kit_restored", {"section": "offer"}),
        ("kit_drafted", {}),
    ):
        payload = {"project_id": str(project.pk), **more}
        outbox.record(f"projects.{name}", payload=payload, workspace_id=project.workspace_id, actor_id=ada.pk)
    assert texts(ada_client) == [
        "Your partner drafted the positioning of the kit",
        "You restored the launch kit: offer",
        "You edited the launch kit: content calendar",
    ]


@pytest.mark.usefixtures("room_for_all")
def test_members_are_named_to_one_another(
    ada: User, bo: User, ada_client: APIClient, bo_client: APIClient, ada_workspace: Workspace
) -> None:
    dee = UserFactory(name="Dee Dee")
    membership = memberships.add(workspace=ada_workspace, user=dee, role=Role.VIEWER, actor=ada)
    memberships.change_role(membership=membership, role=Role.MEMBER, actor=bo)
    api_keys.create(workspace=ada_workspace, user=bo, name="till")
    assert texts(ada_client) == [
        "Bo made an API key",
        "Bo changed the role of Dee to member",
        "You welcomed Dee to the workspace, as viewer",
    ]
    assert texts(bo_client)[0] == "You made an API key"


def test_someone_who_left_has_no_name(
    ada: User, bo: User, ada_client: APIClient, ada_workspace: Workspace
) -> None:
    api_keys.create(workspace=ada_workspace, user=bo, name="till")
    farewells.leave(user=bo, password=PASSWORD)
    assert texts(ada_client) == [
        "A former member left the workspace",
        "A former member made an API key",
    ]


def test_a_stranger_reads_nothing_of_it(
    project: Project, ada: User, cy_client: APIClient, anonymous_client: APIClient
) -> None:
    decisions.record(project=project, category="platform", value="discord", actor_id=ada.pk)
    assert texts(cy_client) == []
    assert anonymous_client.get(FEED).status_code == 401


def test_a_key_reads_of_its_own_workspace_only(
    ada: User, bo: User, ada_workspace: Workspace, bo_workspace: Workspace
) -> None:
    outbox.record("projects.profile_saved", payload={}, workspace_id=ada_workspace.pk, actor_id=ada.pk)
    _, token = api_keys.create(workspace=bo_workspace, user=bo, name="till")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert texts(client) == ["You made an API key"]


def test_what_nobody_puts_into_words_is_not_shown(
    ada: User, ada_client: APIClient, ada_workspace: Workspace
) -> None:
    outbox.record("agents.message_sent", payload={}, workspace_id=ada_workspace.pk, actor_id=ada.pk)
    assert texts(ada_client) == []


def test_a_new_event_shows_up_by_registering_its_words(
    ada: User, ada_client: APIClient, ada_workspace: Workspace
) -> None:
    @telling.tells("kilns.kiln_fired")
    def fired(events):
        return {event.pk: telling.Sentence("kiln", "fired the kiln") for event in events}

    try:
        outbox.record("kilns.kiln_fired", payload={}, workspace_id=ada_workspace.pk)
        outbox.record("kilns.kiln_fired", payload={}, workspace_id=ada_workspace.pk, actor_id=ada.pk)
        assert texts(ada_client) == ["You fired the kiln", "Atelier fired the kiln"]
    finally:
        telling.forget("kilns.kiln_fired")


def test_an_event_that_cannot_be_told_takes_no_other_with_it(
    ada: User, ada_client: APIClient, ada_workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    @telling.tells("kilns.kiln_fired")
    def fired(events):
        return {event.pk: telling.Sentence("kiln", f"fired {event.payload['kiln']}") for event in events}

    try:
        for payload in ({"kiln": "Old Smoky"}, {"older": "release"}, {"kiln": "the small one"}):
            outbox.record("kilns.kiln_fired", payload=payload, workspace_id=ada_workspace.pk, actor_id=ada.pk)
        assert texts(ada_client) == ["You fired the small one", "You fired Old Smoky"]
        assert "cannot be told" in caplog.text
    finally:
        telling.forget("kilns.kiln_fired")


def test_it_is_read_page_by_page(ada: User, ada_client: APIClient, project: Project) -> None:
    for _ in range(12):
        tasks.toggle(project=project, task_id="gather_numbers", completed=True, actor_id=ada.pk)
        tasks.toggle(project=project, task_id="gather_numbers", completed=False, actor_id=ada.pk)
    first = ada_client.get(FEED).json()
    second = ada_client.get(first["next"]).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (20, 4, None)
    ids = [row["id"] for row in first["results"] + second["results"]]
    assert len(set(ids)) == 24


def test_more_events_take_no_more_queries(
    ada: User, bo: User, ada_client: APIClient, project: Project, django_assert_num_queries: Callable
) -> None:
    def happen() -> None:
        profiles.save(user=ada, primary_platform="youtube", follower_count=5, engagement_rate=1, niche="Pots")
        for value in ("discord", "circle"):
            decisions.record(project=project, category="platform", value=value, actor_id=ada.pk)
        projects.update(project=project, status="paused", actor_id=ada.pk)
        projects.update(project=project, status="active", actor_id=ada.pk)
        tasks.toggle(project=project, task_id="gather_numbers", completed=True, actor_id=bo.pk)
        tasks.toggle(project=project, task_id="gather_numbers", completed=False, actor_id=bo.pk)

    # Who asks, their workspaces, the events; then the words: businesses, decisions, tasks, and people's names.
    happen()
    with django_assert_num_queries(7):
        assert len(texts(ada_client)) == 7
    happen()
    with django_assert_num_queries(7):
        assert len(texts(ada_client)) == 14


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's words for its plan")
def test_the_feed_walks_its_index_without_sorting(ada: User) -> None:
    plan = activity.happenings(ada).order_by("-created_at")[:21].explain()
    assert "events_feed_idx" in plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("position", ["1", "soon", "2026-02-30", "9" * 400, "\x00"])
def test_a_page_that_cannot_be_is_not_found(ada_client: APIClient, position: str) -> None:
    cursor = b64encode(urlencode({"p": position}).encode()).decode()
    assert ada_client.get(FEED, {"cursor": cursor}).status_code == 404


def test_who_steps_down_has_not_left(
    ada: User, ada_client: APIClient, bo: User, ada_workspace: Workspace
) -> None:
    theirs, mine = (Membership.objects.get(workspace=ada_workspace, user=who) for who in (bo, ada))
    memberships.change_role(membership=theirs, role=Role.OWNER, actor=ada)
    memberships.change_role(membership=mine, role=Role.MEMBER, actor=ada)
    assert texts(ada_client)[0] == "You took the role of member"


def test_words_survive_what_they_speak_of(ada: User, ada_client: APIClient, project: Project) -> None:
    decisions.record(project=project, category="platform", value="discord", actor_id=ada.pk)
    tasks.toggle(project=project, task_id="gather_numbers", completed=True, actor_id=ada.pk)
    events = DomainEvent.objects.filter(workspace_id=project.workspace_id)
    Project.objects.filter(pk=project.pk).delete()
    assert texts(ada_client) == ["You ticked: a task", "You decided the platform"]
    assert events.count() == 2
