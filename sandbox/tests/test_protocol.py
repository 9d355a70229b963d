"""The wire, event by event, and each refusal the real service would give."""

import json

import anthropic
import pytest

from sandbox.anthropic.answers import words
from sandbox.anthropic.protocol.request import VERSION
from sandbox.tests.conversation import CREATOR, MODEL, TOOLS, Conversation, project, system

HEADERS = {"anthropic-version": VERSION, "x-api-key": "sk-test-1234"}
ASK = {"model": MODEL, "max_tokens": 2000, "messages": [{"role": "user", "content": "Hello"}]}
START = ASK | {
    "system": system(CREATOR, project()),
    "messages": [{"role": "user", "content": "<session_start/>"}],
}
USE = {"type": "tool_use", "id": "toolu_1", "name": "record_decision", "input": {}}
RESULT = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "ok"}


def post(http, body, path="/anthropic/v1/messages", headers=HEADERS):
    return http.post(path, json=body, headers=headers)


def events(http, body):
    """(name, data) of each event of a raw stream."""
    text = post(http, body | {"stream": True}).text
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n", 1)
        yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_a_text_answer_streams_in_the_documented_order(control):
    seen = list(events(control, START))
    names = [name for name, _ in seen]
    assert names[:3] == ["message_start", "content_block_start", "ping"]
    assert names[-3:] == ["content_block_stop", "message_delta", "message_stop"]
    assert set(names[3:-3]) == {"content_block_delta"}
    assert all(data["type"] == name for name, data in seen)


def test_usage_opens_with_the_input_and_ends_cumulative(control):
    seen = dict(events(control, START))
    opening, closing = seen["message_start"]["message"], seen["message_delta"]
    assert opening["stop_reason"] is None
    assert opening["content"] == []
    assert opening["usage"]["input_tokens"] > 100
    assert opening["usage"]["cache_read_input_tokens"] == 0
    assert closing["usage"]["output_tokens"] > opening["usage"]["output_tokens"]
    assert closing["delta"]["stop_reason"] == "end_turn"


def test_words_come_in_small_pieces_that_join_to_the_text(control):
    deltas = [data["delta"]["text"] for name, data in events(control, START) if name == "content_block_delta"]
    assert all(len(delta.strip()) <= 6 for delta in deltas)
    whole = post(control, START).json()["content"][0]["text"]
    assert "".join(deltas) == whole


@pytest.mark.parametrize(
    "text", ["", "a", "  two  spaces\n\n\tand more ", "emoji 🎨🖌️ and 東京, naïve — “quotes”", "x" * 50]
)
def test_pieces_lose_nothing(text):
    assert "".join(words(text)) == text


def test_a_tool_call_streams_its_input_in_fragments_the_first_empty(control):
    body = START | {"tools": TOOLS, "messages": [{"role": "user", "content": "Discord, $19 a month"}]}
    seen = list(events(control, body))
    starts = [data["content_block"] for name, data in seen if name == "content_block_start"]
    assert [block["name"] for block in starts] == ["record_decision", "record_decision", "suggest_next_steps"]
    assert all(block["input"] == {} for block in starts)
    fragments = [
        data["delta"]["partial_json"] for _, data in seen if data.get("index") == 0 and "delta" in data
    ]
    assert fragments[0] == ""
    assert len(fragments) > 3
    assert json.loads("".join(fragments))["value"] == "discord"
    assert dict(seen)["message_delta"]["delta"]["stop_reason"] == "tool_use"


def test_a_tool_round_trip_with_the_official_client(claude):
    talk = Conversation(claude)
    talk.start()
    text = talk.say("Discord")
    assert [name for name, _ in talk.calls] == ["record_decision", "suggest_next_steps"]
    assert "Discord" in text


def test_an_answer_in_one_piece_carries_the_same_message(claude):
    message = claude.messages.create(**START)
    assert message.stop_reason == "end_turn"
    assert message.usage.output_tokens == -(-len(message.content[0].text) // 4)
    assert message._request_id.startswith("req_")


def test_max_tokens_cuts_the_answer(claude):
    message = claude.messages.create(**START | {"max_tokens": 5})
    assert message.stop_reason == "max_tokens"
    assert message.usage.output_tokens == 5
    assert len(message.content[0].text) == 20


def test_a_stop_sequence_ends_the_answer(claude):
    message = claude.messages.create(**START, stop_sequences=["launch partner"])
    assert (message.stop_reason, message.stop_sequence) == ("stop_sequence", "launch partner")
    assert message.content[0].text.endswith("I am your ")


def test_counting_tokens_agrees_with_the_usage(claude):
    counted = claude.messages.count_tokens(**{key: START[key] for key in ("model", "messages", "system")})
    assert counted.input_tokens == claude.messages.create(**START).usage.input_tokens


def test_the_models_are_paged(claude):
    first = claude.models.list(limit=2)
    assert len(first.data) == 2
    assert first.has_more
    assert {model.lifecycle for model in claude.models.list()} == {"active"}
    assert claude.models.retrieve(MODEL).max_tokens > 0


def test_cache_control_is_accepted(control):
    marked = {"type": "text", "text": "You help.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}
    assert (
        post(control, ASK | {"system": [marked], "cache_control": {"type": "ephemeral"}}).status_code == 200
    )
    assert post(control, ASK | {"system": [marked] * 5}).status_code == 400


def test_a_bearer_token_is_a_credential(control):
    headers = {"anthropic-version": VERSION, "authorization": "Bearer sk-test"}
    assert post(control, ASK, headers=headers).status_code == 200


REFUSED_HEADERS = [
    ({"x-api-key": "k"}, 400, "anthropic-version: header is required"),
    ({"x-api-key": "k", "anthropic-version": "2020-01-01"}, 400, "is not a valid version"),
    ({"anthropic-version": VERSION}, 401, "x-api-key header is required"),
    ({"anthropic-version": VERSION, "authorization": "Basic abc"}, 401, "x-api-key header is required"),
    ({"anthropic-version": VERSION, "x-api-key": "invalid-key"}, 401, "invalid x-api-key"),
]


@pytest.mark.parametrize(("headers", "status", "message"), REFUSED_HEADERS)
@pytest.mark.parametrize("path", ["/anthropic/v1/messages", "/anthropic/v1/messages/count_tokens"])
def test_a_request_without_its_headers_is_refused(control, headers, status, message, path):
    reply = post(control, ASK, path=path, headers=headers)
    assert reply.status_code == status
    assert message in reply.json()["error"]["message"]


def said(*messages):
    return {"messages": [{"role": role, "content": content} for role, content in messages]}


REFUSED = [
    ({"temperature": 1}, "sampling"),
    ({"top_p": 0.9}, "sampling"),
    ({"top_k": 5}, "sampling"),
    ({"presence_penalty": 0}, "presence_penalty: Extra inputs are not permitted"),
    ({"max_tokens": None}, "max_tokens"),
    ({"max_tokens": -1}, "max_tokens"),
    ({"max_tokens": 10**6}, "maximum allowed"),
    ({"stream": "yes"}, "stream"),
    ({"messages": []}, "at least one message"),
    ({"messages": "hi"}, "messages"),
    (said(("assistant", "Hi"), ("user", "Hi")), "first message"),
    (said(("user", "Hi"), ("assistant", "The answer is")), "prefill"),
    (said(("system", "Hi")), "Unexpected role"),
    (said(("user", "")), "non-empty"),
    (said(("user", [])), "non-empty"),
    (said(("user", [{"type": "text", "text": ""}])), "non-empty"),
    (said(("user", "   ")), "non-whitespace"),
    (said(("user", [{"type": "tool_use", "id": "x", "name": "y", "input": {}}])), "expected tags"),
    (said(("user", [RESULT])), "unexpected `tool_use_id`"),
    (said(("user", "Hi"), ("assistant", [USE]), ("user", "so?")), "without `tool_result` blocks"),
    (said(("user", "Hi"), ("assistant", [USE]), ("user", [RESULT | {"tool_use_id": "other"}])), "unexpected"),
    ({"tools": [{"name": "a b", "input_schema": {"type": "object"}}]}, "tools.0.name"),
    ({"tools": [{"name": "a"}]}, "input_schema"),
    ({"tools": [TOOLS[0], TOOLS[0]]}, "unique"),
    ({"tool_choice": {"type": "any"}}, "while providing tools"),
    ({"tools": TOOLS, "tool_choice": {"type": "tool", "name": "nope"}}, "not found"),
    ({"system": [{"type": "text", "text": ""}]}, "non-empty"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_the_service_refuses_is_refused(control, change, message):
    reply = post(control, ASK | change)
    body = reply.json()
    assert reply.status_code == 400
    assert (body["type"], body["error"]["type"]) == ("error", "invalid_request_error")
    assert message in body["error"]["message"]
    assert body["request_id"] == reply.headers["request-id"]


@pytest.mark.parametrize("name", ["max_tokens", "model", "messages"])
def test_a_missing_field_is_named(control, name):
    reply = post(control, {key: value for key, value in ASK.items() if key != name})
    assert (reply.status_code, reply.json()["error"]["message"]) == (400, f"{name}: Field required")


def test_an_unknown_model_is_not_found(claude):
    with pytest.raises(anthropic.NotFoundError, match="model: claude-nope"):
        claude.messages.create(**ASK | {"model": "claude-nope"})


def test_broken_json_is_refused(control):
    reply = control.post("/anthropic/v1/messages", content=b'{"model": ', headers=HEADERS)
    assert (reply.status_code, reply.json()["error"]["type"]) == (400, "invalid_request_error")


def test_an_unknown_path_is_an_error_in_the_same_shape(control):
    assert control.get("/anthropic/v1/nope", headers=HEADERS).json()["error"]["type"] == "not_found_error"


def test_an_answered_tool_call_is_accepted(control):
    turns = said(("user", "Hi"), ("assistant", [USE]), ("user", [RESULT]))
    assert post(control, ASK | turns | {"tools": TOOLS}).status_code == 200
