"""A conversation as the product would hold it: prompt blocks, tools, tool results, and decisions fed back."""

import json
from typing import Any

import anthropic

from sandbox.anthropic.partner import playbook

MODEL = "claude-sonnet-5-5"
CREATOR = {
    "name": "Ada",
    "primary_platform": "youtube",
    "follower_count": 24000,
    "engagement_rate": 6.5,
    "niche": "miniature painting",
}
ARITHMETIC = [
    "24,000 × 6.5 % = 1,560 active people",
    "1 to 3 % of them: 15 to 46 members",
    "30 × $19 = $570 a month",
]
RECOMMENDED = {
    "platform": {"value": "discord", "display": "Discord", "arithmetic": []},
    "pricing": {
        "value": {"amount_minor": 1900, "currency": "USD", "period": "month"},
        "display": "$19 a month",
        "arithmetic": ARITHMETIC,
    },
    "structure": {"value": {"tiers": [{"name": "Member", "amount_minor": None}]}, "display": "One room"},
    "timeline": {"value": "P6W", "display": "In six weeks"},
    "content": {"value": {"formats": ["build_along"], "cadence": "weekly"}, "display": "Weekly build-alongs"},
}


def tool(name: str, **properties: object) -> dict[str, Any]:
    return {"name": name, "input_schema": {"type": "object", "properties": properties}}


TOOLS = [tool("record_decision"), tool("complete_task"), tool("suggest_next_steps")]


def project(**changes: object) -> dict[str, Any]:
    tasks = [
        {"task_id": task["task_id"], "title": task["title"], "phase": "", "completed": False}
        for task in playbook.tasks().values()
    ]
    block = {
        "playbook": "premium_community",
        "today": "2026-11-20",
        "currency": "USD",
        "target_date": None,
        "decisions": dict.fromkeys(playbook.ORDER),
        "tasks": tasks,
        "recommendations": RECOMMENDED,
    }
    return block | changes


def system(creator: dict[str, Any], block: dict[str, Any]) -> str:
    return (
        "You are a launch partner.\n"
        f"<creator>{json.dumps(creator)}</creator>\n<project>{json.dumps(block)}</project>"
    )


class Conversation:
    """Holds a conversation over HTTP with the official client, answering tool calls as the product does."""

    def __init__(self, claude: anthropic.Anthropic, *, tools: list[dict[str, Any]] | None = None) -> None:
        self.claude = claude
        self.project = project()
        self.creator: dict[str, Any] = CREATOR
        self.tools = TOOLS if tools is None else tools
        self.messages: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []

    @property
    def decisions(self) -> dict[str, Any]:
        return {name: one["value"] for name, one in self.project["decisions"].items() if one}

    @property
    def steps(self) -> list[str]:
        return next((call["steps"] for name, call in self.calls if name == "suggest_next_steps"), [])

    def called(self, name: str) -> list[dict[str, Any]]:
        return [arguments for called, arguments in self.calls if called == name]

    def start(self) -> str:
        return self.say("<session_start/>")

    def say(self, text: str) -> str:
        self.messages.append({"role": "user", "content": text})
        self.calls = []
        turns = list(self.messages)
        while True:
            message = self._ask(turns)
            uses = [block for block in message.content if block.type == "tool_use"]
            turns.append({"role": "assistant", "content": [block.model_dump() for block in message.content]})
            if not uses:
                break
            turns.append({"role": "user", "content": [self._run(use) for use in uses]})
        answer = "".join(block.text for block in message.content if block.type == "text")
        self.messages.append({"role": "assistant", "content": answer})
        return answer

    def request(self, turns: list[dict[str, Any]]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": MODEL,
            "max_tokens": 4000,
            "system": system(self.creator, self.project),
            "messages": turns,
        }
        return request | ({"tools": self.tools} if self.tools else {})

    def _ask(self, turns: list[dict[str, Any]]) -> anthropic.types.Message:
        with self.claude.messages.stream(**self.request(turns)) as stream:
            return stream.get_final_message()

    def _run(self, use: Any) -> dict[str, Any]:
        self.calls.append((use.name, use.input))
        if use.name == "record_decision":
            self.project["decisions"][use.input["category"]] = {
                "value": use.input["value"],
                "display": "as shown",
            }
        if use.name == "complete_task":
            for task in self.project["tasks"]:
                task["completed"] = task["completed"] or task["task_id"] == use.input["task_id"]
        return {"type": "tool_result", "tool_use_id": use.id, "content": "ok"}
