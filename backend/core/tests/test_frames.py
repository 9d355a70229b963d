"""Frames as data. Offsets count code points, whatever the text."""

import uuid
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.errors import ApplicationError
from backend.core.realtime import frames
from backend.core.realtime.topics import group_name

ID = "01890000-0000-7000-8000-00000000000a"
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
# Characters that UTF-16 and UTF-8 count differently from Unicode.
RICH = st.text(st.sampled_from("aé🎨\u200d👩‍👧𝔘\n"), max_size=40)


def delta(offset: int, text: str, message_id: str = ID, topic: str = f"project:{ID}") -> frames.Frame:
    return {"type": "message.delta", "topic": topic, "message_id": message_id, "offset": offset, "text": text}


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "null",
        "[]",
        '"subscribe"',
        "{}",
        '{"type": 7}',
        '{"type": null}',
        '{"type": "ping"} trailing',
        '{"type": "ping", "n": NaN}',
        r'{"type": "ping", "text": "\ud83d"}',
        '{"type": "ping", "text": "\ud83d"}',
        '{"type": "ping", "deep": ' + "[" * 2000 + "]" * 2000 + "}",
        '{"type": "' + "x" * frames.MAX_FRAME_BYTES + '"}',
    ],
)
def test_what_is_no_frame_is_refused(text: str | None) -> None:
    with pytest.raises(frames.MalformedFrame):
        frames.parse(text)


@settings(deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_noise_never_raises_anything_else(text: str) -> None:
    try:
        assert isinstance(frames.parse(text)["type"], str)
    except frames.MalformedFrame as error:
        assert isinstance(error, ApplicationError)


@settings(deadline=None)
@given(st.dictionaries(TEXT, TEXT | st.integers(-(2**53), 2**53) | st.none(), max_size=5), TEXT)
def test_a_frame_is_read_as_it_was_sent(more: dict[str, Any], kind: str) -> None:
    frame = {**more, "type": kind}
    assert frames.parse(orjson.dumps(frame).decode()) == frame


@settings(deadline=None)
@given(st.uuids(), st.sampled_from(["project", "workspace", "user"]))
def test_one_topic_has_one_spelling(object_id: uuid.UUID, prefix: str) -> None:
    spellings = (str(object_id), str(object_id).upper(), object_id.hex, f"{{{object_id}}}", object_id.urn)
    for spelling in spellings:
        found = frames.split_topic({"type": "subscribe", "topic": f"{prefix}:{spelling}"})
        assert found == (f"{prefix}:{object_id}", prefix, str(object_id))


def test_a_topic_may_have_a_name_where_there_is_one_of_its_kind() -> None:
    frame = {"type": "subscribe", "topic": "platform:events"}
    assert frames.split_topic(frame) == ("platform:events", "platform", "events")


@pytest.mark.parametrize(
    "topic", [None, 7, "", "project", "project:", f"{ID}", "project:x7", "project:X", ["project", ID], {}]
)
def test_what_is_no_topic_is_refused(topic: Any) -> None:
    with pytest.raises(frames.UnknownTopic):
        frames.split_topic({"type": "subscribe", "topic": topic})
    with pytest.raises(frames.UnknownTopic):
        frames.split_topic({"type": "subscribe"})


def test_group_names_are_such_as_channels_takes() -> None:
    assert group_name(f"project:{ID}") == f"topic.project.{ID}"


@settings(deadline=None)
@given(TEXT | RICH, st.lists(TEXT | RICH, min_size=1, max_size=6))
def test_joined_deltas_say_what_their_parts_said(start: str, pieces: list[str]) -> None:
    whole: frames.Frame | None = delta(len(start), "")
    said = ""
    for piece in pieces:
        assert whole is not None
        whole = frames.joined(whole, delta(len(start) + len(said), piece))
        said += piece
    assert whole == delta(len(start), said)


@settings(deadline=None)
@given(RICH, RICH, st.integers(-3, 3))
def test_deltas_that_do_not_touch_are_not_joined(first: str, second: str, distance: int) -> None:
    left, right = delta(5, first), delta(5 + len(first) + distance, second)
    assert (frames.joined(left, right) is None) == (distance != 0)


def test_only_deltas_of_one_message_and_topic_are_joined() -> None:
    left = delta(0, "ab")
    assert frames.joined(left, delta(2, "cd", message_id=str(uuid.uuid4()))) is None
    assert frames.joined(left, delta(2, "cd", topic=f"project:{uuid.uuid4()}")) is None
    completed = {"type": "message.completed", "topic": left["topic"], "message": {"id": ID}}
    assert frames.joined(left, completed) is None
    assert frames.joined(completed, left) is None
    assert left == delta(0, "ab")


@settings(deadline=None)
@given(RICH, st.integers(0, 20), st.integers(0, 60))
def test_what_lies_above_a_length_is_kept_and_nothing_else(text: str, offset: int, known: int) -> None:
    answer = "x" * offset + text
    kept = frames.above(delta(offset, text), known)
    above = answer[max(known, offset) :]
    if kept is None:
        assert above == ""
        assert known >= offset
    else:
        assert (kept["offset"], kept["text"]) == (max(known, offset), above)
