"""Different people, one outcome: five decisions in their own words within eight messages, and nobody is stuck."""

import pytest

from sandbox.anthropic.partner import playbook
from sandbox.tests import personalities
from sandbox.tests.conversation import Conversation


@pytest.mark.parametrize("lines", personalities.ALL.values(), ids=personalities.ALL.keys())
def test_five_decisions_stand_in_the_persons_own_words(claude, lines):
    talk = Conversation(claude)
    talk.start()
    for line in lines:
        talk.say(line)
        assert all(call["quote"] in line for call in talk.called("record_decision"))
    assert len(lines) <= 8
    assert set(talk.decisions) == set(playbook.ORDER)


def test_a_changed_mind_leaves_what_was_said_last(claude):
    talk = Conversation(claude)
    talk.start()
    for line in personalities.CHANGING:
        talk.say(line)
    assert talk.decisions == {
        "platform": "discord",
        "pricing": {"amount_minor": 1900, "currency": "USD", "period": "month"},
        "structure": {"tiers": [{"name": "Member", "amount_minor": None}]},
        "content": {"formats": ["q_and_a"], "cadence": "weekly"},
        "timeline": "2027-02-14",
    }


def test_the_same_thing_is_never_offered_back_twice(claude):
    talk = Conversation(claude)
    talk.start()
    assert "Shall I write down **Circle**" in talk.say("maybe Circle")
    assert "Shall I" not in talk.say("yeah, maybe Circle")
    assert talk.decisions == {"platform": "circle"}


def test_a_question_about_what_was_offered_is_not_a_yes(claude):
    talk = Conversation(claude)
    talk.start()
    talk.say("maybe Circle")
    text = talk.say("Circle?")
    assert talk.decisions == {}
    assert "Shall I" not in text
    assert "Where will members meet?" in text


def test_what_was_not_caught_gets_the_options_and_then_numbers(claude):
    talk = Conversation(claude)
    talk.start()
    first, second = talk.say("blue elephants"), talk.say("green elephants")
    assert all(option["label"] in first for option in playbook.options("platform"))
    assert "1. **Discord**" in second
    talk.say("2")
    assert talk.decisions == {"platform": "circle"}


def test_a_lone_number_picks_from_the_list_of_prices(claude):
    talk = Conversation(claude)
    talk.start()
    talk.say("Discord")
    talk.say("2")
    assert talk.decisions["pricing"]["amount_minor"] == 1900


def test_whoever_leaves_the_choice_to_us_is_offered_the_recommendation(claude):
    talk = Conversation(claude)
    talk.start()
    assert "Shall I write down **Discord**" in talk.say("whatever you think is best")
    talk.say("Yes. Half my viewers live there.")
    assert talk.called("record_decision")[0]["quote"] == "Yes. Half my viewers live there."
