from typing import Any

import pytest

from backend.projects import plan

from .factories import content

PLAYBOOK = content()
NEW = {"phase": "open_the_doors", "task_id": "thank_founders", "title": "Thank the founders by hand"}


def effective(custom: dict[str, Any], platform: str | None = None) -> list[dict[str, Any]]:
    return plan.effective(PLAYBOOK, plan.validated(PLAYBOOK, custom), platform)


def ids(phases: list[dict[str, Any]], phase_id: str) -> list[str]:
    return [task["task_id"] for phase in phases if phase["id"] == phase_id for task in phase["tasks"]]


def test_unchanged_it_is_the_playbook() -> None:
    phases = effective({})
    assert [len(phase["tasks"]) for phase in phases] == [5, 6, 6, 5]
    assert [phase["kind"] for phase in phases] == ["planning", "planning", "execution", "execution"]
    assert "variants" not in phases[0]["tasks"][0]


def test_the_decided_platform_chooses_how_each_task_is_done() -> None:
    general, discord, circle = (
        plan.find(effective({}, platform), "connect_payments") for platform in (None, "discord", "circle")
    )
    assert general and discord and circle
    assert general["note"] is None
    assert "above Member in the role list" in discord["how"][1]
    assert "Connect Stripe" in circle["how"][0]
    assert plan.find(effective({}, "slack"), "connect_payments") == general


def test_every_task_really_differs_between_discord_and_circle() -> None:
    discord, circle = effective({}, "discord"), effective({}, "circle")
    for task_id in plan.task_ids(discord):
        one, other = plan.find(discord, task_id), plan.find(circle, task_id)
        assert one and other
        assert one["how"] != other["how"]
        assert one["note"] != other["note"]


def test_skipping_a_task_frees_what_waited_for_it() -> None:
    phases = effective({"skip": ["choose_rhythm"]})
    assert "choose_rhythm" not in plan.task_ids(phases)
    promise = plan.find(phases, "write_promise")
    assert promise and promise["depends_on"] == ["describe_member"]


def test_an_order_puts_the_named_tasks_first() -> None:
    phases = effective({"order": {"know_your_people": ["interview_five", "choose_rhythm"]}})
    assert ids(phases, "know_your_people") == [
        "interview_five",
        "choose_rhythm",
        "gather_numbers",
        "collect_their_words",
        "describe_member",
    ]


def test_added_tasks_come_last_and_can_be_ordered_and_edited() -> None:
    custom = {
        "add": [{**NEW, "minutes": 45, "depends_on": ["invite_founders"]}],
        "edit": {"thank_founders": {"title": "Thank them"}, "gather_numbers": {"minutes": 10}},
    }
    phases = effective(custom)
    added = plan.find(phases, "thank_founders")
    assert ids(phases, "open_the_doors")[-1] == "thank_founders"
    assert added and (added["title"], added["minutes"], added["added"]) == ("Thank them", 45, True)
    assert plan.find(phases, "gather_numbers")["minutes"] == 10  # type: ignore[index]
    first = effective({**custom, "order": {"open_the_doors": ["thank_founders"]}})
    assert ids(first, "open_the_doors")[0] == "thank_founders"


def test_an_edit_of_the_steps_outranks_the_platform_variant() -> None:
    task = plan.find(
        effective({"edit": {"connect_payments": {"how": ["Ask Bo."]}}}, "circle"), "connect_payments"
    )
    assert task and task["how"] == ["Ask Bo."]


@pytest.mark.parametrize(
    "custom",
    [
        [],
        {"colour": "red"},
        {"skip": ["no_such_task"]},
        {"skip": "gather_numbers"},
        {"skip": ["gather_numbers", "gather_numbers"]},
        {"skip": [["gather_numbers"]]},
        {"edit": {"no_such_task": {"title": "x"}}},
        {"edit": {"gather_numbers": {"task_id": "other"}}},
        {"edit": {"gather_numbers": {"minutes": 1.5}}},
        {"edit": {"gather_numbers": {"minutes": True}}},
        {"edit": {"gather_numbers": {"title": " "}}},
        {"edit": {"gather_numbers": {"title": "nul \x00"}}},
        {"edit": {"gather_numbers": {"cost": {"min_minor": 5, "max_minor": 1, "currency": "USD"}}}},
        {"edit": {"gather_numbers": {"depends_on": ["no_such_task"]}}},
        {"edit": {"gather_numbers": {"depends_on": ["set_founding_price"]}}},
        {"order": {"no_such_phase": []}},
        {"order": {"know_your_people": ["write_promise"]}},
        {"add": [{"task_id": "x", "title": "no phase"}]},
        {"add": [{**NEW, "task_id": "gather_numbers"}]},
        {"add": [{**NEW, "task_id": "Not A Slug"}]},
        {"add": [{"phase": "open_the_doors", "task_id": "untitled"}]},
        {"add": [{**NEW, "secret": 1}]},
        {"add": [NEW, NEW]},
        {"add": [{**NEW, "task_id": f"task_{n}"} for n in range(plan.MAX_ADDED + 1)]},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(custom: Any) -> None:
    with pytest.raises(plan.InvalidPlan) as refused:
        plan.validated(PLAYBOOK, custom)
    assert refused.value.code == "invalid_plan"
