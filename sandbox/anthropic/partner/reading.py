"""Reading one request into a situation: who is asking, what stands, what was said last, what was asked before."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sandbox.anthropic.partner import playbook
from sandbox.anthropic.protocol.conversation import blocks_of

SESSION_START = "<session_start/>"
CONTINUE = "<continue/>"


@dataclass(frozen=True)
class Situation:
    creator: dict[str, Any]
    project: dict[str, Any]
    human: str
    """What the person just said; empty when nobody has spoken."""
    previous: str
    """What the partner said before that."""
    partial: str | None
    """The part of the answer already spoken, when asked to go on with it."""
    tools: frozenset[str]
    called: bool
    """Whether this answer has already called its tools."""
    refused: frozenset[str] = field(default_factory=frozenset)
    """Decision categories and task ids whose tool call came back as an error."""
    waiting: frozenset[str] = field(default_factory=frozenset)
    """Task ids that the person has to confirm before they are ticked, as the tool said."""

    @property
    def today(self) -> date:
        return date.fromisoformat(self.project.get("today") or "2026-01-01")

    @property
    def currency(self) -> str:
        return str(self.project.get("currency") or "USD")

    @property
    def standing(self) -> dict[str, dict[str, Any]]:
        decisions = self.project.get("decisions") or {}
        return {category: decision for category, decision in decisions.items() if decision}

    @property
    def open_tasks(self) -> list[dict[str, Any]]:
        return [task for task in self.project.get("tasks") or () if not task.get("completed")]

    def recommendation(self, category: str) -> dict[str, Any] | None:
        """What the request recommends for a category, else the first option of the playbook."""
        given = (self.project.get("recommendations") or {}).get(category)
        if given and given.get("value"):
            return dict(given)
        options = playbook.options(category)
        return (
            {"value": options[0]["value"], "display": options[0]["label"], "arithmetic": []}
            if options
            else None
        )


def read(body: dict[str, Any]) -> Situation:
    messages = body["messages"]
    start = _last_human(messages)
    system = text_of(body.get("system") or "")
    calls, refused = _tool_round(messages[start + 1 :])
    return Situation(
        creator=_fenced(system, "creator"),
        project=_fenced(system, "project"),
        human=text_of(messages[start]["content"]),
        previous=_previous(messages[:start]),
        partial=continued_text(messages),
        tools=_tools(body),
        called=calls,
        refused=refused,
        waiting=_to_confirm(messages[start + 1 :]),
    )


def continued_text(messages: list[dict[str, Any]]) -> str | None:
    """The text so far of an answer that the last message asks to continue, else None."""
    if text_of(messages[-1]["content"]).strip() != CONTINUE:
        return None
    after = messages[_last_human(messages) + 1 :]
    return "".join(text_of(message["content"]) for message in after if message["role"] == "assistant")


def _last_human(messages: list[dict[str, Any]]) -> int:
    for index in range(len(messages) - 1, -1, -1):
        if messages[index]["role"] == "user" and _is_human(messages[index]["content"]):
            return index
    return 0


def _is_human(content: Any) -> bool:
    blocks = blocks_of(content)
    return text_of(content).strip() != CONTINUE and not any(
        block["type"] == "tool_result" for block in blocks
    )


def _previous(messages: list[dict[str, Any]]) -> str:
    """The partner's last words: every text between the last two things a person said."""
    if not messages:
        return ""
    return "".join(
        text_of(message["content"])
        for message in messages[_last_human(messages) + 1 :]
        if message["role"] == "assistant"
    )


def _tool_round(messages: list[dict[str, Any]]) -> tuple[bool, frozenset[str]]:
    blocks = [block for message in messages for block in blocks_of(message["content"])]
    calls = {block["id"]: block["input"] for block in blocks if block["type"] == "tool_use"}
    failed = [
        block["tool_use_id"] for block in blocks if block["type"] == "tool_result" and block.get("is_error")
    ]
    names = (calls[call].get("category") or calls[call].get("task_id") for call in failed if call in calls)
    return bool(calls), frozenset(str(name) for name in names if name)


def _to_confirm(messages: list[dict[str, Any]]) -> frozenset[str]:
    blocks = [block for message in messages for block in blocks_of(message["content"])]
    tasks = {block["id"]: block["input"].get("task_id") for block in blocks if block["type"] == "tool_use"}
    held = [
        tasks.get(block["tool_use_id"])
        for block in blocks
        if block["type"] == "tool_result" and "confirm" in text_of(block.get("content") or "")
    ]
    return frozenset(task for task in held if task)


def _tools(body: dict[str, Any]) -> frozenset[str]:
    if (body.get("tool_choice") or {}).get("type") == "none":
        return frozenset()
    return frozenset(tool["name"] for tool in body.get("tools") or ())


def text_of(content: Any) -> str:
    return "".join(block["text"] for block in blocks_of(content) if block.get("type") == "text")


def _fenced(system: str, name: str) -> dict[str, Any]:
    """The JSON object in the last `<name>…</name>` of the system prompt; empty when absent or unreadable."""
    found = re.findall(rf"<{name}>(.*?)</{name}>", system, re.DOTALL)
    if not found:
        return {}
    try:
        value = json.loads(found[-1].strip().removeprefix("```json").removesuffix("```"))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
