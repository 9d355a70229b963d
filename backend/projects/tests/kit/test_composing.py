"""What a kit says, read from different creators' lives. The golden files are two of them in full."""

import json
import os
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.projects import recommendations, values
from backend.projects.kit import composing
from backend.projects.kit.composing import Basis, Composed, Done
from backend.projects.kit.model import KINDS, TEXT, Item

from . import cast

GOLDEN = Path(__file__).parent / "golden"
everyone = pytest.mark.parametrize("creator", cast.EVERYONE.values(), ids=cast.EVERYONE)


def kit(basis: Basis) -> dict[str, Composed]:
    return {composed.section.id: composed for composed in composing.compose(basis)}


def text(basis: Basis, section: str) -> str:
    return kit(basis)[section].section.markdown or ""


def items(basis: Basis, section: str) -> tuple[Item, ...]:
    return kit(basis)[section].section.items or ()


def lead(basis: Basis, section: str) -> str:
    return kit(basis)[section].section.lead


@pytest.mark.parametrize("name", ["podcast", "tiktok"])
def test_the_kit_reads_as_its_golden_file(name: str) -> None:
    """Set REWRITE_GOLDEN=1 to write the files anew, then read what changed."""
    written = [composed.section.as_wire() for composed in composing.compose(cast.EVERYONE[name])]
    path = GOLDEN / f"{name}.json"
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n")
    assert written == json.loads(path.read_text())


@everyone
def test_every_kit_has_all_six_sections_with_something_in_them(creator: Basis) -> None:
    made = kit(creator)
    assert list(made) == list(KINDS)
    for composed in made.values():
        is_text = composed.section.kind == TEXT
        assert (composed.section.markdown is not None) == is_text
        assert (composed.section.items is None) == is_text
        assert composed.section.lead
        assert composed.section.markdown or composed.section.items


@everyone
def test_no_text_has_a_gap_a_machine_left(creator: Basis) -> None:
    for composed in kit(creator).values():
        section = composed.section
        told = [
            section.lead,
            section.markdown or "",
            *(f"{item.title}. {item.note}" for item in section.items or ()),
        ]
        assert [words for words in told if re.search(r"\{\w*\}|\bNone\b|!|  |_|,\.|\.\.", words)] == []


@everyone
def test_items_are_told_apart_and_stand_together_with_their_group(creator: Basis) -> None:
    for section in ("content_calendar", "launch_plan", "checklist"):
        found = items(creator, section)
        assert len({item.id for item in found}) == len(found)
        groups = [item.group for item in found]
        assert len(
            [group for place, group in enumerate(groups) if groups[place - 1 : place] != [group]]
        ) == len(set(groups))


# Offer


@pytest.mark.parametrize("name", ["podcast", "tiktok", "yearly", "tomorrow", "past"])
def test_the_arithmetic_is_the_recommendations_own_for_the_decided_price(name: str) -> None:
    creator = cast.EVERYONE[name]
    assert creator.facts is not None
    price = creator.decisions["pricing"].value
    for sentence in recommendations.price_arithmetic(cast.PLAYBOOK, creator.facts, price):
        assert f"> {sentence}" in text(creator, "offer")


def test_the_arithmetic_equals_the_card_where_the_price_is_the_one_recommended() -> None:
    card = recommendations.recommend_all(cast.PLAYBOOK, cast.UNDECIDED.facts)["pricing"]
    assert card is not None
    quote = [line[2:] for line in text(cast.UNDECIDED, "offer").splitlines() if line.startswith("> ")]
    assert quote == list(card.arithmetic)


def test_a_yearly_price_in_euros_is_reckoned_by_the_year() -> None:
    offer = text(cast.YEARLY, "offer")
    assert "At €190 that is €950 to €2,660 a year." in offer
    assert "- Circle costs about $89 a month.\n" in offer + "\n"


def test_a_paid_platform_is_counted_in_members_at_the_decided_price() -> None:
    assert (
        "- Circle costs about $89 a month: what 4 members pay at $24.\n"
        "- To be safe 3 times as many should: 12 members; your low estimate for the first month is 1.\n"
    ) in text(cast.PODCAST, "offer") + "\n"


def test_fees_the_playbook_does_not_know_are_not_made_up() -> None:
    assert "Slack: its fees are not in this playbook." in text(cast.TOMORROW, "offer")


def test_without_a_profile_no_number_is_claimed() -> None:
    assert "There is no profile to compute from yet." in text(cast.STRANGER, "offer")
    assert not re.search(r"\d", text(cast.STRANGER, "positioning"))


# Decisions that are open


def test_open_decisions_are_named_with_what_is_assumed() -> None:
    offer = text(cast.UNDECIDED, "offer")
    assert offer.startswith("*Still open, and for now suggested, not decided: the price ($19 a month), ")
    assert "Member**: $19 a month, suggested." in text(cast.UNDECIDED, "structure")
    assert "26 December 2026 is suggested, not decided." in lead(cast.UNDECIDED, "launch_plan")
    assert "suggested" not in text(cast.PODCAST, "offer") + text(cast.PODCAST, "structure")


def test_one_open_decision_is_said_in_a_sentence() -> None:
    one = replace(
        cast.PODCAST,
        decisions={key: made for key, made in cast.PODCAST.decisions.items() if key != "structure"},
    )
    assert "*The structure is still open: one room is suggested, not decided.*" in text(one, "structure")


# Opening day


@pytest.mark.parametrize(
    ("timeline", "target", "day", "known"),
    [
        ("2026-12-15", date(2026, 12, 1), date(2026, 12, 15), "decided"),
        ("P6W", date(2026, 12, 1), date(2027, 1, 1), "decided"),
        ("P3M", None, date(2027, 2, 20), "decided"),
        (None, date(2026, 12, 1), date(2026, 12, 1), "target"),
        (None, None, date(2026, 12, 26), "suggested"),
    ],
)
def test_the_opening_day_says_how_it_is_known(
    timeline: str | None, target: date | None, day: date, known: str
) -> None:
    made = cast.basis("B", "Ada", None, {"timeline": timeline} if timeline else {}, target=target)
    assert (made.opening.day, made.opening.known) == (day, known)


def test_a_suggested_day_that_has_passed_is_counted_anew_from_today() -> None:
    made = cast.basis("B", "Ada", None, {}, started=date(2026, 1, 1))
    assert made.opening.day == cast.TODAY + timedelta(weeks=6)


# Structure


def test_the_decided_price_is_the_members_where_tiers_name_none() -> None:
    structure = text(cast.TIKTOK, "structure")
    assert (
        "- **Supporter**: its price is not set yet.\n- **Member**: $9 a month.\n- **Inner circle**: $49 a month."
        in (structure)
    )


def test_what_people_typed_cannot_become_markdown() -> None:
    sly = cast.basis("**Sly** [x](http://x)", "A*b", None, {"structure": ["# One", "> Two"]})
    assert r"**\# One**" in text(sly, "structure")
    assert r"\*\*Sly\*\* \[x\](http://x)" in text(sly, "positioning")


# Content calendar


@pytest.mark.parametrize("cadence", [*values.CADENCES, None])
@pytest.mark.parametrize(
    "formats", [["build_along"], ["challenge"], ["q_and_a", "workshop"], ["something_new"]]
)
def test_four_weeks_begin_with_a_welcome_and_no_two_are_alike(
    cadence: str | None, formats: list[str]
) -> None:
    opening = date(2028, 2, 14)
    made = cast.basis(
        "B",
        "Ada",
        None,
        {"timeline": opening.isoformat(), "content": {"formats": formats, "cadence": cadence}},
    )
    found = items(made, "content_calendar")
    assert (found[0].id, found[0].date, found[0].group) == ("welcome", opening, "Week 1")
    assert all(item.date and opening <= item.date < opening + timedelta(weeks=4) for item in found)
    assert [item.date for item in found] == sorted(item.date for item in found if item.date)
    weeks = {
        group: tuple(item.title for item in found if item.group == group)
        for group in dict.fromkeys(item.group for item in found)
    }
    assert list(weeks) == ["Week 1", "Week 2", "Week 3", "Week 4"]
    assert len(set(weeks.values())) == 4
    assert len({item.title for item in found}) == len(found)


def test_minutes_come_from_the_playbook_where_it_knows_them() -> None:
    assert {item.minutes for item in items(cast.PODCAST, "content_calendar")} == {90, None}
    assert {item.minutes for item in items(cast.PAST, "content_calendar")} == {None}


# Launch plan and checklist


def test_the_opening_day_is_an_item_and_done_tasks_keep_their_day() -> None:
    plan = {item.id: item for item in items(cast.PODCAST, "launch_plan")}
    assert plan["opening-day"].date == date(2027, 1, 1)
    assert plan["opening-day"].note == "$24 a month, on Circle."
    assert (plan["task-gather_numbers"].date, plan["task-gather_numbers"].done) == (date(2026, 11, 18), True)
    assert plan["task-gather_numbers"].note == "You said: “I wrote all five numbers down last night.”"
    assert plan["task-keep_first_members"].group == "After the opening"
    assert len(plan) == 23


def test_too_little_time_is_said_with_the_numbers() -> None:
    assert (
        "There is too little time: about 23 hours of work and 1 day, where the plan reckons with 5 hours a week."
        " 24 December 2026 would be realistic;" in lead(cast.TOMORROW, "launch_plan")
    )
    assert "The opening day, 10 November 2026, has passed" in lead(cast.PAST, "launch_plan")
    assert "About 21 hours of work in 41 days: 3 hours 40 minutes a week." in lead(
        cast.PODCAST, "launch_plan"
    )


def test_a_skipped_opening_leaves_the_afterwards_after_it() -> None:
    made = cast.basis("B", "Ada", None, {"timeline": "2027-01-31"}, plan={"skip": ["open_in_public"]})
    plan = {item.id: item for item in items(made, "launch_plan")}
    assert "task-open_in_public" not in plan
    assert plan["task-keep_first_members"].date == date(2027, 2, 28)


def test_the_checklist_ends_at_the_doors() -> None:
    ticks = items(cast.PODCAST, "checklist")
    assert {item.task_id for item in ticks}.isdisjoint({"open_in_public", "keep_first_members"})
    assert [item.group for item in ticks[:5]] == ["Decisions"] * 5
    assert lead(cast.PODCAST, "checklist").endswith("18 of 25 to go.")
    done = {task["task_id"]: Done(cast.TODAY) for task in cast.PODCAST.tasks}
    assert lead(replace(cast.PODCAST, done=done), "checklist").endswith("All of it is done.")
    assert "All that comes before the opening is done." in lead(
        replace(cast.PODCAST, done=done), "launch_plan"
    )


# What an edit was composed from


def fingerprints(basis: Basis) -> dict[str, str]:
    return {section: composed.fingerprint for section, composed in kit(basis).items()}


def test_time_and_ticks_leave_the_fingerprints_alone() -> None:
    later = replace(cast.PODCAST, today=cast.TODAY + timedelta(days=9), done={})
    assert fingerprints(cast.PODCAST) == fingerprints(later)


@pytest.mark.parametrize(
    ("category", "raw", "moved"),
    [
        ("pricing", "$29 a month", {"offer", "structure", "checklist"}),
        ("timeline", "2027-02-01", {"content_calendar", "launch_plan", "checklist"}),
        (
            "content",
            {"formats": ["workshop"], "cadence": "weekly"},
            {"positioning", "offer", "structure", "content_calendar", "checklist"},
        ),
    ],
)
def test_a_decision_moves_the_fingerprints_of_what_builds_on_it(
    category: str, raw: Any, moved: set[str]
) -> None:
    changed = replace(
        cast.PODCAST, decisions={**cast.PODCAST.decisions, category: cast.decided(category, raw)}
    )
    before, after = fingerprints(cast.PODCAST), fingerprints(changed)
    assert {section for section in before if before[section] != after[section]} == moved


@given(niche=st.text(min_size=2, max_size=120), name=st.text(min_size=1, max_size=120))
def test_whatever_people_call_things_there_is_a_kit(niche: str, name: str) -> None:
    facts = replace(cast.UNDECIDED.facts, niche=niche) if cast.UNDECIDED.facts else None
    assert len(composing.compose(replace(cast.UNDECIDED, facts=facts, business=name, creator=name))) == 6
