"""Whole server processes, each on a free port with a data folder of its own, ended by their process id."""

import atexit
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
GENEROUS_PLANS = str(ROOT / "backend" / "billing" / "tests" / "generous_plans.json")
PATIENCE = 60.0
# What a child may inherit; everything that could point it at somebody's own installation is left behind.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "PYTHONPATH")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(condition: Callable[[], Any], *, what: str, seconds: float = PATIENCE) -> Any:
    """Return the first true value of `condition`, looked at again and again until the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        time.sleep(0.05)


@cache
def migrated() -> Path:
    """A database that has been brought up to date once, for servers to begin with: migrating takes them seconds."""
    data = Path(tempfile.mkdtemp(prefix="atelier-migrated-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    run_to_its_end([str(ROOT / "manage.py"), "migrate", "--verbosity", "0"], settings_of(data))
    return data / "atelier.sqlite3"


def start_from_migrated(data: Path) -> None:
    """Put the migrated database where a new installation has none yet."""
    data.mkdir(parents=True, exist_ok=True)
    if not (data / "atelier.sqlite3").exists():
        shutil.copy(migrated(), data / "atelier.sqlite3")


class Process:
    """One child process with its log; starting waits until it is ready."""

    def __init__(self, *, arguments: list[str], environment: dict[str, str], log: Path) -> None:
        self.arguments, self.environment, self.log_path = arguments, environment, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.arguments],
                cwd=ROOT,
                env=inherited() | self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(self._ready_or_dead, what=f"{self.arguments} is ready")

    def is_ready(self) -> bool:
        return True

    def _ready_or_dead(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"{self.arguments} ended at start:\n{self.log}"
        return self.is_ready()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def kill(self) -> None:
        """Kill it as a power cut would: nothing of it runs any more when this returns."""
        self._signal(signal.SIGKILL)
        self.wait()

    def terminate(self) -> None:
        """Ask it to end, and return at once."""
        self._signal(signal.SIGTERM)

    def wait(self, seconds: float = PATIENCE) -> int:
        assert self.process is not None
        return self.process.wait(timeout=seconds)

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


class Web(Process):
    """A web server of Atelier: the whole of it (`embedded`) or the web part alone (`web`)."""

    def __init__(
        self, *, data: Path, role: str = "embedded", port: int | None = None, **settings: str
    ) -> None:
        self.data, self.port = data, port or free_port()
        if role == "embedded":
            start_from_migrated(data)
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__(
            arguments=["-m", "backend.config.serve", "--role", role, "--port", str(self.port)],
            environment=settings_of(data, **{"PORT": str(self.port), **settings}),
            log=data.parent / f"web-{self.port}.log",
        )

    def is_ready(self) -> bool:
        return answers(self.port, "/livez")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read the SQLite file itself, whether or not the server runs."""
        with database(self.data) as connection:
            return connection.execute(query, values).fetchall()


class Sandbox(Process):
    """The doubles of outside services as a server of their own."""

    def __init__(self, *, data: Path, mail: Path | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        mail_option = ["--mail", str(mail)] if mail else []
        super().__init__(
            arguments=["-m", "sandbox.serve", "--port", str(self.port), "--data", str(data), *mail_option],
            environment={},
            log=data.parent / f"sandbox-{self.port}.log",
        )

    def is_ready(self) -> bool:
        return answers(self.port, "/anthropic/control/pace")


class Worker(Process):
    """A Celery worker. Its pool is of threads, so that it is one process to end."""

    def __init__(self, *, data: Path, **settings: str) -> None:
        super().__init__(
            arguments=[
                *("-m", "celery", "--app", "backend.config", "worker", "--pool", "threads"),
                *("--concurrency", "2", "--without-gossip", "--without-mingle"),
            ],
            environment=settings_of(data, **settings),
            log=data.parent / "worker.log",
        )

    def is_ready(self) -> bool:
        return "[queues]" in self.log


class Beat(Process):
    """Rings the periodic tasks."""

    def __init__(self, *, data: Path, **settings: str) -> None:
        self.schedule = data / "beat-schedule"
        super().__init__(
            arguments=[
                *("-m", "celery", "--app", "backend.config", "beat"),
                *("--schedule", str(self.schedule), "--pidfile="),
            ],
            environment=settings_of(data, **settings),
            log=data.parent / "beat.log",
        )

    def is_ready(self) -> bool:
        return any(self.schedule.parent.glob(f"{self.schedule.name}*"))


def run_to_its_end(arguments: list[str], environment: dict[str, str]) -> None:
    """Run a command of ours that must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=inherited() | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def inherited() -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return kept | {"PYTHONUNBUFFERED": "1"}


def settings_of(data: Path, **settings: str) -> dict[str, str]:
    """Return the environment of an installation in `data`; what a developer's .env may say is overruled."""
    return {
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.local",
        "ATELIER_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'atelier.sqlite3'}",
        "REDIS_URL": "",
        "DEMO_CREATOR": "false",
        "ANTHROPIC_API_KEY": "",
        "CLAUDE_API_KEY": "",
        "ANTHROPIC_BASE_URL": "",
        "OPENROUTER_API_KEY": "",
        "OPENAI_API_KEY": "",
        "OLLAMA_BASE_URL": "",
        "EMAIL_URL": "",
        "EMAIL_PROVIDER": "",
        **settings,
    }


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("GET", path)
        return connection.getresponse().status == 200
    return False


@contextmanager
def running(*processes: Process) -> Iterator[None]:
    """Start the processes one after another, and leave none of them behind."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        for process in processes:
            if process.process is not None:
                process.kill()


@contextmanager
def database(data: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(data / "atelier.sqlite3", timeout=20)
    try:
        with connection:
            yield connection
    finally:
        connection.close()
