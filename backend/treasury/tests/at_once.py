"""Threads that start together, each with a database connection of its own."""

from collections.abc import Callable
from threading import Barrier, BoundedSemaphore, Thread
from typing import Any

from django.db import connection

# A PostgreSQL server takes 100, and other suites use it too.
CONNECTIONS = 50


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Run all calls in threads that start together; returns each one's result or exception."""
    door = BoundedSemaphore(CONNECTIONS)
    barrier, results = Barrier(len(calls)), [None] * len(calls)

    def run(index: int) -> None:
        barrier.wait(20)
        with door:
            try:
                results[index] = calls[index]()
            except Exception as error:  # noqa: BLE001  the test looks at it
                results[index] = error
            finally:
                connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    return results
