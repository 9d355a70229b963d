import io
import math
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from backend.core.errors import TooLarge

MAX_DEPTH = 64
_HALF_CHARACTER = "The text holds half of a character (a lone surrogate). Send complete Unicode text."
_TOO_DEEP = f"The JSON is nested too deeply; {MAX_DEPTH} levels are the most."
_TOO_LARGE = "A number is too large to be kept. Integers have at most 64 bits."


class StrictJSONParser(JSONParser):
    """JSON that every database keeps and every reader reads again.

    Text that is no whole Unicode cannot be encoded as UTF-8, numbers past 64 bits and deep nesting cannot be written
    as JSON again, and infinity (which `1e400` is read as) is not JSON; all are refused here, once for every field.
    So is a body above Django's limit, which Django itself holds to only where a body is read whole.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        try:
            data = super().parse(io.BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_TOO_DEEP) from error
        except ParseError as error:
            raise ParseError(f"This could not be read as JSON: {error.detail}.") from error
        _refuse_unstorable(data)
        return data


def _refuse_unstorable(data: Any) -> None:
    """Walk without recursion, so that no nesting can exhaust the stack."""
    waiting = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, (dict, list)):
            if depth >= MAX_DEPTH:
                raise ParseError(_TOO_DEEP)
            waiting.extend((item, depth + 1) for item in _items(value))
        elif isinstance(value, str):
            _refuse_half_characters(value)
        elif isinstance(value, (int, float)):
            _refuse_boundless(value)


def _items(value: dict[str, Any] | list[Any]) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    else:
        yield from value


def _refuse_half_characters(text: str) -> None:
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ParseError(_HALF_CHARACTER)


def _refuse_boundless(number: float) -> None:
    fits = math.isfinite(number) if isinstance(number, float) else -(2**63) <= number < 2**63
    if not fits:
        raise ParseError(_TOO_LARGE)
