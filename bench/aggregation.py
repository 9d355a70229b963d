"""How fast days are counted, and in how much memory: `python -m bench.aggregation`. ROWS=10_000_000 by hand.

A database of its own is filled with events of two years; then everything is counted from nothing, and once more
after one more day has come. Beside it stands one plain scan of the same rows: no count can be quicker than reading.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROWS = int(os.environ.get("ROWS", "300_000"))
DAYS, PEOPLE = 730, 20_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings.local")
_FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
INSERT INTO events_domainevent
    (id, created_at, updated_at, name, workspace_id, actor_id, payload, attempts, next_attempt_at, dispatched_at, error)
SELECT printf('%012x7000800000000000%04x', {begins} + n * {step}, n % 65536), moment, moment,
       CASE WHEN n % 20 < 9 THEN 'agents.message_sent' WHEN n % 20 < 17 THEN 'agents.message_answered'
            WHEN n % 20 = 17 THEN 'projects.task_completed' WHEN n % 20 = 18 THEN 'projects.profile_saved'
            ELSE 'projects.project_started' END,
       printf('%032x', 1000000 + person), printf('%032x', person), '{{}}', 0, moment, moment, ''
FROM (SELECT n, 1 + (n * 7919) % {people} AS person,
             strftime('%Y-%m-%d %H:%M:%f', ({begins} + n * {step}) / 1000.0, 'unixepoch') AS moment FROM numbers)
"""
_SIGN_UPS = """
INSERT INTO events_domainevent
    (id, created_at, updated_at, name, workspace_id, actor_id, payload, attempts, next_attempt_at, dispatched_at, error)
SELECT '0' || substr(id, 2), created_at, created_at, 'accounts.user_signed_up',
       printf('%032x', 1000000 + row_number() OVER (ORDER BY id)), id, '{}', 0, created_at, created_at, ''
FROM accounts_user
"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        os.environ["ATELIER_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        measure(Path(folder))


def measure(folder: Path) -> None:
    import django  # noqa: PLC0415  the folder had to be made first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from backend.analytics.services import aggregation  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    fill()
    size = sum(file.stat().st_size for file in folder.glob("*.sqlite3")) / 1e6
    print(f"{ROWS:,} events of {PEOPLE:,} people over {DAYS} days; the database has {size:,.0f} MB")

    def scan() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, substr(created_at, 1, 10), actor_id, COUNT(*) FROM events_domainevent GROUP BY 1, 2"
            )
            cursor.fetchall()

    before = forget_peak()
    report("everything counted from nothing", aggregation.catch_up)
    report("counted again when nothing is new", aggregation.catch_up, rows=0)
    print(f"memory: {before:,.0f} MB before, at most {peak():,.0f} MB while counting")
    report("plain scan, grouped by name and day", scan)


def report(what: str, work: Callable[[], object], rows: int = ROWS) -> None:
    """Print seconds by the clock and of processor; rates are of the processor, which a busy machine changes less."""
    began, used = time.perf_counter(), time.process_time()
    work()
    took, used = time.perf_counter() - began, time.process_time() - used
    rate = f"{rows / used:12,.0f} rows/s" if rows else ""
    print(f"{what:40}{took:9.2f} s{used:9.2f} CPU-s{rate}", flush=True)


def fill() -> None:
    from django.db import connection  # noqa: PLC0415

    step = DAYS * 86_400_000 // ROWS
    begins = int(time.time() * 1000) - DAYS * 86_400_000
    apart = DAYS * 86_400_000 // PEOPLE
    joined = f"strftime('%Y-%m-%d %H:%M:%f', ({begins} + n * {apart}) / 1000.0, 'unixepoch')"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user LIMIT 0")
        columns = {
            "id": "printf('%032x', n)",
            "email": "'p' || n || '@example.com'",
            "created_at": joined,
            "updated_at": "'2026-01-01'",
            "departed_at": "NULL",
            "last_login": "NULL",
            "time_zone": "'UTC'",
            "is_active": "1",
        }
        names = [column[0] for column in cursor.description]
        values = ", ".join(columns.get(name, "0" if name.startswith("is_") else "''") for name in names)
        cursor.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {PEOPLE}) "
            f"INSERT INTO accounts_user ({', '.join(names)}) SELECT {values} FROM numbers"
        )
        cursor.execute(_FILL.format(rows=ROWS, people=PEOPLE, begins=begins, step=step))
        cursor.execute(_SIGN_UPS)
        cursor.execute("ANALYZE")


def peak() -> float:
    """Return the most memory this process has had since `forget_peak`, in MB. Only Linux tells."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1e3


def forget_peak() -> float:
    """Forget what the filling has taken; return what is held now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


if __name__ == "__main__":
    main()
