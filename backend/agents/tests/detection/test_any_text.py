"""Promises that hold for any text at all."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.agents.detection import TaskHint, detect
from backend.agents.detection.detector import MOST_CHARACTERS
from backend.agents.detection.scoring import labelled

TASKS = [
    TaskHint("write_promise", "Write the one-line promise"),
    TaskHint("odd", "\ud800 … "),
    TaskHint("", ""),
]
SAID = [row["text"] for part in ("train", "practice") for row in labelled(part)]

anything = st.text(st.characters(), max_size=400)
JOINTS = [" and ", ", ", "\n- ", "?", "… ", "$", "1,", " 99", "ﷺ", "\u200b"]
near_misses = st.lists(
    st.one_of(st.sampled_from(SAID), st.sampled_from(JOINTS), st.text(max_size=8)),
    max_size=8,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(anything, near_misses),
    role=st.sampled_from(["user", "assistant"]),
    today=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
)
def test_never_raises_and_quotes_what_was_said(text, role, today):
    found = detect(text, role=role, today=today, tasks=TASKS)

    for item in [*found.decisions, *found.completions]:
        assert item.quote
        assert item.quote in text
        assert 0 < item.confidence <= 1
    for step in found.next_steps:
        assert step.text.strip()
        assert 0 < step.confidence <= 1
    assert len({decision.category for decision in found.decisions}) == len(found.decisions)


@settings(max_examples=100, deadline=None)
@given(amount=st.integers(1, 9999), cents=st.integers(0, 99))
def test_a_plain_price_is_read_to_the_cent(amount, cents):
    (found,) = detect(f"Let's charge ${amount:,}.{cents:02d} a month.").decisions

    assert found.value == {"amount_minor": amount * 100 + cents, "currency": "USD", "period": "month"}


@settings(max_examples=100, deadline=None)
@given(day=st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_a_written_date_is_that_day(day):
    for text in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        (found,) = detect(f"Let's launch on {text}.", today=date(2026, 11, 20)).decisions
        assert found.value == day.isoformat()


def test_very_long_text_is_read_to_its_limit():
    text = "Let's go with Discord. " + "a" * MOST_CHARACTERS + " Let's go with Circle."

    assert [decision.value for decision in detect(text).decisions] == ["discord"]
