"""The benchmarks, from the quickest to the longest; a later one is run whatever became of those before it."""

import time

from scripts.house.places import VENV_PYTHON
from scripts.house.processes import run_shown
from scripts.house.telling import Failure, say

# The module of bench/, and what its table says.
TABLES = {
    "entitlements": "Asking and counting what a plan allows",
    "first_token": "What Atelier adds to a first token",
    "layers": "What each layer of reading a model's stream costs",
    "aggregation": "Days counted, beside a plain scan of the same rows",
    "browser": "Frames and keys under a fast stream, 5,000 letters above it",
    "start": "A newcomer's first page",
    "pages": "Weight and speed of the pages",
    "relay": "Streams that one core relays, beside raw asyncio and chainlit",
}


def show(only: str) -> bool:
    """Print the table named `only`, or all of them. Raises Failure for a name that is none of theirs."""
    if only and only not in TABLES:
        raise Failure(f"There is no benchmark {only}. BENCH_ONLY is one of: {', '.join(TABLES)}.")
    outcomes = [_show(name) for name in TABLES if only in ("", name)]
    return all(outcomes)


def _show(name: str) -> bool:
    say(f"\n── {TABLES[name]} (bench/{name}.py) ──")
    started = time.monotonic()
    succeeded = run_shown([VENV_PYTHON, "-m", f"bench.{name}"])
    say(f"  {'' if succeeded else 'FAILED after '}{time.monotonic() - started:.0f} s")
    return succeeded
