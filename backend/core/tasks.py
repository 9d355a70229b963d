"""Starting work without knowing who does it."""

from typing import Any

from celery import current_app, shared_task
from django.db import transaction

from backend.core.api import idempotency


def enqueue(name: str, *args: Any, countdown: float = 0) -> None:
    """Send the task `name` once the surrounding transaction has committed.

    The broker is only a doorbell: a lost message is found by the sweep of the row it names.
    """
    ids = [str(arg) for arg in args]
    transaction.on_commit(lambda: send(name, ids, countdown=countdown), robust=True)


def send(name: str, args: list[str], *, countdown: float = 0) -> None:
    current_app.send_task(name, args=args, countdown=countdown or None)


@shared_task(name="core.forget_idempotency_keys")
def forget_idempotency_keys() -> None:
    idempotency.forget_old()


__all__ = ["enqueue", "send", "shared_task"]
