"""Everything that must stand before the house can run: Python's side and Node's, at the same time."""

import fcntl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
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
        if _needs_wheel_node(uses_node or node_side.needs_node(build=build)):
            _install_wheel_node()
        _side_by_side(lambda: _python(dev=dev), lambda: _node(build=build))


def prepare_python(*, dev: bool) -> None:
    """Install the Python side alone."""
    with _alone():
        _python(dev=dev)


def _needs_wheel_node(needs_node: bool) -> bool:
    return VENV_NODE_BIN.exists() or (needs_node and not node_side.machine_has_node())


def _install_wheel_node() -> None:
    python_side.ensure_venv()
    python_side.ensure_requirements("node", what="Node, which this machine lacks")
    if not node_side.wheel_node_shimmed():
        node_side.shim_wheel_node()


def _python(*, dev: bool) -> None:
    python_side.ensure_venv()
    python_side.ensure_requirements("base", what="the Python packages")
    if dev:
        python_side.ensure_requirements("dev", what="what the tests need")


def _node(*, build: bool) -> None:
    node_side.ensure_packages()
    if build:
        node_side.ensure_built()


def _side_by_side(*jobs: Callable[[], None]) -> None:
    """Run `jobs` in threads; when one fails the others are stopped and its failure is raised."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        futures = [pool.submit(job) for job in jobs]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stop_running()
            raise


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
