"""Everything that must stand before the house can run: Python's side and Node's, at the same time."""

import fcntl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager

from scripts.house import node_side, python_side
from scripts.house.places import STAMPS, VENV_NODE_BIN
from scripts.house.processes import stop_running
from scripts.house.telling import say


def prepare(*, dev: bool = False, build: bool = True, uses_node: bool = False) -> None:
    """Install what is missing and, with `build`, build the front end. Does nothing when nothing changed.

    `uses_node`: the caller starts npm itself afterwards, so there must be one even when all is built.
    """
    with _alone():
        wheel_node = _needs_wheel_node(uses_node or node_side.needs_node(build=build))
        node_ready = threading.Event()
        if not wheel_node:
            node_ready.set()
        _side_by_side(
            lambda: _python(dev=dev, wheel_node=wheel_node, node_ready=node_ready),
            lambda: _node(build=build, node_ready=node_ready),
        )


def prepare_python(*, dev: bool) -> None:
    """Install the Python side alone."""
    with _alone():
        _python(dev=dev, wheel_node=False, node_ready=threading.Event())


def _needs_wheel_node(needs_node: bool) -> bool:
    return VENV_NODE_BIN.exists() or (needs_node and not node_side.machine_has_node())


def _python(*, dev: bool, wheel_node: bool, node_ready: threading.Event) -> None:
    try:
        python_side.ensure_venv()
        if wheel_node:
            _install_wheel_node()
    finally:
        node_ready.set()
    python_side.ensure_requirements("base", what="the Python packages")
    if dev:
        python_side.ensure_requirements("dev", what="what the tests need")


def _install_wheel_node() -> None:
    python_side.ensure_requirements("node", what="Node, which this machine lacks")
    if not VENV_NODE_BIN.exists():
        node_side.shim_wheel_node()


def _node(*, build: bool, node_ready: threading.Event) -> None:
    node_ready.wait()
    node_side.ensure_packages()
    if build:
        node_side.ensure_built()


def _side_by_side(*jobs: Callable[[], None]) -> None:
    """Run `jobs` in threads; when one fails the others are stopped and its failure is raised."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        futures = [pool.submit(job) for job in jobs]
        try:
            done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        except BaseException:
            stop_running()
            raise
        if waiting:
            stop_running()
    # The first to fail says why; another may have failed only because it was stopped.
    for future in (*done, *waiting):
        future.result()


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands in one checkout prepare one after the other."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  Another command is preparing this checkout; waiting for it…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
