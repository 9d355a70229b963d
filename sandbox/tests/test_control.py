"""Faults, pace, queued answers and the request log: what tests and developers script."""

import threading
import time

import anthropic
import httpx2
import pytest

from sandbox.tests.conversation import CREATOR, MODEL, Conversation, project, system

START = {
    "model": MODEL,
    "max_tokens": 2000,
    "system": system(CREATOR, project()),
    "messages": [{"role": "user", "content": "<session_start/>"}],
}


def collect(claude, **changes):
    parts: list[str] = []
    with claude.messages.stream(**START | changes) as stream:
        try:
            for text in stream.text_stream:
                parts.append(text)
        except (anthropic.APIStatusError, httpx2.RemoteProtocolError) as error:
            return "".join(parts), error, None
        return "".join(parts), None, stream.get_final_message().stop_reason


def test_a_rate_limit_says_how_long_to_wait(claude, fail):
    fail("rate_limit", retry_after=7)
    with pytest.raises(anthropic.RateLimitError) as refused:
        claude.messages.create(**START)
    assert refused.value.response.headers["retry-after"] == "7"
    assert claude.messages.create(**START).stop_reason == "end_turn"


@pytest.mark.parametrize(
    ("kind", "status", "error_type"),
    [("overloaded", 529, "overloaded_error"), ("server_error", 500, "api_error"), ("down", 503, "api_error")],
)
def test_a_refusing_fault_answers_nothing(claude, fail, kind, status, error_type):
    fail(kind)
    with pytest.raises(anthropic.APIStatusError) as refused:
        claude.messages.create(**START)
    assert (refused.value.status_code, refused.value.type) == (status, error_type)


def test_down_lasts_until_it_is_cleared(claude, control, fail):
    fail("down")
    for _ in range(3):
        with pytest.raises(anthropic.InternalServerError):
            claude.messages.create(**START)
    with pytest.raises(anthropic.InternalServerError):
        claude.models.list()
    control.delete("/anthropic/control/faults")
    assert claude.messages.create(**START).stop_reason == "end_turn"


def test_an_overload_in_mid_stream_comes_as_an_error_event(claude, fail):
    fail("overloaded_midstream", after_tokens=12)
    text, error, _ = collect(claude)
    assert text
    assert (error.status_code, error.type) == (200, "overloaded_error")


def test_a_cut_stream_ends_without_an_error_and_without_a_stop_reason(claude, fail):
    fail("cut", after_tokens=12)
    text, error, reason = collect(claude)
    assert text
    assert (error, reason) == (None, None)


def test_a_cut_never_says_it_is_over_however_late(claude, fail):
    fail("cut", after_tokens=100_000)
    assert collect(claude)[1:] == (None, None)


def test_a_dropped_connection_breaks_mid_chunk(claude, fail):
    fail("drop", after_tokens=12)
    text, error, _ = collect(claude)
    assert text
    assert isinstance(error, httpx2.RemoteProtocolError)
    assert collect(claude)[2] == "end_turn"


def test_a_slow_answer_takes_its_time_per_token(claude, fail):
    fail("slow", delay_ms=30)
    began = time.monotonic()
    collect(claude, max_tokens=8)
    assert time.monotonic() - began >= 8 * 0.03


def test_a_fault_may_strike_one_model_and_several_times(claude, fail):
    fail("overloaded", model=MODEL, times=2)
    assert claude.messages.create(**START | {"model": "claude-haiku-5-5"}).stop_reason == "end_turn"
    for _ in range(2):
        with pytest.raises(anthropic.OverloadedError):
            claude.messages.create(**START)
    assert claude.messages.create(**START).stop_reason == "end_turn"


def test_each_fault_is_claimed_once_by_requests_at_the_same_time(claude, control, fail):
    fail("overloaded", times=3)
    outcomes: list[bool] = []

    def ask() -> None:
        try:
            claude.messages.create(**START)
            outcomes.append(True)
        except anthropic.OverloadedError:
            outcomes.append(False)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 3 + [True] * 5
    assert control.get("/anthropic/control/faults").json() == {"faults": []}


@pytest.mark.parametrize("kind", ["cut", "drop", "overloaded_midstream"])
def test_a_broken_answer_goes_on_from_exactly_there(claude, fail, kind):
    whole = collect(claude)[0]
    fail(kind, after_tokens=40)
    partial = collect(claude)[0]
    turns = [
        *START["messages"],
        {"role": "assistant", "content": partial},
        {"role": "user", "content": "<continue/>"},
    ]
    rest, error, reason = collect(claude, messages=turns)
    assert partial + rest == whole
    assert (error, reason) == (None, "end_turn")


def test_an_answer_broken_twice_after_its_tools_goes_on_too(claude, fail):
    talk = Conversation(claude)
    talk.start()
    whole = talk.say("Let's go with Discord")
    talk.messages.pop()
    fail("cut", after_tokens=5, times=2)
    turns = list(talk.messages)
    parts = []
    for _ in range(3):
        request = talk.request(turns) | {"tools": []}
        text = collect(claude, **request)[0]
        parts.append(text)
        turns += [{"role": "assistant", "content": text}, {"role": "user", "content": "<continue/>"}]
    assert "".join(parts) == whole


def test_another_models_words_are_not_repeated(claude):
    turns = [
        *START["messages"],
        {"role": "assistant", "content": "Hello, I am somebody else and I was saying that"},
        {"role": "user", "content": "<continue/>"},
    ]
    assert "cut off" in collect(claude, messages=turns)[0]


def test_the_pace_is_kept(claude, control):
    control.post("/anthropic/control/pace", json={"tokens_per_second": 100, "first_token_ms": 100})
    began = time.monotonic()
    collect(claude, max_tokens=20)
    assert time.monotonic() - began >= 0.1 + 0.15


def test_queued_answers_are_given_literally_and_once(claude, control):
    html = "<script>alert(1)</script> ![x](https://evil.example/x.png)"
    call = {"name": "complete_task", "input": {"task_id": "x"}}
    control.post(
        "/anthropic/control/script", json={"responses": [{"text": html, "tools": [call]}, {"text": "two"}]}
    )
    first = claude.messages.create(**START)
    assert [block.type for block in first.content] == ["text", "tool_use"]
    assert first.content[0].text == html
    assert claude.messages.create(**START).content[0].text == "two"
    assert "Ada" in claude.messages.create(**START).content[0].text


def test_a_queued_answer_may_split_a_character_between_deltas(control, server):
    pieces = ["paint ", "\ud83c", "\udfa8", " on"]
    body = b'{"responses": [{"pieces": ["paint ", "\\ud83c", "\\udfa8", " on"]}]}'
    assert control.post("/anthropic/control/script", content=body).status_code == 200
    headers = {"anthropic-version": "2026-10-21", "x-api-key": "k"}
    raw = control.post("/anthropic/v1/messages", json=START | {"stream": True}, headers=headers).text
    assert all(f'"text":"{piece.encode("ascii", "backslashreplace").decode()}"' in raw for piece in pieces)


def test_a_broken_queued_answer_goes_on_too(claude, control, fail):
    text = "One sentence that is long enough to be cut somewhere in the middle of it."
    control.post("/anthropic/control/script", json={"responses": [{"text": text}]})
    fail("cut", after_tokens=4)
    partial = collect(claude)[0]
    turns = [
        *START["messages"],
        {"role": "assistant", "content": partial},
        {"role": "user", "content": "<continue/>"},
    ]
    assert partial + collect(claude, messages=turns)[0] == text


def test_a_refusal_keeps_the_queue(claude, control, fail):
    control.post("/anthropic/control/script", json={"responses": [{"text": "kept"}]})
    fail("overloaded")
    with pytest.raises(anthropic.OverloadedError):
        claude.messages.create(**START)
    assert claude.messages.create(**START).content[0].text == "kept"


def test_requests_are_logged_without_their_credentials(claude, control):
    claude.messages.create(**START)
    with pytest.raises(anthropic.BadRequestError):
        claude.messages.create(**START, extra_body={"temperature": 1})
    refused, answered = control.get("/anthropic/control/requests").json()["requests"]
    assert answered["path"].endswith("/v1/messages")
    assert (answered["model"], answered["body"]["max_tokens"]) == (MODEL, 2000)
    assert "temperature" in refused["body"]
    assert answered["headers"]["authorization"] == "…1234"
    assert "sk-test" not in str(answered)
    control.delete("/anthropic/control/requests")
    assert control.get("/anthropic/control/requests").json() == {"requests": []}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", {"faults": [{"kind": "earthquake"}]}),
        ("faults", {"faults": [{"kind": "cut", "when": 3}]}),
        ("faults", {"faults": [{"kind": "cut", "times": -1}]}),
        ("faults", {"faults": "cut"}),
        ("pace", {"tokens_per_second": 0}),
        ("pace", {"tokens_per_second": "fast"}),
        ("script", {"responses": [{}]}),
        ("script", {"responses": [{"text": "ab", "pieces": ["a"]}]}),
        ("script", {"responses": [{"text": "a", "tools": [{"name": "x"}]}]}),
    ],
)
def test_a_script_that_makes_no_sense_is_refused(control, path, body):
    assert control.post(f"/anthropic/control/{path}", json=body).status_code == 400
