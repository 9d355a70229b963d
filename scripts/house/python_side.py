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
    """Make .venv unless a whole one is there."""
    if VENV_PYTHON.exists() and stamps.is_fresh(_MADE, _venv_key()):
        return
    if answer_of([VENV_PYTHON, "-m", "pip", "--version"]) is None or _moved():
        with timed("Making the Python environment in .venv", "Python environment made"):
            _make_venv()
    stamps.press(_MADE, _venv_key())


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


def _install(lock: Path, name: str) -> None:
    """Install by uv, which is several times faster, or by pip where uv cannot."""
    try:
        _bootstrap_uv()
        _uv_install(lock, name)
    except Failure:
        say("  uv could not do it; going on with pip, which takes a little longer…")
        _pip_install(lock, name)


def _bootstrap_uv() -> None:
    if answer_of([VENV_PYTHON, "-m", "uv", "--version"]) is None:
        _pip_install(REQUIREMENTS / "bootstrap.txt", "uv")


def _uv_install(lock: Path, name: str) -> None:
    command = [str(VENV_PYTHON), "-m", "uv", "pip", "install", "--python", str(VENV_PYTHON)]
    # Compiled now, while npm is at work, rather than at the first start, when a person waits.
    command += ["--require-hashes", "--compile-bytecode", "-r", str(lock)]
    run_logged(command, name=f"uv-{name}", sorry=_NO_PACKAGES)


def _pip_install(lock: Path, name: str) -> None:
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    run_logged([*command, "--require-hashes", "-r", str(lock)], name=f"pip-{name}", sorry=_NO_PACKAGES)


def _venv_key() -> str:
    return stamps.key_of(str(ROOT), _version())


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
