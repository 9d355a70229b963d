"""A whole Atelier of its own, on a free port with its own data, for tests that need one."""

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts.house.places import LOGS, ROOT, VENV_PYTHON, relative
from scripts.house.processes import Command
from scripts.house.telling import Failure

START_SECONDS = 90.0
STOP_SECONDS = 30.0
# What a person's own .env or shell may say about vendors and databases must not reach a test's server.
_VENDORS = ("ANTHROPIC_API_KEY", "CLAUDE_API_KEY", "OPENROUTER_API_KEY", "OPENAI_API_KEY", "OLLAMA_BASE_URL")
_FAST = {"tokens_per_second": 400, "first_token_ms": 0}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_servers(count: int) -> Iterator[list[str]]:
    """Serve the checkout `count` times on the embedded default with a brisk sandbox; yields the addresses."""
    with ExitStack() as open_things:
        starting = []
        for number in range(count):
            data = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="atelier-")))
            name, port = f"browser-server-{number}", free_port()
            command = [str(VENV_PYTHON), "-m", "backend.config.serve"]
            process = open_things.enter_context(running(command, name=name, env=_own_environment(data, port)))
            starting.append((f"http://127.0.0.1:{port}", process, log_of(name)))
        for address, process, log in starting:
            await_answer(f"{address}/livez", process, log=log)
            _hurry(address)
        yield [address for address, _, _ in starting]


@contextmanager
def running(
    command: Command, *, name: str, env: Mapping[str, str], cwd: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` for the length of the block, its output in a log, and stop it by its pid."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with log_of(name).open("wb") as log:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ask `process` to finish what it does, wait, and return its exit code; one that does not is killed."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def await_answer(
    url: str,
    process: subprocess.Popen[bytes],
    *,
    log: Path,
    seconds: float = START_SECONDS,
    interval: float = 0.1,
) -> float:
    """Wait until `url` answers 200; return the seconds that took. Raises Failure if `process` ends first."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if process.poll() is not None:
            raise Failure(f"The server stopped before it answered. Its output: {relative(log)}", log=log)
        if _answers(url):
            return time.monotonic() - started
        time.sleep(interval)
    raise Failure(f"No answer from {url} in {seconds:.0f} s. The server's output: {relative(log)}", log=log)


def log_of(name: str) -> Path:
    return LOGS / f"{name}.log"


def _own_environment(data: Path, port: int) -> dict[str, str]:
    silenced = dict.fromkeys(_VENDORS, "")
    own = {
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ATELIER_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data}/atelier.sqlite3",
        "REDIS_URL": "",
        "EMAIL_URL": "",
        "EMAIL_PROVIDER": "",
        "SANDBOX_URL": f"http://127.0.0.1:{port}/sandbox",
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.local",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **silenced, **own}


def _hurry(address: str) -> None:
    """Let the sandbox's partner speak faster than a person reads."""
    request = urllib.request.Request(  # noqa: S310  always our own http address
        f"{address}/sandbox/anthropic/control/pace",
        data=json.dumps(_FAST).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10):  # noqa: S310
        pass


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
