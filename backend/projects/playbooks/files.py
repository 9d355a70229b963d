"""Reading playbook files. A file that breaks a rule is refused with its name, the line and the reason."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from django.conf import settings

from . import positions, rules

FOLDER = Path(__file__).parent
SCHEMA_FILE = FOLDER / "schema.json"


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule: where it stands and what is wrong, as a sentence."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class PlaybookInvalid(Exception):
    """A playbook file cannot be used. The message begins with the file and the line of the first problem."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        more = len(problems) - 1
        rest = f" (and {more} more problem{'s' if more > 1 else ''})" if more else ""
        super().__init__(f"{self.problems[0]}{rest}")


def folder() -> Path:
    """Return where playbooks are read from: the setting PLAYBOOK_DIR, else the product's own."""
    return Path(getattr(settings, "PLAYBOOK_DIR", "") or FOLDER)


def paths(directory: Path) -> list[Path]:
    return sorted(path for path in directory.glob("*.json") if path.name != SCHEMA_FILE.name)


def load(path: Path) -> dict[str, Any]:
    """Return the playbook in the file at `path`. Raises PlaybookInvalid."""
    document, problems = _read(path)
    if problems:
        raise PlaybookInvalid(problems)
    return document


def problems_in(directory: Path) -> list[Problem]:
    """Return everything wrong with the playbooks in `directory`, a folder without any included."""
    found = paths(directory)
    if not found:
        return [Problem(str(directory), 0, "there is no playbook (*.json) in this folder.")]
    return sorted(problem for path in found for problem in _read(path)[1])


def check(text: str, name: str = "playbook") -> tuple[dict[str, Any], list[Problem]]:
    """Return the playbook that `text` is, and everything wrong with it by line; `name` says whose text it is."""
    try:
        document, where = positions.read(text)
    except json.JSONDecodeError as error:
        return {}, [Problem(name, error.lineno, f"this is not JSON: {error.msg.lower()}.")]
    except RecursionError:
        return {}, [Problem(name, 1, "this is nested too deeply to be read.")]
    return document, sorted(
        Problem(name, where.line(at), reason) for at, reason in _broken_rules(document, where)
    )


def _read(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return check(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return {}, [Problem(path.name, line, "this is not UTF-8 text.")]
    except OSError as error:
        return {}, [Problem(path.name, 1, f"this file cannot be read: {error}.")]


def _broken_rules(document: Any, where: positions.Positions) -> list[rules.Broken]:
    """The schema first: the rules may then trust the shape."""
    repeated = [(path, f"the key {path[-1]!r} occurs twice in this object.") for path, _ in where.repeated]
    return repeated + (
        [_describe(error) for error in _validator().iter_errors(document)] or rules.broken(document)
    )


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _describe(error: jsonschema.ValidationError) -> rules.Broken:
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        unknown = next(key for key in error.instance if key not in known)
        return (*path, unknown), f"{unknown!r} is not a field of {_spot(path)}."
    return path, f"{_spot(path)}: {_short(error.message)}."


def _spot(path: positions.Path) -> str:
    return "/".join(str(part) for part in path) or "the playbook"


def _short(message: str) -> str:
    return message if len(message) <= 300 else f"{message[:140]} … {message[-140:]}"
