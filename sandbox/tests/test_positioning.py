"""The one text the scripted partner writes: called for by its tool, made of what the request holds."""

import json
from typing import Any

import anthropic
import pytest

from sandbox.tests.conversation import CREATOR, MODEL, project, system, tool

SAID = [
    {"role": "partner", "text": "My viewers love you, I am told. Who is it for?"},
    {
        "role": "creator",
        "text": "My viewers want to paint along. Is that enough? I paint because it calms me down.",
    },
]
TOOLS = [tool("write_positioning")]


def asked(claude: anthropic.Anthropic, **changes: Any) -> anthropic.types.Message:
    decided = {
        "content": {"value": {}, "display": "Weekly build-alongs"},
        "pricing": {"value": {}, "display": "$19"},
    }
    request: dict[str, Any] = {
        "model": MODEL,
        "max_tokens": 2000,
        "system": system(CREATOR, project(decisions=decided)),
        "messages": [
            {"role": "user", "content": f"<conversation>{json.dumps(SAID)}</conversation>\n\nWrite it."}
        ],
        "tools": TOOLS,
    }
    with claude.messages.stream(**(request | changes)) as stream:
        return stream.get_final_message()


@pytest.mark.parametrize("choice", ["auto", "any"])
def test_the_tool_is_called_with_the_creators_own_sentences(claude: anthropic.Anthropic, choice: str) -> None:
    message = asked(claude, tool_choice={"type": choice})
    assert message.stop_reason == "tool_use"
    [call] = message.content
    assert call.type == "tool_use" and call.name == "write_positioning"
    assert call.input["proof"] == ["My viewers want to paint along.", "I paint because it calms me down."]
    assert "Ada" in call.input["for_whom"] and "miniature painting" in call.input["for_whom"]
    assert call.input["promise"].startswith("Weekly build-alongs")


def test_no_figure_is_used(claude: anthropic.Anthropic) -> None:
    [call] = asked(claude).content
    assert call.type == "tool_use"
    assert not any(sign.isdigit() for sign in json.dumps(call.input))


def test_a_request_without_a_readable_conversation_still_gets_a_positioning(
    claude: anthropic.Anthropic,
) -> None:
    [call] = asked(claude, messages=[{"role": "user", "content": "<conversation>{</conversation>"}]).content
    assert call.type == "tool_use"
    assert call.input["proof"] == []


def test_among_other_tools_or_where_calls_are_forbidden_it_is_a_conversation(
    claude: anthropic.Anthropic,
) -> None:
    for changes in ({"tools": [*TOOLS, tool("other")]}, {"tool_choice": {"type": "none"}}):
        message = asked(claude, **changes)
        assert [block.type for block in message.content] == ["text"]
