"""What drf-spectacular cannot see for itself: our errors, and that a reply always has all its fields."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema

PROBLEM = {
    "type": "object",
    "description": "An error as RFC 9457 describes it; `code` is stable.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": True},
    },
    "required": ["type", "title", "status", "code", "detail"],
}
_SENTENCES = {
    "400": "What was sent cannot be used",
    "401": "Not signed in",
    "402": "The plan does not include it, or its limit is reached",
    "403": "Not allowed for this role",
    "404": "Nothing here, or not yours",
    "405": "This address does not take that method",
    "406": "No representation of that type",
    "409": "In conflict with what is already there",
    "413": "More than is taken in one request",
    "415": "Only JSON is read here",
    "429": "Too much, too soon, or the day's limit is reached",
    "503": "Something that is needed for it does not answer, or is not set up",
}


class ProblemAutoSchema(AutoSchema):
    """Adds the problem replies that any endpoint can give."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        responses: dict[str, Any] = super()._get_response_bodies(direction)
        for status, sentence in _SENTENCES.items():
            responses.setdefault(status, _problem_reply(sentence))
        return responses


def _problem_reply(sentence: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": sentence, "content": {"application/problem+json": {"schema": schema}}}


def require_response_fields(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Postprocessing hook: a reply's fields are always there, so that generated clients need no guards."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    _let_anything_be_null(schemas)
    for name, schema in schemas.items():
        if not name.endswith("Request") and schema.get("type") == "object" and "properties" in schema:
            schema["required"] = sorted(schema["properties"])
    schemas["Problem"] = PROBLEM
    return result


def _let_anything_be_null(schemas: dict[str, Any]) -> None:
    """Say `{}` where drf-spectacular says "either anything or null": of these alternatives null would meet both."""
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            if {} in field.get("oneOf", []):
                schema["properties"][name] = {key: value for key, value in field.items() if key != "oneOf"}
