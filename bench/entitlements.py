"""What asking and counting an entitlement costs: `python -m bench.entitlements`.

Each beside the least that it could be: a look-up beside reading a dictionary, counting beside the same UPDATE by a bare
connection to the same file.
"""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5_000


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        os.environ["ATELIER_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "backend.config.settings.local"
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415  the settings read the environment once

        django.setup()
        measure(Path(data))


def measure(data: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from backend.accounts.models import Workspace  # noqa: PLC0415
    from backend.billing.features import Feature  # noqa: PLC0415
    from backend.billing.models import FeatureOverride, UsageCounter  # noqa: PLC0415
    from backend.billing.services import entitlements  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_plans", verbosity=0)
    workspace = Workspace.objects.create(name="Bench")
    FeatureOverride.objects.create(
        workspace=workspace, feature=Feature.API_CALLS, value=2**40, reason="Bench."
    )
    pk = workspace.pk
    entitlements.consume(pk, Feature.API_CALLS)
    with CaptureQueriesContext(connection) as queries:
        entitlements.consume(pk, Feature.API_CALLS)
    counter = UsageCounter.objects.get()
    bare = sqlite3.connect(data / "atelier.sqlite3", isolation_level=None)
    bare.execute("PRAGMA synchronous=NORMAL")
    sql = "UPDATE billing_usagecounter SET used = used + 1 WHERE id = ? AND used + 1 <= ? RETURNING used"
    known = {Feature.API_CALLS: 1}
    print(f"{'microseconds, ' + str(ROUNDS) + ' rounds':44}{'median':>8}{'p95':>8}")
    row("reading a dictionary", lambda: known[Feature.API_CALLS])
    row("limit of a feature, warm (goal 50)", lambda: entitlements.limit(pk, Feature.API_CALLS))
    row("the bare UPDATE", lambda: bare.execute(sql, (counter.pk.hex, 2**40)).fetchone())
    row(
        f"consume, warm ({len(queries)} statement)",
        lambda: entitlements.consume(pk, Feature.API_CALLS),
    )


def row(name: str, call: Callable[[], object]) -> None:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1e6)
    print(f"{name:44}{statistics.median(times):8.1f}{statistics.quantiles(times, n=20)[18]:8.1f}", flush=True)


if __name__ == "__main__":
    main()
