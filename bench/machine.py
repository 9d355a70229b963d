"""What the benchmarks ask of the machine: cores to pin to, and the CPU time of a process and its children."""

import functools
import os
import platform
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def name() -> str:
    """Return the processor, the core count and the Python that runs."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


@functools.cache
def cores() -> tuple[int, int] | None:
    """Return a core for the server and one for the load, or None where processes cannot be pinned to two.

    Looked up once, before this process moves to the load's core and sees no other any more.
    """
    if not hasattr(os, "sched_getaffinity"):
        return None
    usable = sorted(os.sched_getaffinity(0))
    return (usable[0], usable[1]) if len(usable) > 1 else None


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process and its living children have used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / _TICKS
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(cpu_seconds(int(child)) for child in children)
