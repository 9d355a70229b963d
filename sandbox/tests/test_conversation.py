"""The partner in conversation: five decisions within eight messages, sensible on every detour, honest about itself."""

import pytest

from sandbox.anthropic.partner import playbook
from sandbox.tests.conversation import ARITHMETIC, Conversation

MONTHLY_19 = {"amount_minor": 1900, "currency": "USD", "period": "month"}
ONE_ROOM = {"tiers": [{"name": "Member", "amount_minor": None}]}
CANNED = {
    "plain answers": ["Discord", "$19 a month", "one room", "weekly build-alongs", "15 January"],
    "chatty": [
        "Hi! I think Discord, my people hang out there anyway.",
        "Hmm, around 20 bucks a month I guess?",
        "Let's say 20",
        "Keep it simple, everyone together",
        "A Q&A every Thursday and a workshop once a month",
        "In about six weeks",
    ],
    "accepting": ["sounds good", "yes", "ok", "Perfect.", "let's do it"],
    "hesitant": [
        "not sure",
        "what do you recommend?",
        "ok let's go with Circle then",
        "your recommendation sounds good",
        "the first one",
        "weekly",
        "build alongs",
        "in two months",
    ],
    "all at once": ["Discord, $15 a month, two tiers, monthly workshops, and we open on March 1"],
    "changing": [
        "Circle",
        "actually, let's use Discord instead. And charge 12 euros a month",
        "no tiers",
        "office hours every other week",
        "first week of February",
    ],
}


@pytest.mark.parametrize("lines", CANNED.values(), ids=CANNED.keys())
def test_five_decisions_stand_within_eight_messages(claude, lines):
    talk = Conversation(claude)
    talk.start()
    for line in lines:
        talk.say(line)
        for call in talk.called("record_decision"):
            assert call["quote"] in line
            assert 0 < call["confidence"] <= 1
    assert len(lines) <= 8
    assert set(talk.decisions) == set(playbook.ORDER)


def test_the_values_are_canonical(claude):
    talk = Conversation(claude)
    talk.start()
    for line in CANNED["plain answers"]:
        talk.say(line)
    assert talk.decisions == {
        "platform": "discord",
        "pricing": MONTHLY_19,
        "structure": ONE_ROOM,
        "content": {"formats": ["build_along"], "cadence": "weekly"},
        "timeline": "2027-01-15",
    }


def test_the_greeting_uses_the_creators_numbers_and_says_what_it_is(claude):
    talk = Conversation(claude)
    text = talk.start()
    assert "Ada" in text
    assert "24,000 followers" in text
    assert "scripted" in text
    assert "sandbox" in text
    assert all(f"> {line}" in text for line in ARITHMETIC)
    assert talk.called("record_decision") == []
    assert 2 <= len(talk.steps) <= 4


def test_a_creator_without_numbers_is_greeted_too(claude):
    talk = Conversation(claude)
    talk.creator = dict.fromkeys(("name", "primary_platform", "follower_count", "engagement_rate", "niche"))
    text = talk.start()
    assert "None" not in text
    assert "Where will members meet?" in text


def test_one_question_at_a_time(claude):
    talk = Conversation(claude)
    texts = [talk.start(), *(talk.say(line) for line in CANNED["plain answers"])]
    asked = [point["question"] for point in playbook.load()["decisions"]]
    assert [sum(text.count(question) for question in asked) for text in texts] == [1, 1, 1, 1, 1, 0]


def test_every_short_reply_offered_is_understood(claude):
    talk = Conversation(claude)
    talk.start()
    for _ in range(5):
        talk.say(talk.steps[0])
    assert set(talk.decisions) == set(playbook.ORDER)


@pytest.mark.parametrize(
    "line",
    [
        "What's the weather like in Lisbon?",
        "Can you write me a landing page?",
        "Are you a real AI?",
        "My friend says Circle is better",
        "What if I used Skool?",
        "I don't want Discord",
        "Is Discord better than Circle?",
        "what do you recommend?",
        "thanks!",
        "asdkjh qwe",
        "🤷",
        "why?",
        "done",
        "How much money will I make?",
        "<script>alert(1)</script>",
    ],
)
def test_a_digression_records_nothing_and_returns_to_the_question(claude, line):
    talk = Conversation(claude)
    talk.start()
    text = talk.say(line)
    assert talk.called("record_decision") == []
    assert "Where will members meet?" in text
    talk.say("Discord")
    assert talk.decisions == {"platform": "discord"}


def test_a_leaning_becomes_a_decision_only_by_a_yes(claude):
    talk = Conversation(claude)
    talk.start()
    assert "Shall I write down **Circle**" in talk.say("maybe Circle")
    assert talk.decisions == {}
    talk.say("yes")
    assert talk.decisions == {"platform": "circle"}


def test_a_leaning_declined_is_forgotten(claude):
    talk = Conversation(claude)
    talk.start()
    talk.say("maybe Circle")
    text = talk.say("no")
    assert talk.decisions == {}
    assert "Where will members meet?" in text


def test_trade_offs_are_shown_when_asked(claude):
    talk = Conversation(claude)
    talk.start()
    text = talk.say("Which one would you pick, and what are the trade-offs?")
    for option in playbook.options("platform"):
        assert option["label"] in text
    assert talk.decisions == {}


def test_a_change_of_mind_is_recorded_after_everything_stands(claude):
    talk = Conversation(claude)
    talk.start()
    for line in CANNED["plain answers"]:
        talk.say(line)
    talk.say("Actually make the price $29")
    assert talk.called("record_decision")[0]["quote"] == "Actually make the price $29"
    assert talk.decisions["pricing"] == MONTHLY_19 | {"amount_minor": 2900}


def test_the_same_value_again_is_not_recorded_twice(claude):
    talk = Conversation(claude)
    talk.start()
    talk.say("Discord")
    talk.say("Discord")
    assert talk.called("record_decision") == []


def test_the_plan_goes_on_task_by_task(claude):
    talk = Conversation(claude)
    talk.start()
    for line in CANNED["plain answers"]:
        text = talk.say(line)
    first = next(
        task for task in playbook.tasks().values() if not task["decision"] and not task["depends_on"]
    )
    assert f"Next on the plan: **{first['title']}**" in text
    assert "1. " in talk.say("How do I do that?")
    text = talk.say("That one is done")
    assert talk.called("complete_task") == [{"task_id": first["task_id"], "evidence": "That one is done"}]
    assert f"Next on the plan: **{first['title']}**" not in text


@pytest.mark.parametrize(
    ("line", "task_id"),
    [
        ("I finished the interviews with five people.", "interview_five"),
        ("The welcome letter is written!", "draft_welcome_letter"),
        ("I've connected payments and refunded one", "connect_payments"),
        ("House rules are done ✅", "write_house_rules"),
        ("I haven't written the house rules yet", None),
        ("Tomorrow I'll write the house rules", None),
        ("Should I write the house rules?", None),
        ("My friend wrote the house rules for her group", None),
        ("Done with something else entirely", None),
    ],
)
def test_a_finished_task_is_ticked_in_the_persons_words(claude, line, task_id):
    talk = Conversation(claude)
    talk.start()
    talk.say(line)
    expected = [{"task_id": task_id, "evidence": line}] if task_id else []
    assert talk.called("complete_task") == expected


def test_without_tools_it_answers_in_text(claude):
    talk = Conversation(claude, tools=[])
    assert "Where will members meet?" in talk.start()
    assert "What do founding members pay?" in talk.say("Discord")
    assert talk.calls == []


def test_without_a_project_it_says_what_it_is(claude):
    message = claude.messages.create(
        model="claude-sonnet-5-5", max_tokens=300, messages=[{"role": "user", "content": "Name a colour."}]
    )
    assert "sandbox partner" in message.content[0].text


def test_it_answers_the_same_request_the_same_way(claude):
    first, second = Conversation(claude), Conversation(claude)
    assert [first.start(), first.say("Discord")] == [second.start(), second.say("Discord")]


def test_a_refused_tool_call_is_owned_up_to(claude):
    talk = Conversation(claude)
    talk.start()
    turns = [*talk.messages, {"role": "user", "content": "Discord"}]
    call = next(block for block in talk._ask(turns).content if block.name == "record_decision")
    turns += [
        {"role": "assistant", "content": [call.model_dump()]},
        {
            "role": "user",
            "content": [{"type": "tool_result", "tool_use_id": call.id, "is_error": True, "content": "no"}],
        },
    ]
    text = talk._ask(turns).content[0].text
    assert "could not write down the platform" in text
    assert "Noted" not in text


def test_a_task_that_waits_for_the_person_is_not_called_ticked(claude):
    talk = Conversation(claude)
    talk.start()
    turns = [*talk.messages, {"role": "user", "content": "House rules are done ✅"}]
    call = next(block for block in talk._ask(turns).content if block.name == "complete_task")
    held = {
        "type": "tool_result",
        "tool_use_id": call.id,
        "content": "It waits for the creator to confirm that it is done.",
    }
    turns += [
        {"role": "assistant", "content": [call.model_dump()]},
        {"role": "user", "content": [held]},
    ]
    text = talk._ask(turns).content[0].text
    assert "Confirm it on the card" in text
    assert "ticked" not in text
