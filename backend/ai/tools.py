"""How an app gives a model tools: typed async functions, gathered once, so that their schemas are built once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic_ai import Agent, RunContext, Tool

Deps = TypeVar("Deps")
ToolContext = RunContext


@dataclass(frozen=True)
class Toolset:
    """The functions a model may call, ready to run. `agent` validates their arguments against their types."""

    agent: Agent[Any, str]


def toolset(functions: Sequence[Callable[..., Awaitable[str]]]) -> Toolset:
    """Gather tools. Each takes a `ToolContext` first; its docstring and types become what the model reads."""
    tools = [Tool(function, takes_ctx=True, sequential=True) for function in functions]
    return Toolset(agent=Agent(tools=tools, output_type=str, retries=2))


NO_TOOLS = toolset([])
