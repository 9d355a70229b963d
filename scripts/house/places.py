"""Where things lie in the repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
FRONTEND = ROOT / "frontend"
OPENAPI = FRONTEND / "openapi"
GENERATED = FRONTEND / "src" / "lib" / "api"
NODE_MODULES = FRONTEND / "node_modules"
DIST = FRONTEND / "dist"

VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
# The shims of the wheel-shipped Node, when the machine has none that is new enough.
VENV_NODE_BIN = VENV / "node-bin"

STAMPS = ROOT / ".stamps"
LOGS = STAMPS / "logs"


def relative(path: Path) -> str:
    """Return `path` as a person in the repository would type it."""
    return os.path.relpath(path, ROOT)
