"""Workers die between holding and settling; what they held comes back, or is counted at its upper bound."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connection

from backend.treasury.models import Budget, Reservation, ScopeKind
from backend.treasury.services import budgets, governor
from backend.treasury.services.governor import LimitReached
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
CENT = 1_000_000
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def dollar() -> Budget:
    return budgets.set_limit(scope=Scope(ScopeKind.RUN, uuid4()), window=Window.TOTAL, limit_e8=100 * CENT)


def database_url() -> str:
    """Return the address of the database that this test has open."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@contextmanager
def workers(budget: Budget, fates: list[str], data: Path) -> Iterator[list[UUID]]:
    """Start a worker for each fate; gives what they hold, once all do, and kills them all at the end of the block."""
    environment = {**os.environ, "ATELIER_DATA": str(data), "DATABASE_POOL_SIZE": "1"}
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "backend.treasury.tests.worker",
                database_url(),
                str(budget.scope_id),
                fate,
            ],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for fate in fates
    ]
    try:
        yield [UUID(worker.stdout.readline().strip()) for worker in started if worker.stdout]
    finally:
        for worker in started:
            worker.kill()
            worker.communicate()


def counters(budget: Budget) -> tuple[int, int]:
    period = budget.periods.get()
    return period.spent_e8 // CENT, period.held_e8 // CENT


def test_what_the_dead_held_is_released_or_counted_and_the_living_keep_theirs(
    dollar: Budget, tmp_path: Path
) -> None:
    with workers(dollar, ["unsent", "sent", "unsent", "sent", "alive"], tmp_path) as held:
        assert counters(dollar) == (0, 35)
    assert governor.sweep() == 4
    assert counters(dollar) == (14, 7)
    found = Reservation.objects.in_bulk(held)
    assert [(found[pk].status, found[pk].actual_e8, found[pk].estimated) for pk in held] == [
        ("released", None, False),
        ("settled", 7 * CENT, True),
        ("released", None, False),
        ("settled", 7 * CENT, True),
        ("held", None, False),
    ]
    scope = Scope(ScopeKind.RUN, dollar.scope_id)
    governor.reserve(scopes=[scope], amount_e8=79 * CENT, purpose="chat")
    with pytest.raises(LimitReached):
        governor.reserve(scopes=[scope], amount_e8=1, purpose="chat")
