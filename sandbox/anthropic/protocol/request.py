"""Reading a request as strictly as the API does: what it would answer 400, 401 or 404, so do we."""

import json
import re
from collections.abc import Mapping
from typing import Any

from sandbox.anthropic.protocol import models
from sandbox.anthropic.protocol.conversation import check_messages
from sandbox.anthropic.protocol.errors import ApiError, invalid

VERSION = "2026-10-21"
MAX_BYTES = 32 * 1024 * 1024

_SAMPLING = ("temperature", "top_p", "top_k")
_SHARED = frozenset(
    {"model", "messages", "system", "tools", "tool_choice", "thinking", "cache_control", "output_config"}
    | {"speed", "user_profile_id", "workspace_id"}
)
_CREATE_ONLY = frozenset(
    {
        "max_tokens",
        "stop_sequences",
        "metadata",
        "service_tier",
        "container",
        "inference_geo",
        "diagnostics",
        "stream",
    }
)
_TOOL_NAME = re.compile(r"^[a-zA-Z0-9_-]{1,128}$")
_MAX_BREAKPOINTS = 4


def credential(headers: Mapping[str, str]) -> str:
    """The API key of a request, from `x-api-key` or a Bearer token; empty when there is none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return headers.get("x-api-key", "").strip() or (token.strip() if scheme.lower() == "bearer" else "")


def check_headers(headers: Mapping[str, str]) -> None:
    """Raise unless the request names its key and the protocol version. A key starting with "invalid" is refused."""
    key = credential(headers)
    if not key:
        raise ApiError(401, "x-api-key header is required")
    if key.startswith("invalid"):
        raise ApiError(401, "invalid x-api-key")
    version = headers.get("anthropic-version")
    if not version:
        raise invalid("anthropic-version: header is required")
    if version != VERSION:
        raise invalid(f'anthropic-version: "{version}" is not a valid version')


def parse(raw: bytes) -> dict[str, Any]:
    """The request's JSON object; raises 400 or 413."""
    if len(raw) > MAX_BYTES:
        raise ApiError(413, "Request exceeds the maximum allowed number of bytes.")
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise invalid(f"The request body is not valid JSON: {error}") from error
    if not isinstance(body, dict):
        raise invalid("Input should be a valid dictionary")
    return body


def check_create(body: dict[str, Any]) -> None:
    """Raise the refusal `POST /v1/messages` would give, or return."""
    _check_parameters(body, allowed=_SHARED | _CREATE_ONLY)
    _check_max_tokens(body)
    _check_switches(body)
    _check_model(body)
    _check_prompt(body)
    if body["messages"][-1]["role"] == "assistant":
        raise invalid(
            "This model does not support assistant message prefill. The conversation must end with a user message."
        )


def check_count(body: dict[str, Any]) -> None:
    """Raise the refusal `POST /v1/messages/count_tokens` would give, or return."""
    _check_parameters(body, allowed=_SHARED)
    _check_model(body)
    _check_prompt(body)


def _check_parameters(body: dict[str, Any], *, allowed: frozenset[str]) -> None:
    for name in _SAMPLING:
        if name in body:
            raise invalid(f"{name}: sampling parameters are not supported at this version")
    for name in body:
        if name not in allowed:
            raise invalid(f"{name}: Extra inputs are not permitted")


def _check_max_tokens(body: dict[str, Any]) -> None:
    if "max_tokens" not in body:
        raise invalid("max_tokens: Field required")
    limit = body["max_tokens"]
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise invalid("max_tokens: Input should be a valid integer")
    if limit < 0:
        raise invalid("max_tokens: Input should be greater than or equal to 0")
    if limit > models.MAX_OUTPUT_TOKENS:
        raise invalid(
            f"max_tokens: {limit} > {models.MAX_OUTPUT_TOKENS}, which is the maximum allowed number of output tokens"
        )


def _check_switches(body: dict[str, Any]) -> None:
    if not isinstance(body.get("stream", False), bool):
        raise invalid("stream: Input should be a valid boolean")
    stops = body.get("stop_sequences") or []
    if not isinstance(stops, list) or not all(isinstance(stop, str) and stop.strip() for stop in stops):
        raise invalid("stop_sequences: each stop sequence must contain non-whitespace")


def _check_model(body: dict[str, Any]) -> None:
    if "model" not in body:
        raise invalid("model: Field required")
    if not isinstance(body["model"], str):
        raise invalid("model: Input should be a valid string")
    if not models.known(body["model"]):
        raise ApiError(404, f"model: {body['model']}")


def _check_prompt(body: dict[str, Any]) -> None:
    _check_system(body.get("system"))
    _check_tools(body)
    if "messages" not in body:
        raise invalid("messages: Field required")
    check_messages(body["messages"])
    _check_breakpoints(body)


def _check_system(system: Any) -> None:
    if system is None or isinstance(system, str):
        return
    if not isinstance(system, list):
        raise invalid("system: Input should be a valid list")
    for index, block in enumerate(system):
        if (
            not isinstance(block, dict)
            or block.get("type") != "text"
            or not isinstance(block.get("text"), str)
        ):
            raise invalid(f"system.{index}: Input should be a text block")
        if not block["text"]:
            raise invalid("system: text content blocks must be non-empty")


def _check_tools(body: dict[str, Any]) -> None:
    tools = body.get("tools") or []
    if not isinstance(tools, list):
        raise invalid("tools: Input should be a valid list")
    for index, tool in enumerate(tools):
        _check_tool(index, tool)
    names = [tool["name"] for tool in tools]
    if len(set(names)) != len(names):
        raise invalid("tools: Tool names must be unique.")
    _check_tool_choice(body.get("tool_choice"), names)


def _check_tool(index: int, tool: Any) -> None:
    if not isinstance(tool, dict) or not isinstance(tool.get("name"), str):
        raise invalid(f"tools.{index}.name: Field required")
    if not _TOOL_NAME.match(tool["name"]):
        raise invalid(f"tools.{index}.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'")
    schema = tool.get("input_schema")
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise invalid(f"tools.{index}.input_schema.type: Field required")


def _check_tool_choice(choice: Any, names: list[str]) -> None:
    if choice is None:
        return
    kind = choice.get("type") if isinstance(choice, dict) else None
    if kind not in {"auto", "any", "tool", "none"}:
        raise invalid("tool_choice: Input should be one of 'auto', 'any', 'tool', 'none'")
    if not names and kind != "none":
        raise invalid("tool_choice: tool_choice may only be specified while providing tools.")
    if kind == "tool" and choice.get("name") not in names:
        raise invalid(f"tool_choice: Tool '{choice.get('name')}' not found in provided tools")


def _check_breakpoints(body: dict[str, Any]) -> None:
    found = list(_breakpoints(body))
    if len(found) > _MAX_BREAKPOINTS:
        raise invalid(
            f"A maximum of {_MAX_BREAKPOINTS} blocks with cache_control may be provided. Found {len(found)}."
        )
    for mark in found:
        if (
            not isinstance(mark, dict)
            or mark.get("type") != "ephemeral"
            or mark.get("ttl", "5m") not in {"5m", "1h"}
        ):
            raise invalid("cache_control: Input should be {'type': 'ephemeral', 'ttl': '5m' | '1h'}")


def _breakpoints(value: Any) -> list[Any]:
    """Every cache_control anywhere in the request, except inside tool schemas and tool inputs."""
    if isinstance(value, list):
        return [mark for item in value for mark in _breakpoints(item)]
    if not isinstance(value, dict):
        return []
    own = [value["cache_control"]] if value.get("cache_control") is not None else []
    inner = (item for key, item in value.items() if key not in {"cache_control", "input", "input_schema"})
    return own + [mark for item in inner for mark in _breakpoints(item)]
