"""Work told as done, and steps proposed next."""

import pytest

from backend.agents.detection import TaskHint, detect

TASKS = [
    TaskHint("draft_welcome_letter", "Draft the welcome letter"),
    TaskHint("write_house_rules", "Write the house rules and find a second pair of hands"),
    TaskHint("write_promise", "Write the one-line promise"),
    TaskHint("interview_five", "Talk with five people who would pay"),
    TaskHint("set_founding_price", "Set the founding price"),
]


def finished(text: str, role: str = "user") -> list[str | None]:
    return [found.task_id for found in detect(text, role=role, tasks=TASKS).completions]


def steps(text: str) -> list[str]:
    return [step.text for step in detect(text, role="assistant", tasks=TASKS).next_steps]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("I finished the welcome letter.", ["draft_welcome_letter"]),
        ("Welcome letter: done.", ["draft_welcome_letter"]),
        ("The house rules are posted!", ["write_house_rules"]),
        ("I talked with five people this week.", ["interview_five"]),
        (
            "The house rules are done and so is the welcome letter.",
            ["write_house_rules", "draft_welcome_letter"],
        ),
        ("I haven't finished the welcome letter.", []),
        ("I'm almost done with the house rules.", []),
        ("When I finish the welcome letter I'll send it to you.", []),
        ("Did I finish the house rules?", []),
        ("I want to finish the promise this week.", []),
        ("My friend finished her house rules in one day.", []),
        ("We chose Discord for the community.", []),
        ("I just finished dinner.", []),
    ],
)
def test_what_the_user_says_is_done(text, tasks):
    assert finished(text) == tasks


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("Great, that's the promise done.", ["write_promise"]),
        ("I've marked the welcome letter as complete.", ["draft_welcome_letter"]),
        ("Nice work on finishing the house rules!", ["write_house_rules"]),
        ("The welcome letter isn't done yet.", []),
        ("When the house rules are done, we move on.", []),
        ("Have you finished the welcome letter?", []),
    ],
)
def test_what_the_assistant_says_is_done(text, tasks):
    assert finished(text, role="assistant") == tasks


def test_work_that_is_no_known_task_keeps_its_own_name():
    (found,) = detect("I finished the logo.", tasks=TASKS).completions

    assert (found.task_id, found.title) == (None, "logo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Next, write your promise in one sentence.", ["write your promise in one sentence"]),
        ("Next steps:\n- Write the letter\n- Open the doors", ["Write the letter", "Open the doors"]),
        ("Would you like me to draft the welcome letter?", ["draft the welcome letter"]),
        ("I'd suggest you post the survey this week.", ["post the survey this week"]),
        ("Discord has two advantages:\n- It is free\n- Your viewers know it", []),
        ("What is your niche?", []),
        ("The next month will be busy.", []),
        ("Don't worry about the logo for now.", []),
    ],
)
def test_next_steps(text, expected):
    assert steps(text) == expected


def test_a_user_proposes_no_steps():
    assert detect("Next, write the promise.", tasks=TASKS).next_steps == []
