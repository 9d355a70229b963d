"""An estimate of token counts: four characters to a token, rounded up. The same input always counts the same."""

import json
from collections.abc import Iterable
from typing import Any

_CHARACTERS_PER_TOKEN = 4
_ENVELOPE = 3


def of_text(text: str) -> int:
    return -(-len(text) // _CHARACTERS_PER_TOKEN)


def of_content(content: Any) -> int:
    """Tokens of a system prompt or a message's content: plain text, or a list of blocks."""
    if isinstance(content, str):
        return of_text(content)
    return sum(
        of_text(block["text"]) if block.get("type") == "text" else _of_json(block) for block in content or ()
    )


def of_input(body: dict[str, Any]) -> int:
    """Tokens the whole request would be billed as input."""
    messages: Iterable[dict[str, Any]] = body.get("messages", ())
    spoken = sum(of_content(message["content"]) + _ENVELOPE for message in messages)
    tools = _of_json(body["tools"]) if body.get("tools") else 0
    return spoken + tools + of_content(body.get("system"))


def of_tool_call(name: str, arguments: dict[str, Any]) -> int:
    return of_text(name) + _of_json(arguments)


def _of_json(value: Any) -> int:
    return of_text(json.dumps(value, ensure_ascii=False))
