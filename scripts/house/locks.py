"""Resolve requirements/*.in into locks with hashes, each building on the one before."""

import os
from pathlib import Path

from scripts.house.places import REQUIREMENTS, ROOT, VENV_PYTHON
from scripts.house.processes import run_shown

# dev.in starts with `-r base.txt`, so the order matters.
LOCKS = ("bootstrap", "base", "dev", "node")
OLDEST_PYTHON = "3.11"


def write() -> bool:
    """Write every lock again. Pins stay as they are unless UPGRADE=1 asks for newer versions."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") == "1" else []
    peer = ROOT / "bench" / "chainlit"
    return all(_compile(REQUIREMENTS, name, upgrade) for name in LOCKS) and _compile(
        peer, "requirements", upgrade
    )


def _compile(folder: Path, name: str, options: list[str]) -> bool:
    command = [str(VENV_PYTHON), "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--custom-compile-command", "make lock", *options]
    return run_shown([*command, f"{name}.in", "-o", f"{name}.txt"], cwd=folder)
