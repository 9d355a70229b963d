"""SQLite by default, PostgreSQL when DATABASE_URL names it."""

from .env import DATA_DIR, env

# WAL lets readers and the one writer work together. IMMEDIATE takes the write lock at BEGIN, so that a transaction
# never fails half-way with "database is locked". NORMAL survives a killed process; only a power cut may lose the
# last commits.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'atelier.sqlite3'}")}
_default = DATABASES["default"]
if "sqlite" in _default["ENGINE"]:
    _default["OPTIONS"] = SQLITE_OPTIONS
else:
    _default["CONN_HEALTH_CHECKS"] = True
    _default["OPTIONS"] = {
        **_default.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=20), "timeout": 10},
    }
