"""Start Atelier: `python -m backend.config.serve [--role embedded|web]`.

`embedded` is one process on one port: it migrates, loads reference data, and runs the web server, a Celery worker and
beat. `web` is the web server alone, for an installation with workers of its own.
"""

import argparse
import io
import os
import signal
import socket
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")

# Twisted must be given the asyncio reactor before anything else installs another, and Daphne does so when imported.
import daphne.server  # noqa: F401
import django
from django.apps import apps
from django.conf import settings

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from twisted.internet import reactor  # noqa: E402

from backend.agents.answering import registry as answers_in_flight  # noqa: E402
from backend.agents.services import answers, drafting  # noqa: E402
from backend.ai import warmup  # noqa: E402
from backend.ai.services import housekeeping  # noqa: E402
from backend.config import embedded, promptness  # noqa: E402
from backend.config.asgi import application  # noqa: E402
from backend.config.server import PatientServer, stop_when_drained  # noqa: E402
from backend.core.realtime.consumer import close_all  # noqa: E402
from backend.core.tasks import enqueue  # noqa: E402
from backend.demo.services import creator as demo_creator  # noqa: E402
from backend.treasury.services import governor  # noqa: E402

DRAIN_SECONDS = float(os.environ.get("DRAIN_SECONDS", "20"))
LAST_FRAMES_SECONDS = 3.0
SAME_REQUEST_SECONDS = 2.0
# A reader of 1 kB/s answers a ping only after what was sent before it; dead peers are found by the session check.
PING_TIMEOUT = 600


def main() -> None:
    options = _options()
    _require_free(options.host, options.port)
    try:
        call_command("check", stdout=io.StringIO())
        if options.role == "embedded":
            prepare()
    except CommandError as error:
        sys.exit(f"Atelier did not start.\n{error}")
    server = _server(options.host, options.port)
    _drain_on_signals(server, options.role)
    promptness.tune()
    reactor.callWhenRunning(lambda: promptness.keep(warmup.start()))
    if options.role == "embedded":
        reactor.callWhenRunning(embedded.start_background)
    server.run()
    if options.role == "embedded":
        embedded.stop_background()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--role", choices=["embedded", "web"], default="embedded")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=settings.PORT)
    return parser.parse_args()


def _require_free(host: str, port: int) -> None:
    """Exit with a sentence when the port is taken, before anything of a running installation is touched."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Atelier did not start.\nPort {port} on {host} cannot be used ({error.strerror}). Set PORT to another."
            )


def prepare() -> None:
    """Bring the database up to date and pick up what a killed process left."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_playbooks", verbosity=0)
    call_command("load_plans", verbosity=0)
    answers.interrupt_orphans()
    drafting.fail_orphans()
    governor.close_orphans()
    housekeeping.close_abandoned_calls()
    if apps.is_installed("backend.demo"):
        demo_creator.rebuild()
    if settings.STRIPE_SANDBOX:
        # A new installation's sandbox sells nothing yet. It answers once this process listens; the task waits for that.
        enqueue("billing.sync_catalogue", countdown=2)


def _server(host: str, port: int) -> PatientServer:
    return PatientServer(
        application=application,
        endpoints=[f"tcp:port={port}:interface={host}"],
        signal_handlers=False,
        websocket_timeout=-1,
        websocket_handshake_timeout=10,
        ping_interval=20,
        ping_timeout=PING_TIMEOUT,
        application_close_timeout=10,
        server_name="atelier",
        ready_callable=lambda: _announce(host, port),
        verbosity=0,
    )


def _announce(host: str, port: int) -> None:
    sandbox = " (sandbox partner: no model key is set)" if settings.AI_SANDBOX else ""
    sys.stdout.write(f"Atelier is at http://{host}:{port}{sandbox}\n")
    sys.stdout.flush()


async def _wind_up(server: PatientServer, role: str) -> None:
    if role == "web":
        # Newcomers go to another process. A process of its own may still be asked for its sandbox's answers.
        server.stop_listening()
    await answers_in_flight.drain(DRAIN_SECONDS)
    await close_all(LAST_FRAMES_SECONDS)


def _drain_on_signals(server: PatientServer, role: str) -> None:
    """On SIGTERM or SIGINT, let answers finish within DRAIN_SECONDS or be marked interrupted; a second stops now.

    One request may arrive twice: `make` passes on a SIGTERM that its whole process group has been sent.
    """
    first: float | None = None

    def on_signal(*_: object) -> None:
        nonlocal first
        if first is not None:
            if time.monotonic() - first > SAME_REQUEST_SECONDS:
                os._exit(1)
            return
        first = time.monotonic()
        reactor.callFromThread(stop_when_drained, lambda: _wind_up(server, role))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)


if __name__ == "__main__":
    main()
