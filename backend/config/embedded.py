"""The background half of a single process: a Celery worker and beat, each on a thread, over the in-memory broker."""

import logging
import threading
from typing import Any

from celery.beat import Scheduler, Service
from django.db import close_old_connections

from backend.config.celery import app, schedule

logger = logging.getLogger(__name__)
WORKER_THREADS = 4


def start_background() -> None:
    """Start the worker and beat; both are daemons, for every job is a row that a sweep finds again."""
    app.conf.beat_schedule = schedule()
    threading.Thread(target=_run_worker, name="atelier-worker", daemon=True).start()
    threading.Thread(target=_run_beat, name="atelier-beat", daemon=True).start()


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
    Service(app, scheduler_cls=Scheduler, max_interval=5).start()
