from typing import Any
from uuid import UUID

import pytest

from backend.accounts.models import User
from backend.core.errors import NotFound
from backend.core.ids import uuid7
from backend.events.models import DomainEvent
from backend.projects import values
from backend.projects.models import Decision, Project
from backend.projects.services import decisions

FIRST, SECOND, THIRD = (uuid7() for _ in range(3))


def decide(project: Project, value: Any, source: UUID | None = None, category: str = "platform") -> Decision:
    return decisions.record(
        project=project,
        category=category,
        value=value,
        confidence=0.9,
        quote=f"“{value}”",
        source_message_id=source,
    )


def current(project: Project, category: str = "platform") -> Any:
    found = Decision.objects.current().filter(project=project, category=category).first()
    return found.value if found else None


def test_a_decision_is_kept_canonical_with_its_sentence(project: Project) -> None:
    decision = decisions.record(
        project=project,
        category="pricing",
        value="$19 a month",
        rationale="Fair for founders.",
        confidence=0.97,
        quote="nineteen feels right",
        source_message_id=FIRST,
        actor_id=project.user_id,
    )
    decision.refresh_from_db()
    assert decision.value == {"amount_minor": 1900, "currency": "USD", "period": "month"}
    assert decision.display == "$19 a month"
    assert (decision.rationale, decision.quote) == ("Fair for founders.", "nineteen feels right")
    assert (decision.confidence, decision.source_message_id, decision.is_current) == (0.97, FIRST, True)


def test_a_new_decision_supersedes_and_the_old_one_stays_as_history(project: Project) -> None:
    discord = decide(project, "discord", FIRST)
    circle = decide(project, "circle", SECOND)
    discord.refresh_from_db()
    assert current(project) == "circle"
    assert (discord.is_current, discord.superseded_by, discord.rejected_at) == (False, circle, None)


def test_the_same_sentence_again_changes_nothing(project: Project) -> None:
    first = decide(project, "discord", FIRST)
    assert decide(project, "Discord server", FIRST) == first
    assert Decision.objects.count() == 1
    assert DomainEvent.objects.filter(name="projects.decision_recorded").count() == 1


def test_a_resent_message_does_not_undo_what_came_after_it(project: Project) -> None:
    decide(project, "discord", FIRST)
    decide(project, "circle", None)
    decide(project, "discord", FIRST)
    assert current(project) == "circle"


def test_a_resent_message_does_not_bring_back_what_was_rejected(project: Project) -> None:
    first = decide(project, "discord", FIRST)
    decisions.reject(project=project, decision_id=first.pk)
    decide(project, "discord", FIRST)
    assert current(project) is None


def test_a_mind_may_change_twice_within_one_message(project: Project) -> None:
    for value in ("discord", "circle", "discord"):
        decide(project, value, FIRST)
    assert current(project) == "discord"


def test_the_same_value_from_a_later_message_is_a_decision_of_its_own(project: Project) -> None:
    first, second = decide(project, "discord", FIRST), decide(project, "discord", SECOND)
    assert first != second
    assert current(project) == "discord"


def test_categories_do_not_touch_each_other(project: Project) -> None:
    decide(project, "discord", FIRST)
    decide(project, "P6W", FIRST, "timeline")
    assert (current(project), current(project, "timeline")) == ("discord", "P6W")


def test_rejecting_lets_the_former_one_stand_again_link_by_link(project: Project) -> None:
    chain = [decide(project, value, uuid7()) for value in ("discord", "circle", "skool")]
    rejected, standing = decisions.reject(project=project, decision_id=chain[2].pk)
    assert rejected.rejected_at is not None
    assert standing == chain[1]
    _, standing = decisions.reject(project=project, decision_id=chain[1].pk)
    assert standing == chain[0]
    assert standing is not None
    assert (standing.is_current, standing.superseded_by) == (True, None)
    _, standing = decisions.reject(project=project, decision_id=chain[0].pk)
    assert standing is None
    assert current(project) is None


def test_what_was_rejected_in_the_middle_never_stands_again(project: Project) -> None:
    discord, circle, skool = (decide(project, value, uuid7()) for value in ("discord", "circle", "skool"))
    _, standing = decisions.reject(project=project, decision_id=circle.pk)
    assert standing == skool
    _, standing = decisions.reject(project=project, decision_id=skool.pk)
    assert standing == discord


def test_rejecting_twice_is_rejecting_once(project: Project) -> None:
    decide(project, "discord", FIRST)
    circle = decide(project, "circle", SECOND)
    decisions.reject(project=project, decision_id=circle.pk)
    _, standing = decisions.reject(project=project, decision_id=circle.pk)
    assert standing is not None
    assert standing.value == "discord"
    assert DomainEvent.objects.filter(name="projects.decision_rejected").count() == 1


def test_a_decision_of_another_project_is_not_found(project: Project, cy: User) -> None:
    with pytest.raises(NotFound):
        decisions.reject(project=project, decision_id=uuid7())


def test_edited_messages_take_their_decisions_back(project: Project) -> None:
    decide(project, "discord", FIRST)
    decide(project, "circle", SECOND)
    decide(project, "P6W", SECOND, "timeline")
    decide(project, "skool", THIRD)
    withdrawn = decisions.revert_for_messages(project=project, message_ids=[SECOND, str(THIRD)])
    assert [decision.value for decision in withdrawn] == ["circle", "P6W", "skool"]
    assert (current(project), current(project, "timeline")) == ("discord", None)
    assert decisions.revert_for_messages(project=project, message_ids=[SECOND, THIRD]) == []
    assert decisions.revert_for_messages(project=project, message_ids=[]) == []


def test_withdrawing_history_leaves_what_stands(project: Project) -> None:
    decide(project, "discord", FIRST)
    decide(project, "circle", SECOND)
    decisions.revert_for_messages(project=project, message_ids=[FIRST])
    assert current(project) == "circle"


def test_nonsense_is_refused_and_nothing_changes(project: Project) -> None:
    decide(project, "discord", FIRST)
    with pytest.raises(values.InvalidDecisionValue):
        decide(project, "???", SECOND)
    assert current(project) == "discord"


def test_text_that_no_database_keeps_is_cleaned(project: Project) -> None:
    decision = decisions.record(
        project=project, category="platform", value="discord", quote="half \ud83d nul \x00!", confidence=7
    )
    decision.refresh_from_db()
    assert (decision.quote, decision.confidence) == ("half  nul !", 1.0)


def test_every_change_is_told_of_in_ids(project: Project, ada: User) -> None:
    decision = decisions.record(project=project, category="platform", value="discord", actor_id=ada.pk)
    decisions.reject(project=project, decision_id=decision.pk, actor_id=ada.pk)
    told = DomainEvent.objects.filter(name__startswith="projects.decision").order_by("created_at", "id")
    assert [event.name for event in told] == ["projects.decision_recorded", "projects.decision_rejected"]
    for event in told:
        assert (event.workspace_id, event.actor_id) == (project.workspace_id, ada.pk)
        assert event.payload == {
            "project_id": str(project.pk),
            "decision_id": str(decision.pk),
            "category": "platform",
        }


def test_open_pages_see_the_decision_the_new_steps_and_the_progress(
    project: Project, frames: list[tuple[str, dict[str, Any]]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decide(project, "circle", FIRST)
    assert {topic for topic, _ in frames} == {f"project:{project.pk}"}
    kinds = [frame["type"] for _, frame in frames]
    assert kinds == ["decision.recorded", *["task.changed"] * 22, "progress.changed"]
    assert frames[0][1]["decision"]["display"] == "Circle"
    assert frames[1][1]["task"]["note"] is not None
    assert frames[-1][1]["progress"]["planning"] == 100 // 16


def test_open_pages_see_which_decision_fell_and_which_stands_again(
    project: Project, frames: list[tuple[str, dict[str, Any]]], django_capture_on_commit_callbacks: Any
) -> None:
    decide(project, "P6W", FIRST, "timeline")
    later = decide(project, "P3W", SECOND, "timeline")
    with django_capture_on_commit_callbacks(execute=True):
        decisions.reject(project=project, decision_id=later.pk)
    shown = [frame["decision"] for _, frame in frames if frame["type"] == "decision.recorded"]
    assert [(decision["value"], decision["is_current"]) for decision in shown] == [
        ("P3W", False),
        ("P6W", True),
    ]
