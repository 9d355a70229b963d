"""The virtual environment and what is installed in it."""

import shutil
import sys
from pathlib import Path

from scripts.house import stamps
from scripts.house.places import REQUIREMENTS, ROOT, VENV, VENV_PYTHON
from scripts.house.processes import answer_of, run_logged
from scripts.house.telling import Failure, say, timed

_MADE = VENV / ".made"
_NO_VENV = (
    "The virtual environment could not be made. On Debian and Ubuntu Python's venv module is a package\n"
    "of its own: install python3-venv, or another Python 3.11+, and run the same command again."
)
_NO_PACKAGES = (
    "The Python packages could not be installed. Check the connection to the internet (or the proxy\n"
    "and mirror settings of pip), then run the same command again: it goes on from here."
)


def ensure_venv() -> None:
    """Make .venv unless a whole one is there, with pip and the pinned uv in it."""
    bootstrap = REQUIREMENTS / "bootstrap.txt"
    if VENV_PYTHON.exists() and stamps.is_fresh(_MADE, _venv_key(bootstrap)):
        return
    if answer_of([VENV_PYTHON, "-m", "pip", "--version"]) is None or _moved():
        with timed("Making the Python environment in .venv", "Python environment made"):
            _make_venv()
    _bootstrap_uv(bootstrap)
    stamps.press(_MADE, _venv_key(bootstrap))


def ensure_requirements(name: str, *, what: str) -> None:
    """Install requirements/<name>.txt into .venv, each file checked against its hash. Needs `ensure_venv`."""
    lock = REQUIREMENTS / f"{name}.txt"
    stamp = VENV / f".installed-{name}"
    key = stamps.key_of(_version(), files=[lock])
    if stamps.is_fresh(stamp, key):
        return
    with timed(f"Installing {what} (requirements/{name}.txt)", f"Installed {what}"):
        _install(lock, name)
    stamps.press(stamp, key)


def _make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        run_logged([sys.executable, "-m", "venv", VENV], name="venv", sorry=_NO_VENV)
    except Failure:
        uv = shutil.which("uv")
        if uv is None:
            raise
        shutil.rmtree(VENV, ignore_errors=True)
        run_logged([uv, "venv", "--seed", "--python", sys.executable, VENV], name="venv", sorry=_NO_VENV)


def _bootstrap_uv(lock: Path) -> None:
    """Install uv by pip. Without it everything still works by pip, only more slowly."""
    try:
        _pip_install(lock, "uv")
    except Failure:
        say("  uv could not be installed; going on with pip, which takes a little longer.")


def _install(lock: Path, name: str) -> None:
    if answer_of([VENV_PYTHON, "-m", "uv", "--version"]) is not None:
        try:
            _uv_install(lock, name)
        except Failure:
            say("  uv could not install them; trying pip, which takes a little longer…")
        else:
            return
    _pip_install(lock, name)


def _uv_install(lock: Path, name: str) -> None:
    command = [
        VENV_PYTHON,
        "-m",
        "uv",
        "pip",
        "install",
        "--python",
        VENV_PYTHON,
        "--require-hashes",
        "-r",
        lock,
    ]
    # Compiled now, while npm is at work, rather than at the first start, when a person waits.
    run_logged([*command, "--compile-bytecode"], name=f"uv-{name}", sorry=_NO_PACKAGES)


def _pip_install(lock: Path, name: str) -> None:
    command = [VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock]
    run_logged([*command, "--disable-pip-version-check"], name=f"pip-{name}", sorry=_NO_PACKAGES)


def _venv_key(bootstrap: Path) -> str:
    return stamps.key_of(str(ROOT), _version(), files=[bootstrap])


def _moved() -> bool:
    """Whether .venv was made elsewhere: its scripts name the folder they were made in."""
    home = VENV / "bin" / "activate"
    return home.exists() and str(VENV) not in home.read_text(errors="replace")


def _version() -> str:
    """Return the Python version of .venv as its own record says, without starting it."""
    record = VENV / "pyvenv.cfg"
    if not record.exists():
        return ""
    lines = record.read_text().splitlines()
    return next((line for line in lines if line.startswith(("version =", "version_info ="))), "")
