"""Where each value of a JSON text stands, so that an error can name its line."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]+")


@dataclass
class Positions:
    """Lines by path, counted from 1. A key that occurs twice in one object is listed in `repeated`."""

    lines: dict[Path, int] = field(default_factory=dict)
    repeated: list[tuple[Path, int]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> tuple[Any, Positions]:
    """Return the value of `text` and where its parts stand. Raises JSONDecodeError, which has the line."""
    value = json.loads(text)
    scan = _Scan(text)
    scan.value((), scan.skip(0))
    return value, scan.positions


class _Scan:
    """Walks a text known to be JSON; every method takes an index and returns the one after what it read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.positions = Positions()

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def note(self, path: Path, at: int) -> None:
        line = bisect_right(self.line_starts, at)
        if path in self.positions.lines and path and isinstance(path[-1], str):
            self.positions.repeated.append((path, line))
        self.positions.lines[path] = line

    def value(self, path: Path, at: int) -> int:
        if path not in self.positions.lines:
            self.note(path, at)
        opening = self.text[at]
        if opening == "{":
            return self.members(path, at)
        if opening == "[":
            return self.items(path, at)
        return self.end_of(_STRING if opening == '"' else _SCALAR, at)

    def members(self, path: Path, at: int) -> int:
        at = self.skip(at + 1)
        while self.text[at] != "}":
            end = self.end_of(_STRING, at)
            inner = (*path, json.loads(self.text[at:end]))
            self.note(inner, at)
            at = self.value(inner, self.skip(self.skip(end) + 1))
            at = self.after_comma(at)
        return at + 1

    def items(self, path: Path, at: int) -> int:
        at, index = self.skip(at + 1), 0
        while self.text[at] != "]":
            at = self.after_comma(self.value((*path, index), at))
            index += 1
        return at + 1

    def after_comma(self, at: int) -> int:
        at = self.skip(at)
        return self.skip(at + 1) if self.text[at] == "," else at

    def end_of(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self.text, at)
        assert found is not None, "json.loads accepted the text"
        return found.end()
