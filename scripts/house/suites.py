"""The test suites, each one part with one line of summary."""

import os
import shutil
import socket
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from scripts.house.node_side import ensure_built, environment, npm
from scripts.house.places import FRONTEND, LOGS, VENV_PYTHON, relative
from scripts.house.processes import run_shown, with_environment
from scripts.house.server import own_servers
from scripts.house.telling import Failure, complain, say

# The shell draws the same pages without a window's machinery, in about two thirds of the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_SKIPPED = "skipped"
# One more than there are cores: tests of whole processes mostly wait.
_ON_EVERY_CORE = (f"--numprocesses={(os.cpu_count() or 1) + 1}", "--dist=worksteal")
_AT_ONCE = 2
# Specs that play the server inside the browser; those of the real one, of which each worker has its own.
_PLAYED = ("mocked\\.spec", "--reporter=dot", "--fully-parallel")
_REAL = "(?<!mocked)\\.spec"
_NO_BROWSER = "No Chromium was found: install one, or name it with CHROMIUM_PATH."
_LOCAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
_LOCAL_REDIS = "redis://127.0.0.1:6379/5"


def everything() -> bool:
    """Run all parts, the later ones also when an earlier one failed, and return whether none failed."""
    return _report({"back end": _back_end, "front end": _front_end, "browser": _browser})


def back_end_on_servers() -> bool:
    """Run the back-end suite on the PostgreSQL and Redis that the environment names, or on this machine's."""
    database = os.environ.get("DATABASE_URL") or _LOCAL_POSTGRES
    redis = os.environ.get("REDIS_URL") or _LOCAL_REDIS
    _expect_listening(database, "DATABASE_URL", 5432)
    _expect_listening(redis, "REDIS_URL", 6379)
    env = with_environment(DATABASE_URL=database, REDIS_URL=redis)
    # The sandbox keeps its own files and meets neither server.
    return _report({"back end on PostgreSQL and Redis": lambda: _pytest(env, "backend")})


def find_browser() -> str | None:
    """Return the Chromium that CHROMIUM_PATH or PATH names."""
    named = os.environ.get("CHROMIUM_PATH")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _back_end() -> bool:
    return _pytest(None)


def _pytest(env: Mapping[str, str] | None, *folders: str) -> bool:
    wanted = os.environ.get("PYTEST_ARGS", "").split()
    return run_shown([VENV_PYTHON, "-m", "pytest", *_ON_EVERY_CORE, *folders, *wanted], env=env)


def _front_end() -> bool:
    return run_shown(npm("test"), cwd=FRONTEND, env=environment())


def pictures() -> bool:
    """Take a picture of every page at both sizes and themes."""
    browser = find_browser()
    if browser is None:
        raise Failure(_NO_BROWSER)
    return _playwright(browser, "--config", "playwright.shots.config.ts", servers=1, workers=1)


def _browser() -> bool | str:
    browser = find_browser()
    if browser is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            raise Failure(_NO_BROWSER)
        return f"{_SKIPPED}: no Chromium found (install one or set CHROMIUM_PATH)"
    played = _playwright(browser, *_PLAYED, servers=0, workers=_AT_ONCE + 1)
    passed = all([played, _playwright(browser, _REAL)])
    if not passed:
        say(f"The servers' output: {relative(LOGS)}/browser-server-*.log; traces: frontend/test-results/.")
    return passed


def _playwright(browser: str, *arguments: str, servers: int = _AT_ONCE, workers: int = _AT_ONCE) -> bool:
    ensure_built()
    with own_servers(servers) as addresses:
        return run_shown(
            npm("exec", "--", "playwright", "test", f"--workers={workers}", *arguments),
            cwd=FRONTEND,
            env=environment(E2E_BASE_URLS=" ".join(addresses), CHROMIUM_PATH=browser),
        )


def _report(parts: Mapping[str, Callable[[], bool | str]]) -> bool:
    lines = []
    failed = False
    for name, part in parts.items():
        say(f"\n── {name} ──")
        started = time.monotonic()
        outcome = _outcome(part)
        failed |= outcome is False
        word = outcome if isinstance(outcome, str) else "passed" if outcome else "FAILED"
        lines.append(f"  {name:<10} {word} ({time.monotonic() - started:.0f} s)")
    say("\n" + "\n".join(lines))
    return not failed


def _outcome(part: Callable[[], bool | str]) -> bool | str:
    try:
        return part()
    except Failure as failure:
        complain(failure)
        return False


def _expect_listening(url: str, variable: str, default_port: int) -> None:
    address = urlsplit(url)
    host, port = address.hostname or "127.0.0.1", address.port or default_port
    try:
        socket.create_connection((host, port), timeout=3).close()
    except OSError as error:
        raise Failure(
            f"Nothing answers at {host}:{port}. Start the server or name another with {variable}."
        ) from error
