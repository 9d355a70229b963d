"""The launch kit over REST: composed on each read, edited, restored, exported, and nobody else's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import Role, User, Workspace
from backend.accounts.services import farewells
from backend.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from backend.agents.models import Conversation, Message
from backend.agents.services import kits as conversation_kits
from backend.core.realtime import push
from backend.events.models import DomainEvent
from backend.projects.models import KitEdit, LaunchKit, Project
from backend.projects.services import decisions, kits, projects, tasks
from backend.projects.tests.factories import CreatorProfileFactory, ProjectFactory

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def project(ada: User) -> Project:
    CreatorProfileFactory(user=ada)
    project = ProjectFactory(user=ada)
    for category, value in (("platform", "discord"), ("pricing", "$19 a month"), ("timeline", "2027-03-01")):
        decisions.record(project=project, category=category, value=value)
    Conversation.objects.create(workspace=project.workspace, project=project)
    return project


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    pushed: list[dict[str, Any]] = []
    monkeypatch.setattr(push, "publish", lambda topic, frame: pushed.append({**frame, "topic": topic}))
    return pushed


def at(project: Project, *path: str) -> str:
    return "/".join([f"/api/v1/projects/{project.pk}/kit", *path])


def section(kit: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in kit["sections"] if found["id"] == name)


def say(project: Project, *texts: str) -> list[Message]:
    conversation = project.conversation
    return [
        Message.objects.create(
            workspace=project.workspace,
            conversation=conversation,
            author=project.user,
            role="user",
            text=text,
            position=conversation.messages.count() + 1,
            client_id=uuid4(),
        )
        for text in texts
    ]


def put(client: APIClient, project: Project, name: str, **body: Any) -> Any:
    return client.put(at(project, "sections", name), body, format="json")


# Reading


def test_the_kit_is_composed_from_what_was_decided(ada_client: APIClient, project: Project) -> None:
    kit = ada_client.get(at(project)).json()
    assert (kit["title"], kit["version"], kit["opening_day"], kit["opening_day_is"]) == (
        "Pixel & Pine: launch kit",
        0,
        "2027-03-01",
        "decided",
    )
    assert kit["missing"] == ["structure", "content"]
    assert kit["draft"] == {"status": "none", "detail": ""}
    assert kit["sandbox"] is False
    assert [found["id"] for found in kit["sections"]] == [
        "positioning",
        "offer",
        "structure",
        "content_calendar",
        "launch_plan",
        "checklist",
    ]
    assert "> At $19 that is $627 to $1,862 a month." in section(kit, "offer")["markdown"]
    assert not LaunchKit.objects.exists(), "reading writes nothing"


def test_the_offers_arithmetic_is_the_cards(ada_client: APIClient, project: Project) -> None:
    state = ada_client.get(f"/api/v1/projects/{project.pk}").json()
    card = next(point for point in state["playbook"]["decisions"] if point["category"] == "pricing")
    offer = section(ada_client.get(at(project)).json(), "offer")["markdown"]
    for sentence in card["recommendation"]["arithmetic"]:
        assert f"> {sentence}" in offer


def test_a_kit_takes_no_more_queries_for_a_longer_history(
    ada_client: APIClient, project: Project, django_assert_max_num_queries: Counting
) -> None:
    for _ in range(2):
        with django_assert_max_num_queries(12):
            assert ada_client.get(at(project)).status_code == 200
        say(project, *["I make it for beginners who never finished anything."] * 20)
        for value in ("circle", "discord") * 4:
            decisions.record(project=project, category="platform", value=value, source_message_id=uuid4())
        put(ada_client, project, "offer", version=kits_version(project), markdown="Ours.")


def test_the_workspace_screen_still_takes_at_most_twelve(
    ada_client: APIClient, project: Project, django_assert_max_num_queries: Counting
) -> None:
    put(ada_client, project, "offer", version=0, markdown="Ours.")
    with django_assert_max_num_queries(12):
        assert ada_client.get("/api/v1/projects/active").status_code == 200


def test_days_are_those_of_the_creators_time_zone(ada_client: APIClient, project: Project) -> None:
    project.user.time_zone = "Pacific/Auckland"
    project.user.save()
    done = tasks.toggle(project=project, task_id="gather_numbers", completed=True)
    assert done is not None
    done.completed_at = timezone.datetime.fromisoformat("2027-01-31T23:30:00+00:00")
    done.save()
    kit = ada_client.get(at(project)).json()
    assert kit["time_zone"] == "Pacific/Auckland"
    found = next(item for item in section(kit, "launch_plan")["items"] if item["task_id"] == "gather_numbers")
    assert found["date"] == "2027-02-01"


# The creator's own sentences


def test_the_creators_own_sentences_stand_in_the_positioning(ada_client: APIClient, project: Project) -> None:
    say(
        project,
        "I teach pixel art to adults who gave up drawing at school. Can you help me?",
        "By the end of a month they will have finished one small game character.",
    )
    positioning = section(ada_client.get(at(project)).json(), "positioning")["markdown"]
    assert "> “I teach pixel art to adults who gave up drawing at school.”" in positioning
    assert "> “By the end of a month they will have finished one small game character.”" in positioning
    assert "help me" not in positioning


def test_a_sentence_that_was_edited_away_is_gone(ada_client: APIClient, project: Project) -> None:
    former, _ = say(
        project,
        "It is for people who want to draw dragons.",
        "It is for people who want to draw tiny worlds.",
    )
    former.superseded_at = timezone.now()
    former.save()
    positioning = section(ada_client.get(at(project)).json(), "positioning")["markdown"]
    assert "tiny worlds" in positioning
    assert "dragons" not in positioning


def test_what_a_later_decision_replaced_is_not_quoted(ada_client: APIClient, project: Project) -> None:
    said = "Let us go with Circle because my people read at night."
    (message,) = say(project, said)
    decisions.record(
        project=project, category="platform", value="circle", quote=said, source_message_id=message.pk
    )
    assert said in section(ada_client.get(at(project)).json(), "positioning")["markdown"]
    decisions.record(project=project, category="platform", value="discord")
    assert said not in section(ada_client.get(at(project)).json(), "positioning")["markdown"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Who is it for, people who like to knit at home?",
        "Maybe it is for people who like to knit at home.",
        "Please write it for people who like to knit at home.",
        "My password for people who help is swordfish.",
        "Write to me at ada@example.com, it is for people who knit.",
    ],
)
def test_questions_doubts_requests_and_secrets_are_never_quoted(sentence: str) -> None:
    assert conversation_kits.said([sentence]) == conversation_kits.Said()


def test_the_newest_sentences_win_and_keep_their_order() -> None:
    texts = [f"It is for people who love number {number} most of all." for number in range(5)]
    said = conversation_kits.said(reversed(texts))
    assert said.audience == (texts[3], texts[4])


# Editing


def test_an_edit_stands_until_it_is_given_up(
    ada_client: APIClient,
    project: Project,
    frames: list[dict[str, Any]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    composed = section(ada_client.get(at(project)).json(), "offer")["markdown"]
    with django_capture_on_commit_callbacks(execute=True):
        edited = put(ada_client, project, "offer", version=0, markdown="**Ours**, at last.").json()
    offer = section(edited, "offer")
    assert (edited["version"], offer["markdown"], offer["edited"], offer["is_stale"]) == (
        1,
        "**Ours**, at last.",
        True,
        False,
    )
    assert offer["edited_at"]
    changed = [frame for frame in frames if frame["type"] == "kit.changed"]
    assert changed == [{"type": "kit.changed", "version": 1, "topic": f"project:{project.pk}"}]
    restored = ada_client.delete(at(project, "sections", "offer")).json()
    assert (restored["version"], section(restored, "offer")["markdown"]) == (2, composed)
    assert ada_client.delete(at(project, "sections", "offer")).json()["version"] == 2
    assert list(DomainEvent.objects.filter(name__contains="kit").values_list("name", flat=True)) == [
        "projects.kit_edited",
        "projects.kit_restored",
    ]
    assert KitEdit.objects.count() == 0


def test_a_later_decision_makes_an_edit_stale_and_an_unedited_section_follow(
    ada_client: APIClient, project: Project
) -> None:
    put(ada_client, project, "offer", version=0, markdown="Ours.")
    decisions.record(project=project, category="pricing", value="$29 a month")
    kit = ada_client.get(at(project)).json()
    assert (section(kit, "offer")["is_stale"], section(kit, "offer")["markdown"]) == (True, "Ours.")
    assert "$29 a month" in section(kit, "structure")["markdown"]
    assert section(kit, "structure")["is_stale"] is False
    decisions.record(project=project, category="pricing", value="$19 a month")
    assert section(ada_client.get(at(project)).json(), "offer")["is_stale"] is False


def test_who_edits_an_old_version_is_told_and_nothing_is_lost(
    ada_client: APIClient, bo_client: APIClient, project: Project
) -> None:
    assert put(ada_client, project, "offer", version=0, markdown="Ada’s.").status_code == 200
    refused = put(bo_client, project, "offer", version=0, markdown="Bo’s.")
    assert (refused.status_code, refused.json()["code"], refused.json()["version"]) == (409, "kit_changed", 1)
    assert section(ada_client.get(at(project)).json(), "offer")["markdown"] == "Ada’s."
    edit = KitEdit.objects.get()
    assert edit.edited_by == project.user


def test_dated_items_are_kept_and_a_tasks_state_stays_its_own(
    ada_client: APIClient, project: Project
) -> None:
    own = {
        "id": "cake",
        "title": "Bake a cake",
        "date": "2027-02-28",
        "time": "19:00",
        "minutes": 45,
        "done": True,
    }
    task = {
        "id": "task-gather_numbers",
        "title": "Numbers, at last",
        "task_id": "gather_numbers",
        "done": True,
    }
    kit = put(ada_client, project, "checklist", version=0, items=[own, task]).json()
    cake, numbers = section(kit, "checklist")["items"]
    assert cake == {**own, "note": "", "task_id": None, "group": ""}
    assert (numbers["title"], numbers["done"]) == ("Numbers, at last", False)
    tasks.toggle(project=project, task_id="gather_numbers", completed=True)
    after = section(ada_client.get(at(project)).json(), "checklist")
    assert (after["items"][1]["done"], after["is_stale"]) == (True, False)


def test_a_task_that_left_the_plan_becomes_an_item_of_ones_own(
    ada_client: APIClient, project: Project
) -> None:
    task = {"id": "task-gather_numbers", "title": "Numbers", "task_id": "gather_numbers"}
    put(ada_client, project, "checklist", version=0, items=[task])
    projects.update(project=project, customized_plan={"skip": ["gather_numbers"]})
    kept = section(ada_client.get(at(project)).json(), "checklist")
    assert kept["items"][0]["task_id"] is None
    assert kept["is_stale"] is True


ITEM = {"id": "a", "title": "A"}


@pytest.mark.parametrize(
    ("name", "body", "field", "words"),
    [
        ("offer", {"items": [ITEM]}, "markdown", "kept as markdown"),
        ("offer", {"markdown": "x" * 20_001}, "markdown", "under 20,000 characters"),
        ("checklist", {"markdown": "x"}, "items", "kept as items"),
        ("checklist", {"items": [{**ITEM, "id": f"a{n}"} for n in range(301)]}, "items", "at most 300"),
        ("checklist", {"items": [ITEM, ITEM]}, "items", "Item 2 (A): The id a is taken"),
        ("checklist", {"items": [ITEM, {"id": "b", "title": ""}]}, "items", "title: Item 2: "),
        ("launch_plan", {"items": [{**ITEM, "date": "2027-02-30"}]}, "items", "date: Item 1: "),
        ("launch_plan", {"items": [{**ITEM, "date": "0001-01-01"}]}, "items", "date: Item 1: "),
        ("launch_plan", {"items": [{**ITEM, "date": "9999-12-31"}]}, "items", "date: Item 1: "),
        ("checklist", {"items": [ITEM, None]}, "items", "Item 2: "),
        ("checklist", {"items": [ITEM, "A"]}, "items", "Item 2: "),
        ("launch_plan", {"items": [{**ITEM, "time": "25:00"}]}, "items", "time: Item 1: "),
        ("launch_plan", {"items": [{**ITEM, "task_id": "nope"}]}, "items", "The plan has no task nope"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(  # noqa: PLR0917  pytest passes them by name
    ada_client: APIClient, project: Project, name: str, body: dict[str, Any], field: str, words: str
) -> None:
    refused = put(ada_client, project, name, version=0, **body)
    assert refused.status_code == 400
    assert field in refused.json()["errors"]
    assert words in refused.json()["detail"]
    assert not KitEdit.objects.exists()


def test_a_section_that_is_none_is_not_found(ada_client: APIClient, project: Project) -> None:
    assert put(ada_client, project, "poetry", version=0, markdown="x").status_code == 404
    assert ada_client.delete(at(project, "sections", "poetry")).status_code == 404


# Whose it is


def test_a_stranger_finds_no_kit_and_a_viewer_only_reads(
    cy_client: APIClient, project: Project, ada_workspace: Workspace, client_of: Callable[[User], APIClient]
) -> None:
    viewer = UserFactory(email="vi@example.com", name="Vi")
    MembershipFactory(workspace=ada_workspace, user=viewer, role=Role.VIEWER)
    assert cy_client.get(at(project)).status_code == 404
    assert cy_client.get(at(project, "export", "pdf")).status_code == 404
    assert put(cy_client, project, "offer", version=0, markdown="x").status_code == 404
    assert client_of(viewer).get(at(project)).status_code == 200
    assert put(client_of(viewer), project, "offer", version=0, markdown="x").status_code == 403


def test_nothing_of_one_kit_shows_in_another(
    cy: User, cy_client: APIClient, ada_client: APIClient, project: Project
) -> None:
    say(project, "It is for people who only Ada would ever mention.")
    put(ada_client, project, "offer", version=0, markdown="Ada’s secret recipe.")
    theirs = ProjectFactory(user=cy)
    shown = cy_client.get(at(theirs)).content.decode()
    assert "only Ada" not in shown
    assert "secret recipe" not in shown


# Exports


@pytest.mark.parametrize(
    ("kind", "media", "begins"),
    [
        ("md", "text/markdown; charset=utf-8", b"# "),
        ("pdf", "application/pdf", b"%PDF"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ],
)
def test_a_kit_is_exported_under_its_own_name(
    ada_client: APIClient, project: Project, kind: str, media: str, begins: bytes
) -> None:
    given = ada_client.get(at(project, "export", kind), headers={"accept": media.partition(";")[0]})
    assert (given.status_code, given["Content-Type"]) == (200, media)
    assert given["Content-Disposition"] == f'attachment; filename="pixel-pine-launch-kit.{kind}"'
    assert begins in given.content[:200]


def test_an_export_of_another_kind_is_not_found(ada_client: APIClient, project: Project) -> None:
    refused = ada_client.get(at(project, "export", "docx"))
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


# The partner's draft


def finish(
    project: Project, fence: int, text: str = "A place for tiny worlds.", sandbox: bool = False
) -> bool:
    return kits.finish_draft(project=project, fence=fence, text=text, model="claude", sandbox=sandbox)


def test_a_finished_draft_is_the_positioning(ada_client: APIClient, project: Project) -> None:
    fence = kits.begin_draft(project=project, actor_id=project.user_id)
    assert ada_client.get(at(project)).json()["draft"]["status"] == "writing"
    assert finish(project, fence, sandbox=True)
    kit = ada_client.get(at(project)).json()
    assert (kit["draft"]["status"], kit["sandbox"], kit["version"]) == ("ready", True, 0)
    assert section(kit, "positioning")["markdown"] == "A place for tiny worlds."
    kits.discard_draft(project=project, actor_id=project.user_id)
    kit = ada_client.get(at(project)).json()
    assert (kit["draft"]["status"], kit["sandbox"]) == ("none", False)
    assert "### Who it is for" in section(kit, "positioning")["markdown"]


def test_only_one_draft_is_written_at_a_time(project: Project) -> None:
    kits.begin_draft(project=project, actor_id=project.user_id)
    with pytest.raises(kits.DraftInProgress):
        kits.begin_draft(project=project, actor_id=project.user_id)


def test_a_cancelled_draft_cannot_land(project: Project) -> None:
    late = kits.begin_draft(project=project, actor_id=project.user_id)
    kits.discard_draft(project=project, actor_id=project.user_id)
    assert not finish(project, late)
    fresh = kits.begin_draft(project=project, actor_id=project.user_id)
    assert not finish(project, late, "too late")
    assert not kits.fail_draft(project=project, fence=late, detail="too late")
    assert finish(project, fresh)
    assert LaunchKit.objects.get().draft_text == "A place for tiny worlds."


def test_a_failed_or_cancelled_draft_leaves_the_former_one(ada_client: APIClient, project: Project) -> None:
    finish(project, kits.begin_draft(project=project, actor_id=project.user_id))
    fence = kits.begin_draft(project=project, actor_id=project.user_id)
    kits.fail_draft(project=project, fence=fence, detail="The partner is overloaded. Ask again in a minute.")
    kit = ada_client.get(at(project)).json()
    assert kit["draft"] == {"status": "failed", "detail": "The partner is overloaded. Ask again in a minute."}
    assert section(kit, "positioning")["markdown"] == "A place for tiny worlds."
    kits.begin_draft(project=project, actor_id=project.user_id)
    kits.discard_draft(project=project, actor_id=project.user_id)
    assert ada_client.get(at(project)).json()["draft"]["status"] == "ready"


def test_a_draft_whose_writer_died_can_be_asked_for_again(ada_client: APIClient, project: Project) -> None:
    lost = kits.begin_draft(project=project, actor_id=project.user_id)
    LaunchKit.objects.update(draft_begun_at=timezone.now() - timedelta(minutes=6))
    assert ada_client.get(at(project)).json()["draft"]["status"] == "failed"
    fresh = kits.begin_draft(project=project, actor_id=project.user_id)
    assert not finish(project, lost)
    assert finish(project, fresh)


def test_a_draft_does_not_cover_the_creators_own_text(ada_client: APIClient, project: Project) -> None:
    put(ada_client, project, "positioning", version=0, markdown="My own words.")
    finish(project, kits.begin_draft(project=project, actor_id=project.user_id), sandbox=True)
    kit = ada_client.get(at(project)).json()
    assert (section(kit, "positioning")["markdown"], section(kit, "positioning")["is_stale"]) == (
        "My own words.",
        True,
    )
    assert kit["sandbox"] is False


def test_an_edit_of_the_sandboxs_words_stays_labelled(ada_client: APIClient, project: Project) -> None:
    finish(project, kits.begin_draft(project=project, actor_id=project.user_id), sandbox=True)
    put(ada_client, project, "positioning", version=0, markdown="A place for small tiny worlds.")
    again = put(
        ada_client, project, "positioning", version=1, markdown="A place for very small worlds."
    ).json()
    assert again["sandbox"] is True


def kits_version(project: Project) -> int:
    kit = LaunchKit.objects.filter(project=project).first()
    return kit.version if kit else 0


def test_the_kit_of_someone_who_left_names_nobody(
    ada_client: APIClient, project: Project, bo: User, ada_workspace: Workspace
) -> None:
    theirs = ProjectFactory(user=bo, workspace=ada_workspace)
    Conversation.objects.create(workspace=ada_workspace, project=theirs)
    say(theirs, "I knit socks every single evening of the week.")
    farewells.leave(user=bo, password=PASSWORD)
    shown = ada_client.get(at(theirs)).content.decode()
    assert "Why from A former member" in shown
    assert str(bo.pk) not in shown
