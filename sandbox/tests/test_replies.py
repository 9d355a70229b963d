"""The understanding held to labelled replies in ordinary words, while this question or another one is open."""

from dataclasses import replace

import pytest

from sandbox.anthropic.partner import questions
from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.understanding.message import Understood, understand
from sandbox.tests import replies
from sandbox.tests.conversation import CREATOR, project

DECIDED = ["decided", "fresh_decided", "third_decided", "elsewhere_decided"]
UNDECIDED = ["undecided", "fresh_undecided", "third_undecided", "elsewhere_undecided"]
ENOUGH_HEARD = 0.95
ENOUGH_LEFT_ALONE = 0.98


def heard(asked: str, text: str) -> Understood:
    blank = Situation(CREATOR, project(), text, "", None, tools=frozenset(), called=False)
    return understand(replace(blank, previous=questions.ask(blank, asked)))


@pytest.mark.parametrize("name", DECIDED)
def test_ordinary_replies_are_recorded_as_meant(name):
    rows = replies.decided(name)
    wrong = [
        (asked, text, got)
        for asked, text, meant in rows
        if (got := {found.category: found.value for found in heard(asked, text).decisions}) != meant
    ]
    assert 1 - len(wrong) / len(rows) >= ENOUGH_HEARD, wrong


@pytest.mark.parametrize("name", UNDECIDED)
def test_talk_that_decides_nothing_records_nothing(name):
    rows = replies.undecided(name)
    wrong = [(asked, text) for asked, text in rows if heard(asked, text).decisions]
    assert 1 - len(wrong) / len(rows) >= ENOUGH_LEFT_ALONE, wrong


def test_every_quote_is_in_the_message():
    for asked, text, _ in replies.decided():
        assert all(found.quote in text for found in heard(asked, text).decisions), text


def test_the_list_is_as_large_and_as_mixed_as_it_should_be():
    rows = [row for name in DECIDED for row in replies.decided(name)]
    elsewhere = [text for asked, text, meant in rows if asked not in meant]
    assert len(rows) >= 200
    assert len(elsewhere) >= len(rows) / 3
    assert sum(len(replies.undecided(name)) for name in UNDECIDED) >= 60
