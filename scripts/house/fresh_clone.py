"""What a newcomer sees: clone, `make run`, first page; and again. Reports seconds, fails on breakage."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scripts.house.places import ROOT
from scripts.house.server import await_answer, free_port, log_of, running, stop
from scripts.house.telling import Failure, say

COLD_SECONDS = 900.0
WARM_SECONDS = 60.0
COLD_GOAL, WARM_GOAL = 120.0, 6.0
_NODE_COMMANDS = {"node", "nodejs", "npm", "npx", "corepack"}
# What `make run` says only when it installs or builds.
_WORK = ("Installing", "Building", "Making")


def measure() -> bool:
    """Clone HEAD, serve it cold and warm; the second start must install nothing, and git see no change."""
    with tempfile.TemporaryDirectory(prefix="atelier-fresh-") as folder:
        clone = Path(folder) / "atelier"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        env = _newcomer_environment(Path(folder))
        cold = _first_page(clone, env, "fresh-clone-cold", COLD_SECONDS)
        warm = _first_page(clone, env, "fresh-clone-warm", WARM_SECONDS)
        _expect_nothing_done_twice()
        _expect_clean(clone)
    say(f"  cold: first page after {cold:.1f} s (goal {COLD_GOAL:.0f} s)")
    say(
        f"  warm: first page after {warm:.1f} s (goal {WARM_GOAL:.0f} s); nothing installed, git status clean"
    )
    return True


def _first_page(clone: Path, env: Mapping[str, str], name: str, seconds: float) -> float:
    with running(["make", "run"], name=name, env=env, cwd=clone) as process:
        address = f"http://127.0.0.1:{env['PORT']}/"
        took = await_answer(address, process, log=log_of(name), seconds=seconds)
        stop(process)
    return took


def _newcomer_environment(folder: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"ATELIER_DATA", "MAKEFLAGS", "MAKELEVEL"}
    }
    path = _path_without_node(folder / "bin") if os.environ.get("NO_NODE") == "1" else os.environ["PATH"]
    return {
        **kept,
        "PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{folder}/fresh.sqlite3",
        "REDIS_URL": "",
        "PATH": path,
    }


def _path_without_node(folder: Path) -> str:
    """Return PATH with every folder that holds a Node replaced by one of links to all else in it."""
    return os.pathsep.join(
        str(_without_node(Path(place), folder)) for place in os.environ["PATH"].split(os.pathsep)
    )


def _without_node(place: Path, folder: Path) -> Path:
    if not any((place / name).exists() for name in _NODE_COMMANDS):
        return place
    links = folder / str(place).strip("/").replace("/", "-")
    links.mkdir(parents=True, exist_ok=True)
    for entry in place.iterdir():
        if entry.name not in _NODE_COMMANDS and not (links / entry.name).is_symlink():
            (links / entry.name).symlink_to(entry)
    return links


def _expect_nothing_done_twice() -> None:
    log = log_of("fresh-clone-warm")
    worked = [line for line in log.read_text().splitlines() if line.strip().startswith(_WORK)]
    if worked:
        raise Failure(f"The second `make run` did work again: {worked}", log=log)


def _expect_clean(clone: Path) -> None:
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout
    if status:
        raise Failure(f"`make run` left changes that git sees:\n{status}")
