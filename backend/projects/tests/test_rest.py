"""The REST edge: shapes, statuses, and who may do what."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.core.ids import uuid7
from backend.projects import selectors, wire
from backend.projects.api import serializers
from backend.projects.models import CreatorProfile, Project
from backend.projects.services import decisions, tasks

from .factories import CreatorProfileFactory, ProjectFactory

ROOT = "/api/v1/projects"
PROFILE = {
    "primary_platform": "youtube",
    "follower_count": 50000,
    "engagement_rate": 6.5,
    "niche": "Pixel art",
}


def test_a_profile_is_missing_then_saved_then_replaced(ada_client: APIClient, ada: User) -> None:
    missing = ada_client.get(f"{ROOT}/profile")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_profile")
    saved = ada_client.put(
        f"{ROOT}/profile", {**PROFILE, "demographics": {"age": "25-34"}, "personality": "dry"}
    )
    assert saved.status_code == 200
    body = saved.json()
    assert {name: body[name] for name in PROFILE} == PROFILE
    assert (body["demographics"], body["signals"], body["personality"]) == ({"age": "25-34"}, None, "dry")
    ada_client.put(f"{ROOT}/profile", {**PROFILE, "engagement_rate": "7.126"})
    assert ada_client.get(f"{ROOT}/profile").json()["engagement_rate"] == 7.13
    assert CreatorProfile.objects.get().user == ada


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("primary_platform", "myspace"),
        ("follower_count", -1),
        ("follower_count", 1_000_000_001),
        ("follower_count", "many"),
        ("engagement_rate", 100.01),
        ("engagement_rate", -0.1),
        ("engagement_rate", "NaN"),
        ("niche", "x"),
        ("niche", "x" * 121),
        ("niche", "nul\x00niche"),
        ("signals", {"nul": "\x00"}),
        ("signals", "x" * 20_001),
    ],
)
def test_a_profile_that_cannot_be_says_which_field(ada_client: APIClient, field: str, value: Any) -> None:
    refused = ada_client.put(f"{ROOT}/profile", {**PROFILE, field: value})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert list(refused.json()["errors"]) == [field]


def test_profiles_are_ones_own(ada: User, bo_client: APIClient) -> None:
    CreatorProfileFactory(user=ada)
    assert bo_client.get(f"{ROOT}/profile").status_code == 404


def test_a_project_is_shown_whole(ada_client: APIClient, project: Project) -> None:
    CreatorProfileFactory(user=project.user)
    tasks.complete_from_chat(project=project, task_id="gather_numbers", evidence="done", confidence=0.5)
    body = ada_client.get(f"{ROOT}/{project.pk}").json()
    assert [(phase["completed"], phase["total"]) for phase in body["phases"]] == [
        (0, 5),
        (0, 6),
        (0, 6),
        (0, 5),
    ]
    assert body["phases"][0]["tasks"][0]["claimed"] == {"evidence": "done", "confidence": 0.5}
    assert [point["category"] for point in body["playbook"]["decisions"]] == [
        "platform",
        "pricing",
        "structure",
        "timeline",
        "content",
    ]
    assert "33 to 98 members" in body["playbook"]["decisions"][1]["recommendation"]["arithmetic"][1]
    assert body["business"]["name"] == "Pixel & Pine"
    assert body["can_edit"] is True


def test_the_schema_describes_exactly_what_is_sent(project: Project) -> None:
    CreatorProfileFactory(user=project.user)
    tasks.complete_from_chat(project=project, task_id="gather_numbers", evidence="done", confidence=0.5)
    decisions.record(project=project, category="platform", value="discord")
    state = selectors.workspace_state(project)
    profile = wire.profile(CreatorProfile.objects.get())
    for serializer, sent in [
        (serializers.ProjectStateOutput, state),
        (serializers.ProjectSummaryOutput, selectors.project_summary(project)),
        (serializers.ProfileOutput, profile),
        (serializers.TaskChangeOutput, selectors.task_change(project, "gather_numbers")),
    ]:
        assert shape(serializer().fields) == keys(sent), serializer


def shape(fields: Any) -> dict[str, Any]:
    inner = {name: getattr(field, "child", field) for name, field in fields.items()}
    return {name: shape(field.fields) if hasattr(field, "fields") else None for name, field in inner.items()}


def keys(sent: Any) -> Any:
    """Return the names in `sent`; of a list its first row stands for all; free JSON counts as a plain value."""
    free = {"value", "customized_plan", "demographics", "signals", "personality"}
    named = {}
    for name, value in sent.items():
        row = value[0] if isinstance(value, list) and value else value
        named[name] = keys(row) if isinstance(row, dict) and name not in free else None
    return named


def test_a_project_changes_by_patch(ada_client: APIClient, project: Project) -> None:
    sent = {
        "target_date": "2027-01-15",
        "business_name": "Oak",
        "customized_plan": {"skip": ["gather_numbers"]},
    }
    body = ada_client.patch(f"{ROOT}/{project.pk}", sent).json()
    assert (body["target_date"], body["business"]["name"]) == ("2027-01-15", "Oak")
    assert body["phases"][0]["total"] == 4
    assert ada_client.patch(f"{ROOT}/{project.pk}", {"target_date": None}).json()["target_date"] is None
    completed = ada_client.patch(f"{ROOT}/{project.pk}", {"status": "completed"}).json()
    assert (completed["status"], completed["completed_at"] is not None) == ("completed", True)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"status": "dreaming"}, "invalid"),
        ({"target_date": "soon"}, "invalid"),
        ({"target_date": "0001-01-01"}, "invalid"),
        ({"target_date": "9999-12-31"}, "invalid"),
        ({"business_name": ""}, "invalid"),
        ({"customized_plan": {"skip": ["fly"]}}, "invalid_plan"),
        ({"customized_plan": None}, "invalid"),
    ],
)
def test_a_patch_that_cannot_be_is_refused(
    ada_client: APIClient, project: Project, sent: dict[str, Any], code: str
) -> None:
    refused = ada_client.patch(f"{ROOT}/{project.pk}", sent)
    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_tasks_are_ticked_and_claims_answered(ada_client: APIClient, project: Project) -> None:
    ticked = ada_client.post(f"{ROOT}/{project.pk}/tasks/gather_numbers/toggle", {"completed": True})
    assert ticked.status_code == 200
    assert (ticked.json()["task"]["completed_via"], ticked.json()["progress"]["planning"]) == ("manual", 6)
    tasks.complete_from_chat(project=project, task_id="write_promise", evidence="done", confidence=0.5)
    answered = ada_client.post(f"{ROOT}/{project.pk}/tasks/write_promise/claim", {"accept": True})
    assert answered.json()["task"]["completed_via"] == "ai_confirmed"
    unknown = ada_client.post(f"{ROOT}/{project.pk}/tasks/fly/toggle", {"completed": True})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_task")
    nothing = ada_client.post(f"{ROOT}/{project.pk}/tasks/interview_five/claim", {"accept": True})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "no_claim")
    assert ada_client.post(f"{ROOT}/{project.pk}/tasks/fly/toggle", {}).json()["code"] == "invalid"


def test_decisions_are_made_listed_and_rejected_by_hand(ada_client: APIClient, project: Project) -> None:
    url = f"{ROOT}/{project.pk}/decisions"
    first = ada_client.post(
        url, {"category": "platform", "value": "discord", "rationale": "They live there."}
    )
    assert (first.status_code, first.json()["display"], first.json()["confidence"]) == (201, "Discord", 1.0)
    second = ada_client.post(url, {"category": "platform", "value": "circle"}).json()
    listed = ada_client.get(url).json()
    assert [(row["value"], row["is_current"]) for row in listed["results"]] == [
        ("circle", True),
        ("discord", False),
    ]
    rejected = ada_client.post(f"{url}/{second['id']}/reject").json()
    assert rejected["decision"]["is_current"] is False
    assert rejected["current"]["id"] == first.json()["id"]
    refused = ada_client.post(url, {"category": "pricing", "value": {"amount_minor": 19.5}})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_decision_value")
    assert ada_client.post(url, {"category": "colour", "value": "red"}).json()["code"] == "invalid"
    assert ada_client.post(f"{url}/{uuid7()}/reject").status_code == 404


READS = [("get", ""), ("get", "/decisions")]
WRITES = [
    ("patch", "", {"status": "paused"}),
    ("post", "/tasks/gather_numbers/toggle", {"completed": True}),
    ("post", "/tasks/gather_numbers/claim", {"accept": True}),
    ("post", "/decisions", {"category": "platform", "value": "discord"}),
    ("post", f"/decisions/{uuid7()}/reject", {}),
]


@pytest.mark.parametrize("call", [*((*read, None) for read in READS), *WRITES])
def test_strangers_find_nothing_and_the_anonymous_are_asked_to_sign_in(
    cy_client: APIClient, anonymous_client: APIClient, project: Project, call: tuple[str, str, Any]
) -> None:
    method, path, sent = call
    url = f"{ROOT}/{project.pk}{path}"
    stranger = getattr(cy_client, method)(url, sent)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    nobody = getattr(anonymous_client, method)(url, sent)
    assert (nobody.status_code, nobody.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("reader", ["viewer", "accountant"])
def test_readers_read_and_change_nothing(
    request: pytest.FixtureRequest, client_of: Any, project: Project, reader: str
) -> None:
    client = client_of(request.getfixturevalue(reader))
    for method, path in READS:
        assert getattr(client, method)(f"{ROOT}/{project.pk}{path}").status_code == 200
    assert client.get(f"{ROOT}/{project.pk}").json()["can_edit"] is False
    for method, path, sent in WRITES:
        refused = getattr(client, method)(f"{ROOT}/{project.pk}{path}", sent)
        assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")


def test_members_may_change_a_project_of_their_workspace(
    bo: User, bo_client: APIClient, project: Project
) -> None:
    ticked = bo_client.post(f"{ROOT}/{project.pk}/tasks/gather_numbers/toggle", {"completed": True})
    assert ticked.status_code == 200


def test_the_list_holds_what_one_may_see(
    ada_client: APIClient, bo_client: APIClient, cy_client: APIClient, project: Project
) -> None:
    paused = ProjectFactory(user=project.user, business=project.business, status="paused")
    seen = [selectors.project_summary(paused)["id"], str(project.pk)]
    for client in (ada_client, bo_client):
        assert [row["id"] for row in client.get(f"{ROOT}/").json()["results"]] == seen
    assert cy_client.get(f"{ROOT}/").json() == {"results": [], "next": None, "previous": None}
