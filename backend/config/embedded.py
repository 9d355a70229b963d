"""The background half of a single process: a Celery worker and beat, each on a thread, over the in-memory broker."""

import logging
import threading
from typing import Any, cast

from celery.beat import Scheduler, Service
from celery.worker import state
from django.db import close_old_connections

from backend.config.celery import app, schedule

logger = logging.getLogger(__name__)
WORKER_THREADS = 4
STOP_SECONDS = 5
# It sleeps this long at most, also when it is asked to stop.
beat = Service(app, scheduler_cls=Scheduler, max_interval=1)
_threads: list[threading.Thread] = []


def start_background() -> None:
    """Start the worker and beat; both are daemons, for every job is a row that a sweep finds again."""
    app.conf.beat_schedule = schedule()
    for name, run in (("atelier-worker", _run_worker), ("atelier-beat", _run_beat)):
        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        _threads.append(thread)


def stop_background() -> None:
    """Let the jobs in hand finish for a moment and take no more; the rest are rows that the next start finds again."""
    beat.stop()
    cast(Any, state).should_stop = 0  # the exit code; None, which its types know alone, means go on
    for thread in _threads:
        thread.join(STOP_SECONDS)


def _run_worker() -> None:
    worker = app.Worker(
        pool="threads",
        concurrency=WORKER_THREADS,
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        send_events=False,
    )
    _without_signal_handlers(worker)
    worker.start()


def _without_signal_handlers(worker: Any) -> None:
    """Only the main thread may handle signals; there the server drains for both."""
    worker.install_platform_tweaks = lambda _: None


def _run_beat() -> None:
    close_old_connections()
    beat.start()
