"""A person's own machine: no key, no account, everything works against the sandbox."""

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, MIDDLEWARE
from .parts.ai import ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL
from .parts.env import DATA_DIR, env
from .parts.realtime import REDIS_URL
from .parts.secrets import derived, local_secret_key
from .parts.stripe import STRIPE_SECRET_KEY

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key(DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# Anyone on this machine may try the product as the demo creator, who is made anew at each start.
if env.bool("DEMO_CREATOR", default=True):
    INSTALLED_APPS = [*INSTALLED_APPS, "backend.demo"]
    MIDDLEWARE = [*MIDDLEWARE, "backend.demo.restrictions.demo_restrictions_middleware"]

SANDBOX_MOUNTED = True
SANDBOX_DATA = DATA_DIR / "sandbox"
_port = env.int("PORT", default=8000)
SANDBOX_URL = env.str("SANDBOX_URL", default=f"http://127.0.0.1:{_port}/sandbox")
# Where the sandbox's Stripe tells us what happened.
SANDBOX_WEBHOOK_URL = env.str(
    "SANDBOX_WEBHOOK_URL", default=f"http://127.0.0.1:{_port}/api/v1/stripe-webhook"
)
# Browsers share cookies between ports, so a second checkout beside this one keeps its own session. Processes that share
# Redis share their sessions too.
if _port != 8000 and not REDIS_URL:
    SESSION_COOKIE_NAME = f"sessionid_{_port}"

AI_SANDBOX = not ANTHROPIC_API_KEY
if AI_SANDBOX:
    ANTHROPIC_API_KEY = "sandbox-key"
    ANTHROPIC_BASE_URL = f"{SANDBOX_URL}/anthropic"

STRIPE_SANDBOX = not STRIPE_SECRET_KEY
if STRIPE_SANDBOX:
    STRIPE_SECRET_KEY = f"sk_test_{derived(SECRET_KEY, 'sandbox stripe key')}"
    # A sandbox in a process of its own signs with what both are told.
    STRIPE_WEBHOOK_SECRET = (
        env.str("SANDBOX_WEBHOOK_SECRET", default="")
        or f"whsec_{derived(SECRET_KEY, 'sandbox stripe webhooks')}"
    )
    STRIPE_API_HOST = f"{SANDBOX_URL}/stripe"
    STRIPE_ENVIRONMENT = "sandbox"
