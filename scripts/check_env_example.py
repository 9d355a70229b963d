"""Fail when .env.example and the settings disagree: `python -m scripts.check_env_example`.

Every variable that the settings or the server read stands there with its default, and nothing else does.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.house.places import ROOT, relative

EXAMPLE = ROOT / ".env.example"
READERS = ("backend/config", "sandbox")
_ENTRY = re.compile(r"^#? ?([A-Z][A-Z0-9_]+)=(.*)$")
_NO_DEFAULT = None


def main() -> int:
    read, written = dict(_variables_read()), variables_written(EXAMPLE.read_text())
    complaints = [
        *(
            f"{name} is read by {relative(path)} but not explained"
            for name, (path, _) in read.items()
            if name not in written
        ),
        *(f"{name} is explained but nothing reads it" for name in written if name not in read),
        *_wrong_defaults(read, written),
    ]
    for complaint in sorted(complaints):
        print(f".env.example: {complaint}.")
    print(f".env.example explains {len(written)} settings." if not complaints else "")
    return 1 if complaints else 0


def _wrong_defaults(read: dict[str, tuple[Path, str | None]], written: dict[str, str]) -> Iterator[str]:
    for name, (_, default) in read.items():
        if default is not _NO_DEFAULT and name in written and written[name] != default:
            yield f"{name} shows {written[name]!r}, but the default is {default!r}"


def variables_written(text: str) -> dict[str, str]:
    entries = (_ENTRY.match(line) for line in text.splitlines())
    return {entry[1]: entry[2].strip() for entry in entries if entry}


def _variables_read() -> Iterator[tuple[str, tuple[Path, str | None]]]:
    for folder in READERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "tests" not in path.parts:
                yield from ((name, (path, default)) for name, default in _calls(path))


def _calls(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield each variable read in `path` with its default as .env spells it, None when computed."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and _reads_environment(node.func) and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value, _default(node)


def _reads_environment(function: ast.expr) -> bool:
    """Whether `function` is `env(…)`, `env.str(…)`, `os.environ.get(…)`, `….setdefault(…)` or `os.getenv`."""
    source = ast.unparse(function)
    return bool(re.fullmatch(r"env(\.\w+)?|os\.environ\.(get|setdefault)|os\.getenv", source))


def _default(call: ast.Call) -> str | None:
    given = [keyword.value for keyword in call.keywords if keyword.arg == "default"] or call.args[1:2]
    if not given:
        return _NO_DEFAULT
    try:
        value = ast.literal_eval(given[0])
    except ValueError:
        return _NO_DEFAULT
    return ",".join(value) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    sys.exit(main())
