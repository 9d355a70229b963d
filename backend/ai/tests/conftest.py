from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

SetClock = Callable[[str], None]
AtOnce = Callable[[int, Callable[[], Any]], list[Any]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return a function that sets the time to a moment in ISO 8601."""

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment)
        assert now.tzinfo is not None
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return set_to


@pytest.fixture
def at_once() -> AtOnce:
    """Return a function that runs a call in threads that start together; each one's result or exception."""

    def run(count: int, call: Callable[[], Any]) -> list[Any]:
        barrier = Barrier(count)

        def one() -> Any:
            barrier.wait(20)
            try:
                return call()
            except Exception as error:  # noqa: BLE001  the test looks at it
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(count) as pool:
            return [future.result(60) for future in [pool.submit(one) for _ in range(count)]]

    return run
