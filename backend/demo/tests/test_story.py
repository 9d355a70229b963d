"""The story holds together: what it says was decided is what was said, and its sums are the plan's own."""

import re

import pytest

from backend.accounts.models import User
from backend.agents import detection
from backend.agents.answering import quotes
from backend.agents.models import Message
from backend.agents.selectors import project_view
from backend.demo.reading import story
from backend.projects import selectors, values
from backend.projects.models import Decision, Project, TaskCompletion

SAID = [letter for letter in story().letters if letter.from_creator]


def test_three_of_five_decisions_stand_and_one_has_a_history(nora: User, launch: Project) -> None:
    view = project_view(launch, user=nora)
    standing = {made["category"]: made["display"] for made in view["decisions"] if made["is_current"]}
    assert standing == {"platform": "Discord", "pricing": "$19 a month", "content": "Weekly build-alongs"}
    former = Decision.objects.get(project=launch, is_current=False)
    assert (former.display, former.superseded_by) == (
        "$9 a month",
        Decision.objects.get(project=launch, category="pricing", is_current=True),
    )
    assert all(made["quote"] for made in view["decisions"])


def test_tasks_are_done_by_hand_and_by_talking_and_one_waits_for_her_word(launch: Project) -> None:
    done = {row.task_id: row.completed_via for row in launch.completions.filter(state="completed")}
    assert set(done.values()) == {"manual", "ai_auto"}
    assert len(done) == 6
    assert TaskCompletion.objects.get(project=launch, state="claimed").task_id == "write_promise"


def test_the_talk_alternates_and_ends_with_suggestions(launch: Project) -> None:
    letters = list(Message.objects.filter(conversation__project=launch).order_by("position"))
    assert 16 <= len(letters) <= 24
    assert [letter.role for letter in letters] == ["assistant", *["user", "assistant"] * (len(letters) // 2)]
    assert all(letter.reply_to == asked for asked, letter in zip(letters[1::2], letters[2::2], strict=True))
    assert len(letters[-1].detected["next_steps"]) >= 2
    assert {letter.status for letter in letters} == {"complete"}
    assert not any("{{" in letter.text for letter in letters)


def test_days_lie_between_the_letters_and_none_is_in_the_future(launch: Project) -> None:
    when = list(
        Message.objects.filter(conversation__project=launch)
        .order_by("position")
        .values_list("created_at", flat=True)
    )
    assert when == sorted(when)
    assert len({moment.date() for moment in when}) >= 4
    assert when[-1] < launch.playbook.created_at
    assert launch.started_at == when[0]


@pytest.mark.parametrize("category", ["pricing", "content", "platform", "structure"])
def test_every_reckoning_is_the_plans_own_to_the_letter(nora: User, launch: Project, category: str) -> None:
    advice = selectors.partner_context(launch)["project"]["recommendations"][category]
    block = "\n>\n".join(f"> {line}" for line in advice["arithmetic"])
    texts = Message.objects.filter(conversation__project=launch, role="assistant").values_list(
        "text", flat=True
    )
    assert any(block in text for text in texts)


def test_the_price_she_first_chose_is_reckoned_as_the_recommended_one(nora: User, launch: Project) -> None:
    text = Message.objects.get(conversation__project=launch, position=17).text
    advice = selectors.partner_context(launch)["project"]["recommendations"]["pricing"]
    assert f"> {advice['arithmetic'][2]}" in text
    low, high = (
        9 * int(people) for people in re.findall(r"(\d+) to (\d+) members", advice["arithmetic"][1])[0]
    )
    assert f"> At $9 that is ${low} to ${high} a month." in text


@pytest.mark.parametrize("letter", SAID, ids=lambda letter: letter.text[:30])
def test_the_detector_hears_what_the_story_says_was_decided_and_nothing_else(launch: Project, letter) -> None:  # type: ignore[no-untyped-def]
    hints = quotes.task_hints(launch)
    heard = detection.detect(letter.text, role="user", tasks=hints)
    told = {decided["category"]: decided["value"] for decided in letter.decides}
    sure = {found.category: found.value for found in heard.decisions if found.confidence >= 0.8}
    assert sure == {category: values.parse(category, value) for category, value in told.items()}
    assert all(decided["quote"] in letter.text for decided in letter.decides)
    for done in letter.finishes:
        assert done["quote"] in letter.text
        confidence = quotes.completion_confidence(done["quote"], done["task"], hints)
        assert (confidence >= 0.8) == (done["confidence"] >= 0.8)
