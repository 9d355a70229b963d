"""The next version of a playbook is written in the admin: kept as typed, checked by line, published once."""

import json
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from backend.accounts.models import User
from backend.projects.models import Playbook, PlaybookDraft, Project
from backend.projects.playbooks import files
from backend.projects.services import playbooks, projects

from .factories import ProjectFactory, content, published_playbook

DRAFTS = "/admin/projects/playbookdraft/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(root: User) -> Client:
    client = Client()
    client.force_login(root)
    return client


@pytest.fixture
def draft() -> PlaybookDraft:
    return playbooks.start_draft(based_on=published_playbook())


def with_title(draft: PlaybookDraft, title: str) -> str:
    return playbooks.written({**json.loads(draft.text), "title": title})


def test_a_version_is_begun_from_a_published_one(desk: Client) -> None:
    playbook = published_playbook()
    opened = desk.post(f"/admin/projects/playbook/{playbook.pk}/draft/")
    draft = PlaybookDraft.objects.get()
    assert opened.headers["Location"] == f"{DRAFTS}{draft.pk}/change/"
    assert json.loads(draft.text) == {**playbook.content, "version": 2}
    assert desk.get(f"/admin/projects/playbook/{playbook.pk}/draft/").status_code == 405


def test_what_is_wrong_is_said_by_line_and_nothing_typed_is_lost(desk: Client, draft: PlaybookDraft) -> None:
    typed = draft.text.replace('"minutes": 30', '"minutes": "soon"', 1)
    line = typed[: typed.index('"soon"')].count("\n") + 1
    page = desk.post(
        f"{DRAFTS}{draft.pk}/change/", {"text": typed.replace("\n", "\r\n"), "_continue": ""}, follow=True
    )
    sentence = f"line {line}: phases/0/tasks/0/minutes: &#x27;soon&#x27; is not of type &#x27;integer&#x27;."
    assert sentence in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == typed
    broken = typed[:200]
    page = desk.post(
        f"{DRAFTS}{draft.pk}/change/", {"text": broken, "_publish": ""}, follow=True
    ).content.decode()
    assert "this is not JSON" in page
    assert "not ready to be published" in page
    assert PlaybookDraft.objects.get().text == broken


def test_a_draft_is_never_started_from(draft: PlaybookDraft, ada: User) -> None:
    draft.text = with_title(draft, "Not yet")
    draft.save()
    assert projects.start(user=ada).playbook.version == 1


def test_publishing_shows_the_difference_and_needs_a_yes(
    desk: Client, root: User, draft: PlaybookDraft, ada: User
) -> None:
    under_way: Project = ProjectFactory(user=ada, playbook=draft.based_on)
    saved = desk.post(
        f"{DRAFTS}{draft.pk}/change/", {"text": with_title(draft, "Paid rooms"), "_publish": ""}
    )
    confirm = saved.headers["Location"]
    page = desk.get(confirm).content.decode()
    assert "-  &quot;title&quot;: &quot;Premium community&quot;," in page
    assert "+  &quot;title&quot;: &quot;Paid rooms&quot;," in page
    assert Playbook.objects.count() == 1

    done = desk.post(confirm, follow=True).content.decode()
    assert "Paid rooms (version 2) is published." in done
    newest = Playbook.objects.newest("premium_community")
    assert newest is not None
    assert (newest.version, newest.title, newest.made_here) == (2, "Paid rooms", True)
    assert not PlaybookDraft.objects.exists()
    under_way.refresh_from_db()
    assert under_way.playbook.version == 1
    assert LogEntry.objects.get(object_id=str(newest.pk)).user == root
    assert desk.post(confirm).status_code == 404


def test_the_number_and_the_name_go_on_where_the_playbook_stands(draft: PlaybookDraft) -> None:
    draft.text = playbooks.written({**json.loads(draft.text), "key": "other", "version": 9})
    draft.save()
    assert [(problem.line, problem.reason.split(":")[0]) for problem in playbooks.problems_of(draft)] == [
        (2, "key"),
        (3, "version"),
    ]
    with pytest.raises(playbooks.DraftNotReady, match="line 2: key: it stays"):
        playbooks.publish_draft(draft=draft)


def test_of_two_drafts_of_one_number_the_second_has_to_move_on(draft: PlaybookDraft) -> None:
    second = playbooks.start_draft(based_on=draft.based_on)
    playbooks.publish_draft(draft=draft)
    with pytest.raises(playbooks.DraftNotReady, match="the newest published one is 2, so this is 3"):
        playbooks.publish_draft(draft=second)
    assert PlaybookDraft.objects.get() == second


def test_a_later_file_of_the_same_number_does_not_keep_the_house_from_starting(
    draft: PlaybookDraft, tmp_path: Path
) -> None:
    own = playbooks.publish_draft(draft=draft)
    (tmp_path / "premium_community.json").write_text(
        json.dumps({**content(), "version": 2, "title": "Theirs"})
    )
    assert playbooks.load(directory=tmp_path) == [(own, False)]
    assert files.problems_in(tmp_path) == []
    own.refresh_from_db()
    assert own.title == "Premium community"


def test_publishing_takes_more_than_writing(draft: PlaybookDraft, cy: User) -> None:
    cy.is_staff = True
    cy.save()
    cy.user_permissions.set(
        Permission.objects.filter(codename__in=["view_playbookdraft", "change_playbookdraft"])
    )
    writer = Client()
    writer.force_login(cy)
    assert writer.get(f"{DRAFTS}{draft.pk}/change/").status_code == 200
    assert writer.post(f"{DRAFTS}{draft.pk}/publish/").status_code == 403
    assert Playbook.objects.count() == 1


def test_projects_are_archived_in_one_go_and_counted(desk: Client, ada: User, cy: User) -> None:
    first, second = ProjectFactory(user=ada), ProjectFactory(user=cy)
    projects.update(project=first, status="archived")
    chosen = {"action": "archive", "_selected_action": [str(first.pk), str(second.pk)]}
    page = desk.post("/admin/projects/project/", chosen, follow=True).content.decode()
    assert "1 project archived." in page
    assert not Project.objects.active().exists()
