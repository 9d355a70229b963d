"""How many streams one core relays: `python -m bench.relay [raw|atelier|chainlit …]`.

Each server in turn is pinned to one core; the model behind it and the tabs before it share the other. A level of N
streams of 50 tokens/s passes when every text arrives whole and, while all N stream, 95 % of the gaps between deltas are
at most 60 ms and none is further behind the model than 2 % of an answer's time and one join of 40 ms. The largest N is
searched for. What an answer costs besides its tokens (the question kept, the end written) is a column of its own.
"""

import argparse
import asyncio
import bisect
import gc
import os
import statistics
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from . import machine
from .peers import SERVERS, Server
from .tabs import Tab
from .upstream import Upstream, words

TOKENS, GAP = 800, 0.02
NOMINAL = TOKENS * GAP
# A new answer begins every 80 ms, or as often as all begin within ten seconds.
RAMP_EACH, RAMP_MOST = 0.08, 10.0
JOIN = 0.04
MAX_GAP_P95 = 0.06
MAX_LATE = 0.02 * NOMINAL + JOIN
# A model that is itself no longer punctual says nothing about the server.
MAX_GENERATOR_LATE = 0.01
GENERATOR_FULL = 0.9
# Shorter than this, all streams at once were never seen.
SHORTEST_WINDOW = 2.0
PRECISION = 1.06


@dataclass
class Level:
    """One level's outcome; times in seconds, CPU in shares of a core."""

    streams: int
    whole: int
    gap_p95: float
    gap_p99: float
    late: float
    first: float
    server: float
    per_answer: float
    generator: float
    generator_late: float

    @property
    def passed(self) -> bool:
        return self.whole == self.streams and self.gap_p95 <= MAX_GAP_P95 and self.late <= MAX_LATE

    @property
    def verdict(self) -> str:
        """Say whether the level passed, and where the reason is not the server's."""
        if self.passed:
            return "pass"
        if self.generator > GENERATOR_FULL:
            return "fail (model and tabs need their whole core)"
        return "fail (the machine was busy)" if self.generator_late > MAX_GENERATOR_LATE else "fail"

    @property
    def cpu_per_token(self) -> float:
        """Return the server's CPU per token in seconds, while all streams ran."""
        return self.server * GAP / self.streams


def row(name: str, level: Level) -> None:
    print(
        f"{name:18}{level.streams:8}{level.gap_p95 * 1000:9.1f}{level.gap_p99 * 1000:9.1f}{level.late * 1000:9.0f}"
        f"{level.first * 1000:9.1f}{level.server:9.0%}"
        f"{level.cpu_per_token * 1e6:9.0f}{level.per_answer * 1e3:10.0f}{level.generator:9.0%}  {level.verdict}",
        flush=True,
    )


def head() -> None:
    print(
        f"{'':18}{'streams':>8}{'gap p95':>9}{'p99':>9}{'late':>9}{'first':>9}"
        f"{'server':>9}{'µs/token':>9}{'ms/answer':>10}{'load':>9}"
    )


async def measure(server: Server, upstream: Upstream, tabs: Sequence[Tab], pid: int) -> Level:
    """Ask in all tabs, spread over the ramp, and read every answer to its end."""
    loop = asyncio.get_running_loop()
    upstream.lateness.clear()
    gc.collect()
    begun, used = loop.time(), machine.cpu_seconds(pid)
    between = min(RAMP_EACH, RAMP_MOST / len(tabs))
    for number, tab in enumerate(tabs):
        tab.begin()
        loop.call_at(begun + between * number, tab.ask)
    window = await _all_streaming(tabs)
    server_share, generator_share = await _usage(pid, window)
    await asyncio.wait([tab.ended for tab in tabs], timeout=NOMINAL * 1.5 + 10)
    per_token = server_share * GAP / len(tabs)
    gaps = [gap for tab in tabs for gap in _gaps(tab, window)] or [NOMINAL] * 2
    whole = words(TOKENS)
    return Level(
        streams=len(tabs),
        whole=sum(tab.text.partition(" ")[2] == whole for tab in tabs),
        gap_p95=statistics.quantiles(gaps, n=100)[94],
        gap_p99=statistics.quantiles(gaps, n=100)[98],
        late=max(_lateness(tab, window[1]) for tab in tabs),
        first=statistics.median(_first(tab) for tab in tabs),
        server=server_share,
        per_answer=(machine.cpu_seconds(pid) - used) / len(tabs) - per_token * TOKENS,
        generator=generator_share,
        generator_late=statistics.quantiles(upstream.lateness or [0.0, 0.0], n=100)[94],
    )


async def _all_streaming(tabs: Sequence[Tab]) -> tuple[float, float]:
    """Return from when until when all stream: a second after the last has begun, until the first is about to end."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + RAMP_MOST + NOMINAL
    while not all(tab.times for tab in tabs) and loop.time() < deadline:  # noqa: ASYNC110  no tab should pay for it
        await asyncio.sleep(0.05)
    begins = [tab.times[0] for tab in tabs if tab.times] or [deadline]
    start, end = max(begins) + 1.0, min(begins) + NOMINAL - 0.3
    # Too late for them to stream together: the little there is will show what is wrong.
    return (start, end) if end - start >= SHORTEST_WINDOW else (max(begins), max(begins) + SHORTEST_WINDOW)


async def _usage(pid: int, window: tuple[float, float]) -> tuple[float, float]:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(window[0] - loop.time())
    before = loop.time(), machine.cpu_seconds(pid), time.process_time()
    await asyncio.sleep(window[1] - loop.time())
    seconds = loop.time() - before[0]
    return (machine.cpu_seconds(pid) - before[1]) / seconds, (time.process_time() - before[2]) / seconds


def _gaps(tab: Tab, window: tuple[float, float]) -> list[float]:
    times = [moment for moment in tab.times if window[0] <= moment <= window[1]]
    return [after - before for before, after in pairwise(times)]


def _lateness(tab: Tab, moment: float) -> float:
    """Return how far a tab was behind the model at `moment`: the oldest word it had not been shown, by its age.

    The model's own clock is the answer's first text, and a word follows each `GAP` seconds.
    """
    shown = bisect.bisect_right(tab.times, moment)
    if not shown:
        return float("inf")
    text = "".join(tab.texts[:shown])
    begun = int(text.split(" ", 1)[0]) / 1e9
    return max(0.0, moment - (begun + text.count(" ") * GAP))


def _first(tab: Tab) -> float:
    return tab.times[0] - int(tab.text.split(" ", 1)[0]) / 1e9 if tab.times else float("inf")


@asynccontextmanager
async def pinned(server: Server, upstream: Upstream) -> AsyncIterator[int]:
    """Run the server on its core until it answers; yields its process id."""
    cores = machine.cores()
    process = subprocess.Popen(  # noqa: ASYNC220  nothing else runs while it starts
        server.command(upstream.address),
        cwd=server.folder(),
        env={**os.environ, **server.environment(upstream.address)},
        stdout=subprocess.DEVNULL,
        stderr=None if os.environ.get("BENCH_LOUD") else subprocess.DEVNULL,
        preexec_fn=(lambda: os.sched_setaffinity(0, {cores[0]})) if cores else None,  # noqa: PLW1509  no threads
    )
    try:
        await server.until_up()
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=40)


async def largest(server: Server, upstream: Upstream, levels: Sequence[int]) -> Level | None:
    """Return the largest level that passed: those given, or found by halving what is left between pass and fail."""
    async with AsyncExitStack() as stack:
        pid = await stack.enter_async_context(pinned(server, upstream))
        tabs: list[Tab] = []

        async def run(streams: int) -> Level:
            upstream.tokens = 1
            while len(tabs) < streams:
                tabs.append(await stack.enter_async_context(server.tab(len(tabs))))
            upstream.tokens = TOKENS
            level = await measure(server, upstream, tabs[:streams], pid)
            row(server.name, level)
            return level

        if levels:
            passed = [level for level in [await run(streams) for streams in levels] if level.passed]
            return passed[-1] if passed else None
        return await _search(run, server)


async def _search(run: Callable[[int], Any], server: Server) -> Level | None:
    best: Level | None = None
    failed: int | None = None
    streams = server.first_level
    for _ in range(server.most_steps):
        level = await run(streams)
        if level.passed:
            best = level
        else:
            failed = streams
        if failed is None:
            # What a whole core would carry by its cost so far; fixed costs make it a low guess.
            streams = max(round(streams * 1.15), round(streams * 0.92 / level.server))
        elif best is None:
            streams //= 2
        elif failed / best.streams <= PRECISION:
            break
        else:
            streams = round((best.streams + failed) / 2)
    return best


async def main(names: Sequence[str], levels: Sequence[int]) -> None:
    cores = machine.cores()
    print(f"{machine.name()}; {TOKENS} tokens at {1 / GAP:.0f} a second; times in ms")
    if cores:
        os.sched_setaffinity(0, {cores[1]})
        print(f"server on core {cores[0]}, model and tabs on core {cores[1]}")
    else:
        print("This machine cannot pin processes to two cores: servers share theirs with the load.")
    head()
    best: dict[str, Level | None] = {}
    async with Upstream(gap=GAP) as upstream:
        for name in names:
            server = SERVERS[name]()
            server.prepare()
            best[name] = await largest(server, upstream, levels)
    print()
    for name, level in best.items():
        print(f"{SERVERS[name].name:18}{level.streams if level else 0:8} streams per core")
    ours, theirs = best.get("atelier"), best.get("chainlit")
    if ours and theirs:
        print(f"Atelier carries {ours.streams / theirs.streams:.1f} times what chainlit does.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("servers", nargs="*", default=list(SERVERS))
    parser.add_argument("--levels", type=int, nargs="*", default=[], help="try these instead of searching")
    options = parser.parse_args()
    asyncio.run(main(options.servers, options.levels))
