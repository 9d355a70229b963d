"""The environment, then `.env`; each value optional."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[4]

env = environ.Env()
# A person's own settings decide nothing in tests.
if not os.environ.get("DJANGO_SETTINGS_MODULE", "backend.config.settings.local").endswith(".test"):
    environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("ATELIER_DATA", default=str(BASE_DIR / "var"))).resolve()
