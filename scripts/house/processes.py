"""Child processes: each is known while it runs, so that a failure or an interruption leaves none behind."""

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.house.places import LOGS, ROOT, relative
from scripts.house.telling import Failure


class Stopped(Exception):
    """A child was stopped, or not started, because the command as a whole is being given up."""


Command = Sequence[str | Path]
CLEAR_UP_SECONDS = 30.0
_running: set[subprocess.Popen[bytes]] = set()
# Reentrant, for a signal may arrive while its own thread holds it.
_lock = threading.RLock()
_stopping = threading.Event()


def run_logged(
    command: Command, *, name: str, sorry: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run `command` with its output in a log file. Raises Failure with `sorry` when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        code = _run(command, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT)
    if code != 0:
        raise Failure(f"{sorry}\nDetails: {relative(log)}", log=log)


def run_shown(command: Command, *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> bool:
    """Run `command` with its output on the screen and return whether it succeeded."""
    return _run(command, cwd=cwd, env=env) == 0


def answer_of(command: Command) -> str | None:
    """Return what `command` prints, or None when it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def with_environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with `changes`."""
    return {**os.environ, **changes}


def stop_running() -> None:
    """Ask every child that still runs to stop, and start no other: each step can be repeated."""
    _stopping.set()
    with _lock:
        for process in _running:
            # As Ctrl-C would: pytest then takes down the servers that its tests have started.
            process.send_signal(signal.SIGINT)


def _run(command: Command, *, cwd: Path, env: Mapping[str, str] | None, **streams: object) -> int:
    if _stopping.is_set():
        raise Stopped
    try:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, **streams)  # type: ignore[call-overload]
    except OSError as error:
        raise Failure(f"Could not start {command[0]}: {error.strerror}.") from error
    with _lock:
        _running.add(process)
    try:
        code = _wait(process)
    finally:
        with _lock:
            _running.discard(process)
    if code != 0 and _stopping.is_set():
        raise Stopped
    return code


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Return the exit code of `process`. An interruption has reached it too, and waits for it to clear up."""
    try:
        return process.wait()
    except KeyboardInterrupt:
        try:
            process.wait(CLEAR_UP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
