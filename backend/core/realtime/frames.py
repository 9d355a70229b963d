"""Frames as data: reading what a client sent, and joining text deltas that wait for a slow reader."""

import re
import uuid
from typing import Any

import orjson

from backend.core.errors import ApplicationError

Frame = dict[str, Any]
MAX_FRAME_BYTES = 256 * 1024
_NAME = re.compile(r"[a-z]{1,32}")


class MalformedFrame(ApplicationError):
    code = "malformed_frame"
    detail = "That frame could not be read. Send one JSON object with a string 'type'."


class UnknownTopic(ApplicationError):
    code = "unknown_topic"
    status = 404
    detail = "There is no such topic, or it is not yours. Topics look like project:<id>."


class UnknownType(ApplicationError):
    code = "unknown_type"
    detail = "This frame type is not known here."


def parse(text: str | None) -> Frame:
    """Return the frame in `text`.

    Raises MalformedFrame for anything but a JSON object with a string type; a lone surrogate cannot pass, because
    orjson refuses text that is not Unicode.
    """
    if text is None or len(text) > MAX_FRAME_BYTES:
        raise MalformedFrame
    try:
        frame = orjson.loads(text)
    except (ValueError, UnicodeEncodeError) as error:
        raise MalformedFrame from error
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise MalformedFrame
    return frame


def split_topic(frame: Frame) -> tuple[str, str, str]:
    """Return (topic, prefix, id) with the id in its canonical spelling: a UUID, or a name in small letters."""
    topic = frame.get("topic")
    if not isinstance(topic, str) or ":" not in topic:
        raise UnknownTopic
    prefix, _, object_id = topic.partition(":")
    try:
        canonical = str(uuid.UUID(object_id))
    except ValueError as error:
        if not _NAME.fullmatch(object_id):
            raise UnknownTopic from error
        canonical = object_id
    return f"{prefix}:{canonical}", prefix, canonical


def is_delta(frame: Frame) -> bool:
    return frame["type"].endswith(".delta")


def joined(first: Frame, second: Frame) -> Frame | None:
    """Return one delta that says what both say, or None when they do not touch."""
    if not (is_delta(first) and is_delta(second)):
        return None
    same = first["topic"] == second["topic"] and first["message_id"] == second["message_id"]
    if not same or first["offset"] + len(first["text"]) != second["offset"]:
        return None
    return {**first, "text": first["text"] + second["text"]}


def above(frame: Frame, length: int) -> Frame | None:
    """Return the part of a delta that lies at or above `length` code points, or None when all of it is below."""
    known = length - frame["offset"]
    if known <= 0:
        return frame
    if known >= len(frame["text"]):
        return None
    return {**frame, "offset": length, "text": frame["text"][known:]}
