"""Workers die between holding and settling; what they held comes back, or is counted at its upper bound."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

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
def workers(budget: Budget, fates: list[str], data: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """Start a worker for each fate; all that are left are killed at the end of the block."""
    environment = {**os.environ, "ATELIER_DATA": str(data), "DATABASE_POOL_SIZE": "12"}
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
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for fate in fates
    ]
    try:
        yield started
    finally:
        for worker in started:
            worker.kill()
            worker.communicate()


def said(worker: "subprocess.Popen[str]") -> str:
    """Wait for the worker's next line."""
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def begin(worker: "subprocess.Popen[str]") -> None:
    assert worker.stdin is not None
    worker.stdin.write("\n")
    worker.stdin.flush()


def counters(budget: Budget) -> tuple[int, int]:
    period = budget.periods.get()
    return period.spent_e8 // CENT, period.held_e8 // CENT


def test_what_the_dead_held_is_released_or_counted_and_the_living_keep_theirs(
    dollar: Budget, tmp_path: Path
) -> None:
    with workers(dollar, ["unsent", "sent", "unsent", "sent", "alive"], tmp_path) as started:
        held = [UUID(said(worker)) for worker in started]
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


def test_a_hundred_runs_killed_in_the_middle_never_pass_a_dollar(dollar: Budget, tmp_path: Path) -> None:
    """Three workers of 34 runs each; two are killed at work, the third goes on until it is refused."""
    with workers(dollar, ["busy"] * 3, tmp_path) as started:
        assert [said(worker) for worker in started] == ["ready"] * 3
        for worker in started:
            begin(worker)
        for worker in started[:2]:
            assert said(worker)
            worker.kill()
        started[2].communicate(timeout=60)
        assert started[2].returncode == 0
    period = dollar.periods.get()
    assert period.spent_e8 + period.held_e8 <= 100 * CENT
    Reservation.objects.filter(status="held").update(lease_expires_at=timezone.now() - timedelta(seconds=1))
    governor.sweep()
    period.refresh_from_db()
    rows = Reservation.objects.filter(holds__period=period)
    assert not rows.filter(status="held").exists()
    assert period.held_e8 == 0
    assert period.spent_e8 == rows.aggregate(total=Sum("actual_e8"))["total"] <= 100 * CENT
    assert period.spent_e8 > 50 * CENT, "the runs spent next to nothing, so nothing was tried"
