"""Run what docker/compose.yml runs, outside containers: `python -m scripts.containers`.

PostgreSQL and Redis are those of DATABASE_URL and REDIS_URL. The entrypoints, their environment and the
proxy's configuration are the files that the containers use; only addresses differ. Production settings hold.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import yaml
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from scripts.check_env_example import EXAMPLE, variables_written
from scripts.house.places import ROOT, VENV
from scripts.house.processes import answer_of
from scripts.house.server import await_answer, free_port, log_of, running, stop
from scripts.house.telling import Failure, complain, say

DOCKER = ROOT / "docker"
HOST_NAME = "atelier.test"
# What nginx, PostgreSQL and this file's own substitutions read; everything else is a setting of ours.
_NOT_SETTINGS = {"POSTGRES_PASSWORD", "PUBLISH"}


def main() -> int:
    try:
        compose = yaml.safe_load((DOCKER / "compose.yml").read_text())
        check_files(compose)
        check_compose_client()
        run_together(compose)
    except Failure as failure:
        complain(failure)
        return 1
    return 0


def check_files(compose: dict[str, Any]) -> None:
    """Every file that the image and the compose file name is there; every variable they set is a setting."""
    complaints = [*_entrypoint_complaints(compose), *_copy_complaints(), *_variable_complaints(compose)]
    if complaints:
        raise Failure("\n".join(complaints))
    say("  files: entrypoints, copies and variables are what the image and the compose file say")


def check_compose_client() -> None:
    """Let docker itself read the compose file, where the client can: that needs no engine."""
    if answer_of(["docker", "compose", "version"]) is None:
        say("  docker compose: no such client here, so compose.yml was read by our own checks only")
        return
    done = subprocess.run(
        ["docker", "compose", "-f", DOCKER / "compose.yml", "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failure(f"docker compose refuses docker/compose.yml:\n{done.stderr}")
    say("  docker compose: reads the file")


def run_together(compose: dict[str, Any]) -> None:
    """Migrate, start every part as compose would, look at them through the proxy, and stop them all."""
    with tempfile.TemporaryDirectory(prefix="atelier-containers-") as folder, ExitStack() as parts:
        env = _environment(compose, Path(folder))
        _migrate(env)
        sandbox_port = free_port()
        sandbox = _start(parts, "sandbox", {**env, "HOST": "127.0.0.1", "SANDBOX_PORT": str(sandbox_port)})
        worker = _start(parts, "worker", {**env, "WORKER_NAME": f"check-{os.getpid()}"})
        beat = _start(parts, "beat", env)
        webs = [_web(parts, env, number) for number in (1, 2)]
        await_answer(f"http://127.0.0.1:{sandbox_port}/", sandbox, log=log_of("container-sandbox"))
        _expect_healthy(env, [port for port, _ in webs])
        _expect_worker_answers(env)
        _through_proxy(parts, [port for port, _ in webs], Path(folder))
        _expect_still_running(worker=worker, beat=beat, sandbox=sandbox)
        _stop_all({"worker": worker, "beat": beat, "web-1": webs[0][1], "web-2": webs[1][1]})


def _environment(compose: dict[str, Any], data: Path) -> dict[str, str]:
    """Return the environment of compose.yml with this machine's addresses and production settings."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        if not os.environ.get(name):
            raise Failure(f"{name} is not set: it must name a server for this check to use.")
    own = {
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "backend.config.settings.production",
        "SECRET_KEY": "a key that signs nothing outside of this check, fifty characters long",
        "ALLOWED_HOSTS": f"{HOST_NAME},127.0.0.1",
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "REDIS_URL": os.environ["REDIS_URL"],
        "ATELIER_DATA": str(data),
        "HOST": "127.0.0.1",
        "PUBLIC_URL": f"https://{HOST_NAME}",
    }
    set_by_compose = {name: str(value) for name, value in compose["x-atelier"]["environment"].items()}
    return {**os.environ, **set_by_compose, **own, "PYTHONUNBUFFERED": "1"}


def _migrate(env: dict[str, str]) -> None:
    log = log_of("container-migrate")
    with running([DOCKER / "entrypoints" / "migrate"], name="container-migrate", env=env) as process:
        if process.wait(300) != 0:
            raise Failure("The migrate entrypoint failed.", log=log)
    say("  migrate: done")


def _start(
    parts: ExitStack, name: str, env: dict[str, str], *, log: str | None = None
) -> subprocess.Popen[bytes]:
    return parts.enter_context(
        running([DOCKER / "entrypoints" / name], name=f"container-{log or name}", env=env)
    )


def _web(parts: ExitStack, env: dict[str, str], number: int) -> tuple[int, subprocess.Popen[bytes]]:
    port = free_port()
    process = _start(parts, "web", {**env, "PORT": str(port)}, log=f"web-{number}")
    await_answer(f"http://127.0.0.1:{port}/livez", process, log=log_of(f"container-web-{number}"))
    return port, process


def _expect_healthy(env: dict[str, str], ports: list[int]) -> None:
    for port in ports:
        done = subprocess.run(
            [DOCKER / "healthcheck"],
            env={**env, "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Failure(f"docker/healthcheck finds the web process at {port} ill: {done.stderr}")
    say("  web: two processes, both healthy")


def _expect_worker_answers(env: dict[str, str]) -> None:
    command = [str(VENV / "bin" / "celery"), "--app", "backend.config", "inspect", "ping", "--timeout", "5"]
    for _ in range(5):
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode == 0:
            say("  worker: answers a ping through the broker")
            return
    raise Failure(
        f"No worker answers through the broker: {done.stdout}{done.stderr}", log=log_of("container-worker")
    )


def _through_proxy(parts: ExitStack, ports: list[int], folder: Path) -> None:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if nginx is None:
        if os.environ.get("REQUIRE_PROXY") == "1":
            raise Failure("nginx was not found, and REQUIRE_PROXY=1 asks for it: install nginx.")
        say("  proxy: NOT checked, for nginx was not found")
        return
    port = free_port()
    config = _proxy_configuration(folder, ports, port)
    process = parts.enter_context(
        running(
            [nginx, "-c", config, "-p", folder, "-e", folder / "error.log"],
            name="container-proxy",
            env=os.environ,
        )
    )
    # The proxy keeps /metrics to itself, and answers so even before a web process does.
    _await_proxy(process, port)
    _expect_pages(port)
    _expect_socket(port)
    say("  proxy: pages, health and the socket go through, /metrics and /sandbox/ do not")


def _proxy_configuration(folder: Path, web_ports: list[int], port: int) -> Path:
    """Fill in the template as the nginx image does, inside the frame that the image gives it."""
    servers = " ".join(f"server 127.0.0.1:{web};" for web in web_ports)
    text = (DOCKER / "proxy" / "default.conf.template").read_text()
    text = text.replace("${WEB_SERVERS}", servers).replace("${PROXY_LISTEN}", f"127.0.0.1:{port}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{text}}}\n"
    )
    return config


def _await_proxy(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _status(port, "/metrics")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Failure(
        "nginx does not start with docker/proxy/default.conf.template.", log=log_of("container-proxy")
    )


def _expect_pages(port: int) -> None:
    for path, expected in {
        "/": 200,
        "/livez": 200,
        "/metrics": 404,
        "/sandbox/": 404,
        "/api/v1/users/me": 401,
    }.items():
        status = _status(port, path)
        if status != expected:
            raise Failure(
                f"{path} answered {status} through the proxy, expected {expected}.",
                log=log_of("container-web-1"),
            )
    health = json.loads(_open(port, "/healthz").read())
    if health["status"] != "ok":
        raise Failure(f"/healthz says {health}")


def _expect_socket(port: int) -> None:
    """The proxy passes the upgrade on, and the socket of a stranger is closed with the code that says why."""
    with connect(
        f"ws://{HOST_NAME}/ws/",
        sock=socket.create_connection(("127.0.0.1", port)),
        origin=Origin(f"https://{HOST_NAME}"),
        additional_headers={"X-Forwarded-Proto": "https"},
    ) as client:
        try:
            while True:
                client.recv(timeout=10)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else None
            if code != 4401:
                raise Failure(f"The socket of a stranger closed with {code}, expected 4401.") from closed
        except TimeoutError as error:
            raise Failure("The socket of a stranger stayed open through the proxy.") from error


def _expect_still_running(**parts: subprocess.Popen[bytes]) -> None:
    for name, process in parts.items():
        if process.poll() is not None:
            raise Failure(
                f"The {name} ended by itself with {process.returncode}.", log=log_of(f"container-{name}")
            )


def _stop_all(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in parts.items():
        code = stop(process)
        if code != 0:
            raise Failure(
                f"On SIGTERM the {name} ended with {code} instead of 0.", log=log_of(f"container-{name}")
            )
    say("  SIGTERM: every part ended by itself with 0")


def _status(port: int, path: str) -> int:
    try:
        with _open(port, path) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _open(port: int, path: str) -> Any:
    headers = {"Host": HOST_NAME, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    return urllib.request.urlopen(request, timeout=15)  # noqa: S310  always our own http address


def _entrypoint_complaints(compose: dict[str, Any]) -> Iterator[str]:
    for name, service in compose["services"].items():
        for path in service.get("entrypoint", []):
            if not os.access(ROOT / path, os.X_OK):
                yield f"compose.yml: {name} starts {path}, which is not an executable file."
    for script in (DOCKER / "entrypoints").iterdir():
        if subprocess.run(["sh", "-n", script], check=False).returncode != 0:
            yield f"docker/entrypoints/{script.name} is not a script that sh can read."


def _copy_complaints() -> Iterator[str]:
    for line in (DOCKER / "Dockerfile").read_text().splitlines():
        words = line.split()
        if words[:1] == ["COPY"] and not words[1].startswith("--from"):
            yield from (
                f"Dockerfile copies {word}, which is not there."
                for word in words[1:-1]
                if not (ROOT / word).exists()
            )


def _variable_complaints(compose: dict[str, Any]) -> Iterator[str]:
    explained = set(variables_written(EXAMPLE.read_text())) | _NOT_SETTINGS
    for name in compose["x-atelier"]["environment"]:
        if name not in explained:
            yield f"compose.yml sets {name}, which .env.example does not explain."


if __name__ == "__main__":
    sys.exit(main())
