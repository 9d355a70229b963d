"""`python -m scripts.house COMMAND`: the commands behind the Makefile."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

from scripts.house import checks, containers, fresh_clone, locks, suites, tables
from scripts.house.places import DIST, NODE_MODULES, ROOT, STAMPS, VENV, VENV_PYTHON
from scripts.house.preparing import prepare, prepare_python
from scripts.house.processes import stop_running
from scripts.house.telling import Failure, complain, say

_CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")


def run() -> NoReturn:
    prepare()
    say("  Starting Atelier…")
    os.chdir(ROOT)
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "backend.config.serve"])  # noqa: S606  the server takes our place


def test() -> bool:
    prepare(dev=True, uses_node=True, build=suites.find_browser() is not None)
    return suites.everything()


def test_pg() -> bool:
    prepare_python(dev=True)
    return suites.back_end_on_servers()


def lint() -> bool:
    prepare(dev=True, build=False, uses_node=True)
    return checks.lint()


def types() -> bool:
    prepare(dev=True, build=False, uses_node=True)
    return checks.types()


def schema() -> bool:
    prepare(dev=True, build=False, uses_node=True)
    return checks.check_schema() if "--check" in sys.argv else checks.write_schema()


def budgets() -> bool:
    prepare(uses_node=True)
    return checks.budgets()


def lock() -> bool:
    prepare_python(dev=False)
    return locks.write()


def bench() -> bool:
    """Print every table of bench/, or the one that BENCH_ONLY names."""
    prepare(dev=True, uses_node=True)
    return tables.show(os.environ.get("BENCH_ONLY", ""))


def screenshots() -> bool:
    """Take a picture of every page; what to look at lies in frontend/screenshots/."""
    prepare(dev=True, uses_node=True)
    return suites.pictures()


def clean() -> bool:
    for folder in (VENV, STAMPS, NODE_MODULES, DIST, *(ROOT / name for name in _CACHES)):
        shutil.rmtree(folder, ignore_errors=True)
    say("Removed what `make run` and `make test` had made. Your data in var/ is untouched.")
    return True


def install() -> bool:
    """All that the other commands need, and nothing else."""
    prepare(dev=True, uses_node=True)
    return True


COMMANDS: dict[str, Callable[[], bool]] = {
    "run": run,
    "test": test,
    "test-pg": test_pg,
    "lint": lint,
    "types": types,
    "schema": schema,
    "budgets": budgets,
    "lock": lock,
    "bench": bench,
    "screenshots": screenshots,
    "install": install,
    "clean": clean,
    "fresh-clone": fresh_clone.measure,
    "containers": containers.check,
}


def main() -> int:
    command = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(f"Commands: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    # A shell's background job is born deaf to it, and so would be every child.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return 0 if command() else 1
    except Failure as failure:
        complain(failure)
        return 1
    except KeyboardInterrupt:
        stop_running()
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def _interrupt(*_: object) -> None:
    """SIGTERM is for us alone, where Ctrl-C reaches the children too: pass it on."""
    stop_running()
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
