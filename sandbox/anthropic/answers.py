"""An answer before it is spoken: text, tool calls, and how both are cut into pieces for the wire."""

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.anthropic.protocol import tokens

_PIECE = re.compile(r"\s*\w{1,6}|\s*[^\w\s]{1,3}|\s+")
_JSON_PIECE = 32


@dataclass(frozen=True)
class ToolCall:
    name: str
    input: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the model says. `pieces` overrides how the text is cut, for tests that need an exact cut."""

    text: str = ""
    tools: tuple[ToolCall, ...] = ()
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """One content block, its wire form and the deltas that spell it."""

    content: dict[str, Any]
    deltas: tuple[str, ...]
    cost: int

    @property
    def is_text(self) -> bool:
        return self.content["type"] == "text"


@dataclass(frozen=True)
class Message:
    """An answer ready to be delivered, with its usage and the reason it stops."""

    id: str
    model: str
    blocks: tuple[Block, ...]
    input_tokens: int
    stop_reason: str
    stop_sequence: str | None = None

    @property
    def output_tokens(self) -> int:
        return sum(block.cost for block in self.blocks)


def words(text: str) -> tuple[str, ...]:
    """Text in pieces of one to six characters to a word, each with the space before it, joining to exactly the text."""
    return tuple(_PIECE.findall(text))


def compose(answer: Answer, body: dict[str, Any]) -> Message:
    """Give the answer its blocks, obeying `stop_sequences` and `max_tokens` of the request."""
    text, stop_sequence = _until_stop(answer.text, body.get("stop_sequences") or [])
    tools = () if stop_sequence else answer.tools
    reason = "stop_sequence" if stop_sequence else "tool_use" if tools else "end_turn"
    blocks = list(_blocks(Answer(text, tools, answer.pieces if text == answer.text else ())))
    if sum(block.cost for block in blocks) > body["max_tokens"]:
        blocks, reason, stop_sequence = list(_cut(blocks, body["max_tokens"])), "max_tokens", None
    return Message(
        id=f"msg_sandbox_{secrets.token_hex(10)}",
        model=body["model"],
        blocks=tuple(blocks),
        input_tokens=tokens.of_input(body),
        stop_reason=reason,
        stop_sequence=stop_sequence,
    )


def _until_stop(text: str, stops: list[str]) -> tuple[str, str | None]:
    hits = [(text.find(stop), stop) for stop in stops if stop in text]
    if not hits:
        return text, None
    position, stop = min(hits)
    return text[:position], stop


def _blocks(answer: Answer) -> Iterator[Block]:
    if answer.text:
        yield _text_block(answer.text, answer.pieces)
    for call in answer.tools:
        spelled = json.dumps(call.input, ensure_ascii=False)
        content = {
            "type": "tool_use",
            "id": f"toolu_sandbox_{secrets.token_hex(10)}",
            "name": call.name,
            "input": call.input,
        }
        # The first fragment of a tool's input is empty on the real wire too.
        fragments = ["", *(spelled[at : at + _JSON_PIECE] for at in range(0, len(spelled), _JSON_PIECE))]
        yield Block(content, tuple(fragments), tokens.of_tool_call(call.name, call.input))


def _text_block(text: str, pieces: tuple[str, ...] = ()) -> Block:
    return Block({"type": "text", "text": text}, pieces or words(text), tokens.of_text(text))


def _cut(blocks: list[Block], limit: int) -> Iterator[Block]:
    """As much of the blocks as `limit` tokens pay for; a tool call is whole or absent."""
    for block in blocks:
        if block.cost <= limit:
            limit -= block.cost
            yield block
            continue
        if block.is_text and limit:
            yield _text_block(block.content["text"][: limit * 4])
        return
