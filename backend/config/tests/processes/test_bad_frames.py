"""Whatever is said over the socket, the answer is a clear error and the connection stays."""

import json
import uuid
from typing import Any

from .client import Browser, Partner, Tab

LARGEST = 256 * 1024

MALFORMED: dict[str, str | bytes] = {
    "no JSON": "{type: message.send",
    "nothing": "",
    "a list": '["message.send"]',
    "a number": "42",
    "null": "null",
    "no type": '{"topic": "project:1"}',
    "a type that is not a string": '{"type": 7}',
    "a lone surrogate": '{"type": "ping", "text": "\\ud83e"}',
    "an unpaired low surrogate": '{"type": "ping", "text": "\\udd35 tail"}',
    "binary": b'{"type": "ping"}',
    "binary that is not even text": b"\x00\xff\xfe",
    "oversized": json.dumps({"type": "ping", "text": "x" * LARGEST}),
    "deeply nested": '{"type": "ping", "x": ' + "[" * 5_000 + "]" * 5_000 + "}",
}


def command(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, **fields}


async def test_frames_that_cannot_be_read(ada: Browser) -> None:
    async with ada.tab() as tab:
        for name, raw in MALFORMED.items():
            await tab.connection.send(raw)
            error = await tab.refused()
            assert error["code"] == "malformed_frame", name
            assert error["detail"].endswith("."), name
            assert await tab.is_open(), name


async def test_topics_and_types_that_are_not_there(ada: Browser, cy: Browser) -> None:
    unknown = str(uuid.uuid4())
    cases = [
        (command("subscribe"), "unknown_topic", None),
        (command("subscribe", topic=7), "unknown_topic", None),
        (command("subscribe", topic="project"), "unknown_topic", "project"),
        (command("subscribe", topic="project:none"), "unknown_topic", "project:none"),
        (command("subscribe", topic=f"planet:{unknown}"), "unknown_topic", f"planet:{unknown}"),
        (command("subscribe", topic=f"project:{unknown}"), "unknown_topic", f"project:{unknown}"),
        (command("subscribe", topic=cy.topic), "unknown_topic", cy.topic),
        (command("message.send", topic=cy.topic, client_id=unknown, text="Hi"), "unknown_topic", unknown),
        (command("message.stop", topic=cy.topic, message_id=unknown), "unknown_topic", cy.topic),
        (command("message.shout", topic=ada.topic, client_id=unknown), "unknown_type", unknown),
        (command("message.stop", topic=ada.topic, message_id="none"), "invalid", ada.topic),
        (command("message.stop", topic=ada.topic, message_id=unknown), "not_found", ada.topic),
        (command("message.send", topic=ada.topic, text="No id"), "invalid", ada.topic),
        (command("message.send", topic=ada.topic, client_id=unknown), "invalid", unknown),
        (command("message.send", topic=ada.topic, client_id=unknown, text=["Hi"]), "invalid", unknown),
    ]
    untouched = await cy.newest()
    async with ada.tab() as tab:
        for frame, code, ref in cases:
            await tab.connection.send(json.dumps(frame))
            await assert_refused(tab, code, ref)
    assert await cy.newest() == untouched


async def test_messages_that_cannot_be_sent(ada: Browser, partner: Partner) -> None:
    before = await ada.left_today(), await ada.newest()
    cases = {
        "": "message_empty",
        " \n\t ": "message_empty",
        "x" * 8_001: "message_too_long",
        "🧵" * 8_001: "message_too_long",
        "x" * 20_000: "message_too_long",
        "bell \x07": "message_unreadable",
        "nul \x00": "message_unreadable",
        "escape \x1b[31m": "message_unreadable",
    }
    async with ada.tab() as tab:
        for text, code in cases.items():
            client_id = await tab.say(text)
            await assert_refused(tab, code, client_id)
        assert (await ada.left_today(), await ada.newest()) == before
        await tab.say("🧵" * 8_000)
        assert (await tab.answer())["status"] == "complete"


async def test_a_second_message_in_mid_answer_and_a_reused_id(ada: Browser, partner: Partner) -> None:
    before = await ada.newest()
    partner.script("Let me think about that for a while. " * 10)
    partner.pace(60)
    async with ada.tab() as tab:
        sent = await tab.say("First")
        await tab.created()
        second = await tab.say("Second")
        await assert_refused(tab, "answer_in_progress", second)
        await tab.say("First, but different", client_id=sent)
        await assert_refused(tab, "client_id_reused", sent)
        await tab.say("First", client_id=sent)
        assert (await tab.answer())["status"] == "complete"
    assert (await ada.newest())["position"] == before["position"] + 2


async def assert_refused(tab: Tab, code: str, ref: Any) -> None:
    error = await tab.refused()
    assert (error["code"], error["ref"]) == (code, ref), error
    assert error["detail"].endswith("."), error
    assert await tab.is_open()
