from typing import Any

import pytest

from backend.events.models import DomainEvent
from backend.projects import selectors
from backend.projects.models import Project, TaskCompletion
from backend.projects.services import projects, tasks

TASK = "set_founding_price"


def shown(project: Project) -> dict[str, Any]:
    return selectors.task_change(project, TASK)["task"]  # type: ignore[no-any-return]


def said(project: Project, confidence: float, evidence: str = "I set the price") -> TaskCompletion:
    return tasks.complete_from_chat(project=project, task_id=TASK, evidence=evidence, confidence=confidence)


def told(project: Project) -> list[str]:
    return list(DomainEvent.objects.order_by("created_at", "id").values_list("name", flat=True))


def test_ticking_and_unticking_by_hand(project: Project) -> None:
    tasks.toggle(project=project, task_id=TASK, completed=True)
    assert (shown(project)["completed"], shown(project)["completed_via"]) == (True, "manual")
    assert TaskCompletion.objects.get().title == "Set the founding price"
    tasks.toggle(project=project, task_id=TASK, completed=False)
    assert (shown(project)["completed"], shown(project)["completed_at"]) == (False, None)
    assert told(project) == ["projects.task_completed", "projects.task_reopened"]


def test_ticking_twice_is_ticking_once(project: Project) -> None:
    for completed in (True, True, False, False):
        tasks.toggle(project=project, task_id=TASK, completed=completed)
    assert told(project) == ["projects.task_completed", "projects.task_reopened"]


def test_what_was_said_with_certainty_is_done(project: Project) -> None:
    said(project, 0.8)
    assert shown(project)["completed_via"] == "ai_auto"
    assert shown(project)["claimed"] is None


def test_what_was_said_vaguely_asks_first(project: Project) -> None:
    said(project, 0.79, "price is sort of there")
    task = shown(project)
    assert (task["completed"], task["completed_via"]) == (False, None)
    assert task["claimed"] == {"evidence": "price is sort of there", "confidence": 0.79}


def test_a_claim_accepted_is_confirmed_and_accepting_again_is_harmless(project: Project) -> None:
    said(project, 0.5)
    for _ in range(2):
        tasks.claim_resolve(project=project, task_id=TASK, accept=True)
    assert shown(project)["completed_via"] == "ai_confirmed"
    assert told(project) == ["projects.task_claimed", "projects.task_completed"]


def test_a_claim_declined_is_an_open_task(project: Project) -> None:
    said(project, 0.5)
    tasks.claim_resolve(project=project, task_id=TASK, accept=False)
    assert shown(project)["claimed"] is None
    assert told(project) == ["projects.task_claimed", "projects.task_claim_declined"]


def test_a_claim_ticked_by_hand_is_done_by_hand(project: Project) -> None:
    said(project, 0.5)
    tasks.toggle(project=project, task_id=TASK, completed=True)
    assert shown(project)["completed_via"] == "manual"


def test_a_claim_unticked_is_declined(project: Project) -> None:
    said(project, 0.5)
    tasks.toggle(project=project, task_id=TASK, completed=False)
    assert told(project)[-1] == "projects.task_claim_declined"


def test_a_claim_said_again_with_certainty_is_done(project: Project) -> None:
    said(project, 0.5)
    said(project, 0.9, "the price is 19, written down")
    assert shown(project)["completed_via"] == "ai_auto"
    assert TaskCompletion.objects.get().evidence == "the price is 19, written down"


def test_what_is_done_stays_as_it_was(project: Project) -> None:
    tasks.toggle(project=project, task_id=TASK, completed=True)
    said(project, 0.99)
    said(project, 0.1)
    assert shown(project)["completed_via"] == "manual"


@pytest.mark.parametrize("accept", [True, False])
def test_without_a_claim_there_is_nothing_to_answer(project: Project, accept: bool) -> None:
    with pytest.raises(tasks.NoClaim):
        tasks.claim_resolve(project=project, task_id=TASK, accept=accept)


def test_a_task_done_by_hand_cannot_be_declined_as_a_claim(project: Project) -> None:
    tasks.toggle(project=project, task_id=TASK, completed=True)
    with pytest.raises(tasks.NoClaim):
        tasks.claim_resolve(project=project, task_id=TASK, accept=False)


def test_an_unknown_task_is_refused_everywhere(project: Project) -> None:
    with pytest.raises(tasks.UnknownTask):
        tasks.toggle(project=project, task_id="fly", completed=True)
    with pytest.raises(tasks.UnknownTask):
        tasks.claim_resolve(project=project, task_id="fly", accept=True)
    with pytest.raises(tasks.UnknownTask) as refused:
        tasks.complete_from_chat(project=project, task_id="fly", evidence="", confidence=1)
    assert (refused.value.code, refused.value.status) == ("unknown_task", 404)


def test_the_plan_decides_which_tasks_there_are(project: Project) -> None:
    added = {"phase": "know_your_people", "task_id": "call_mum", "title": "Call Mum"}
    projects.update(project=project, customized_plan={"skip": [TASK], "add": [added]})
    tasks.toggle(project=project, task_id="call_mum", completed=True)
    with pytest.raises(tasks.UnknownTask):
        tasks.toggle(project=project, task_id=TASK, completed=True)


def test_open_pages_see_the_task_and_the_progress_once_committed(
    project: Project,
    frames: list[tuple[str, dict[str, Any]]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tasks.toggle(project=project, task_id=TASK, completed=True)
        assert frames == []
    assert [frame["type"] for _, frame in frames] == ["task.changed", "progress.changed"]
    assert frames[0][1]["task"]["completed"] is True
    assert frames[1][1]["progress"] == {"overall": 3, "planning": 6, "execution": 0, "timeline": 0}
