"""Saying what happens, in plain words."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOG_TAIL_LINES = 15


class Failure(Exception):
    """An expected failure. Its text tells the reader what to do; `log` is where the details are."""

    def __init__(self, sentence: str, *, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log


def say(line: str) -> None:
    print(line, flush=True)


def complain(failure: Failure) -> None:
    """Print the end of the failed step's log, if it has one, and then the sentence that says what to do."""
    if failure.log is not None and failure.log.exists():
        for line in failure.log.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:]:
            print(f"    {line}", file=sys.stderr)
    print(f"\n{failure}", file=sys.stderr, flush=True)


@contextmanager
def timed(doing: str, done: str) -> Iterator[None]:
    """Say `doing` now, and `done` with the seconds it took when the block ends well."""
    say(f"  {doing}…")
    started = time.monotonic()
    yield
    say(f"  {done} ({time.monotonic() - started:.1f} s)")
