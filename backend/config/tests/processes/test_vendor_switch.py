"""One key switches to the vendor: requests go there and nowhere else, and its failures are ours to bear."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from .client import Browser, Frame, Partner, prose, signed_up
from .servers import Sandbox, Web, running

FIRST, SECOND = "claude-sonnet-5-5", "claude-haiku-5-5"
ANSWER = prose(60)


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A server that stands for Anthropic's own."""
    vendor = Sandbox(data=tmp_path_factory.mktemp("vendor") / "state")
    with running(vendor):
        yield vendor


@pytest.fixture(scope="module")
def web(vendor: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web(
        data=tmp_path_factory.mktemp("switched") / "data",
        ANTHROPIC_API_KEY="a-key-of-our-own-7654",
        ANTHROPIC_BASE_URL=f"{vendor.url}/anthropic",
    )
    with running(web):
        yield web


@pytest.fixture
def partner(vendor: Sandbox) -> Iterator[Partner]:
    partner = Partner(vendor.url)
    partner.reset()
    yield partner
    partner.http.close()


@pytest.fixture(scope="module")
def regulars() -> dict[str, Browser]:
    return {}


@pytest.fixture
async def ada(web: Web, partner: Partner, regulars: dict[str, Browser]) -> AsyncIterator[Browser]:
    if "ada" not in regulars:
        async with signed_up(web.url) as new:
            regulars["ada"] = new
    ada = regulars["ada"].another()
    async with ada.http:
        await ada.log_in()
        partner.reset()
        yield ada


async def answered(ada: Browser) -> Frame:
    """Return the frame that ends the answer to a message; deltas were followed without a gap or an overlap."""
    async with ada.tab() as tab:
        await tab.say("What do you think?")
        return await tab.until("message.completed", "message.failed")


def models_asked(partner: Partner) -> list[str]:
    return [request["body"]["model"] for request in partner.requests()]


def faults(kind: str, *models: str, **more: Any) -> list[dict[str, Any]]:
    return [{"kind": kind, "model": model, **more} for model in models]


async def test_requests_go_to_the_vendor_as_documented(web: Web, ada: Browser, partner: Partner) -> None:
    partner.script(ANSWER)
    ending = await answered(ada)
    assert ending["message"]["text"] == ANSWER
    assert (ending["message"]["model"], ending["message"]["sandbox"]) == (FIRST, False)
    assert ending["message"]["cost"]["amount_e8"] > 0
    (request,) = partner.requests()
    assert request["path"].endswith("/v1/messages")
    assert request["headers"]["anthropic-version"] == "2026-10-21"
    assert request["headers"]["content-type"] == "application/json"
    assert request["headers"]["authorization"].endswith("7654")
    assert request["body"]["stream"] is True
    assert not {"temperature", "top_p", "top_k"} & request["body"].keys()
    assert "a-key-of-our-own" not in str(request["body"])
    assert Partner(f"{web.url}/sandbox").requests() == []
    assert (await ada.active())["sandbox"] is False


@pytest.mark.parametrize("kind", ["down", "overloaded", "rate_limit", "server_error"])
async def test_with_the_first_model_down_the_second_answers(
    ada: Browser, partner: Partner, kind: str
) -> None:
    partner.script(ANSWER)
    partner.fail(*faults(kind, FIRST))
    ending = await answered(ada)
    assert ending["type"] == "message.completed"
    assert (ending["message"]["text"], ending["message"]["model"]) == (ANSWER, SECOND)
    assert models_asked(partner) == [FIRST, SECOND]


@pytest.mark.parametrize("kind", ["overloaded_midstream", "cut", "drop"])
async def test_a_stream_that_breaks_is_continued_without_repeating(
    ada: Browser, partner: Partner, kind: str
) -> None:
    partner.script(ANSWER)
    partner.pace(400)
    partner.fail(*faults(kind, FIRST, after_tokens=30))
    ending = await answered(ada)
    assert ending["type"] == "message.completed"
    assert ending["message"]["text"] == ANSWER
    asked = partner.requests()
    assert models_asked(partner) == [FIRST, SECOND]
    *_, so_far, go_on = asked[-1]["body"]["messages"]
    assert so_far["role"] == "assistant"
    assert ANSWER.startswith(text_of(so_far))
    assert text_of(so_far)
    assert text_of(go_on) == "<continue/>"


async def test_with_all_models_down_a_plain_sentence_and_nothing_counted(
    ada: Browser, partner: Partner
) -> None:
    before = await ada.left_today()
    partner.fail(*faults("down", FIRST, SECOND))
    failed = await answered(ada)
    message = failed["message"]
    assert failed["type"] == "message.failed"
    assert failed["code"] == message["error"]["code"] == "models_unavailable"
    assert failed["retryable"] is message["error"]["retryable"] is True
    assert "not counted" in failed["detail"]
    assert not any(word in failed["detail"].lower() for word in ("503", "anthropic", "claude", "error"))
    assert (message["status"], message["text"]) == ("failed", "")
    assert await ada.newest() == message
    assert await ada.left_today() == before

    partner.recover()
    partner.script(ANSWER)
    async with ada.tab() as tab:
        assert (await ada.post(ada.messages_path(message["id"], "retry"))).status_code == 202
        complete = await tab.answer()
    assert (complete["id"], complete["status"], complete["text"]) == (message["id"], "complete", ANSWER)
    assert await ada.left_today() == before - 1


async def test_broken_everywhere_keeps_what_was_said(ada: Browser, partner: Partner) -> None:
    before = await ada.left_today()
    partner.script(ANSWER)
    partner.pace(400)
    partner.fail(*faults("cut", FIRST, after_tokens=30), *faults("down", SECOND))
    failed = await answered(ada)
    assert failed["type"] == "message.failed"
    assert failed["message"]["text"]
    assert ANSWER.startswith(failed["message"]["text"])
    assert await ada.left_today() == before


async def test_no_sampling_parameter_was_ever_sent(ada: Browser, partner: Partner) -> None:
    partner.fail(*faults("cut", FIRST, after_tokens=5))
    await answered(ada)
    sent = {name for request in partner.requests() for name in request["body"]}
    assert {"model", "max_tokens", "messages", "system"} <= sent
    assert not {"temperature", "top_p", "top_k", "seed", "stop_sequences"} & sent


def text_of(turn: Frame) -> str:
    content = turn["content"]
    if isinstance(content, str):
        return content
    return "".join(block.get("text", "") for block in content)
