"""The catalogue of models this double answers for."""

from sandbox.anthropic.protocol.errors import ApiError, invalid

_RELEASED = {
    "claude-fable-5-2": "2026-10-21T00:00:00Z",
    "claude-opus-5-5": "2026-09-29T00:00:00Z",
    "claude-sonnet-5-5": "2026-09-29T00:00:00Z",
    "claude-haiku-5-5": "2026-08-18T00:00:00Z",
    "claude-sonnet-5": "2026-03-10T00:00:00Z",
    "claude-opus-5": "2026-03-10T00:00:00Z",
    "claude-haiku-4-5": "2025-10-15T00:00:00Z",
}
MAX_INPUT_TOKENS = 200_000
MAX_OUTPUT_TOKENS = 64_000


def known(model: str) -> bool:
    return model in _RELEASED


def describe(model: str) -> dict[str, object]:
    """One entry of `GET /v1/models`; raises 404 for a model that is not in the catalogue."""
    if not known(model):
        raise ApiError(404, f"model: {model}")
    return {
        "type": "model",
        "id": model,
        "display_name": f"{model.replace('-', ' ').title()} (sandbox)",
        "created_at": _RELEASED[model],
        "lifecycle": "active",
        "deprecated_at": None,
        "retires_at": None,
        "max_input_tokens": MAX_INPUT_TOKENS,
        "max_tokens": MAX_OUTPUT_TOKENS,
    }


def page(*, limit: int, after_id: str | None, before_id: str | None) -> dict[str, object]:
    """One cursor page of the catalogue, newest first."""
    if not 1 <= limit <= 1000:
        raise invalid("limit: Input should be between 1 and 1000")
    names = list(_RELEASED)
    if after_id in _RELEASED:
        names = names[names.index(after_id) + 1 :]
    if before_id in _RELEASED:
        names = names[: names.index(before_id)]
    shown = names[:limit]
    return {
        "data": [describe(name) for name in shown],
        "has_more": len(names) > limit,
        "first_id": shown[0] if shown else None,
        "last_id": shown[-1] if shown else None,
    }
