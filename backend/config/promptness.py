"""What keeps the event loop prompt in CPython, whose defaults are made for programs that nobody waits for."""

import asyncio
import gc
import sys

# A thread that computes hands the interpreter back to the loop this soon, not after Python's 5 ms: the loop asks for
# it again after every read and write, and each delta would wait as long.
SWITCH_SECONDS = 0.0005
# With a hundred answers under way, Python's own 700, 10, 10 looked through all objects several times a second, for up
# to 150 ms each. What refers to itself is rare here and can wait.
COLLECTOR_THRESHOLDS = (10_000, 20, 50)


def tune() -> None:
    """Tune this process, before it serves."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*COLLECTOR_THRESHOLDS)


def keep(warming: "asyncio.Task[float]") -> None:
    """Once everything is loaded and warm, spare the collector from looking through it again."""
    warming.add_done_callback(lambda _: _freeze())


def _freeze() -> None:
    gc.collect()
    gc.freeze()
