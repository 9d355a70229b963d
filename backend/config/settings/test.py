"""The test suite: SQLite in a file of its own, or the server that DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

_data = Path(tempfile.gettempdir()) / f"atelier-test-{os.getpid()}"
os.environ["ATELIER_DATA"] = str(_data)
for _key in (
    "ANTHROPIC_API_KEY",
    "CLAUDE_API_KEY",
    "OPENROUTER_API_KEY",
    "OPENAI_API_KEY",
    "OLLAMA_BASE_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_API_HOST",
    "STRIPE_WEBHOOK_SECRET",
    "EMAIL_PROVIDER",
):
    os.environ.pop(_key, None)

from .base import *  # noqa: E402, F403
from .base import INSTALLED_APPS, MIDDLEWARE  # noqa: E402
from .parts.database import DATABASES  # noqa: E402
from .parts.env import DATA_DIR  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "backend.demo"]
MIDDLEWARE = [*MIDDLEWARE, "backend.demo.restrictions.demo_restrictions_middleware"]

SECRET_KEY = "test-only-key-that-signs-nothing-real"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
ACCOUNT_RATE_LIMITS = False

SANDBOX_DATA = DATA_DIR / "sandbox"
SANDBOX_URL = "http://127.0.0.1:9/sandbox"
AI_SANDBOX = True
ANTHROPIC_API_KEY = "sandbox-key"
ANTHROPIC_BASE_URL = f"{SANDBOX_URL}/anthropic"
STRIPE_SANDBOX = True
SANDBOX_WEBHOOK_URL = "http://127.0.0.1:9/api/v1/stripe-webhook"
STRIPE_SECRET_KEY = "sk_test_4tElierSandboxKey0123456"  # noqa: S105
STRIPE_WEBHOOK_SECRET = "whsec_test-only-secret-that-signs-nothing-real"  # noqa: S105
STRIPE_API_HOST = f"{SANDBOX_URL}/stripe"
STRIPE_ENVIRONMENT = "sandbox"

_default = DATABASES["default"]
if "sqlite" in _default["ENGINE"]:
    # In a file, because answers are written from other threads, which a shared in-memory database locks out.
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    _default["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    _default["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    _default["OPTIONS"].pop("pool")
    _default["TEST"] = {"NAME": f"test_atelier_{os.getpid()}"}
SERVESTATIC_AUTOREFRESH = True
# Each test client makes the middleware anew, which would then look at every static file there is.
SERVESTATIC_USE_FINDERS = False
# The built front end may be rebuilt while tests run, and no test asks for its files.
STATICFILES_DIRS = []
