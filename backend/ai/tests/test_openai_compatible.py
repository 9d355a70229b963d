"""Any server that speaks chat completions, over real HTTP: streams, cut streams, refusals, tools, Ollama."""

from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from pytest_django.fixtures import Settings

from backend.accounts.models import User
from backend.ai.models import ModelCall
from backend.ai.routing.context import CallContext
from backend.ai.routing.failures import ModelsNotConfigured, ModelsUnavailable
from backend.ai.routing.pricing import CallUsage as Used
from backend.ai.routing.pricing import cost_of
from backend.ai.services import streams
from backend.ai.services.streams import Answer, AnswerRequest, Turn
from backend.ai.tools import ToolContext, Toolset, toolset

from .chat_completions import DONE, ChatCompletions, answer, chunk, serving, tool_call, usage, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[ChatCompletions]:
    with serving() as double:
        settings.ANTHROPIC_API_KEY = settings.OPENROUTER_API_KEY = ""
        settings.OPENAI_API_KEY = "sk-kiln"
        settings.OPENAI_BASE_URL = f"{double.address}/v1"
        settings.AI_ROUTES = {"chat": ["openai:gpt-5-mini", "openai:gpt-5-nano"]}
        yield double


async def said(
    told: Answer | None = None, *, user: User | None = None, tools: Toolset | None = None, deps: Any = None
) -> list[str]:
    request = AnswerRequest(
        system="You are brief.",
        turns=[Turn("user", "<session_start/>"), Turn("assistant", "Welcome."), Turn("user", "What now?")],
        context=CallContext(purpose="chat", user_id=user.pk if user else None),
        deps=deps,
        **({"toolset": tools} if tools else {}),
    )
    return [piece async for piece in streams.stream(request, told or Answer())]


@sync_to_async
def calls() -> list[ModelCall]:
    return list(ModelCall.objects.order_by("created_at"))


async def test_an_answer_streams_and_its_call_is_recorded(server: ChatCompletions, ada: User) -> None:
    server.will_say(answer("Light ", "the ", "kiln. 🎨"))
    told = Answer()
    assert await said(told, user=ada) == ["Light ", "the ", "kiln. 🎨"]
    assert told.text == "Light the kiln. 🎨"
    assert (told.model, told.sandbox, told.failures) == ("gpt-5-mini", False, [])
    (call,) = await calls()
    assert (call.status, call.vendor, call.model, call.user_id) == (
        "succeeded",
        "openai",
        "gpt-5-mini",
        ada.pk,
    )
    assert (call.input_tokens, call.output_tokens, call.estimated) == (100, 20, False)
    assert call.cost_e8 == told.totals.cost_e8
    assert call.cost_e8 == cost_of("openai", "gpt-5-mini", Used(input_tokens=100, output_tokens=20))[0] > 0
    assert call.first_token_ms is not None


async def test_the_server_is_asked_as_its_protocol_wants(server: ChatCompletions) -> None:
    server.will_say(answer("Yes."))
    await said()
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer sk-kiln"
    assert (body["model"], body["stream"]) == ("gpt-5-mini", True)
    assert [message["role"] for message in body["messages"]] in (
        ["system", "user", "assistant", "user"],
        ["developer", "user", "assistant", "user"],
    )
    assert body["messages"][-1]["content"] == "What now?"
    assert not {"temperature", "top_p"} & set(body)


async def test_cached_input_is_counted_apart(server: ChatCompletions) -> None:
    server.will_say([*words("Yes."), chunk({}, finish="stop"), usage(100, 20, cached=80), DONE])
    told = Answer()
    await said(told)
    (call,) = await calls()
    assert (call.input_tokens, call.cache_read_tokens) == (100, 80)
    assert told.totals.cache_read_tokens == 80


async def test_impossible_counts_do_not_spoil_a_good_answer(server: ChatCompletions) -> None:
    server.will_say([*words("Yes."), chunk({}, finish="stop"), usage(5, 1, cached=10), DONE])
    assert await said() == ["Yes."]
    (call,) = await calls()
    assert call.status == "succeeded"


async def test_a_finish_without_the_last_word_done_is_a_finish(server: ChatCompletions) -> None:
    server.will_say([*words("Yes."), chunk({}, finish="stop")])
    assert await said() == ["Yes."]
    assert [call.status for call in await calls()] == ["succeeded"]


@pytest.mark.parametrize("ending", [[], [DONE]])
async def test_a_stream_without_a_finish_was_cut_and_the_next_model_goes_on(
    server: ChatCompletions, ending: list[str]
) -> None:
    server.will_say([*words("One, ", "two, "), *ending], answer("three."))
    told = Answer()
    assert "".join(await said(told)) == told.text == "One, two, three."
    first, second = await calls()
    assert (first.status, first.error_code, first.estimated) == ("failed", "stream_truncated", True)
    assert first.output_tokens == 3  # ten characters at four a token, rounded up
    assert (second.status, second.model) == ("succeeded", "gpt-5-nano")
    *_, so_far, go_on = server.requests[1][2]["messages"]
    assert (so_far["role"], so_far["content"]) == ("assistant", "One, two, ")
    assert (go_on["role"], go_on["content"]) == ("user", "<continue/>")


async def test_an_error_in_the_middle_of_a_stream_is_passed_on_to_the_next_model(
    server: ChatCompletions,
) -> None:
    broken = {"error": {"message": "The kiln is overloaded", "type": "server_error", "code": "overloaded"}}
    server.will_say([*words("One, "), broken], answer("two."))
    told = Answer()
    assert "".join(await said(told)) == "One, two."
    first, second = await calls()
    assert first.status == "failed"
    assert first.error_code
    assert "overloaded" in first.error_detail
    assert second.status == "succeeded"


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "rate_limited"), (401, "authentication"), (404, "model_not_found"), (500, "server_error")],
)
async def test_a_refused_call_is_named_and_the_next_model_answers(
    server: ChatCompletions, status: int, code: str
) -> None:
    server.will_say((status, {"error": {"message": "No.", "type": "no", "code": None}}), answer("Yes."))
    told = Answer()
    assert await said(told) == ["Yes."]
    assert [failure.code for failure in told.failures] == [code]
    assert [(call.status, call.error_code) for call in await calls()] == [("failed", code), ("succeeded", "")]


async def test_when_none_answers_the_reasons_are_kept_and_the_words_are_plain(
    server: ChatCompletions,
) -> None:
    refusal = (500, {"error": {"message": "boom"}})
    server.will_say(refusal, refusal)
    with pytest.raises(ModelsUnavailable) as unavailable:
        await said()
    assert unavailable.value.extra["reasons"] == [
        "openai:gpt-5-mini: server_error",
        "openai:gpt-5-nano: server_error",
    ]
    assert "boom" not in unavailable.value.detail


async def test_without_a_configured_model_nothing_is_called(
    server: ChatCompletions, settings: Settings
) -> None:
    settings.OPENAI_API_KEY = ""
    with pytest.raises(ModelsNotConfigured):
        await said()
    assert server.requests == []
    assert await calls() == []


async def note_down(ctx: ToolContext[list[str]], what: str) -> str:
    """Note something down.

    Args:
        what: What to note.
    """
    ctx.deps.append(what)
    return f"Noted: {what}."


async def test_tools_are_called_and_their_results_told(server: ChatCompletions) -> None:
    server.will_say(tool_call("note_down", {"what": "glaze 🎨"}), answer("I wrote it down."))
    noted: list[str] = []
    told = Answer()
    pieces = await said(told, tools=toolset([note_down]), deps=noted)
    assert ("".join(pieces), noted, told.used_tools) == ("I wrote it down.", ["glaze 🎨"], True)
    assert server.requests[0][2]["tools"][0]["function"]["name"] == "note_down"
    result = server.requests[1][2]["messages"][-1]
    assert (result["role"], result["tool_call_id"], result["content"]) == (
        "tool",
        "call_1",
        "Noted: glaze 🎨.",
    )
    assert [call.status for call in await calls()] == ["succeeded"] * 2
    assert told.totals.input_tokens == 150


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
async def test_ollama_answers_without_a_key_and_without_tools(
    server: ChatCompletions, settings: Settings, path: str
) -> None:
    settings.OPENAI_API_KEY = ""
    settings.OLLAMA_BASE_URL = f"{server.address}{path}"
    settings.AI_ROUTES = {"chat": ["ollama:llama3.1:8b"]}
    settings.AI_MODELS_WITHOUT_TOOLS = ["ollama:llama3.1:8b"]
    server.will_say(answer("Moo."))
    told = Answer()
    assert await said(told, tools=toolset([note_down]), deps=[]) == ["Moo."]
    ((asked, _, body),) = server.requests
    assert (asked, body["model"]) == ("/v1/chat/completions", "llama3.1:8b")
    assert "tools" not in body
    assert not told.had_tools
    (call,) = await calls()
    assert (call.cost_e8, call.price["source"]) == (0, "local")
