"""The environment, then `.env`; each value optional."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[4]

env = environ.Env()
# The tests set this, so that a person's own settings decide nothing there.
if not os.environ.get("IGNORE_DOT_ENV"):
    environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("ATELIER_DATA", default=str(BASE_DIR / "var"))).resolve()
