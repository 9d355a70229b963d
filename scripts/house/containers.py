"""The check of the containers' parts; it reads YAML and speaks WebSocket, so it runs in .venv."""

from scripts.house.places import VENV_PYTHON
from scripts.house.preparing import prepare
from scripts.house.processes import run_shown


def check() -> bool:
    prepare(dev=True)
    return run_shown([VENV_PYTHON, "-m", "scripts.containers"])
