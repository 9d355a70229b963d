"""The rules a list of messages must keep: roles, content blocks, and tools answered where they were called."""

from typing import Any

from sandbox.anthropic.protocol.errors import invalid

_USER_BLOCKS = frozenset({"text", "image", "document", "tool_result", "search_result"})
_ASSISTANT_BLOCKS = frozenset({"text", "tool_use", "thinking", "redacted_thinking"})


def check_messages(messages: Any) -> None:
    """Raise 400 as the API does for a conversation that it would not read."""
    if not isinstance(messages, list):
        raise invalid("messages: Input should be a valid list")
    if not messages:
        raise invalid("messages: at least one message is required")
    for index, message in enumerate(messages):
        _check_message(index, message)
    if messages[0]["role"] != "user":
        raise invalid('messages: first message must use the "user" role')
    _check_tool_pairs(merge(messages))


def blocks_of(content: Any) -> list[dict[str, Any]]:
    """Content as a list of blocks, whichever way it was written."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)


def merge(messages: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Turns as (role, blocks), neighbours of one role joined, which is how the API reads them."""
    turns: list[tuple[str, list[dict[str, Any]]]] = []
    for message in messages:
        if turns and turns[-1][0] == message["role"]:
            turns[-1][1].extend(blocks_of(message["content"]))
        else:
            turns.append((message["role"], blocks_of(message["content"])))
    return turns


def _check_message(index: int, message: Any) -> None:
    if not isinstance(message, dict):
        raise invalid(f"messages.{index}: Input should be a valid dictionary")
    for name in message:
        if name not in {"role", "content"}:
            raise invalid(f"messages.{index}.{name}: Extra inputs are not permitted")
    role = message.get("role")
    if role not in {"user", "assistant"}:
        raise invalid(f'messages: Unexpected role "{role}". Allowed roles are "user" or "assistant".')
    content = message.get("content")
    if not isinstance(content, str | list):
        raise invalid(f"messages.{index}.content: Field required")
    if not content:
        raise invalid(f"messages.{index}: all messages must have non-empty content")
    for position, block in enumerate(blocks_of(content)):
        _check_block(f"messages.{index}.content.{position}", role, block)


def _check_block(where: str, role: str, block: Any) -> None:
    allowed = _USER_BLOCKS if role == "user" else _ASSISTANT_BLOCKS
    if not isinstance(block, dict) or block.get("type") not in allowed:
        raise invalid(f"{where}: Input tag does not match any of the expected tags for role {role}")
    if block["type"] == "text":
        _check_text(where, block.get("text"))
    if block["type"] == "tool_use":
        _check_tool_use(where, block)
    if block["type"] == "tool_result":
        _check_tool_result(where, block)


def _check_text(where: str, text: Any) -> None:
    if not isinstance(text, str):
        raise invalid(f"{where}.text: Field required")
    if not text:
        raise invalid("messages: text content blocks must be non-empty")
    if not text.strip():
        raise invalid("messages: text content blocks must contain non-whitespace text")


def _check_tool_use(where: str, block: dict[str, Any]) -> None:
    for name, kind in (("id", str), ("name", str), ("input", dict)):
        if not isinstance(block.get(name), kind):
            raise invalid(f"{where}.tool_use.{name}: Field required")


def _check_tool_result(where: str, block: dict[str, Any]) -> None:
    if not isinstance(block.get("tool_use_id"), str):
        raise invalid(f"{where}.tool_result.tool_use_id: Field required")
    if not isinstance(block.get("content", ""), str | list):
        raise invalid(f"{where}.tool_result.content: Input should be a valid string or list")


def _check_tool_pairs(turns: list[tuple[str, list[dict[str, Any]]]]) -> None:
    called: set[str] = set()
    for role, blocks in turns:
        answered = {block["tool_use_id"] for block in blocks if block["type"] == "tool_result"}
        if stray := sorted(answered - called):
            raise invalid(
                f"messages: unexpected `tool_use_id` found in `tool_result` blocks: {', '.join(stray)}. Each "
                f"`tool_result`"
                " block must have a corresponding `tool_use` block in the previous message."
            )
        if missing := sorted(called - answered):
            raise invalid(
                f"messages: `tool_use` ids were found without `tool_result` blocks immediately after: "
                f"{', '.join(missing)}."
                " Each `tool_use` block must have a corresponding `tool_result` block in the next message."
            )
        called = (
            {block["id"] for block in blocks if block["type"] == "tool_use"} if role == "assistant" else set()
        )
