"""The environment, then `.env`; each value optional."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[4]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("ATELIER_DATA", default=str(BASE_DIR / "var"))).resolve()
