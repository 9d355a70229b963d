"""What an operation takes. Anything else is refused, in the words and with the codes that Stripe documents."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.stripe.errors import StripeError

# Reads one raw value: returns what it means or raises the documented 400. The name is for the message.
Reader = Callable[[Any, str], Any]

_MOST_METADATA = 50


@dataclass(frozen=True)
class Required:
    """A parameter without which there is no call."""

    reader: Reader


Schema = Mapping[str, Reader | Required]


def read(schema: Schema, raw: Any, within: str = "") -> dict[str, Any]:
    """Return the parameters by their meaning; those that were not sent are absent."""
    if not isinstance(raw, dict):
        raise StripeError("Invalid object", code="parameter_invalid_object", param=within)
    for name in raw:
        if name not in schema:
            path = _path(within, name)
            raise StripeError(f"Received unknown parameter: {path}", code="parameter_unknown", param=path)
    values = {}
    for name, kind in schema.items():
        path = _path(within, name)
        if name in raw:
            reader = kind.reader if isinstance(kind, Required) else kind
            values[name] = reader(raw[name], path)
        elif isinstance(kind, Required):
            raise StripeError(f"Missing required param: {path}.", code="parameter_missing", param=path)
    return values


def text(value: Any, name: str) -> str | None:
    """A string; an empty one unsets what was there."""
    if not isinstance(value, str):
        raise StripeError("Invalid string", param=name)
    if len(value) > 5000:
        raise StripeError(f"Invalid string: must be at most 5000 characters: {name}", param=name)
    return value or None


def integer(least: int | None = None, most: int | None = None) -> Reader:
    def reader(value: Any, name: str) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}", value):
            raise StripeError(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
        number = int(value)
        if least is not None and number < least:
            raise StripeError(
                f"This value must be greater than or equal to {least}.",
                code="parameter_invalid_integer",
                param=name,
            )
        if most is not None and number > most:
            raise StripeError(
                f"This value must be less than or equal to {most}.",
                code="parameter_invalid_integer",
                param=name,
            )
        return number

    return reader


def decimal(least: float, most: float) -> Reader:
    def reader(value: Any, name: str) -> float:
        if not isinstance(value, str) or not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", value):
            raise StripeError(f"Invalid decimal: {value}", code="parameter_invalid_decimal", param=name)
        if not least <= float(value) <= most:
            raise StripeError(f"This value must be between {least} and {most}.", param=name)
        return float(value)

    return reader


def flag(value: Any, name: str) -> bool:
    if value not in ("true", "false"):
        raise StripeError(f"Invalid boolean: {value}", code="parameter_invalid_boolean", param=name)
    return bool(value == "true")


def choice(*options: str) -> Reader:
    def reader(value: Any, name: str) -> str:
        if value not in options:
            raise StripeError(f"Invalid {name}: must be one of {', '.join(options)}", param=name)
        return str(value)

    return reader


def metadata(value: Any, name: str) -> dict[str, str | None]:
    """Keys and their values; an empty value unsets its key, an empty string in place of the hash unsets all."""
    if value == "":
        return {}
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise StripeError("Invalid hash", param=name)
    if len(value) > _MOST_METADATA or any(len(key) > 40 or len(item) > 500 for key, item in value.items()):
        raise StripeError(
            f"Metadata may have {_MOST_METADATA} keys of 40 and values of 500 characters.", param=name
        )
    return {key: item or None for key, item in value.items()}


def object_of(schema: Schema) -> Reader:
    return lambda value, name: read(schema, value, name)


def list_of(reader: Reader) -> Reader:
    def listed(value: Any, name: str) -> list[Any]:
        if value == "":
            return []
        if not isinstance(value, list):
            raise StripeError("Invalid array", param=name)
        return [reader(item, f"{name}[{index}]") for index, item in enumerate(value)]

    return listed


def either(first: str, reader: Reader) -> Reader:
    """The word `first`, such as "now", or what `reader` reads."""
    return lambda value, name: first if value == first else reader(value, name)


currency = choice("usd", "eur", "gbp")
amount = integer(least=0, most=99_999_999)
timestamp = integer(least=0)


def span(value: Any, name: str) -> dict[str, int]:
    """A time, or bounds of one: gt, gte, lt, lte."""
    if isinstance(value, dict):
        return read(dict.fromkeys(("gt", "gte", "lt", "lte"), timestamp), value, name)
    moment = timestamp(value, name)
    return {"gte": moment, "lte": moment}


PAGING: Schema = {
    "limit": integer(1, 100),
    "starting_after": text,
    "ending_before": text,
    "created": span,
    "expand": list_of(text),
}


def _path(within: str, name: str) -> str:
    return f"{within}[{name}]" if within else name
